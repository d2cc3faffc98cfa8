"""Read the tables of a web page as sheets: some systems export them under the name .xls."""

import re
from collections.abc import Iterator

from lxml import etree

from etl.formats.limits import MOST_MARKUP, check_extent, check_size
from etl.formats.sheet import Sheet, build_sheet, column_letters
from etl.problem import FileRefused, Problem

_SPACES = re.compile(r"\s+")
_BEGINS, _ENDS = re.compile(r"<table\b", re.IGNORECASE), re.compile(r"</table\b", re.IGNORECASE)
_SILENT = {"script", "style", "template"}
_MOST_SPAN, _MOST_DEEP = 1000, 65534  # as browsers cut them


def read_sheets(text: str) -> tuple[Sheet, ...]:
    """Return a sheet for each table that holds no other; rows are numbered from the table's first."""
    markup = text.encode("utf-8", "replace")
    check_size(len(markup), MOST_MARKUP)
    # A page that breaks off ends in half a row, which would be read as a case without its last days.
    if len(_ENDS.findall(text)) < len(_BEGINS.findall(text)):
        raise FileRefused(Problem("damaged"))
    page = _page(markup)
    inner = [table for table in page.iter("table") if next(table.iterdescendants("table"), None) is None]
    if not inner:
        raise FileRefused(Problem("other_kind", None, "HTML"))
    return tuple(
        build_sheet("HTML" if len(inner) == 1 else f"HTML {place}", _grid(table))
        for place, table in enumerate(inner, 1)
    )


def count_hidden_rows(text: str) -> int:
    """Count the rows that the page does not show."""
    return len(re.findall(r"<tr\b[^>]*(?:display\s*:\s*none|mso-hide)", text, re.IGNORECASE))


def _page(markup: bytes) -> etree._Element:
    try:
        page = etree.HTML(markup, etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True))
    except etree.LxmlError as broken:
        raise FileRefused(Problem("damaged")) from broken
    if page is None:
        raise FileRefused(Problem("empty_file"))
    return page


def _grid(table: etree._Element) -> dict[int, dict[int, str]]:
    """Place the cells by row and column; one that spans several stands in the first, as in spreadsheets."""
    rows: dict[int, dict[int, str]] = {}
    taken: dict[int, int] = {}  # column -> the last row down to which a cell above reaches
    for row, line in enumerate(table.iter("tr"), 1):
        column = 1
        for cell in line.iterchildren("td", "th"):
            while taken.get(column, 0) >= row:
                column += 1
            if written := _text(cell):
                rows.setdefault(row, {})[column] = written
            wide, deep = _span(cell, "colspan", _MOST_SPAN), _span(cell, "rowspan", _MOST_DEEP)
            taken |= dict.fromkeys(range(column, column + wide), row + deep - 1) if deep > 1 else {}
            column += wide
            check_extent(row, column, f"{column_letters(column)}{row}")
    return rows


def _span(cell: etree._Element, attribute: str, limit: int) -> int:
    digits = re.match(r"\s*(\d{1,9})", cell.get(attribute, ""))
    return min(max(int(digits[1]), 1), limit) if digits else 1


def _text(cell: etree._Element) -> str:
    if not len(cell):
        return _SPACES.sub(" ", cell.text or "").strip()
    lines = "".join(_SPACES.sub(" ", piece) if piece != "\n" else piece for piece in _pieces(cell)).split(
        "\n"
    )
    return "\n".join(line.strip() for line in lines).strip()


def _pieces(cell: etree._Element) -> Iterator[str]:
    """Yield the texts of the cell; a line break is a piece of its own."""
    for event, tag in etree.iterwalk(cell, events=("start", "end")):
        if event == "start":
            if tag.tag == "br":
                yield "\n"
            if tag.text and tag.tag not in _SILENT:
                yield f" {tag.text}" if tag.text == "\n" else tag.text
        elif tag is not cell and tag.tail:
            yield f" {tag.tail}" if tag.tail == "\n" else tag.tail
