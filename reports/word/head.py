"""The head of an official document, and the number of the page in the top margin."""

from typing import Any

from docx.document import Document as File
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.section import Section
from docx.shared import Mm

from languages import say
from reports.blocks import Letterhead
from reports.formats import signed_day
from reports.word.styles import room

_LEFT = 64  # mm; the rest is the state's, whose name stands on one line
_RULE = "─"


def add_head(file: File, head: Letterhead, language: str) -> None:
    """Two columns: who writes, and the state with its motto; below them number, place and date."""
    table = file.add_table(rows=2, cols=2)
    table.autofit = False
    for column, width in zip(table.columns, (Mm(_LEFT), room(file.sections[0]) - Mm(_LEFT)), strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    left, right = table.rows[0].cells
    _lines(left, [(head.superior, "Body above"), (head.body, "Body")], rule=8)
    _lines(
        right,
        [(say(language, "document.state"), "Body"), (say(language, "document.motto"), "Motto")],
        rule=22,
    )
    number, dated = table.rows[1].cells
    _lines(number, [(head.number, "Number")])
    _lines(dated, [(signed_day(language, head.place, head.day), "Place and date")])
    file.add_paragraph(head.kind, style="Kind")
    file.add_paragraph(head.subject, style="Subject")


def _lines(cell: Any, lines: list[tuple[str | None, str]], rule: int = 0) -> None:  # noqa: ANN401
    """The paragraphs of a cell; `rule`: letters of the line below them."""
    shown = [(part, style) for text, style in lines if text for part in text.split("\n")]
    for text, style in shown:
        cell.add_paragraph(text, style=style)
    if rule:
        cell.add_paragraph(_RULE * rule, style="Body above")
    if shown:
        cell._tc.remove(cell.paragraphs[0]._p)  # the empty one that every cell begins with


def add_page_heads(section: Section, mark: str) -> None:
    """In the top margin the number of the page, but for the first one, and on all of them `mark`."""
    section.different_first_page_header_footer = True
    for header, numbered in ((section.first_page_header, False), (section.header, True)):
        paragraph = header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.first_line_indent = Mm(0)
        if mark:
            paragraph.add_run(mark).bold = True
        if numbered:
            run = paragraph.add_run("   " if mark else "")
            for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
                run._r.append(_field(kind, text))


def _field(kind: str | None, text: str | None) -> Any:  # noqa: ANN401
    if kind:
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        return mark
    code = OxmlElement("w:instrText")
    code.text = text
    return code
