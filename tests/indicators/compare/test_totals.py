"""Two drawn snapshots with printed totals: a total that came, went or changed is a row of the difference."""

import random

import pytest
from sqlalchemy import create_engine
from typer.testing import CliRunner

from etl.__main__ import app as etl
from indicators.catalogue import CATALOGUE
from indicators.cli.commands import app
from indicators.compare.figures import COUNTS, ComparisonRequest, compare_snapshots
from indicators.compare.rows import CellChange, rows_behind
from indicators.compare.sentences import difference_sentence
from indicators.periods import period_from_key
from indicators.queries import history
from presentation.restatement import rows as table_of
from presentation.table import Notes
from tests.support import example_counts
from tests.support.fact_drawing import draw
from tests.support.source_files import row, table, write_xlsx
from tests.support.total_sheets import of_documents
from warehouse.tables import case_file, case_total, document, document_total, metadata, setting, unit

CLOSING = "2021-06-30"
NAMES = {"a": "Xã A", "b": "Xã B"}
TOTALS = "key | unit_id | first_day | last_day | outgoing | secret | sent_electronically | signed_leader"
MARCH = "2021-03-01 | 2021-03-31"
OF_A = f"a3 | a | {MARCH} | 12 | 2 | 8 | 5"
OF_B = f"b3 | b | {MARCH} | 20 | 0 | 9 | 5"
DOCUMENTS = "key | unit_id | direction | day | sent_electronically | signed_leader"


@pytest.fixture
def snapshot():
    """Makes a snapshot in memory with two communes of what is drawn."""
    engines = []

    def made(*totals, documents=(), closing=CLOSING, more=None, derived="no | no"):
        engine = create_engine("duckdb:///:memory:")
        engines.append(engine)
        metadata.create_all(engine)
        connection = engine.connect()
        draw(connection, unit, "id | code | name | kind | parent\na|1|Xã A|commune|p\nb|2|Xã B|commune|p")
        draw(connection, setting, f"key | value\nclosing | {closing}\nsettings_digest | d")
        lines = [line if line.count("|") > 7 else f"{line} | {derived}" for line in totals]
        draw(connection, document_total, "\n".join([f"{TOTALS} | covered | overlaps", *lines]))
        draw(connection, document, "\n".join([DOCUMENTS, *documents]))
        for facts, drawing in (more or {}).items():
            draw(connection, facts, drawing)
        return connection

    yield made
    for engine in engines:
        engine.dispose()


def told(older, newer, indicator="signed_leader"):
    """(unit, period) -> the difference, of one indicator."""
    found = compare_snapshots(older, newer, ComparisonRequest(), (CATALOGUE[indicator],))
    return {(one.unit_id, one.period.key): one for one in found.differences}


def behind(older, newer, one):
    return rows_behind(older, newer, one.indicator, ComparisonRequest(), one.unit_id, one.period)


def said(one):
    return difference_sentence("vi", one, NAMES.get(one.unit_id, "Toàn huyện"))


def test_a_total_that_was_corrected_is_told_with_what_changed_in_it(snapshot):
    older, newer = snapshot(OF_A, OF_B), snapshot(OF_A.replace("8 | 5", "8 | 6"), OF_B)
    found = told(older, newer)
    assert set(found) == {(None, "2021-03"), ("a", "2021-03")}
    assert said(found["a", "2021-03"]) == (
        "Xã A, tháng 03/2021: đã báo cáo 50,0% (5/10), nay 60,0% (6/10): đổi 1 dòng số tổng hợp."
    )
    assert said(found[None, "2021-03"]).endswith("nay 36,7% (11/30): đổi 1 dòng số tổng hợp.")
    rows = behind(older, newer, found["a", "2021-03"]).to_dict("records")
    assert [(one["id"], one["how"], one["numerator"], one["denominator"]) for one in rows] == [
        ("a3", "changed", 1, 0)
    ]
    assert rows[0]["changes"] == [CellChange("signed_leader", 5, 6)]


def test_rows_that_come_for_the_days_of_a_total_put_it_out_of_the_figure(snapshot):
    documents = [f"{n} | a | out | 2021-03-0{n} | yes | {'yes' if n == 1 else 'no'}" for n in (1, 2, 3)]
    older = snapshot(OF_A)
    newer = snapshot(OF_A, documents=documents, derived="yes | no")
    one = told(older, newer)["a", "2021-03"]
    assert said(one) == (
        "Xã A, tháng 03/2021: đã báo cáo 50,0% (5/10), nay 33,3% (1/3):"
        " thêm 3 văn bản, bớt 1 dòng số tổng hợp."
    )
    rows = behind(older, newer, one)
    assert (rows["numerator"].sum(), rows["denominator"].sum()) == (1 - 5, 3 - 10)
    assert list(rows["id"]) == ["a3", "1", "2", "3"]
    assert rows.at[0, "changes"] == [CellChange("covered", False, True)]
    shown = table_of(rows, "vi", "x", NAMES, {}, Notes((), False))
    listed = shown.rows.iloc[0]
    assert listed["id"] == "số tổng hợp từ 01/03/2021 đến 31/03/2021"
    assert (listed["what"], listed["changes"]) == (
        "nay không được tính",
        "Có dòng chi tiết cùng kỳ: Không → Có",
    )
    assert "part" not in [column.name for column in shown.columns]


def test_a_total_that_came_is_told_with_what_it_adds(snapshot):
    older, newer = snapshot(OF_B), snapshot(OF_B, f"a3 | a | {MARCH} | 1020 | 0 | 9 | 5")
    one = told(older, newer)["a", "2021-03"]
    assert said(one) == (
        "Xã A, tháng 03/2021: trước chưa báo cáo, nay 0,5% (5/1.020): thêm 1 dòng số tổng hợp."
    )
    rows = behind(older, newer, one)
    assert (rows["numerator"].item(), rows["denominator"].item()) == (5, 1020)


def test_the_total_of_a_quarter_is_told_in_the_quarter_that_it_counts_in(snapshot):
    quarter = "aq | a | 2021-01-01 | 2021-03-31 | 40 | 0 | 30 | 10"
    older, newer = snapshot(quarter, OF_B), snapshot(quarter.replace("30 | 10", "30 | 20"), OF_B)
    found = told(older, newer)
    assert said(found["a", "2021-Q1"]) == (
        "Xã A, quý I/2021: đã báo cáo 25,0% (10/40), nay 50,0% (20/40): đổi 1 dòng số tổng hợp."
    )
    assert set(found) == {(None, "2021-Q1"), ("a", "2021-Q1")}


def test_a_month_of_which_only_a_wider_total_is_left_says_so(snapshot):
    quarter = "aq | a | 2021-01-01 | 2021-03-31 | 40 | 0 | 30 | 10"
    one = told(snapshot(OF_A, OF_B), snapshot(quarter, OF_B))["a", "2021-03"]
    assert said(one) == (
        "Xã A, tháng 03/2021: đã báo cáo 50,0% (5/10), nay chỉ có số tổng hợp của kỳ khác:"
        " bớt 1 dòng số tổng hợp."
    )


def test_a_total_held_by_a_wider_one_and_rows_that_a_stated_stock_holds_say_why(snapshot):
    half = "a2 | a | 2021-03-01 | 2021-03-15 | 6 | 0 | 5 | 1"
    older, newer = snapshot(half), snapshot(half, OF_A)
    shown = table_of(
        behind(older, newer, told(older, newer)["a", "2021-03"]), "vi", "x", NAMES, {}, Notes((), False)
    )
    why = "không ô nào đổi; tính khác đi vì số tổng hợp của đơn vị có thay đổi"
    assert shown.rows.set_index("what")["changes"].to_dict() == {"nay không được tính": why, "mới có": ""}
    cases = {case_file: "code | unit_id | received_on\n1 | a | 2021-02-10\n2 | a | 2021-02-11"}
    stock = {case_total: f"key | unit_id | first_day | last_day | open\nm | a | {MARCH} | 9"}
    older, newer = snapshot(more=cases), snapshot(more=cases | stock)
    one = told(older, newer, "open_cases")["a", "2021-03"]
    assert said(one).endswith("nay 9: bớt 2 hồ sơ, thêm 1 dòng số tổng hợp.")
    rows = behind(older, newer, one)
    assert rows["numerator"].sum() == 9 - 2
    shown = table_of(rows, "vi", "x", NAMES, {}, Notes((), False)).rows
    assert list(shown["changes"]) == ["", why, why]


def a_line(chance, key, unit_id, month):
    outgoing = chance.randint(5, 40)
    sent, signed = sorted(chance.randint(0, outgoing) for _ in range(2))
    last = {2: 28, 4: 30}.get(month, 31)
    return f"{key} | {unit_id} | 2021-0{month}-01 | 2021-0{month}-{last} | {outgoing} | 0 | {sent} | {signed}"


def drawn(chance, before=()):
    """Totals of most months and documents that cover some of them; `before` are lines to keep or to lose."""
    totals, documents = {}, ["x | b | out | 2021-01-20 | yes | yes"]  # both know of January
    for unit_id in "ab":
        for month in (1, 2, 3, 4, 5):
            if chance.random() < 0.3:
                continue
            key = f"{unit_id}{month}"
            covered = chance.random() < 0.3
            line = (
                before[key]
                if key in before and chance.random() < 0.5
                else a_line(chance, key, unit_id, month)
            )
            totals[key] = line.split(" | yes")[0].split(" | no")[0] + (
                " | yes | no" if covered else " | no | no"
            )
            documents += [
                f"{key}{n} | {unit_id} | out | 2021-0{month}-0{n} | {chance.choice(['yes', 'no'])} | yes"
                for n in range(1, covered * 4)
            ]
    return totals, documents


SIGNING = [one for one in CATALOGUE.values() if one.table is document]


@pytest.mark.parametrize("seed", range(example_counts.of(2, 4)))
def test_every_difference_is_found_and_its_lines_add_up_to_it(snapshot, seed):
    """The oracle asks every unit and month of both snapshots for its figure and lays them side by side."""
    chance = random.Random(seed)
    first, some = drawn(chance)
    second, others = drawn(chance, first)
    older = snapshot(*first.values(), documents=some, closing="2021-05-15")
    newer = snapshot(*second.values(), documents=others, closing="2021-06-30")
    found = compare_snapshots(older, newer, ComparisonRequest(), tuple(SIGNING)).differences
    months = tuple(period_from_key(f"2021-0{month}", None) for month in (1, 2, 3, 4, 5))
    for indicator in SIGNING:
        for unit_id in ("a", "b", None):
            then, now = (
                history(side, indicator, ComparisonRequest().scope(day, unit_id), months)
                for side, day in (
                    (older, period_from_key("2021-05-01..2021-05-15", None).last),
                    (newer, months[-1].last),
                )
            )
            parts = ["numerator", "denominator"]
            differ = (then[parts].fillna(-1) != now[parts].fillna(-1)).any(axis=1)
            mine = {one.period.key for one in found if (one.indicator, one.unit_id) == (indicator, unit_id)}
            assert mine == set(then.loc[differ, "key"]), (indicator.id, unit_id)
    for one in found:
        rows = behind(older, newer, one)
        counts = rows["how"].mask(rows["part"] == "total", "totals_" + rows["how"]).value_counts()
        assert [getattr(one, count) for count in COUNTS] == [counts.get(count, 0) for count in COUNTS]
        for part in ("numerator", "denominator"):
            then, now = getattr(one.before, part) or 0, getattr(one.after, part) or 0
            assert rows[part].sum() == now - then, (one.indicator.id, one.unit_id, one.period.key)


def test_real_files_a_correction_then_the_rows_themselves(tmp_path):
    home = ["--home", str(tmp_path / "home")]
    numbers = ["Xã Gia Hòa", 40, 30, 5, 3, 2, 20, 18, 15, 16, 14, 0]
    corrected = [*numbers[:8], 16, *numbers[9:]]
    files = [
        of_documents(numbers),
        of_documents(corrected),
        table("documents", row("documents")),
    ]
    for number, sheet in enumerate(files):
        path = write_xlsx(tmp_path / f"{number}.xlsx", sheet)
        assert CliRunner().invoke(etl, ["load", str(path), *home]).exit_code == 0
    asked = ["--indicator", "signed_leader", "--unit", "14467", "--format", "csv", *home]
    first = CliRunner().invoke(app, ["compare", "1", "2", *asked]).stdout
    assert "đã báo cáo 75,0% (15/20), nay 80,0% (16/20): đổi 1 dòng số tổng hợp." in first
    second = CliRunner().invoke(app, ["compare", "2", "3", *asked]).stdout
    assert "đã báo cáo 80,0% (16/20), nay 100,0% (1/1): thêm 1 văn bản, bớt 1 dòng số tổng hợp." in second
    rows = CliRunner().invoke(app, ["compare", "2", "3", "--period", "2021-08", *asked]).stdout
    assert "covered: False → True" in rows and "1.xlsx" in rows and "2.xlsx" in rows
