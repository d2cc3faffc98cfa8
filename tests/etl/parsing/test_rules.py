"""Each rule of a row on a tiny file that breaks it, and what its severity makes of the row."""

import json
import shutil
from datetime import date

import pytest

from etl.problem import Problem, problem_sentence
from etl.reading.read_file import read_file
from etl.settings import Settings
from etl.settings.rules import KNOWN
from languages import LANGUAGES, has_phrase
from tests.support.source_files import only, row, table, write_xlsx
from tests.support.total_sheets import of_cases, of_documents
from warehouse.home import PROJECT

HOA = ["Xã Gia Hòa", 100, 30, 60, 10, 85, 20, 60, 5, 15, 12, 3]
OPEN = {"Ngày_kết_thúc_xử_lý": None, "Trạng_thái_hồ_sơ": "Đang xử lý"}


def case(**changed):
    return table("cases", row(**changed))


def total(**changed):
    """Form 06a with some of its columns (3) to (13) changed, by their letters: c3=…"""
    return of_cases([changed.get(f"c{place + 2}", cell) for place, cell in enumerate(HOA)])


def documents(**changed):
    columns = ["incoming", "on_time", "late", "open", "overdue"]
    columns += ["outgoing", "sent", "leader", "agency", "full", "secret"]
    usual = dict(zip(columns, [40, 30, 5, 3, 2, 20, 18, 15, 16, 14, 1], strict=True))
    return of_documents(["Xã Gia Hòa", *(usual | changed).values()])


BROKEN = [
    ("finished_before_received", case(Ngày_kết_thúc_xử_lý="30/07/2021"), "30/07/2021 trước ngày tiếp nhận"),
    ("finished_missing", case(Ngày_kết_thúc_xử_lý=None, Ngày_trả_kết_quả=None), "“Đã trả kết quả”"),
    ("finished_open", case(Trạng_thái_hồ_sơ="Đang xử lý"), "“Đang xử lý” nhưng đã có ngày kết thúc"),
    ("status_blank", case(Trạng_thái_hồ_sơ=None), "trạng thái bỏ trống"),
    ("due_before_received", case(Ngày_hẹn_trả="01/08/2021"), "hẹn trả 01/08/2021 trước ngày tiếp nhận 02/08"),
    ("returned_before_finished", case(Ngày_trả_kết_quả="02/08/2021"), "02/08/2021 trước ngày kết thúc xử lý"),
    ("returned_open", case(**OPEN), "“Đang xử lý” nhưng đã có ngày trả kết quả 03/08/2021"),
    ("total_received", total(c5=61), "100, nhưng số tiếp nhận trong kỳ và số từ kỳ trước cộng lại là 101"),
    ("total_finished", total(c9=61), "cộng lại là 86"),
    ("total_open", total(c13=4), "trong hạn và quá hạn cộng lại là 16"),
    ("total_balance", total(c11=16, c12=13), "đã giải quyết và đang giải quyết cộng lại là 101"),
    ("part_above_whole", documents(sent=21), "lớn hơn cột mà số này chỉ là một phần (Tổng văn bản đi: 20)"),
    ("part_above_whole", documents(full=16), "cột mà số này chỉ là một phần (Ký số cá nhân lãnh đạo: 15)"),
]


@pytest.mark.parametrize(("rule", "sheet", "says"), BROKEN, ids=[broken[0] for broken in BROKEN])
def test_a_row_that_breaks_a_rule(take, settings, rule, sheet, says):
    file = take(sheet)
    rejected = settings.rules[rule].severity == "reject"
    [problem] = json.loads(only(file.rejects if rejected else file.flags)["problems"])
    assert (problem["key"], len(file.facts)) == (rule, 0 if rejected else 1)
    assert says in problem_sentence("vi", Problem(**problem), "tệp.xlsx", "Sheet1", 2)


@pytest.mark.parametrize("sheet", [case(), total(), documents()], ids=["case", "total", "documents"])
def test_a_good_row_breaks_none(take, sheet):
    file = take(sheet)
    assert (len(file.facts), len(file.flags), len(file.rejects), len(file.rule_notes)) == (1, 0, 0, 0)


def test_dates_on_one_day_are_in_order(take):
    same = dict.fromkeys(("Ngày_hẹn_trả", "Ngày_kết_thúc_xử_lý", "Ngày_trả_kết_quả"), "02/08/2021")
    assert take(case(**same)).flags.empty


def test_nothing_happens_after_the_day_of_loading(tmp_path, settings):
    path = write_xlsx(
        tmp_path / "a.xlsx", table("documents", row("documents"), row("documents", Ngày_văn_bản="03/08/2021"))
    )
    file = read_file(path, "a.xlsx", settings, date(2021, 8, 2))
    flag = only(file.flags)
    assert (flag["row_no"], json.loads(flag["problems"])[0]["key"]) == (3, "day_ahead")
    assert '"03/08/2021"' in flag["problems"] and '"02/08/2021"' in flag["problems"]


def test_a_case_that_ended_twice_is_told_and_the_later_row_stands(take):
    again = row(Ngày_kết_thúc_xử_lý="04/08/2021", Ngày_trả_kết_quả="04/08/2021")
    file = take(table("cases", row(), row(Mã_hồ_sơ="other"), again))
    told = only(file.rule_notes)
    assert (told["rule"], told["severity"], told["row_no"]) == ("two_decisions", "inform", 2)
    assert file.flags.empty and file.rejects.empty


def test_the_same_row_twice_and_an_open_state_before_the_end_are_one_decision(take):
    earlier = row(**OPEN, Ngày_trả_kết_quả=None)
    nameless = row(Mã_hồ_sơ=None)
    assert take(table("cases", earlier, row(), row(), nameless)).rule_notes.empty


def test_a_printed_sum_that_is_not_the_sum(take):
    phu = ["Xã Gia Phú", 50, 20, 25, 5, 40, 10, 25, 5, 10, 8, 2]
    added = [one + other for one, other in zip(HOA[1:], phu[1:], strict=True)]
    assert take(of_cases(HOA, phu, total=added)).rule_notes.empty
    file = take(of_cases(HOA, phu, total=[*added[:4], added[4] + 1, *added[5:]]))
    told = only(file.rule_notes)
    assert (told["rule"], told["about"], told["expected"], told["found"]) == (
        "printed_total",
        "finished",
        125,
        126,
    )
    assert (told["row_no"], told["first_day"], told["last_day"]) == (7, date(2021, 8, 1), date(2021, 8, 31))


@pytest.fixture
def with_severity(tmp_path):
    """Our settings, with another severity of one rule, or without the rule."""

    def changed(rule, severity):
        folder = shutil.copytree(PROJECT / "settings", tmp_path / "settings")
        lines = (folder / "rules.csv").read_text("utf-8").splitlines()
        kept = [f"{rule},{severity},row" if line.startswith(f"{rule},") else line for line in lines]
        if severity is None:
            kept = [line for line in kept if not line.startswith(f"{rule},")]
        (folder / "rules.csv").write_text("\n".join(kept) + "\n", "utf-8")
        return Settings.read(folder)

    return changed


@pytest.mark.parametrize(
    ("severity", "facts", "rejects", "flags", "noted"),
    [("reject", 0, 1, 0, 0), ("flag", 1, 0, 1, 0), ("inform", 1, 0, 0, 1), (None, 1, 0, 0, 0)],
)
def test_settings_decide_what_a_rule_does(with_severity, tmp_path, severity, facts, rejects, flags, noted):
    path = write_xlsx(tmp_path / "a.xlsx", case(Ngày_hẹn_trả="01/08/2021"))
    file = read_file(path, "a.xlsx", with_severity("due_before_received", severity))
    counts = len(file.facts), len(file.rejects), len(file.flags), len(file.rule_notes)
    assert counts == (facts, rejects, flags, noted)


def test_every_rule_of_a_row_is_broken_here():
    elsewhere = {"two_decisions", "day_ahead"}  # see above
    assert {rule for rule, _, _ in BROKEN} | elsewhere == {
        rule for rule, scope in KNOWN.items() if scope == "row"
    }


def test_our_settings_ask_about_every_rule(settings):
    assert settings.rules.keys() == KNOWN.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_name_and_every_rule_of_a_row_a_sentence(language):
    for rule, scope in KNOWN.items():
        assert has_phrase(language, f"rule.{rule}")
        assert scope != "row" or has_phrase(language, f"problem.{rule}")
