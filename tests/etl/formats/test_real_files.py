"""Files that nobody here wrote: each is read as a spreadsheet program shows it, or refused with a reason."""

import unicodedata

import pytest

from etl.formats.detect import read_source_workbook
from etl.formats.incoming import unpack_files
from etl.problem import FileRefused
from tests.etl.formats.test_detect import rows
from warehouse.home import PROJECT

pytestmark = pytest.mark.real
DATA = PROJECT.parent / "shared" / "data"

COMMUNES = [
    "Thị trấn Thịnh Vượng", "Xã Gia Hòa", "Xã Gia Hưng", "Xã Liên Sơn", "Xã Gia Thanh", "Xã Gia Vân",
    "Xã Gia Phú", "Xã Gia Xuân", "Xã Gia Lập", "Xã Gia Trấn", "Xã Gia Phương", "Xã Gia Tân",
    "Xã Tiến Thắng", "Xã Gia Trung", "Xã Gia Minh", "Xã Gia Lạc", "Xã Gia Sinh", "Xã Gia Phong",
]  # fmt: skip


def place(file):
    path = DATA / file
    if not path.exists():
        pytest.skip(f"{file} is not beside the project (expected in {DATA.name}/ of the shared folder)")
    return path


def book(file):
    return read_source_workbook(place(file).read_bytes())


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf8", None),
        ("utf8_bom", None),
        ("utf16le_bom", None),
        ("utf8_nfd", "composed"),
        ("cp1258", None),
        ("tcvn3", "old_font"),
        ("vni", "old_font"),
    ],
)
def test_the_communes_are_the_same_in_every_encoding(encoding, said):
    read_as = book(f"encodings/communes_{encoding}.csv")
    names = [cells[2] for cells in rows(read_as.sheets[0]).values()]
    assert names == ["ten", *COMMUNES]
    assert all(unicodedata.is_normalized("NFC", name) for name in names)
    assert {one.key for one in read_as.assumed} == {"delimited"} | ({said} if said else set())


@pytest.mark.parametrize("ending", [".csv", ".tab", "-with-nonascii.csv"])
def test_a_hundred_rows_of_boston(ending):
    [sheet] = book(f"boston311/boston311-100{ending}").sheets
    assert sheet.cells.shape == (101, 29)
    assert (sheet.cells[1].iloc[0], sheet.cells[29].iloc[0]) == ("case_enquiry_id", "source")


@pytest.mark.parametrize("ending", ["gz", "zip"])
def test_a_hundred_rows_of_boston_in_an_archive(ending):
    with unpack_files([place(f"boston311/boston311-100.csv.{ending}")]) as [member]:
        assert member.name.startswith(f"boston311-100.csv.{ending}/")
        [sheet] = read_source_workbook(member.path.read_bytes()).sheets
    assert sheet.cells.equals(book("boston311/boston311-100.csv").sheets[0].cells)


def test_days_counted_from_1904():
    [sheet] = book("boston311/excel-1904-epoch.xlsx").sheets
    assert list(rows(sheet).values()) == [
        {1: "item", 2: "date"},
        {1: "alpha", 2: "2024-01-15 00:00:00"},
        {1: "beta", 2: "2020-07-04 00:00:00"},
    ]


def test_sheets_of_an_old_workbook():
    sheets = {sheet.name: rows(sheet) for sheet in book("boston311/excel-xls.xls").sheets}
    assert list(sheets)[:3] == ["First", "Flexibility Test", "Middle"]
    assert sheets["Sheet1"] == {}
    assert sheets["Middle"][2] == {1: "z", 2: "3.141592654"}
    assert sheets["Flexibility Test"][4][3] == "NJ"
    assert sheets["date test"][3] == {1: "2001-09-11 08:30:00", 2: "3", 3: "2021-01-06 00:00:00", 4: "bar"}


def test_failed_formulas_and_leading_blank_rows_of_a_workbook():
    sheets = {sheet.name: rows(sheet) for sheet in book("boston311/excel-xlsx.xlsx").sheets}
    assert (sheets["cellerrors"][3][2], sheets["cellerrors"][3][3]) == ("#DIV/0!", "#NAME?")
    assert min(sheets["firstnonemptyrow"]) > 4


def test_hidden_sheets_are_read_and_said():
    read_as = book("boston311/any_sheets.xls")
    assert [(sheet.name, len(sheet.cells)) for sheet in read_as.sheets][:2] == [("Visible", 4), ("Hidden", 3)]
    assert [(one.key, one.sheet) for one in read_as.assumed] == [("hidden_sheet", "Hidden")]


def test_a_formula_whose_value_is_an_empty_text_is_blank():
    [sheet] = book("boston311/formula_empty_string_value.xls").sheets
    assert rows(sheet) == {}


@pytest.mark.parametrize(
    ("file", "key", "found"),
    [
        ("password-protected-password123.xlsx", "password", None),
        ("boston311-100-untrimmed.jsonl", "other_kind", "JSON"),
        ("reference.json", "other_kind", "JSON"),
    ],
)
def test_what_is_no_table_is_refused(file, key, found):
    with pytest.raises(FileRefused) as refused:
        book(f"boston311/{file}")
    assert (refused.value.problem.key, refused.value.problem.found) == (key, found)
