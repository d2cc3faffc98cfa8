"""Read workbooks of Excel 97–2003 (XLS) into sheets.

The reader is xlrd and not that of the other workbooks: nothing in an XLS proves its bytes, and that one stops
the whole program where a number in it asks for more memory than there is.
"""

import struct
from datetime import datetime, timedelta
from io import StringIO

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.sheet import Sheet as RawSheet

from etl.assumptions import Assumption
from etl.formats.limits import MOST_XLS, check_extent, check_size
from etl.formats.sheet import Sheet, SourceWorkbook, build_sheet, column_letters
from etl.problem import FileRefused, Problem

_OTHERS = {
    "WordDocument": "Word (DOC)",
    "PowerPoint Document": "PowerPoint (PPT)",
    "__properties_v": "Outlook (MSG)",
}
_LAST_DAY = 2_958_466  # 01/01/10000
# What xlrd lets through when a record is not what its length says.
_BROKEN = (
    xlrd.XLRDError,
    xlrd.compdoc.CompDocError,
    struct.error,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    NotImplementedError,
    RecursionError,
)


def read(content: bytes) -> SourceWorkbook:
    _check_kind(content)
    check_size(len(content), MOST_XLS)
    try:
        with open_xls(content) as book:
            if not book.nsheets:
                raise FileRefused(Problem("no_sheet"))
            sheets = tuple(_sheet(book.sheet_by_index(place), book.datemode) for place in range(book.nsheets))
            visible = [book.sheet_by_index(place).visibility == 0 for place in range(book.nsheets)]
    except _BROKEN as broken:
        locked = "encrypted" in str(broken)
        raise FileRefused(Problem("password" if locked else "damaged")) from broken
    pairs = zip(sheets, visible, strict=True)
    return SourceWorkbook(
        sheets,
        tuple(Assumption("hidden_sheet", None, s.name) for s, seen in pairs if not seen and len(s.cells)),
    )


def open_xls(content: bytes) -> xlrd.Book:
    """Open a workbook; xlrd would write remarks to the standard output if nobody said otherwise."""
    return xlrd.open_workbook(file_contents=content, logfile=StringIO(), ragged_rows=True, on_demand=True)


def _check_kind(content: bytes) -> None:
    """Refuse other files in such a container, as an encrypted XLSX is one; its directory is UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise FileRefused(Problem("password"))
    for sign, kind in _OTHERS.items():
        if sign.encode("utf-16-le") in content:
            raise FileRefused(Problem("other_kind", None, kind))


def _sheet(raw: RawSheet, epoch: int) -> Sheet:
    check_extent(raw.nrows, raw.ncols, f"{column_letters(raw.ncols)}{raw.nrows}")
    rows = {
        row + 1: {
            column + 1: _text(cell.ctype, cell.value, epoch)
            for column, cell in enumerate(raw.row(row))
            if cell.ctype not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
        }
        for row in range(raw.nrows)
    }
    return build_sheet(raw.name, {row: cells for row, cells in rows.items() if cells})


def _text(kind: int, value: str | float, epoch: int) -> str:
    """Write a cell as the other readers do: 12, 1234.5, true, 2021-08-03 00:00:00, #N/A."""
    if isinstance(value, str):
        return value
    if kind == xlrd.XL_CELL_ERROR:
        return error_text_from_code.get(int(value), "#VALUE!")
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "true" if value else "false"
    if kind == xlrd.XL_CELL_DATE and 0 <= value < _LAST_DAY:
        return _moment(value, epoch).isoformat(" ")
    return f"{value:.9f}".rstrip("0").rstrip(".")


def _moment(days: float, epoch: int) -> datetime:
    """Convert a serial date. Excel believes in a 29/02/1900: days before it are counted from a day later."""
    first = datetime(1904, 1, 1) if epoch else datetime(1899, 12, 31 if days < 60 else 30)
    return first + timedelta(seconds=round(days * 86400))
