"""What a file is, is known from its content; cells keep their true row and column numbers."""

from datetime import datetime

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from etl.formats.detect import column_letters, read_source_workbook
from etl.problem import FileRefused
from tests.support.source_files import packed, write_csv, write_xlsx


def sheets(path):
    return read_source_workbook(path.read_bytes()).sheets


def rows(sheet):
    """Row number -> the cells that are filled, by column number."""
    return {row: cells.dropna().to_dict() for row, cells in sheet.cells.iterrows()}


def test_cells_keep_the_numbers_that_excel_shows(tmp_path):
    [sheet] = sheets(write_xlsx(tmp_path / "a.xlsx", [[], [], [None, "x", None, "y"], [], [None, None, "z"]]))
    assert rows(sheet) == {3: {2: "x", 4: "y"}, 5: {3: "z"}}


def test_dates_and_numbers_come_as_text(tmp_path):
    day, moment = datetime(2021, 8, 3), datetime(2021, 8, 3, 9, 15)
    [sheet] = sheets(write_xlsx(tmp_path / "a.xlsx", [[day, moment, 12, 1234.5, True, "00123"]]))
    assert list(rows(sheet)[1].values()) == [
        "2021-08-03 00:00:00", "2021-08-03 09:15:00", "12", "1234.5", "true", "00123",
    ]  # fmt: skip


def test_a_formula_that_failed_is_seen(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write(1, 1, "before")
        sheet.write_formula(2, 2, "=1/0", None, "#DIV/0!")
        sheet.write_formula(3, 3, "=NA()", None, "#N/A")
    [sheet] = sheets(tmp_path / "a.xlsx")
    assert rows(sheet) == {2: {2: "before"}, 3: {3: "#DIV/0!"}, 4: {4: "#N/A"}}


def test_cells_of_spaces_are_blank(tmp_path):
    [sheet] = sheets(write_xlsx(tmp_path / "a.xlsx", [["x", "  "], [" ", "\u00a0"]]))
    assert rows(sheet) == {1: {1: "x"}}


def test_every_sheet_is_read_and_an_empty_one_has_no_rows(tmp_path):
    first, second = sheets(write_xlsx(tmp_path / "a.xlsx", [["x"]], [], names=["Một", "Hai"]))
    assert (first.name, second.name, len(second.cells)) == ("Một", "Hai", 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_text_in_any_of_these_encodings_and_separators(tmp_path, encoding, separator):
    lines = [["Xã", "Số"], ["Gia Hòa", "97,5"], ["Liên Sơn", "1.234"], ["Gia Hưng", "3"]]
    [sheet] = sheets(write_csv(tmp_path / "a.csv", lines, separator, encoding))
    assert rows(sheet) == {n: {1: a, 2: b} for n, (a, b) in enumerate(lines, 1)}


def test_decimal_commas_do_not_pass_for_separators(tmp_path):
    lines = [["a", "b", "c"], *[["1,5", "2,5", "3,5"]] * 3]
    [sheet] = sheets(write_csv(tmp_path / "a.csv", lines, ";"))
    assert sheet.cells.shape == (4, 3)


def test_rows_of_a_text_are_counted_as_a_spreadsheet_counts_them(tmp_path):
    """A blank line is a row; a line break inside quotes begins none."""
    path = tmp_path / "a.csv"
    path.write_text('a;b\n\n"two\nlines";x\n;\ny;z\n', "utf-8")
    assert rows(sheets(path)[0]) == {1: {1: "a", 2: "b"}, 3: {1: "two\nlines", 2: "x"}, 5: {1: "y", 2: "z"}}


def test_the_line_that_tells_excel_the_separator_is_obeyed(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("sep=|\na|b;c;d\n", "utf-8")
    assert rows(sheets(path)[0])[2] == {1: "a", 2: "b;c;d"}


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "empty_file"),
        (b"\r\n \n", "empty_file"),
        (b"%PDF-1.7 ...", "other_kind"),
        (b"\x89PNG\r\n\x1a\n\0\0", "other_kind"),
        (b'{"a": 1}\n{"a": 2}\n', "other_kind"),
        (b"<html><body><p>1</p></body></html>", "other_kind"),
        (b"a;b\n1;2\n3;4\n\x00\x01\x02", "not_a_table"),
        (packed("word/document.xml"), "other_kind"),
        (packed("xl/workbook.xml"), "no_sheet"),
        (packed("xl/workbook.xml", "xl/worksheets/sheet1.xml"), "damaged"),
        (packed("xl/workbook.xml")[:40], "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"a;b\nc;\xe3\xff\n", "encoding"),
        (b'a;b\n"x;y\n1;2\n', "quotes"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(content, key):
    with pytest.raises(FileRefused) as refused:
        read_source_workbook(content)
    assert refused.value.problem.key == key


def test_an_unclosed_quote_is_blamed_on_the_row_where_it_opens():
    with pytest.raises(FileRefused) as refused:
        read_source_workbook(b'a;b\n1;2\n"x;y\n1;2\n')
    assert refused.value.problem.found == "3"


def test_a_workbook_that_unpacks_too_large_is_never_unpacked(monkeypatch):
    monkeypatch.setattr("etl.formats.xlsx_safety.MOST_BYTES", 1000)
    with pytest.raises(FileRefused) as refused:
        read_source_workbook(packed("xl/workbook.xml", size=5000))
    assert refused.value.problem.key == "too_large"


def test_one_stray_cell_in_the_last_corner_is_refused(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        book.add_worksheet().write(1_048_575, 16_383, "x")
        book.get_worksheet_by_name("Sheet1").write(0, 0, "x")
    with pytest.raises(FileRefused) as refused:
        sheets(tmp_path / "a.xlsx")
    assert (refused.value.problem.key, refused.value.problem.found) == ("too_wide", "XFD1048576")


def test_a_truncated_workbook_is_damaged(tmp_path):
    whole = write_xlsx(tmp_path / "a.xlsx", [["x"] * 20] * 50).read_bytes()
    for end in (100, len(whole) // 2, len(whole) - 10):
        with pytest.raises(FileRefused) as refused:
            read_source_workbook(whole[:end])
        assert refused.value.problem.key == "damaged"


@hypothesis_settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.integers(0, 1 << 20), letter=st.integers(0, 255))
def test_one_wrong_byte_is_seen_or_changes_nothing(tmp_path, place, letter):
    path = write_xlsx(tmp_path / "a.xlsx", [["Xã", "Số"], *([["Gia Hòa", n] for n in range(9)])])
    content = bytearray(path.read_bytes())
    [whole] = read_source_workbook(bytes(content)).sheets
    content[place % len(content)] = letter
    try:
        [sheet] = read_source_workbook(bytes(content)).sheets
    except FileRefused:
        return
    assert sheet.cells.equals(whole.cells)


@pytest.mark.parametrize(("number", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (16384, "XFD")])
def test_columns_have_letters(number, name):
    assert column_letters(number) == name
