"""Totals: which days they are about, their numbers, what they are beside rows and beside one another."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from etl.assumptions import assumption_sentence
from etl.loading.load import load
from etl.parsing.reporting_span import parse_spans
from etl.problem import FileRefused, problem_sentence
from languages import LANGUAGES
from tests.support.source_files import only, row, table, write_xlsx
from tests.support.total_sheets import CASES, of_cases, of_documents
from warehouse.connection import open_reader
from warehouse.home import Home
from warehouse.snapshots import current_snapshot
from warehouse.tables import case_total, document_total

HOA = ["Xã Gia Hòa", 100, 30, 60, 10, 85, 20, 60, 5, 15, 12, 3]


# --- from when to when


@pytest.mark.parametrize(
    ("title", "first", "last", "named"),
    [
        ("Từ ngày 01/08/2021 đến ngày 31/08/2021", "2021-08-01", "2021-08-31", False),
        ("(Từ 15/7 đến hết ngày 14/8/2021)", "2021-07-15", "2021-08-14", False),
        ("từ ngày 15 tháng 7 năm 2021 đến ngày 14 tháng 8 năm 2021", "2021-07-15", "2021-08-14", False),
        ("Kỳ báo cáo: 01-08-2021 – 31-08-2021", "2021-08-01", "2021-08-31", False),
        ("Từ ngày | 2021-08-01 00:00:00 | Đến ngày | 2021-08-31 00:00:00", "2021-08-01", "2021-08-31", False),
        ("Tháng 8 năm 2021", "2021-08-01", "2021-08-31", True),
        ("THÁNG 02/2020", "2020-02-01", "2020-02-29", True),
        ("Kỳ báo cáo: Quý II năm 2021", "2021-04-01", "2021-06-30", True),
        ("Quý 4/2021", "2021-10-01", "2021-12-31", True),
        ("6 tháng đầu năm 2021", "2021-01-01", "2021-06-30", True),
        ("6 tháng cuối năm 2021", "2021-07-01", "2021-12-31", True),
        ("9 tháng năm 2021", "2021-01-01", "2021-09-30", True),
        ("BÁO CÁO NĂM 2021", "2021-01-01", "2021-12-31", True),
    ],
)
def test_titles_say_the_days(title, first, last, named):
    [span], by_name = parse_spans(["TỔNG HỢP KẾT QUẢ", title])
    assert (span.first.isoformat(), span.last.isoformat(), by_name) == (first, last, named)


@pytest.mark.parametrize(
    "title",
    [
        "Gia Viễn, ngày 02 tháng 8 năm 2021",
        "Ngày xuất dữ liệu: 02/09/2021",
        "(Kèm theo Thông tư số 01/2020/TT-VPCP ngày 21 tháng 10 năm 2020)",
        "Theo Nghị quyết năm 2021",
        "Tháng 13 năm 2021",
        "Quý 5 năm 2021",
        "từ 31/02/2021 đến 31/03/2021",
        "Từ ngày 31/08/2021 đến ngày 01/08/2021",
    ],
)
def test_a_date_a_law_and_a_period_that_cannot_be_are_no_period(title):
    assert parse_spans([title])[0] == []


def test_days_go_before_names_and_short_periods_before_long_ones():
    assert len(parse_spans(["Quý II năm 2021", "Từ 15/03/2021 đến 14/06/2021"])[0]) == 1
    [month], _ = parse_spans(["Năm 2021", "Tháng 8 năm 2021"])
    assert (month.first, month.last) == (date(2021, 8, 1), date(2021, 8, 31))


def test_totals_without_a_period_are_refused_with_what_to_add(take):
    with pytest.raises(FileRefused) as refused:
        take(of_cases(HOA, title="Biểu số II.06a"))
    assert (refused.value.problem.key, refused.value.sheet) == ("no_span", "Sheet1")
    said = problem_sentence("vi", refused.value.problem, refused.value.file, refused.value.sheet, None)
    assert "Biểu số II.06a" in said and "Tháng 8 năm 2021" in said


def test_totals_without_any_title_are_refused_too(take):
    with pytest.raises(FileRefused) as refused:
        take(of_cases(HOA)[2:])
    assert refused.value.problem.key == "no_span"


@pytest.mark.parametrize(
    ("title", "key"),
    [("So với tháng 7 năm 2021, tháng 8 năm 2021", "span_ambiguous"), ("Năm 2031", "span_outside")],
)
def test_totals_of_two_periods_or_of_none_of_ours_are_refused(take, title, key):
    with pytest.raises(FileRefused) as refused:
        take(of_cases(HOA, title=title))
    assert refused.value.problem.key == key


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_period_given_by_name_is_taken_as_civil_months_and_that_is_said(take, language):
    file = take(of_cases(HOA, title="Tháng 8 năm 2021"))
    total = only(file.facts)
    assert (total["first_day"].date(), total["last_day"].date()) == (date(2021, 8, 1), date(2021, 8, 31))
    assert any(
        "01/08/2021 – 31/08/2021" in assumption_sentence(language, assumed) for assumed in file.assumed
    )


def test_columns_go_before_titles(take):
    sheet = of_cases([*HOA, "15/07/2021", "14/08/2021"], [*HOA, None, "14/08/2021"])
    sheet[2] = [*CASES, "Từ ngày", "Đến ngày"]
    file = take(sheet)
    total = only(file.facts)
    assert (total["first_day"].date(), total["last_day"].date()) == (date(2021, 7, 15), date(2021, 8, 14))
    assert '"Từ ngày"' in only(file.rejects)["problems"]


def test_days_the_wrong_way_round_are_rejected(take):
    sheet = of_cases([*HOA, "14/08/2021", "15/07/2021"])
    sheet[2] = [*CASES, "Từ ngày", "Đến ngày"]
    assert '"span_backwards"' in only(take(sheet).rejects)["problems"]


# --- numbers


def test_form_06a_is_read_column_by_column(take):
    file = take(of_cases(HOA))
    assert (file.source, file.flags.empty) == ("case_totals", True)
    total = only(file.facts)
    assert total["unit_id"] == "14467@start"
    names = [column.name for column in case_total.c][4:15]
    assert [int(total[name]) for name in names] == HOA[1:]
    assert total["key"] == "14467@start|2021-08-01|2021-08-31"


def test_the_facts_have_the_columns_of_their_tables(take):
    for sheet, stored in (
        (of_cases(HOA), case_total),
        (of_documents(["Xã Gia Hòa", *[0] * 11]), document_total),
    ):
        assert list(take(sheet).facts) == [c.name for c in stored.c if c.name != "file_id"]


def test_a_blank_beside_numbers_is_nought_and_a_column_that_is_not_there_is_not(take):
    sheet = of_documents(["Xã Gia Hòa", 40, 30, None, 10, None, "1.020", 9, 8, 7, 7])
    total = only(take([cells[:12] for cells in sheet]).facts)
    assert (total["handled_late"], total["open_overdue"], total["outgoing"]) == (0, 0, 1020)
    assert total[["secret"]].isna().all()


def test_the_summary_by_unit_counts_early_with_on_time_and_late_by_apology(take):
    headings = [
        "STT", "Đơn vị giải quyết TTHC", "Số hồ sơ tiếp nhận – Tổng số", "Tiếp nhận trực tiếp",
        "Tiếp nhận trực tuyến toàn trình", "Tiếp nhận trực tuyến một phần", "Kỳ trước chuyển qua",
        "Số hồ sơ đã giải quyết – Tổng số", "Số hồ sơ đã giải quyết – Đúng và trước hạn",
        "Số hồ sơ đã giải quyết – Quá hạn (đã có thư xin lỗi)",
        "Số hồ sơ đã giải quyết – Quá hạn (chưa có thư xin lỗi)", "Số hồ sơ đang giải quyết – Tổng số",
    ]  # fmt: skip
    numbers = [1, "Xã Gia Hòa", 100, 55, 20, 15, 10, 85, 80, 3, 2, 15]
    file = take([["Tháng 8 năm 2021"], headings, numbers])
    total = only(file.facts)
    found = [total[name] for name in ("received_online", "received_other", "carried_over", "on_time", "late")]
    assert found == [35, 55, 10, 80, 5]
    assert total[["early", "open_in_time"]].isna().all() and file.flags.empty


# --- beside rows and beside one another


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


@pytest.fixture
def bring(home, settings, tmp_path):
    def load_sheet(name, sheet):
        path = write_xlsx(tmp_path / name, sheet)
        return load([path], home, settings, loaded_at=datetime(2021, 12, 31, 6)).files[0]

    return load_sheet


def stored(home):
    """first day -> (covered, overlaps)"""
    own = case_total.c
    with open_reader(current_snapshot(home)) as connection:
        found = connection.execute(select(own.first_day, own.covered, own.overlaps))
        return {day.isoformat(): (covered, overlaps) for day, covered, overlaps in found}


def test_a_total_is_covered_where_a_row_of_the_unit_lies_in_its_days(home, bring):
    bring("08.xlsx", of_cases(HOA))
    bring("09.xlsx", of_cases(HOA, title="Tháng 9 năm 2021"))
    assert stored(home) == {"2021-08-01": (False, False), "2021-09-01": (False, False)}
    bring("cases.xlsx", table("cases", row(), row(Mã_hồ_sơ="b", Đơn_vị_giải_quyết="Xã Gia Phú")))
    assert stored(home) == {"2021-08-01": (True, False), "2021-09-01": (False, False)}


def test_a_case_that_ended_in_the_days_covers_too(home, bring):
    bring("09.xlsx", of_cases(HOA, title="Tháng 9 năm 2021"))
    bring("cases.xlsx", table("cases", row(Ngày_kết_thúc_xử_lý="01/09/2021", Ngày_trả_kết_quả="01/09/2021")))
    assert stored(home) == {"2021-09-01": (True, False)}


def test_of_two_totals_that_share_some_days_the_later_loaded_one_overlaps(home, bring):
    bring("q.xlsx", of_cases(HOA, title="Quý III năm 2021"))
    bring("m.xlsx", of_cases(HOA, title="Tháng 8 năm 2021"))  # contained: no overlap
    bring("a.xlsx", of_cases(HOA, title="Từ ngày 15/06/2021 đến ngày 14/07/2021"))
    assert stored(home) == {
        "2021-07-01": (False, False),
        "2021-08-01": (False, False),
        "2021-06-15": (False, True),
    }


def test_the_same_total_again_is_a_duplicate_even_once_it_is_covered(home, bring):
    bring("cases.xlsx", table("cases", row()))
    bring("a.xlsx", of_cases(HOA))
    again = bring("b.xlsx", [["Bản in lại"], *of_cases(HOA)]).account
    assert (again.loaded, again.replaced, again.duplicate) == (0, 0, 1)
    corrected = bring("c.xlsx", of_cases([*HOA[:5], 84, 19, *HOA[7:]])).account
    assert (corrected.loaded, corrected.replaced, corrected.duplicate) == (0, 1, 0)
    assert stored(home) == {"2021-08-01": (True, False)}


def test_a_printed_sum_is_set_aside_and_no_unit(take):
    file = take(of_cases(HOA, total=HOA[1:]))
    assert len(file.facts) == 1 and "total" in set(file.set_aside_rows["kind"])


def test_groups_over_the_headings_do_no_harm(take):
    flat = of_documents(["Xã Gia Hòa", 40, 30, 5, 3, 2, 20, 18, 15, 16, 14, 1])
    heads = flat[2]
    upper = [*heads[:2], "Văn bản đến", None, None, None, None, "Văn bản đi", None, None, None, None, None]
    lower = [None, None, *heads[2:]]
    total = only(take([*flat[:2], upper, lower, *flat[3:]]).facts)
    assert (total["incoming"], total["outgoing"], total["secret"]) == (40, 20, 1)
