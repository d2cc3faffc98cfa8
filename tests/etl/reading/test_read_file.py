"""Facts and rows set aside, of small files as the systems write them."""

from datetime import date, datetime

import pytest

from etl.assumptions import assumption_sentence
from etl.reading.read_file import read_file
from etl.settings import Settings
from tests.support.source_files import CASES, only, row, table, write_csv
from warehouse.home import PROJECT

SETTINGS = Settings.read(PROJECT / "settings")


# --- cases


def test_a_case(take):
    case = only(take(table("cases", row())).facts)
    assert case["code"] == "000.00.18.H42-210802-0001"
    assert (case["unit_id"], case["channel"], case["status"]) == ("14467@start", "online", 10)
    assert [case[day].date() for day in ("received_on", "due_on", "finished_on")] == [
        date(2021, 8, 2), date(2021, 8, 4), date(2021, 8, 3),
    ]  # fmt: skip
    assert (case["working_days"], case["late"], case["clock_runs"]) == (1, False, False)
    assert (case["counts_06a"], case["counts_766"], case["counts_par"]) == (True, True, True)
    assert (case["sheet"], case["row_no"], case["phone"]) == ("Sheet1", 2, "0900000001")


def test_the_facts_have_the_columns_of_their_table(take):
    from warehouse.tables import case_file

    assert list(take(table("cases", row())).facts) == [c.name for c in case_file.c if c.name != "file_id"]


def test_an_open_case_has_no_working_days_and_its_clock_runs(take):
    open_case = row(Ngày_kết_thúc_xử_lý=None, Ngày_trả_kết_quả=None, Trạng_thái_hồ_sơ="Đang xử lý")
    case = only(take(table("cases", open_case)).facts)
    assert case[["finished_on", "working_days"]].isna().all()
    assert (case["late"], case["clock_runs"]) == (False, True)


def test_late_is_judged_by_day_and_by_the_status_table(take):
    times = row(Ngày_kết_thúc_xử_lý="04/08/2021 16:59", Mã_hồ_sơ="a")
    later = row(Ngày_kết_thúc_xử_lý="05/08/2021 07:00", Mã_hồ_sơ="b")
    withdrawn = row(
        Ngày_kết_thúc_xử_lý="05/08/2021", Trạng_thái_hồ_sơ="Công dân yêu cầu rút hồ sơ", Mã_hồ_sơ="c"
    )
    undue = row(Ngày_kết_thúc_xử_lý="05/08/2021", Ngày_hẹn_trả=None, Mã_hồ_sơ="d")
    assert list(take(table("cases", times, later, withdrawn, undue)).facts["late"]) == [
        False,
        True,
        False,
        False,
    ]


def test_dates_in_every_way_that_files_write_them(take):
    written = ["2/8/2021", "02-08-2021", "02/08/2021 14:05:59", "2021-08-02T14:05:59.7+07:00", "44410",
               44410, datetime(2021, 8, 2, 14, 5), "02.08.2021",
               "14:05 02/08/2021", "2021-08-02 23:59:59Z"]  # fmt: skip
    file = take(table("cases", *(row(Ngày_tiếp_nhận=day, Mã_hồ_sơ=str(n)) for n, day in enumerate(written))))
    assert file.rejects.empty
    assert {day.date() for day in file.facts["received_on"]} == {date(2021, 8, 2)}


def test_a_file_that_tells_no_status_is_read_by_the_finished_date(take):
    without = CASES.index("Trạng thái hồ sơ")
    cut = [
        cells[:without] + cells[without + 1 :]
        for cells in table("cases", row(), row(Mã_hồ_sơ="b", Ngày_kết_thúc_xử_lý=None))
    ]
    file = take(cut)
    assert list(file.facts["status"]) == [9, 4]
    assert file.flags.empty


def test_names_of_units_are_read_as_people_write_them(take):
    names = ["UBND xã Gia Hoà", "xã  gia hòa", "X. Gia Hòa", "Gia Hòa"]
    file = take(
        table("cases", *(row(Đơn_vị_giải_quyết=name, Mã_hồ_sơ=str(n)) for n, name in enumerate(names)))
    )
    assert set(file.facts["unit_id"]) == {"14467@start"}


# --- documents, ballots, the box


def test_a_document(take):
    file = take(table("documents", row("documents"), row("documents", Độ_mật=None, Số_ký_hiệu="16/UBND")))
    document = file.facts.iloc[0]
    assert document["key"] == "out|14467@start|15/UBND-VP|2021-08-02"
    assert (document["signed_leader"], document["signed_agency"], document["secret"]) == (True, False, False)
    assert not file.facts["secret"].any()


def test_how_an_incoming_document_was_handled(take):
    came = {"Văn_bản_đi/đến": "Đến", "Tình_trạng_xử_lý": "Chưa xử lý, quá hạn"}
    assert only(take(table("documents", row("documents", **came))).facts)["handled"] == "overdue"


def test_a_ballot_with_five_levels_and_its_answers(take):
    file = take(table("ballots_5", row("ballots_5")))
    ballot = only(file.facts)
    assert (ballot["key"], ballot["overall"], ballot["satisfied"], ballot["channel"]) == (
        "5|P0001",
        4,
        True,
        "paper",
    )
    answers = file.answers.set_index("aspect")
    assert answers["score"].to_dict() == {"access": 5, "procedure": 4, "staff": 3}
    assert answers["satisfied"].to_dict() == {"access": True, "procedure": True, "staff": False}
    assert set(answers["key"]) == {"5|P0001"}


def test_a_ballot_without_an_answer_is_not_valid(take):
    file = take(
        table("ballots_5", row("ballots_5", Hài_lòng_chung=None), row("ballots_5", Hài_lòng_chung="0"))
    )
    assert not file.facts["valid"].any()
    assert not file.facts["satisfied"].any()


@pytest.mark.parametrize(
    ("word", "level", "satisfied"),
    [("Rất hài lòng", 3, True), ("HL", 2, True), ("KHL", 1, False), ("3", 3, True)],
)
def test_a_ballot_with_three_levels(take, word, level, satisfied):
    ballot = only(take(table("ballots_3", row("ballots_3", Mức_độ_hài_lòng=word))).facts)
    assert (ballot["overall"], ballot["satisfied"]) == (level, satisfied)


def test_ballots_without_a_code_that_say_the_same_are_as_many_ballots(take):
    same, other = row("ballots_3", Mã_phiếu=None), row("ballots_3", Mã_phiếu=None, Mức_độ_hài_lòng="KHL")
    first = take(table("ballots_3", same, other, same), table("ballots_3", same))
    assert first.facts["key"].is_unique
    again = take(table("ballots_3", other, same, same, same))
    assert set(first.facts["key"]) == set(again.facts["key"])


def test_a_box_that_was_opened_and_empty_is_not_one_that_stayed_shut(take):
    opened = row("box", Số_lần_mở_hòm="1", Số_phiếu="0")
    shut = row("box", Ngày="03/08/2021", Số_lần_mở_hòm="0", Số_phiếu=None)
    sunday = row("box", Ngày="08/08/2021", Số_lần_mở_hòm="Có")
    days = take(table("box", opened, shut, sunday)).facts
    assert list(days["opened"]) == [True, False, True]
    assert list(days["slips"].fillna(-1)) == [0, -1, 3]
    assert list(days["expected"]) == [True, True, False]
    assert days["reported"].all()
    assert days["key"][0] == "14467@start|2021-08-02"


# --- the file


def test_the_printed_date_goes_before_the_latest_event(take):
    said = [["Ngày xuất dữ liệu: 10/08/2021"], *table("cases", row())]
    printed, silent = take(said), take(table("cases", row()))
    assert (printed.as_of, printed.as_of_basis) == (date(2021, 8, 10), "printed")
    assert (silent.as_of, silent.as_of_basis) == (date(2021, 8, 3), "latest_event")


@pytest.mark.parametrize("text", ["Ngày xuất dữ liệu: 08:15 ngày 05/09/2021", "Xuất ngày 5 tháng 9 năm 2021"])
def test_the_printed_date_is_found_in_a_sentence(take, text):
    assert take([[text], *table("cases", row())]).as_of == date(2021, 9, 5)


def test_the_sample_mark_is_found(take):
    assert take([["Dữ liệu mẫu, không phải thật"], *table("cases", row())]).sample
    assert not take(table("cases", row())).sample


def test_the_source_is_known_with_its_reason(take):
    assert take(table("box", row("box"))).source == "box"
    assert (
        take(table("ballots_3", row("ballots_3"))).reason
        == "Mã phiếu, Ngày, Đơn vị, Lĩnh vực, Mức độ hài lòng, Ý kiến khác"
    )


def test_csv_and_xlsx_say_the_same(take, tmp_path):
    rows = table("cases", row(), row(Mã_hồ_sơ="b", Địa_chỉ="Thôn 1;\nxã Gia Hòa"))
    csv = read_file(write_csv(tmp_path / "a.csv", rows), "a.csv", SETTINGS)
    assert csv.facts.drop(columns="sheet").equals(take(rows).facts.drop(columns="sheet"))


def test_how_a_text_file_was_read_is_told(tmp_path, settings):
    path = write_csv(tmp_path / "a.csv", table("cases", row()), separator="\t", encoding="utf-16")
    assumed, _ = read_file(path, "a.csv", settings).assumed
    assert assumption_sentence("en", assumed) == "read as a text file, encoding UTF-16, cells apart by a tab"


@pytest.mark.parametrize("dash", ["-", "–", "—", " - "])
def test_a_dash_is_how_people_write_that_there_is_none(take, dash):
    blank = {"Số_lần_yêu_cầu_bổ_sung": dash, "Ngày_trả_kết_quả": dash, "Hình_thức_nộp": dash}
    case = only(take(table("cases", row(**blank, Địa_chỉ="-"))).facts)
    assert case[["supplements", "returned_on", "channel"]].isna().all()
    assert case["address"] == "-"


def test_a_dash_in_a_column_that_has_to_be_filled_is_a_blank(take):
    [reject] = take(table("cases", row(Ngày_tiếp_nhận="-"))).rejects.itertuples()
    assert '"key": "empty"' in reject.problems
