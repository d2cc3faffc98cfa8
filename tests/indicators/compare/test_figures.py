"""Two drawn snapshots: which figures differ, which rows made it, and that their sum is the difference."""

import json
import random
from datetime import date

import pytest
from sqlalchemy import create_engine
from typer.testing import CliRunner

from etl.__main__ import app as etl
from indicators.catalogue import CATALOGUE
from indicators.cli.commands import app
from indicators.compare.figures import ComparisonRequest, compare_snapshots
from indicators.compare.rows import CellChange, rows_behind
from indicators.compare.sentences import comparison_remarks, difference_sentence
from indicators.periods import period_from_key
from tests.support.fact_drawing import draw
from tests.support.source_files import row, table, write_xlsx
from warehouse.tables import ballot, case_file, metadata, setting, unit

MARCH = period_from_key("2021-03", None)
HEADS = "code | unit_id | received_on | due_on | finished_on | late | working_days | status"


@pytest.fixture
def snapshot():
    """Makes a snapshot in memory with two communes, closed on a day."""
    engines = []

    def made(closing: str, cases: str, ballots: str = "", digest: str = "d"):
        engine = create_engine("duckdb:///:memory:")
        engines.append(engine)
        metadata.create_all(engine)
        connection = engine.connect()
        draw(
            connection,
            unit,
            "id | code | name | kind | parent\na | 1 | Xã A | commune | p\nb | 2 | Xã B | commune | p",
        )
        draw(connection, setting, f"key | value\nclosing | {closing}\nsettings_digest | {digest}")
        draw(connection, case_file, f"{HEADS}\n{cases.strip()}")
        if ballots:
            draw(connection, ballot, f"key | unit_id | day | scale | valid | satisfied\n{ballots}")
        return connection

    yield made
    for engine in engines:
        engine.dispose()


OLD = """
    1 | a | 2021-03-01 | 2021-03-10 | 2021-03-09 | no  | 6 | 10
    2 | a | 2021-03-01 | 2021-03-10 | 2021-03-12 | yes | 9 | 10
    3 | a | 2021-03-20 | 2021-03-30 |            | no  |   | 2
    4 | b | 2021-03-02 | 2021-03-10 | 2021-03-10 | no  | 6 | 10
    9 | b | 2021-04-09 | 2021-04-20 |            | no  |   | 2
"""
NEW = """
    1 | a | 2021-03-01 | 2021-03-10 | 2021-03-09 | no  | 6 | 10
    2 | a | 2021-03-01 | 2021-03-15 | 2021-03-12 | no  | 9 | 10
    3 | a | 2021-03-20 | 2021-03-30 | 2021-03-31 | yes | 8 | 10
    4 | b | 2021-03-02 | 2021-03-10 | 2021-03-10 | no  | 6 | 10
    9 | b | 2021-04-09 | 2021-04-20 |            | no  |   | 2
"""


def told(comparison, indicator, unit, key):
    found = [
        d
        for d in comparison.differences
        if (d.indicator.id, d.unit_id, d.period.key) == (indicator, unit, key)
    ]
    return found[0] if found else None


def test_a_figure_that_differs_is_told_with_its_parts_and_the_rows_are_counted(snapshot):
    found = compare_snapshots(snapshot("2021-04-10", OLD), snapshot("2021-04-20", NEW), ComparisonRequest())
    one = told(found, "on_time_06a", "a", "2021-03")
    assert (one.before.numerator, one.before.denominator) == (1, 2)
    assert (one.after.numerator, one.after.denominator) == (2, 3)
    assert (one.came, one.went, one.changed, one.closed) == (1, 0, 1, True)
    assert difference_sentence("vi", one, "Xã A") == (
        "Xã A, tháng 03/2021: đã báo cáo 50,0% (1/2), nay 66,7% (2/3): thêm 1 hồ sơ, đổi 1 hồ sơ."
    )
    assert told(found, "on_time_06a", "b", "2021-03") is None
    assert told(found, "on_time_06a", None, "2021-03").after.denominator == 4


def test_the_rows_say_what_changed_in_them(snapshot):
    found = rows_behind(
        snapshot("2021-04-10", OLD),
        snapshot("2021-04-20", NEW),
        CATALOGUE["on_time_06a"],
        ComparisonRequest(),
        "a",
        MARCH,
    ).set_index("id")
    assert found["how"].to_dict() == {"2": "changed", "3": "came"}
    assert found["numerator"].to_dict() == {"2": 1, "3": 0} and found["denominator"].to_dict() == {
        "2": 0,
        "3": 1,
    }
    assert CellChange("finished_on", None, date(2021, 3, 31)) in found.at["3", "changes"]
    assert CellChange("due_on", date(2021, 3, 10), date(2021, 3, 15)) in found.at["2", "changes"]


def test_a_row_that_moved_to_another_unit_is_no_change_of_the_whole(snapshot):
    moved = NEW.replace("4 | b", "4 | a")
    found = compare_snapshots(snapshot("2021-04-20", NEW), snapshot("2021-04-20", moved), ComparisonRequest())
    assert told(found, "finished_cases", None, "2021-03") is None
    a, b = (told(found, "finished_cases", one, "2021-03") for one in "ab")
    assert (a.came, a.went, b.came, b.went) == (1, 0, 0, 1)


def test_a_percentile_differs_by_the_days_of_its_cases(snapshot):
    slower = NEW.replace("no  | 6 | 10", "no  | 7 | 10")
    found = compare_snapshots(
        snapshot("2021-04-20", NEW), snapshot("2021-04-20", slower), ComparisonRequest()
    )
    one = told(found, "median_days", "b", "2021-03")
    assert (one.before.value, one.after.value, one.changed) == (6, 7, 1)


def test_a_month_that_had_not_ended_is_called_so(snapshot):
    found = compare_snapshots(snapshot("2021-03-15", OLD), snapshot("2021-04-20", NEW), ComparisonRequest())
    assert found.differences and not any(one.closed for one in found.differences)
    assert {one.period.key for one in found.differences} == {"2021-03"}
    assert "kỳ khi đó chưa chốt" in difference_sentence("vi", found.differences[0], "Xã A")


def test_the_same_twice_differs_in_nothing(snapshot):
    found = compare_snapshots(snapshot("2021-04-20", NEW), snapshot("2021-04-20", NEW), ComparisonRequest())
    assert not found.differences and not found.settings_changed


def test_other_settings_and_a_source_of_one_side_alone_are_said_apart(snapshot):
    ballots = "x | a | 2021-03-02 | 5 | yes | yes"
    found = compare_snapshots(
        snapshot("2021-04-20", NEW), snapshot("2021-04-20", NEW, ballots, digest="e"), ComparisonRequest()
    )
    assert found.settings_changed and not found.differences
    assert "satisfied_5" in [one.id for one in found.one_sided]
    assert any("Thiết lập đã đổi" in remark for remark in comparison_remarks("vi", found))


def test_a_unit_that_begins_to_report_is_told_even_without_rows_of_the_indicator(snapshot):
    older = "\n".join(line for line in NEW.splitlines() if "| b |" not in line)
    found = compare_snapshots(snapshot("2021-04-20", older), snapshot("2021-04-20", NEW), ComparisonRequest())
    one = told(found, "overdue_open", "b", "2021-03")
    assert (one.before.state, one.after.value) == ("missing", 0)
    assert difference_sentence("vi", one, "Xã B").startswith(
        "Xã B, tháng 03/2021: trước chưa báo cáo, nay 0:"
    )


def test_a_row_from_the_middle_of_a_month_changes_that_month_and_what_was_open_at_its_end(snapshot):
    earlier = "0 | a | 2021-01-04 | 2021-01-08 | 2021-01-07 | no | 3 | 10"  # both know of January
    later = "7 | b | 2021-02-17 | 2021-02-26 | 2021-03-03 | yes | 9 | 10"
    older, newer = (snapshot("2021-04-20", f"{earlier}{more}{NEW}") for more in ("", f"\n{later}"))
    found = compare_snapshots(older, newer, ComparisonRequest()).differences
    of_b = {(one.indicator.id, one.period.key) for one in found if one.unit_id == "b"}
    assert {month for name, month in of_b if name == "received_cases"} == {"2021-02"}
    assert {month for name, month in of_b if name == "open_cases"} == {"2021-02"}
    # In February the unit reports now, and has finished nothing.
    assert {month for name, month in of_b if name == "finished_cases"} == {"2021-02", "2021-03"}


def test_the_same_rows_as_of_another_day_differ_in_the_month_that_had_not_ended(snapshot):
    found = compare_snapshots(snapshot("2021-03-11", NEW), snapshot("2021-03-31", NEW), ComparisonRequest())
    one = told(found, "finished_cases", "a", "2021-03")
    assert (one.before.value, one.after.value, one.came) == (1, 3, 2)  # those of the 12th and the 31st


def a_case(chance: random.Random, code: int) -> str:
    day = chance.randint(1, 20)
    finished = f"2021-0{chance.choice('34')}-{day + 5:02}" if chance.random() < 0.7 else ""
    late = "yes" if finished and chance.random() < 0.4 else "no"
    days = chance.randint(0, 9) if finished else ""
    return (
        f"{code} | {chance.choice('ab')} | 2021-0{chance.choice('23')}-{day:02} | 2021-03-{day + 3:02} |"
        f" {finished} | {late} | {days} | 10"
    )


@pytest.mark.parametrize("seed", range(4))
def test_what_the_rows_add_is_the_difference_of_the_figure(snapshot, seed):
    """An independent count in plain Python: the figure's own parts, before and after."""
    chance = random.Random(seed)
    first = {code: a_case(chance, code) for code in range(30)}
    second = {code: line if chance.random() < 0.6 else a_case(chance, code) for code, line in first.items()}
    second |= {code: a_case(chance, code) for code in range(30, 36)}
    for code in chance.sample(range(30), 4):
        del second[code]
    ballots = [
        "\n".join(
            f"p{one} | {chance.choice('ab')} | 2021-03-{chance.randint(1, 28):02} | {chance.choice('35')}"
            f" | yes | {chance.choice(['yes', 'no'])}"
            for one in range(size)
        )
        for size in (8, 11)
    ]
    older = snapshot("2021-04-20", "\n".join(first.values()), ballots[0])
    newer = snapshot("2021-05-03", "\n".join(second.values()), ballots[1])
    found = compare_snapshots(older, newer, ComparisonRequest())
    assert len(found.differences) > 20
    for one in chance.sample(found.differences, 12):
        rows = rows_behind(older, newer, one.indicator, ComparisonRequest(), one.unit_id, one.period)
        assert [int((rows["how"] == how).sum()) for how in ("came", "went", "changed")] == [
            one.came,
            one.went,
            one.changed,
        ]
        if "missing" in (one.before.state, one.after.state):
            continue  # no official parts to differ from
        for part in ("numerator", "denominator"):
            then, now = getattr(one.before, part), getattr(one.after, part)
            if one.indicator.kind != "percentile":
                assert rows[part].sum() == (now or 0) - (then or 0), (one.indicator.id, part)
        if one.indicator.kind == "percentile":
            assert rows["numerator"].sum() == one.after.n - one.before.n


def test_the_command_line_prints_sentences_and_rows(tmp_path):
    home = ["--home", str(tmp_path / "home")]
    usual = {"Mã_hồ_sơ": "A1", "Ngày_tiếp_nhận": "05/07/2021", "Ngày_hẹn_trả": "20/07/2021"}
    later = usual | {"Mã_hồ_sơ": "A2"}
    for number, rows in enumerate(([usual], [usual, later])):
        path = write_xlsx(tmp_path / f"{number}.xlsx", table("cases", *(row(**one) for one in rows)))
        assert CliRunner().invoke(etl, ["load", str(path), *home]).exit_code == 0
    asked = ["compare", "0001", *home, "--indicator", "received_cases"]
    said = CliRunner().invoke(app, [*asked, "--format", "csv"])
    assert "Toàn huyện, tháng 07/2021" in said.stdout and "đã báo cáo 1, nay 2: thêm 1 hồ sơ." in said.stdout
    found = CliRunner().invoke(app, [*asked, "--period", "2021-07", "--format", "json"])
    assert [(one["id"], one["how"], one["file_after"]) for one in json.loads(found.stdout)] == [
        ("A2", "came", "1.xlsx")
    ]
    assert CliRunner().invoke(app, ["compare", "7", *home]).exit_code == 2
