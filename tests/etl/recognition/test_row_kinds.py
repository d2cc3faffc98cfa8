"""Rows that are no data are set aside with their kind, and every row is accounted for."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from etl.problem import FileRefused
from etl.reading.read_file import read_file
from etl.settings import Settings
from tests.support import example_counts
from tests.support.source_files import BOX, CASES, only, row, table, write_csv, write_xlsx
from warehouse.home import PROJECT

SETTINGS = Settings.read(PROJECT / "settings")


def aside(file):
    return dict(zip(file.set_aside_rows["row_no"], file.set_aside_rows["kind"], strict=True))


def closes(file):
    return file.rows_read == len(file.facts) + len(file.set_aside_rows) + len(file.rejects)


def test_rows_that_are_no_data_are_set_aside_with_their_kind(take):
    file = take(
        [
            ["UBND HUYỆN GIA VIỄN"],
            [],
            ["DANH SÁCH HỒ SƠ", None, "Ngày xuất dữ liệu: 10/08/2021 08:30"],
            *table("cases", [f"({n})" for n in range(1, 21)], ["I", "Lĩnh vực Hộ tịch"], row(STT=1)),
            CASES,
            row(STT=2, Mã_hồ_sơ="b"),
            ["Tổng cộng", 2],
            [None, "Người lập biểu", None, None, None, "Thủ trưởng đơn vị"],
            [None, "Nguyễn Văn Mẫu", None, None, None, "Đinh Văn Mẫu"],
        ]
    )
    assert aside(file) == {1: "title", 3: "title", 4: "heading", 5: "numbering", 6: "section", 8: "heading",
                           10: "total", 11: "signature", 12: "signature"}  # fmt: skip
    assert list(file.facts["row_no"]) == [7, 9]
    assert closes(file)
    assert file.set_aside_rows.set_index("row_no")["text"][6] == "I | Lĩnh vực Hộ tịch"


def test_a_total_in_the_column_of_days_is_a_total(take):
    file = take(table("box", row("box"), [None, "Tổng cộng", None, 1, None, 3], ["Cộng"]))
    assert aside(file) == {1: "heading", 3: "total", 4: "total"}


def test_a_code_that_begins_like_a_total_is_data(take):
    file = take([CASES[1:], row(Mã_hồ_sơ="Tổng 1")[1:]])
    assert only(file.facts)["code"] == "Tổng 1"


def test_a_header_of_two_storeys_is_found(take):
    upper, lower = list(BOX), [None] * len(BOX)
    place = BOX.index("Rất hài lòng")
    lower[place : place + 3], upper[place : place + 3] = BOX[place : place + 3], ["Đánh giá", None, None]
    file = take([["BẢNG TỔNG HỢP"], upper, lower, row("box")])
    assert aside(file) == {1: "title", 2: "heading", 3: "heading"}
    assert only(file.facts)["very_satisfied"] == 1


def test_the_header_may_stand_anywhere_and_the_columns_in_any_order(take):
    shuffled = [[None, *reversed(cells)] for cells in table("cases", row())]
    case = only(take([[], *[["tiêu đề"]] * 30, *shuffled]).facts)
    assert (case["code"], case["row_no"]) == ("000.00.18.H42-210802-0001", 33)


def test_headings_are_known_however_they_are_spelled(take):
    spelled = [f"  {heading.upper()} (*):".replace("(*)", "*") for heading in CASES]
    assert only(take([spelled, row()]).facts)["unit_id"] == "14467@start"


def test_a_sheet_without_a_header_is_set_aside_and_its_words_are_not_kept(take):
    file = take(table("cases", row()), [["Danh bạ", "0900000002"], ["DỮ LIỆU MẪU"]], names=["Hồ sơ", "Khác"])
    rest = file.set_aside_rows[file.set_aside_rows["sheet"] == "Khác"]
    assert list(rest["kind"]) == ["sheet", "sheet"]
    assert rest["text"].isna().all()
    assert (file.sample, closes(file)) == (True, True)


def test_personal_cells_of_a_row_set_aside_are_covered(take):
    broken = [None] * len(CASES)
    broken[CASES.index("Địa chỉ")], broken[CASES.index("Cán bộ xử lý hiện tại")] = "Thôn 2", "Mẫu"
    file = take(table("cases", row(), broken))
    assert file.set_aside_rows.set_index("row_no")["text"][3] == "••• | •••"


def test_only_headings_is_a_file_without_facts(take):
    file = take(table("cases"))
    assert (len(file.facts), file.rows_read, file.as_of, file.as_of_basis) == (0, 1, None, "order")


_WORDS = st.sampled_from(
    [
        "",
        " ",
        "x",
        "Tổng cộng",
        "(1)",
        "1",
        "02/08/2021",
        "Xã Gia Hòa",
        "Người lập biểu",
        "#N/A",
        "Mã hồ sơ",
        '"a";b\nc',
    ]
)
_MESSY = st.lists(_WORDS | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=5), max_size=22)
_USUAL = st.builds(
    lambda place, cell: [*row()[:place], cell, *row()[place + 1 :]], st.integers(0, len(CASES) - 1), _WORDS
)


@pytest.mark.account
@hypothesis_settings(
    max_examples=example_counts.of(50, 150),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(_MESSY, max_size=4),
    st.lists(_MESSY | _USUAL, max_size=12),
    st.sampled_from([write_csv, write_xlsx]),
)
def test_every_row_of_a_messy_sheet_is_accounted_for(tmp_path, above, below, write):
    rows = [*above, *table("cases", *below)]
    try:
        file = read_file(write(tmp_path / "messy", rows), "messy", SETTINGS)
    except FileRefused as refused:
        # Signs between the letters may cut more rows than the separator does: nothing was read then.
        assert write is write_csv and refused.problem.key == "unrecognised"
        return
    places = [*file.facts["row_no"], *file.set_aside_rows["row_no"], *file.rejects["row_no"]]
    filled = [n for n, cells in enumerate(rows, 1) if any(str(cell or "").strip() for cell in cells)]
    assert sorted(places) == filled
    assert file.rows_read == len(filled)
