"""A file in, sheets of text cells out: what the file is, is decided by its content and not by its name.

Cells are text, or nothing where blank; the index of a sheet is the row number and its columns are the column
numbers that a spreadsheet program shows (A is 1).
"""

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass

import fastexcel
import pandas as pd

from etl import delimited
from etl.assumed import Assumed
from etl.problem import FileRefused, Problem

_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK"
_WORKBOOKS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")  # XLSX, XLSB, ODS
_MOST_BYTES = 1 << 30  # unpacked; a year of all sources of a province has a tenth of it
_MOST_CELLS = 60_000_000  # one stray cell in the last corner makes a sheet of 17 thousand million
_DIMENSION = re.compile(rb'<dimension ref="[A-Z]+\d+:([A-Z]+)(\d+)"')
# What zipfile lets through when the bytes of a package are not what its directory says.
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, RuntimeError, OSError)
_ERRORS = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
}


@dataclass(frozen=True)
class Sheet:
    """Blank rows are kept out, so that the index has gaps."""

    name: str
    cells: pd.DataFrame


@dataclass(frozen=True)
class Book:
    """A file as it was read: its sheets, and what was taken for granted."""

    sheets: tuple[Sheet, ...]
    assumed: tuple[Assumed, ...] = ()


def read(content: bytes, name: str) -> Book:
    """The sheets of a file called `name`; FileRefused where it is no table, or none that can be read."""
    if not content.strip(b"\0 \r\n\t"):
        raise FileRefused(name, Problem("empty_file"))
    if content.startswith(_OLE):
        # An encrypted XLSX is an OLE container too; the names in its directory are UTF-16.
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise FileRefused(name, Problem("password" if locked else "xls_not_yet"))
    if content.startswith(_ZIP):
        return Book(_workbook(content, name))
    cells, assumed = delimited.cells(content, name)
    return Book((Sheet("CSV", _tidy(cells)),), (assumed,))


def _workbook(content: bytes, name: str) -> tuple[Sheet, ...]:
    _check_package(content, name)
    try:
        book = fastexcel.read_excel(content)
        return tuple(_sheet(book, place, sheet) for place, sheet in enumerate(book.sheet_names))
    except fastexcel.FastExcelError as broken:
        raise FileRefused(name, Problem("damaged")) from broken


def _check_package(content: bytes, name: str) -> None:
    """Looked at before anything is unpacked: what is inside, and how large it will be."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            unpacked = sum(part.file_size for part in parts)
            if unpacked > _MOST_BYTES:
                raise FileRefused(
                    name, Problem("too_large", None, _megabytes(unpacked), _megabytes(_MOST_BYTES))
                )
            if not {part.filename for part in parts} & set(_WORKBOOKS):
                raise FileRefused(name, Problem("not_a_table"))
            _check_extents(package, name)
            # Whoever reads only as far as the last row never sees that the sum of a part is wrong.
            if package.testzip() is not None:
                raise FileRefused(name, Problem("damaged"))
    except _BROKEN as broken:
        raise FileRefused(name, Problem("damaged")) from broken


def _check_extents(package: zipfile.ZipFile, name: str) -> None:
    for part in package.namelist():
        if not part.startswith("xl/worksheets/") or not part.endswith(".xml"):
            continue
        with package.open(part) as sheet:
            corner = _DIMENSION.search(sheet.read(4096))
        if corner and _number(corner[1].decode()) * int(corner[2]) > _MOST_CELLS:
            raise FileRefused(name, Problem("too_wide", None, (corner[1] + corner[2]).decode()))


def _sheet(book: fastexcel.ExcelReader, place: int, name: str) -> Sheet:
    # skip_rows=0 keeps leading blank rows, so that the position tells the row number.
    sheet = book.load_sheet(place, header_row=None, skip_rows=0, dtypes="string")
    if not sheet.width:
        return Sheet(name, pd.DataFrame(dtype="str"))
    table, errors = sheet.to_arrow_with_errors()
    cells = table.to_pandas()
    for error in errors.errors if errors else ():
        # A formula that failed would come out blank; its sign has to be seen and blamed.
        row, column = error.offset_position
        cells.iat[row, column] = _sign(error.detail)
    cells.columns = pd.Index([column.absolute_index + 1 for column in sheet.available_columns()])
    cells.index = pd.RangeIndex(1, len(cells) + 1)
    return Sheet(name, _tidy(cells))


def _sign(detail: str) -> str:
    kind = re.search(r"Error\((\w+)\)", detail)
    return _ERRORS.get(kind[1] if kind else "", "#VALUE!")


def _tidy(cells: pd.DataFrame) -> pd.DataFrame:
    """Cells of spaces are blank, and rows of blank cells are no rows."""
    filled = cells.apply(lambda column: column.where(column.str.strip() != ""))
    return filled.dropna(how="all")


def _number(letters: str) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def letters(number: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _megabytes(size: int) -> str:
    return f"{size >> 20} MB"
