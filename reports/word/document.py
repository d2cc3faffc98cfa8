"""Write a document block by block, then the passports of its figures and where everything comes from."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from docx.document import Document as File
from docx.enum.section import WD_SECTION
from docx.shared import Length

from languages import say
from presentation.chart import Chart
from presentation.table import Notes
from reports.model.blocks import (
    BlankLines,
    Block,
    ChartBlock,
    Document,
    FormHead,
    Grid,
    Heading,
    Letterhead,
    NewPage,
    Paragraph,
    PrintedFigure,
    Signatures,
)
from reports.model.printable import make_printable
from reports.word.head import add_form_head, add_head
from reports.word.marks import add_dotted_lines, add_draft, add_note, add_signatures
from reports.word.pages import mark_headers, orient_page, picture_height_limit, width_between_margins
from reports.word.table import add_grid
from reports.word.template import begin_document, replace_mark
from reports.word.template_files import PROGRAMS, USUAL

Draw = Callable[[Chart, str], bytes]


def docx(document: Document, draw: Draw, template: Path = PROGRAMS / f"{USUAL}.docx") -> bytes:
    """Write the document into `template`; `draw` returns a chart as PNG in the language of the document."""
    document, (file, mark) = make_printable(document), begin_document(template)
    if document.landscape:
        orient_page(file.sections[0], landscape=True)
    with replace_mark(file, mark):
        if document.letterhead is None:
            file.add_paragraph(document.title, style="Kind")
        for block in (*([document.letterhead] if document.letterhead else []), *document.blocks):
            add_block(file, block, width_between_margins(file.sections[-1]), document.language, draw)
        add_end(file, document.figures, document.notes, document.language)
    return document_bytes(file, document.notes, document.language)


def document_bytes(file: File, notes: Notes, language: str) -> bytes:
    if notes.sample:
        mark_headers(file, say(language, "file.sample"))
    content = BytesIO()
    file.save(content)
    return content.getvalue()


def add_block(
    file: File, block: Block | Letterhead | FormHead, width: Length, language: str, draw: Draw
) -> None:
    """Add a block to the end of the file; `width` is that between the margins."""
    match block:
        case Letterhead():
            add_head(file, block, width, language)
        case FormHead():
            add_form_head(file, block, width)
        case Heading(text, level):
            file.add_paragraph(text, style=f"Heading {level}")
        case Paragraph(text, draft):
            if draft:
                add_draft(file, text, say(language, "document.draft"))
            else:
                file.add_paragraph(text)
        case Grid():
            _add_grid(file, block, width, language)
        case ChartBlock(chart, caption, share):
            drawing = BytesIO(draw(chart, language))
            picture = file.add_paragraph(style="Caption").add_run().add_picture(drawing)
            scale = min(width * share / picture.width, picture_height_limit(file) / picture.height)
            picture.width, picture.height = (
                Length(int(picture.width * scale)),
                Length(int(picture.height * scale)),
            )
            if caption:
                file.add_paragraph(caption, style="Caption")
        case Signatures():
            add_signatures(file, block, language)
        case BlankLines(label, count):
            add_dotted_lines(file, label, count, width)
        case NewPage(landscape):
            section = file.add_section(WD_SECTION.NEW_PAGE)
            section.different_first_page_header_footer = False  # only the first one has no number
            orient_page(section, landscape)


def _add_grid(file: File, grid: Grid, width: Length, language: str) -> None:
    if grid.caption:
        file.add_paragraph(grid.caption, style="Caption")
    add_grid(file, grid, language, width)
    count = len(grid.table.rows) - grid.total
    file.add_paragraph(say(language, "document.rows", count=count), style="Small")


def add_end(file: File, figures: Sequence[PrintedFigure], notes: Notes, language: str) -> None:
    """Add the ids with the figures that they bring back, then where everything comes from."""
    if figures:
        file.add_paragraph(say(language, "document.figures"), style="Heading 2")
        for told in figures:
            file.add_paragraph(told.line(language), style="Small")
    for label, text in notes.entries:
        add_note(file, label, text)
