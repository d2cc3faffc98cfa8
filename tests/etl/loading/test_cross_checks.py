"""What is found between files, and where a reader is told: hand-counted on a few rows."""

from datetime import date, datetime

import pytest

from etl.loading.load import load
from indicators import queries
from indicators.catalogue import CATALOGUE
from indicators.periods import ALL
from indicators.scope_from_words import scope_from_words
from presentation.notes import Provenance, notes
from tests.support.source_files import row, table, write_xlsx
from tests.support.total_sheets import of_cases, of_documents
from tests.ui.test_pages import opened
from warehouse.connection import open_reader
from warehouse.home import Home
from warehouse.snapshots import current_snapshot

HOA = ["Xã Gia Hòa", 3, 2, 0, 1, 2, 1, 0, 1, 1, 1, 0]  # two came in, two ended, one of them late
TWO = [
    row(Mã_hồ_sơ="a", Ngày_hẹn_trả="02/08/2021"),  # ended on 03/08: late
    row(Mã_hồ_sơ="b"),
    row(Mã_hồ_sơ="c", Đơn_vị_giải_quyết="Xã Gia Phú"),
    row(Mã_hồ_sơ="d", Ngày_tiếp_nhận="02/09/2021", Ngày_hẹn_trả="04/09/2021",
        Ngày_kết_thúc_xử_lý="03/09/2021", Ngày_trả_kết_quả="03/09/2021"),
]  # fmt: skip


@pytest.fixture
def brought(tmp_path, settings):
    """Loads the sheets, each a file of its own, in this order; returns a question to the snapshot."""
    home = Home(tmp_path / "home")

    def loaded(*sheets):
        paths = [write_xlsx(tmp_path / f"{number}.xlsx", sheet) for number, sheet in enumerate(sheets)]
        for path in paths:
            load([path], home, settings, loaded_at=datetime(2021, 12, 31, 6))

        def asked(question, *arguments):
            with open_reader(current_snapshot(home)) as connection:
                return question(connection, *arguments)

        return asked

    return loaded


def found(frame):
    return sorted(
        (one.rule, one.unit_id, one.about, one.expected, one.found) for one in frame.itertuples(index=False)
    )


def test_totals_that_agree_with_the_list_find_nothing(brought):
    ask = brought(table("cases", *TWO), of_cases(HOA))
    assert ask(queries.check_differences).empty
    beside = ask(queries.total_comparisons)
    assert {one.about: (one.total, one.counted) for one in beside.itertuples()} == {
        "received_new": (2, 2),
        "finished": (2, 2),
        "late": (1, 1),
    }


def test_totals_that_differ_from_the_list_are_told_number_by_number(brought):
    other = ["Xã Gia Hòa", 4, 2, 1, 1, 3, 2, 0, 1, 1, 1, 0]
    ask = brought(of_cases(other), table("cases", *TWO))
    differing = ask(queries.check_differences)
    assert found(differing) == [
        ("cases_by_rows", "14467@start", "finished", 2, 3),
        ("cases_by_rows", "14467@start", "received_new", 2, 3),
    ]
    assert set(differing["severity"]) == {"flag"} and set(differing["file"]) == {"0.xlsx"}
    assert set(differing["row_no"]) == {5}


def test_the_next_load_tells_it_afresh(brought):
    other = ["Xã Gia Hòa", 4, 2, 1, 1, 3, 2, 0, 1, 1, 1, 0]
    ask = brought(table("cases", *TWO), of_cases(other), table("box", row("box")))
    assert len(ask(queries.check_differences)) == 2
    ask = brought(of_cases(HOA))
    assert ask(queries.check_differences).empty


def test_rows_beside_a_total_are_those_of_the_indicators(brought):
    ask = brought(table("cases", *TWO), of_cases(HOA))
    counted = ask(queries.total_comparisons).set_index("about")["counted"]
    scope = ask(
        lambda connection: scope_from_words(
            connection, period="2021-08", calendar="civil", unit="14467@start"
        )
    )
    for about, indicator in (("received_new", "received_cases"), ("finished", "finished_cases")):
        assert counted[about] == ask(queries.figure, CATALOGUE[indicator], scope).value
    on_time = ask(queries.figure, CATALOGUE["on_time_06a"], scope)
    assert counted["late"] == on_time.denominator - on_time.numerator


def test_totals_of_documents_beside_the_list(brought):
    out = row("documents"), row("documents", Số_ký_hiệu="16/UBND-VP", Cơ_quan_ký_số="Có")
    came = row("documents", Số_ký_hiệu="9/UBND", **{"Văn_bản_đi/đến": "Đến", "Gửi_điện_tử": None})
    said = ["Xã Gia Hòa", 1, 1, 0, 0, 0, 2, 2, 2, 2, 1, 0]
    ask = brought(of_documents(said), table("documents", *out, came))
    assert found(ask(queries.check_differences)) == [
        ("documents_by_rows", "14467@start", "signed_agency", 1, 2)
    ]


def test_what_is_carried_over_is_what_was_open_before(brought):
    july = of_cases(HOA, title="Tháng 7 năm 2021")
    august = of_cases(["Xã Gia Hòa", 5, 1, 2, 2, 3, 3, 0, 0, 2, 2, 0], title="Tháng 8 năm 2021")
    october = of_cases(HOA, title="Tháng 10 năm 2021")
    ask = brought(october, july, august)
    assert found(ask(queries.check_differences)) == [("carried_over", "14467@start", "carried_over", 1, 2)]
    assert list(ask(queries.check_differences)["first_day"]) == [date(2021, 8, 1)]


def test_periods_that_share_some_days_are_told(brought):
    ask = brought(of_cases(HOA), of_cases(HOA, title="Từ ngày 15/08/2021 đến ngày 14/09/2021"))
    differing = ask(queries.check_differences)
    assert list(differing["rule"]) == ["totals_overlap"]
    assert list(differing["first_day"]) == [date(2021, 8, 15)]


def test_a_ballot_of_a_case_that_no_list_has(brought):
    ballots = table(
        "ballots_5", row("ballots_5", Mã_hồ_sơ="a"), row("ballots_5", Mã_phiếu="P2", Mã_hồ_sơ="x")
    )
    ask = brought(ballots)
    assert ask(queries.check_differences).empty  # no list of cases at all
    ask = brought(ballots, table("cases", *TWO))
    told = ask(queries.check_differences)
    assert list(told["rule"]) == ["ballot_case_unknown"] and list(told["row_no"]) == [3]
    assert list(told["severity"]) == ["inform"]


def test_each_rule_with_how_often_it_found_something(brought):
    early = row(Mã_hồ_sơ="e", Ngày_hẹn_trả="01/08/2021")
    wrong = row(Mã_hồ_sơ="f", Ngày_kết_thúc_xử_lý="30/07/2021")
    ask = brought(
        table("cases", *TWO, early, wrong), of_cases(["Xã Gia Hòa", 9, 2, 6, 1, 8, 7, 0, 1, 1, 1, 0])
    )
    rules = ask(queries.rule_counts).set_index("id")
    counts = rules.loc[rules["count"] > 0, ["count", "units"]]
    assert {rule: tuple(one) for rule, one in counts.fillna(-1).iterrows()} == {
        "cases_by_rows": (3, 1),  # received, finished, late
        "due_before_received": (1, -1),
        "finished_before_received": (1, -1),
    }
    assert len(rules) == 20


def test_remarks_go_with_the_figures_that_have_their_rows(brought):
    early = [row(Mã_hồ_sơ=code, Ngày_hẹn_trả="01/08/2021") for code in "ef"]
    blank = row(Mã_hồ_sơ="g", Ngày_hẹn_trả="01/08/2021", Trạng_thái_hồ_sơ=None)
    ask = brought(table("cases", *TWO, *early, blank))

    def behind(period, unit="14467@start"):
        scope = ask(lambda c: scope_from_words(c, period=period, calendar="civil", unit=unit))
        counts = ask(queries.flags_behind, CATALOGUE["on_time_06a"], scope)
        rows = ask(queries.flagged_row_count, CATALOGUE["on_time_06a"], scope)
        return dict(counts.itertuples(index=False, name=None)), rows

    assert behind("2021-08") == ({"due_before_received": 3, "status_blank": 1}, 3)
    assert behind("2021-09") == ({}, 0)
    assert behind("2021-08", "14482@start") == ({}, 0)


def test_a_corrected_row_loses_its_remark(brought):
    ask = brought(table("cases", row(Ngày_hẹn_trả="01/08/2021")), table("cases", row()))
    scope = ask(lambda c: scope_from_words(c, period="2021-08", calendar="civil"))
    assert ask(queries.flags_behind, CATALOGUE["on_time_06a"], scope).empty
    assert ask(queries.flags_of_case, scope, "000.00.18.H42-210802-0001").empty


def test_remarks_stand_under_the_figure_on_the_case_and_in_the_file(brought, monkeypatch, tmp_path):
    late = row(Mã_hồ_sơ="e", Ngày_hẹn_trả="01/08/2021")
    brought(table("cases", *TWO, late))
    monkeypatch.setenv("REFORM_HOME", str(tmp_path / "home"))
    page = opened("indicator", chi_so="on_time_06a", ky="2021-08", lich="civil")
    assert not page.exception
    assert any(
        "1 trong 4 dòng có ghi chú: hẹn trả trước ngày tiếp nhận (1)" in one.value.replace("\\", "")
        for one in page.markdown
    )
    page = opened("cases", ma="e")
    assert any("ngày hẹn trả 01/08/2021 trước ngày tiếp nhận" in one.value for one in page.markdown)
    page = opened("cases", ma="a")
    assert not any("ghi chú" in one.value.lower() for one in page.subheader)


def test_a_file_of_rows_says_what_was_remarked():
    taken = Provenance(
        "vi", "Huyện", ALL, "civil", date(2021, 8, 31), "Xã", "0001", False, remarks="1 trong 4"
    )
    assert ("Ghi chú về dòng", "1 trong 4") in notes(taken, CATALOGUE["on_time_06a"]).entries
