"""Read a file into sheets of text cells: its content decides what kind of file it is, not its name.

Cells are composed text (NFC), or nothing where blank; the index of a sheet is the row number and its columns
are the column numbers that a spreadsheet program shows (A is 1).
"""

import json
import re

from etl.assumptions import Assumption
from etl.formats import csv, encoding, html, unicode_text, xls, xlsx, xml_2003
from etl.formats.sheet import Sheet, SourceWorkbook, column_letters, drop_blank_cells
from etl.problem import FileRefused, Problem

__all__ = ["SourceWorkbook", "Sheet", "column_letters", "read_source_workbook"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_BIFF = re.compile(rb"\x09[\0\x02\x04]\x06\0|\x09\x08[\x08\x10]\0")  # BIFF with no container around it
_ZIP = b"PK"
_OTHERS = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"\x1f\x8b": "GZIP",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7-Zip",
    b"{\\rtf": "Word (RTF)",
    b"MIME-Version:": "MHTML",
    b"MZ": "EXE",
    b"SQLite format 3": "SQLite",
}
_BINARY_ONLY = {b"BM", b"MZ"}  # two letters with which a text may begin too
_MARKUP = re.compile(
    rb"\s*<(!doctype|html|head|body|meta|title|style|table|div|center|font|!--|\?xml|\?mso)", re.I
)
_MARKS = re.compile(rb"^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)")
_TOP = 1000


def read_source_workbook(content: bytes) -> SourceWorkbook:
    """Return the sheets of a file; raise FileRefused where it is no table, or is unreadable."""
    if not content.strip(b"\0 \r\n\t"):
        raise FileRefused(Problem("empty_file"))
    return unicode_text.normalise_workbook(_book(content))


def _book(content: bytes) -> SourceWorkbook:
    if content.startswith(_OLE) or _OLD_BIFF.match(content):
        return xls.read(content)
    if content.startswith(_ZIP):
        return xlsx.read(content)
    _check_kind(content)
    if _is_marked_up(content):
        return _marked_up(*encoding.decode_text(content))
    cells, assumed = csv.read_cells(content)
    return SourceWorkbook((Sheet("CSV", drop_blank_cells(cells)),), (assumed,))


def is_delimited_text(first_bytes: bytes) -> bool:
    """Tell whether a file that begins like this is text between separators, and no other kind of file."""
    try:
        _check_kind(first_bytes)
    except FileRefused:
        return False
    return not (
        first_bytes.startswith((_OLE, _ZIP)) or _OLD_BIFF.match(first_bytes) or _is_marked_up(first_bytes)
    )


def _is_marked_up(first_bytes: bytes) -> bool:
    return bool(_MARKUP.match(_MARKS.sub(b"", first_bytes[:_TOP]).replace(b"\0", b"")))


def _check_kind(content: bytes) -> None:
    for sign, kind in _OTHERS.items():
        if content.startswith(sign) and (sign not in _BINARY_ONLY or b"\0" in content[:_TOP]):
            raise FileRefused(Problem("other_kind", None, kind))
    first = content.lstrip(b"\xef\xbb\xbf \r\n\t").split(b"\n", 1)[0].strip()
    if first[:1] in (b"{", b"[") and (first in (b"{", b"[") or _is_json(first)):
        raise FileRefused(Problem("other_kind", None, "JSON"))


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _marked_up(text: str, charset: str) -> SourceWorkbook:
    if xml_2003.SIGN in text[: _TOP * 4] and "<html" not in text[:_TOP].lower():
        return xml_2003.read(text)
    hidden = html.count_hidden_rows(text)
    assumed = (Assumption("html", charset), *((Assumption("hidden_rows", str(hidden)),) if hidden else ()))
    return SourceWorkbook(html.read_sheets(text), assumed)
