"""Headers of one to three storeys, printed again, and several tables in one sheet."""

import pytest

from etl.problem import FileRefused
from tests.etl.recognition.test_row_kinds import aside, closes
from tests.support.source_files import BOX, CASES, only, row, table

GROUPED = [
    ["STT", "Mã hồ sơ", "Đơn vị giải quyết", "Thời gian", None, None, "Người nộp", None],
    [None, None, None, "Tiếp nhận", "Hẹn trả", "Kết thúc xử lý", "Họ tên", "Điện thoại"],
]
A_CASE = ["1", "a", "Xã Gia Hòa", "02/08/2021", "04/08/2021", "03/08/2021", "Nguyễn Văn Mẫu", "0900000001"]


def days(case):
    return [f"{case[day]:%d/%m/%Y}" for day in ("received_on", "due_on", "finished_on")]


def test_a_group_of_headings_names_the_columns_below_it(take):
    file = take([["DANH SÁCH HỒ SƠ"], *GROUPED, [f"({n})" for n in range(1, 9)], A_CASE])
    case = only(file.facts)
    assert days(case) == ["02/08/2021", "04/08/2021", "03/08/2021"]
    assert (case["unit_id"], case["phone"]) == ("14467@start", "0900000001")
    assert aside(file) == {1: "title", 2: "heading", 3: "heading", 4: "numbering"}


def test_a_lower_heading_that_stands_twice_is_told_apart_by_the_upper_one(take):
    upper = ["Mã hồ sơ", "Đơn vị", "Tiếp nhận", None, "Hẹn trả", None, "Kết thúc xử lý", None]
    lower = [None, None, "Ngày", "Người", "Ngày", "Người", "Ngày", "Người"]
    cells = ["a", "Xã Gia Hòa", "02/08/2021", "A", "04/08/2021", "B", "03/08/2021", "C"]
    file = take([upper, lower, cells])
    assert days(only(file.facts)) == ["02/08/2021", "04/08/2021", "03/08/2021"]
    assert file.reason == "Mã hồ sơ, Đơn vị, Ngày Tiếp nhận, Ngày Hẹn trả, Ngày Kết thúc xử lý"


def test_three_storeys_and_an_empty_first_column(take):
    rows = [
        [None, "Hồ sơ", None, "Quá trình giải quyết", None, None],
        [None, "Mã hồ sơ", "Đơn vị", "Thời gian", None, "Kết thúc xử lý"],
        [None, None, None, "Tiếp nhận", "Hẹn trả", "Ngày"],
        [None, "a", "Xã Gia Hòa", "02/08/2021", "04/08/2021", "03/08/2021"],
    ]
    file = take(rows + rows[:3] + [[None, "b", *rows[3][2:]]])
    assert list(file.facts["code"]) == ["a", "b"]
    assert days(file.facts.iloc[1]) == ["02/08/2021", "04/08/2021", "03/08/2021"]
    # The uppermost storey tells nothing that the lower two do not.
    assert aside(file) == {1: "title", 2: "heading", 3: "heading", 5: "heading", 6: "heading", 7: "heading"}


def test_storeys_printed_again_on_the_next_page_are_headings(take):
    second = ["2", "b", *A_CASE[2:]]
    file = take([*GROUPED, A_CASE, *GROUPED, second])
    assert list(file.facts["code"]) == ["a", "b"]
    assert aside(file) == {1: "heading", 2: "heading", 4: "heading", 5: "heading"}


def test_a_row_of_data_is_never_a_storey(take):
    """'Trực tuyến' under 'Thanh toán' would be a known heading."""
    upper = ["Mã hồ sơ", "Đơn vị", "Ngày tiếp nhận", "Hẹn trả", "Ngày kết thúc xử lý", "Thanh toán"]
    first, second = (
        [c, "Xã Gia Hòa", "02/08/2021", "04/08/2021", "03/08/2021", "Trực tuyến"] for c in ("a", "b")
    )
    assert list(take([upper, first, second]).facts["code"]) == ["a", "b"]


def test_a_second_table_with_its_own_headings_is_read_by_them(take):
    headings = list(reversed(CASES))
    other = list(reversed(row(Mã_hồ_sơ="b", Ngày_tiếp_nhận="01/08/2021")))
    file = take([*table("cases", row(Mã_hồ_sơ="a")), ["HỒ SƠ ĐÃ TRẢ"], headings, other, ["Tổng cộng", 1]])
    assert list(file.facts["code"]) == ["a", "b"]
    assert list(file.facts["row_no"]) == [2, 5]
    assert days(file.facts.iloc[1])[0] == "01/08/2021"
    assert aside(file) == {1: "heading", 3: "section", 4: "heading", 6: "total"}
    assert closes(file)


def test_of_two_tables_the_upper_one_is_read_though_the_lower_has_more_columns(take):
    few = ["Mã hồ sơ", "Đơn vị", "Ngày tiếp nhận", "Hẹn trả", "Ngày kết thúc xử lý"]
    case = ["a", "Xã Gia Hòa", "02/08/2021", "04/08/2021", "03/08/2021"]
    file = take([["Trang 1"], few, case, *table("cases", row(Mã_hồ_sơ="b"))])
    assert list(file.facts["code"]) == ["a", "b"]
    assert closes(file)


def test_a_second_table_of_another_source_refuses_the_file(take):
    with pytest.raises(FileRefused) as refused:
        take([*table("cases", row()), BOX, row("box")])
    assert refused.value.problem.key == "two_sources"


def test_a_second_table_that_lacks_a_column_is_not_read_by_the_first_ones_headings(take):
    few = ["Mã hồ sơ", "Đơn vị", "Hẹn trả", "Ngày tiếp nhận"]
    with pytest.raises(FileRefused) as refused:
        take([*table("cases", row()), few, ["b", "Xã Gia Hòa", "04/08/2021", "02/08/2021"]])
    assert refused.value.problem.key == "heading_missing"
