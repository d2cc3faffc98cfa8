"""Write a table over as many slides as its rows need, with its headings on each and a count of rows."""

from collections.abc import Sequence

from pptx.enum.text import MSO_ANCHOR
from pptx.slide import Slide
from pptx.util import Inches

from presentation.colours import LIGHT, OF_MARK
from presentation.context import Context
from presentation.numbers import number
from presentation.table import Table, text_rows
from reports.slides.lettering import lines_height, wrap_text
from reports.slides.page import BODY, SMALL, TEXT, Box, Deck, SlideText

_STEP = 0.2  # inches
_MARGIN, _NOTE, _GAP = 0.07, 0.3, 0.08  # inches: around the text of a cell; the line below, and above that
Row = tuple[str, ...]


def add_table(
    deck: Deck, context: Context, table: Table, weights: Sequence[float], note: str = "", total: int = 0
) -> None:
    """Add a table; `note` stands after the count of rows, `total` of the last rows are not counted."""
    widths = [weight * BODY.width / sum(weights) for weight in weights]
    heads = tuple(column.heading for column in table.columns)
    rows = text_rows(table, context.language)
    highs = [_high(row, widths) for row in rows]
    pages = _even(rows, highs, BODY.height - _NOTE - _GAP - _high(heads, widths, bold=True))
    first = 1
    for place, page in enumerate(pages, start=1):
        slide = deck.add_slide(numbered_title(context, table.title, place, len(pages)))
        bottom = _draw(deck, slide, [heads, *page], widths)
        count = len(rows) - total
        counted = _counted(context, first, min(first + len(page) - 1, count), count)
        below = Box(BODY.left, bottom + _GAP, BODY.width, _NOTE)
        deck.add_text(slide, below, [SlideText(f"{counted} {note}".rstrip(), SMALL, colour=LIGHT.muted)])
        first += len(page)


def numbered_title(context: Context, title: str, place: int, count: int) -> str:
    """Return the title, with its place where the table goes on over several slides."""
    return title if count == 1 else context.say("slides.part", title=title, place=place, count=count)


def _even(rows: list[Row], heights: list[float], room: float) -> list[list[Row]]:
    """Split the rows into as few pages as they need, with none left to a row or two."""
    pages = _pages(rows, heights, room)
    while room > _STEP and len(closer := _pages(rows, heights, room - _STEP)) == len(pages) > 1:
        pages, room = closer, room - _STEP
    return pages


def _pages(rows: list[Row], heights: list[float], room: float) -> list[list[Row]]:
    pages: list[list[Row]] = [[]]
    left = room
    for row, high in zip(rows, heights, strict=True):
        if high > left and pages[-1]:
            pages.append([])
            left = room
        pages[-1].append(row)
        left -= high
    return pages


def _high(row: Row, widths: list[float], bold: bool = False) -> float:
    """Return the height of the highest cell; the mark of a signal is in bold type."""
    counts = [
        len(wrap_text(text, wide - 2 * _MARGIN, TEXT, bold or text[:1] in OF_MARK))
        for text, wide in zip(row, widths, strict=True)
    ]
    return lines_height(max(counts), TEXT) + 2 * _MARGIN


def _draw(deck: Deck, slide: Slide, rows: list[Row], widths: list[float]) -> float:
    """Draw the table; returns how far down it reaches."""
    highs = [_high(row, widths, bold=place == 0) for place, row in enumerate(rows)]
    place = (Inches(BODY.left), Inches(BODY.top), Inches(BODY.width), Inches(sum(highs)))
    table = slide.shapes.add_table(len(rows), len(widths), *place).table
    for column, wide in enumerate(widths):
        table.columns[column].width = Inches(wide)
    for number_, (row, high) in enumerate(zip(rows, highs, strict=True)):
        table.rows[number_].height = Inches(high)
        for cell, text in zip(table.rows[number_].cells, row, strict=True):
            cell.margin_left = cell.margin_right = cell.margin_top = cell.margin_bottom = Inches(_MARGIN)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            mark = OF_MARK.get(text[:1], LIGHT.text)
            look = (True, LIGHT.bg) if number_ == 0 else (text[:1] in OF_MARK, mark)
            deck.write_paragraph(cell.text_frame, 0, SlideText(text, TEXT, *look))
    return BODY.top + sum(highs)


def _counted(context: Context, first: int, last: int, count: int) -> str:
    written = number(context.language, count, 0)
    if last - first + 1 == count:
        return context.say("document.rows", count=written) + "."
    return context.say("slides.rows", first=first, last=last, count=written)
