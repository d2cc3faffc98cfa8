"""Files to take away: text stays text, numbers and days are what they are; each file says its origin."""

import zipfile
from datetime import date
from io import BytesIO

import fastexcel
import pandas as pd
import pytest

from presentation import numbers
from presentation.table import Column, Notes, Table
from reports.spreadsheet.table_csv import csv_bytes
from reports.spreadsheet.table_xlsx import xlsx_bytes

NOTES = Notes((("Kỳ số liệu", "quý II/2021"), ("Ngày chốt", "31/07/2021")), sample=True)
COLUMNS = (
    Column("name", "Tên"),
    Column("rate", "Tỷ lệ", "number"),
    Column("count", "Số hồ sơ", "whole"),
    Column("day", "Ngày", "day"),
)
ROWS = pd.DataFrame(
    {
        "name": ["=1+1", "Đất đai; hộ tịch", "@x"],
        "rate": [86.25, None, "chưa báo cáo"],
        "count": [1234, 0, None],
        "day": [date(2021, 6, 30), None, date(2021, 7, 1)],
    },
    dtype=object,
)
TABLE = Table("thu", "Bảng thử", COLUMNS, ROWS, NOTES)


def sheet_of(content):
    sheet = fastexcel.read_excel(content).load_sheet(0, header_row=None, skip_rows=0, dtypes="string")
    return sheet.to_pandas().fillna("").values.tolist()


def test_a_workbook_keeps_text_numbers_and_days_apart():
    content = xlsx_bytes(TABLE, "vi")
    rows = sheet_of(content)
    assert rows[0][0] == "Bảng thử" and rows[1][0] == "DỮ LIỆU MẪU"
    assert rows[2][0] == "Kỳ số liệu: quý II/2021"
    assert rows[4][0] == "3 dòng"
    assert rows[6] == ["Tên", "Tỷ lệ", "Số hồ sơ", "Ngày"]
    assert rows[7] == ["=1+1", "86.25", "1234", "2021-06-30 00:00:00"]
    assert rows[8][:3] == ["Đất đai; hộ tịch", "", "0"]
    assert rows[9][1] == "chưa báo cáo"


def test_a_workbook_has_no_formula_from_data():
    book = zipfile.ZipFile(BytesIO(xlsx_bytes(TABLE, "vi")))
    assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()


def test_a_vietnamese_csv_opens_by_a_double_click():
    content = csv_bytes(TABLE, "vi")
    lines = content.decode("utf-8-sig").split("\r\n")
    assert content.startswith(b"\xef\xbb\xbf")
    assert lines[0] == "DỮ LIỆU MẪU" and lines[6] == "Tên;Tỷ lệ;Số hồ sơ;Ngày"
    assert lines[7] == "'=1+1;86,25;1234;30/06/2021"
    assert lines[8] == '"Đất đai; hộ tịch";;0;'
    assert lines[9] == "'@x;chưa báo cáo;;01/07/2021"


def test_an_english_csv_has_points_and_commas():
    assert "'=1+1,86.25,1234,2021-06-30" in csv_bytes(TABLE, "en").decode("utf-8-sig")


@pytest.mark.parametrize(
    ("value", "digits", "vi", "en"),
    [
        (1234.54, 1, "1.234,5", "1,234.5"),
        (-0.4, 1, "−0,4", "−0.4"),
        (-0.04, 1, "0,0", "0.0"),
        (1234567.0, 0, "1.234.567", "1,234,567"),
        (None, 1, "–", "–"),
        (float("nan"), 1, "–", "–"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(value, digits, vi, en):
    assert numbers.number("vi", value, digits) == vi
    assert numbers.number("en", value, digits) == en


def test_a_file_name_has_no_diacritics():
    assert numbers.file_name("Đơn vị", "Xã Gia Hòa", "2021-Q2") == "don-vi-xa-gia-hoa-2021-q2"
