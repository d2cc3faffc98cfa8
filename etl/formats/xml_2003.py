"""Read workbooks of Excel 2003 in XML (SpreadsheetML) into sheets."""

import io

from lxml import etree

from etl.assumptions import Assumption
from etl.formats.limits import LAST_COLUMN, MOST_MARKUP, check_extent, check_size
from etl.formats.sheet import Sheet, SourceWorkbook, build_sheet, column_letters
from etl.problem import FileRefused, Problem

SIGN = "urn:schemas-microsoft-com:office:spreadsheet"
_SS = f"{{{SIGN}}}"
_LAST_ROW = 1_048_576


def read(text: str) -> SourceWorkbook:
    check_size(len(text), MOST_MARKUP)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, encoding="utf-8")
    try:
        book = etree.parse(io.BytesIO(text.encode("utf-8")), parser).getroot()
        sheets = tuple(_sheet(tag) for tag in book.iter(f"{_SS}Worksheet"))
    except (etree.XMLSyntaxError, ValueError) as broken:  # ValueError: an index that is no number
        raise FileRefused(Problem("damaged")) from broken
    if not sheets:
        raise FileRefused(Problem("other_kind", None, "XML"))
    hidden = sum(row.get(f"{_SS}Hidden") == "1" for row in book.iter(f"{_SS}Row"))
    return SourceWorkbook(sheets, (Assumption("hidden_rows", str(hidden)),) if hidden else ())


def _sheet(worksheet: etree._Element) -> Sheet:
    rows: dict[int, dict[int, str]] = {}
    number = 0
    for row in worksheet.iter(f"{_SS}Row"):
        number = _place(row, number, _LAST_ROW)
        column = 0
        for cell in row.iterchildren(f"{_SS}Cell"):
            column = _place(cell, column, LAST_COLUMN)
            data = cell.find(f"{_SS}Data")
            if data is not None and (written := _text(data)):
                rows.setdefault(number, {})[column] = written
                check_extent(len(rows), column, f"{column_letters(column)}{number}")
            column += int(cell.get(f"{_SS}MergeAcross", "0"))
    return build_sheet(worksheet.get(f"{_SS}Name", "XML"), rows)


def _place(tag: etree._Element, previous_number: int, limit: int) -> int:
    """Return the number of a row or cell: the next one, except where it says its number itself."""
    place = int(tag.get(f"{_SS}Index", previous_number + 1))
    if not previous_number < place <= limit:
        raise ValueError(place)
    return place


def _text(data: etree._Element) -> str:
    """Return the text of a cell as the readers of other workbooks give it."""
    written = "".join(data.itertext())
    match data.get(f"{_SS}Type"):
        case "DateTime":
            return written.replace("T", " ").removesuffix(".000")
        case "Boolean":
            return "true" if written == "1" else "false"
    return written
