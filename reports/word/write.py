"""A document block by block, then the passports of its figures and where everything comes from."""

from collections.abc import Callable
from io import BytesIO

import docx as python_docx
from docx.document import Document as File
from docx.enum.section import WD_SECTION

from languages import say
from reports.blocks import (
    Block,
    Document,
    Figure,
    Grid,
    Heading,
    Line,
    NewPage,
    Paragraph,
    Signatures,
)
from reports.chart import Chart
from reports.printable import printable
from reports.word.head import add_head, add_page_heads
from reports.word.marks import add_note, add_signatures, dotted, mark_draft
from reports.word.styles import page, room, set_up
from reports.word.table import add_grid

Draw = Callable[[Chart, str], bytes]


def docx(document: Document, draw: Draw) -> bytes:
    """`draw`: the chart as PNG in the language of the document."""
    document, file = printable(document), python_docx.Document()
    set_up(file)
    page(file.sections[0], document.landscape)
    add_page_heads(file.sections[0], say(document.language, "file.sample") if document.notes.sample else "")
    if document.letterhead:
        add_head(file, document.letterhead, document.language)
    else:
        file.add_paragraph(document.title, style="Kind")
    for block in document.blocks:
        _add(file, block, document, draw)
    _add_figures(file, document)
    for label, text in document.notes.entries:
        add_note(file, label, text)
    content = BytesIO()
    file.save(content)
    return content.getvalue()


def _add(file: File, block: Block, document: Document, draw: Draw) -> None:
    match block:
        case Heading(text, level):
            file.add_paragraph(text, style=f"Heading {level}")
        case Paragraph(text, draft):
            written = file.add_paragraph(text, style="Draft" if draft else "Normal")
            if draft:
                mark_draft(written, say(document.language, "document.draft"))
        case Grid():
            _add_grid(file, block, document.language)
        case Figure(chart, caption, share):
            file.add_paragraph(style="Caption").add_run().add_picture(
                BytesIO(draw(chart, document.language)), width=int(room(file.sections[-1]) * share)
            )
            if caption:
                file.add_paragraph(caption, style="Caption")
        case Signatures():
            add_signatures(file, block, document.language)
        case Line(label, count):
            dotted(file, label, count)
        case NewPage(landscape):
            page(file.add_section(WD_SECTION.NEW_PAGE), landscape)


def _add_grid(file: File, grid: Grid, language: str) -> None:
    if grid.caption:
        file.add_paragraph(grid.caption, style="Caption")
    add_grid(file, grid, language, room(file.sections[-1]))
    count = len(grid.table.rows) - grid.total
    file.add_paragraph(say(language, "document.rows", count=count), style="Small")


def _add_figures(file: File, document: Document) -> None:
    """Each id with the figure that it brings back."""
    if not document.figures:
        return
    file.add_paragraph(say(document.language, "document.figures"), style="Heading 2")
    for told in document.figures:
        file.add_paragraph(told.line(document.language), style="Small")
