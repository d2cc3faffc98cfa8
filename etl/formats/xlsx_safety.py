"""Check a workbook that is a ZIP package (XLSX, XLSM, XLSB, ODS) before it is given to a reader.

The reader makes room for all cells between the first and the last one before it reads them, and stops the
whole program where there is no such room: so the extent is counted here, in the pass that checks every part
to its end. Reading only as far as the last row would never notice that the checksum of a part is wrong.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from lxml import etree

from etl.formats.limits import LAST_COLUMN, MOST_BYTES, check_extent, check_size
from etl.formats.sheet import column_letters, column_number
from etl.problem import FileRefused, Problem

# What zipfile lets through when the bytes of a package are not what its directory says.
BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, RuntimeError, OSError)
_BOOKS = {"xl/workbook.xml", "xl/workbook.bin"}
_RELATIONS = {"xl/_rels/workbook.xml.rels", "xl/_rels/workbook.bin.rels"}
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_KINDS = {"word/": "Word (DOCX)", "ppt/": "PowerPoint (PPTX)", "content.xml": "OpenDocument (ODT, ODP)"}
_PIECE = 1 << 20
_ROW = re.compile(rb"""row [^>]*?\br=["'](\d{1,9})""")
_HIDDEN_ROW = re.compile(rb"""row [^>]*?\shidden=["'](?:1|true)""")
_BEYOND = [re.compile(rb"""r=["']([%c-Z])\d""" % letter) for letter in range(ord("A"), ord("Z") + 1)]
_WIDE = re.compile(rb"""r=["']([A-Z]{2,3})(\d{1,9})""")
_COLUMN = re.compile(rb"col [^>]*>")
_HIDDEN = re.compile(rb"""\shidden=["'](?:1|true)""")
_FROM_TO = re.compile(rb"""\s(min|max)=["'](\d{1,5})""")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


@dataclass
class Extent:
    """Describe how far the cells of a sheet reach, and how many of its rows and columns are hidden."""

    row: int = 0
    column: int = 1
    hidden_rows: int = 0
    hidden_columns: int = 0

    def grow(self, row: int, column: int) -> None:
        self.row, self.column = max(self.row, row), max(self.column, column)

    @property
    def corner(self) -> str:
        """Return the reference of the last cell, as in "C12"."""
        return f"{column_letters(self.column)}{self.row}"


def measure_sheets(content: bytes) -> list[Extent]:
    """Return the extents of the sheets; raise FileRefused where the package is no readable workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise FileRefused(Problem("password"))
            check_size(sum(part.file_size for part in parts), MOST_BYTES)
            _check_kind(package)
            return [extent for part in parts for extent in _extent(package, part.filename)]
    except (*BROKEN, etree.XMLSyntaxError) as broken:
        raise FileRefused(Problem("damaged")) from broken


def is_office_document(package: zipfile.ZipFile) -> bool:
    """Tell whether the archive is one document of an office program, not an archive that a person made."""
    parts = set(package.namelist())
    return bool({"[Content_Types].xml", "content.xml"} & parts)


def _check_kind(package: zipfile.ZipFile) -> None:
    parts = set(package.namelist())
    if _BOOKS & parts:
        if not any(part.startswith("xl/worksheets/") for part in parts):
            # A sheet that the workbook names and that is not there was lost on the way.
            lost = any(b"worksheets/" in package.read(part) for part in parts & _RELATIONS)
            raise FileRefused(Problem("damaged" if lost else "no_sheet"))
        return
    if "content.xml" in parts and ("mimetype" not in parts or _SPREADSHEET in package.read("mimetype")):
        if "META-INF/manifest.xml" in parts and b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise FileRefused(Problem("password"))
        return
    kind = next(
        (kind for sign, kind in _KINDS.items() if any(part.startswith(sign) for part in parts)), "ZIP"
    )
    raise FileRefused(Problem("other_kind", None, kind))


def _extent(package: zipfile.ZipFile, part: str) -> Iterator[Extent]:
    """Measure a part and read it to its end in any case: only then is its checksum compared."""
    extent = Extent()
    with package.open(part) as file:
        if part.startswith("xl/worksheets/") and part.endswith(".xml"):
            _of_xlsx(_whole_tags(file), extent)
        elif part.startswith("xl/worksheets/") and part.endswith(".bin"):
            _of_xlsb(file.read(), extent)
        elif part == "content.xml":
            _of_ods(file, extent)
        while file.read(_PIECE):
            pass
    if extent.row:
        check_extent(extent.row, extent.column, extent.corner)
        yield extent


def _whole_tags(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the content in pieces that cut no tag."""
    rest = b""
    while piece := file.read(_PIECE):
        whole, opened, begun = (rest + piece).rpartition(b"<")
        yield whole
        rest = opened + begun
    yield rest


def _of_xlsx(pieces: Iterable[bytes], extent: Extent) -> None:
    """Measure a sheet in XML. The patterns begin with fixed letters: that makes them ten times as fast."""
    for piece in pieces:
        rows = _ROW.findall(piece)
        # Without a number a row is the next one.
        extent.grow(max(extent.row + piece.count(b"<row") - len(rows), max(map(int, rows), default=0)), 1)
        if b"hidden=" in piece:
            extent.hidden_rows += len(_HIDDEN_ROW.findall(piece))
            extent.hidden_columns += sum(map(_hidden_columns, _COLUMN.findall(piece)))
        while extent.column < 26 and (cell := _BEYOND[extent.column].search(piece)):
            extent.grow(0, column_number(cell[1].decode()))
        for far, row in set(_WIDE.findall(piece)):
            extent.grow(int(row), column_number(far.decode()))


def _hidden_columns(tag: bytes) -> int:
    """Count the hidden columns of a tag, but not where all columns to the right of a table are hidden."""
    ends = {end: int(value) for end, value in _FROM_TO.findall(tag)}
    last = ends.get(b"max", LAST_COLUMN)
    return last - ends.get(b"min", last) + 1 if _HIDDEN.search(tag) and last < LAST_COLUMN else 0


def _of_xlsb(records: bytes, extent: Extent) -> None:
    """Measure a binary sheet: records with a kind and a length, each in one to four bytes of seven bits."""
    at, row, end = 0, 0, len(records)
    while at + 8 <= end:
        kind = records[at]
        at += 1
        if kind & 0x80:
            kind |= records[at] << 7
            at += 1
        length, shift = 0, 0
        while at < end and shift < 28:
            piece = records[at]
            length |= (piece & 0x7F) << shift
            at, shift = at + 1, shift + 7
            if not piece & 0x80:
                break
        if kind == 0 and length >= 12:  # BrtRowHdr
            row = int.from_bytes(records[at : at + 4], "little") + 1
            extent.hidden_rows += bool(records[at + 11] & 0x10)
        elif 1 <= kind <= 11:  # the kinds of cells
            extent.grow(row, int.from_bytes(records[at : at + 4], "little") + 1)
        at += length


def _of_ods(file: IO[bytes], extent: Extent) -> None:
    """Measure an ODS: rows and cells may be declared repeated, and a file ends with a million blank rows."""
    row = 0
    for event, tag in etree.iterparse(
        file, events=("start", "end"), tag=(f"{_TABLE}table", f"{_TABLE}table-row"), resolve_entities=False
    ):
        if tag.tag == f"{_TABLE}table":
            row = 0
        elif event == "end":
            times = _times(tag, "rows")
            width = _width(tag)
            if width:
                extent.grow(row + times, width)
                check_extent(extent.row, extent.column, extent.corner)
                hidden = tag.get(f"{_TABLE}visibility", "visible") != "visible"
                extent.hidden_rows += times if hidden else 0
            row += times
            tag.clear()


def _width(row: etree._Element) -> int:
    """Return the number of the last filled cell, 0 where the row is blank."""
    column, last = 0, 0
    for cell in row:
        column += _times(cell, "columns")
        if len(cell) or any(name.endswith("}value-type") for name in cell.attrib):
            last = column
    return last


def _times(tag: etree._Element, axis: str) -> int:
    return int(tag.get(f"{_TABLE}number-{axis}-repeated", "1"))
