"""Other kinds of workbooks: XLS, ODS, tables of web pages, Excel 2003 XML; what is hidden is read too."""

import io
import subprocess
import sys
import zipfile
from datetime import datetime

import pytest
import xlsxwriter

from etl.assumptions import Assumption
from etl.formats.detect import read_source_workbook
from etl.formats.limits import read_content
from etl.problem import FileRefused
from tests.etl.formats.test_detect import rows
from tests.support.source_files import ods, ods_cell, write_xls, write_xlsx
from warehouse.home import PROJECT

DAY, MOMENT = datetime(2021, 8, 3), datetime(2021, 8, 3, 9, 15)


def refusal(content):
    with pytest.raises(FileRefused) as refused:
        read_source_workbook(content)
    return refused.value.problem


def repacked(content, change):
    """The package with its parts changed: `change` takes a part's name and content."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w") as new:
        for part in old.namelist():
            new.writestr(part, change(part, old.read(part)))
    return held.getvalue()


@pytest.mark.parametrize("epoch_1904", [False, True])
def test_xls_has_the_same_texts_as_xlsx(tmp_path, epoch_1904):
    table = [["Xã", "Số"], [], [None, "Gia Hòa", 12, 1234.5, 97.1, True, DAY, MOMENT]]
    path = write_xls(tmp_path / "a.xls", table, [["x"]], epoch_1904=epoch_1904)
    first, second = read_source_workbook(path.read_bytes()).sheets
    days = {7: "2021-08-03 00:00:00", 8: "2021-08-03 09:15:00"}
    cells = {2: "Gia Hòa", 3: "12", 4: "1234.5", 5: "97.1", 6: "true"}
    assert rows(first) == {1: {1: "Xã", 2: "Số"}, 3: cells | days}
    assert (second.name, rows(second)) == ("Sheet2", {1: {1: "x"}})


def test_days_of_1904_in_xlsx(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx", {"date_1904": True}) as book:
        book.add_worksheet().write_datetime(0, 0, DAY, book.add_format({"num_format": "dd/mm/yyyy"}))
    [sheet] = read_source_workbook((tmp_path / "a.xlsx").read_bytes()).sheets
    assert rows(sheet) == {1: {1: "2021-08-03 00:00:00"}}


def test_a_formula_keeps_its_last_value_and_an_empty_one_is_blank(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_formula(0, 0, "=1+1", None, 2)
        sheet.write_formula(0, 1, '=""', None, "")
        sheet.write_formula(0, 2, '="xã"', None, "xã")
    [sheet] = read_source_workbook((tmp_path / "a.xlsx").read_bytes()).sheets
    assert rows(sheet) == {1: {1: "2", 3: "xã"}}


def test_ods_repeats_cells_and_rows(tmp_path):
    content = ods(
        f"<table:table-row>{ods_cell('a', number_columns_repeated='2')}{ods_cell('b')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        f'<table:table-row table:number-rows-repeated="2"><table:table-cell/>{ods_cell("c")}'
        "</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    [sheet] = read_source_workbook(content).sheets
    assert (sheet.name, rows(sheet)) == ("Bảng", {1: {1: "a", 2: "a", 3: "b"}, 5: {2: "c"}, 6: {2: "c"}})


def test_a_stray_cell_in_the_last_corner_is_refused_in_every_kind(tmp_path):
    wide = ods_cell("x", number_columns_repeated="16384")
    problem = refusal(ods(f'<table:table-row table:number-rows-repeated="1048576">{wide}</table:table-row>'))
    assert (problem.key, problem.found) == ("too_wide", "XFD1048576")
    path = write_xlsx(tmp_path / "a.xlsx", [["x", "y"]])
    lying = repacked(path.read_bytes(), lambda _, text: text.replace(b'r="B1"', b'r="XFD1048576"'))
    assert refusal(lying).key == "too_wide"


def test_a_full_corner_of_xls_is_read(tmp_path):
    far = [["x"], *([[]] * 65534), [*[None] * 255, "y"]]
    [sheet] = read_source_workbook(write_xls(tmp_path / "a.xls", far).read_bytes()).sheets
    assert rows(sheet) == {1: {1: "x"}, 65536: {256: "y"}}


def test_what_is_hidden_is_read_and_said(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        shown, hidden = book.add_worksheet("Hiện"), book.add_worksheet("Ẩn")
        for row in range(9):
            shown.write_row(row, 0, ["a", "b", "c"])
        shown.set_row(3, None, None, {"hidden": True})
        shown.set_row(4, None, None, {"hidden": True})
        shown.set_column(1, 1, None, None, {"hidden": True})
        shown.set_column(4, 16383, None, None, {"hidden": True})  # the blank rest of the sheet
        hidden.write(0, 0, "x")
        hidden.hide()
    book = read_source_workbook((tmp_path / "a.xlsx").read_bytes())
    assert [len(sheet.cells) for sheet in book.sheets] == [9, 1]
    assert book.assumed == (
        Assumption("hidden_sheet", None, "Ẩn"),
        Assumption("hidden_rows", "2"),
        Assumption("hidden_columns", "1"),
    )


def test_hidden_sheets_of_xls_are_said(tmp_path):
    book = read_source_workbook(write_xls(tmp_path / "a.xls", [["x"]], [["y"]], hidden=[2]).read_bytes())
    assert len(book.sheets) == 2 and book.assumed == (Assumption("hidden_sheet", None, "Sheet2"),)


def test_an_encrypted_member_or_ods_is_locked():
    assert refusal(ods("", "<manifest><manifest:encryption-data/></manifest>")).key == "password"


def test_a_table_of_a_web_page_lies_on_the_grid_as_drawn():
    page = """<html><head><meta charset="utf-8"><style>td {}</style></head><body><h3>Báo cáo</h3>
      <table id="tableToExcel"><thead>
      <tr><th rowspan=2>STT</th><th colspan="2">Hồ sơ</th><th rowspan=2>Ghi&nbsp;chú</tr>
      <tr><th>Đúng <b>hạn</b><th>Quá<br>hạn</tr></thead>
      <tr><td>1<td>&nbsp;<td>3 &lt; 4</tr></table></body></html>"""
    book = read_source_workbook(page.encode())
    [sheet] = book.sheets
    assert rows(sheet) == {
        1: {1: "STT", 2: "Hồ sơ", 4: "Ghi chú"},
        2: {2: "Đúng hạn", 3: "Quá\nhạn"},
        3: {1: "1", 3: "3 < 4"},
    }
    assert book.assumed == (Assumption("html", "UTF-8"),)


def test_several_tables_are_several_sheets_and_hidden_rows_are_said():
    inner = "<table><tr style='display:none'><td>a</table></td><td><table><tr><td>b</table>"
    page = f"<table><tr><td>{inner}</table>"
    book = read_source_workbook(page.encode())
    assert [rows(sheet) for sheet in book.sheets] == [{1: {1: "a"}}, {1: {1: "b"}}]
    assert book.assumed[1:] == (Assumption("hidden_rows", "1"),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_web_page_in_any_encoding(encoding):
    page = "<table><tr><td>Xã Gia Hòa</td><td>Thị trấn Thịnh Vượng</td></tr></table>"
    [sheet] = read_source_workbook(page.encode(encoding)).sheets
    assert rows(sheet) == {1: {1: "Xã Gia Hòa", 2: "Thị trấn Thịnh Vượng"}}


def test_spans_without_end_are_bounded():
    def page(spans):
        return (
            "<table><tr>" + "<td rowspan=99999999 colspan=99999999>x" * spans + "<tr><td>y" * 99 + "</table>"
        ).encode()

    [sheet] = read_source_workbook(page(3)).sheets
    assert rows(sheet)[1] == {1: "x", 1001: "x", 2001: "x"} and rows(sheet)[100] == {3001: "y"}
    assert refusal(page(400)).key == "too_wide"


EXCEL_2003 = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
      <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
        xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Một"><Table>
      <Row><Cell ss:MergeAcross="1"><Data ss:Type="String">Xã</Data></Cell>
        <Cell><Data ss:Type="Number">12</Data></Cell></Row>
      <Row ss:Index="4" ss:Hidden="1"><Cell ss:Index="3">
        <Data ss:Type="DateTime">2021-08-03T00:00:00.000</Data></Cell>
        <Cell><Data ss:Type="Boolean">1</Data></Cell></Row></Table></Worksheet></Workbook>"""


def test_excel_2003_xml():
    book = read_source_workbook(EXCEL_2003.encode())
    [sheet] = book.sheets
    assert (sheet.name, rows(sheet)) == (
        "Một",
        {1: {1: "Xã", 3: "12"}, 4: {3: "2021-08-03 00:00:00", 4: "true"}},
    )
    assert book.assumed == (Assumption("hidden_rows", "1"),)


def test_a_file_of_two_gigabytes_is_refused_by_its_size_alone(tmp_path):
    with (tmp_path / "a.csv").open("wb") as file:
        file.truncate(2 << 30)
    with pytest.raises(FileRefused) as refused:
        read_content(tmp_path / "a.csv")
    assert (refused.value.problem.key, refused.value.problem.found) == ("too_large", "2048 MB")


def record(kind, body):
    """A record of XLSB: kind and length in seven bits a byte."""

    def small(number):
        return bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])

    return small(kind) + small(len(body)) + body


def test_the_extent_of_xlsb_is_counted_before_it_is_read():
    row = (1_048_575).to_bytes(4, "little") + bytes(13)
    cell = (16_383).to_bytes(4, "little") + bytes(8)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("xl/workbook.bin", b"")
        package.writestr("xl/worksheets/sheet1.bin", record(129, b"") + record(0, row) + record(2, cell))
    problem = refusal(held.getvalue())
    assert (problem.key, problem.found) == ("too_wide", "XFD1048576")


def test_a_sheet_of_a_chart_is_passed_over_without_a_remark_of_the_library(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Số liệu").write_string(0, 0, "a")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='Số liệu'!$A$1:$A$1"})
        book.add_chartsheet("Biểu đồ").set_chart(chart)
    # Another process: here the test runner takes what is logged before it reaches anybody.
    code = "import sys; from etl.formats.detect import read_source_workbook as read; "
    code += "read(open(sys.argv[1], 'rb').read())"
    command = [sys.executable, "-W", "ignore", "-c", code, str(path)]
    assert subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stderr == ""
