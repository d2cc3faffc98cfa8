"""Write the head of an official document: who writes, the state, number, place and date; its subject."""

from typing import Any

from docx.document import Document as File
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Length, Mm, Pt
from docx.table import Table

from languages import say
from presentation.numbers import signed_day
from reports.model.blocks import FormHead, Letterhead

_LEFT = 62  # mm; the rest is the state's, whose name stands on one line
_FORM = (0.25, 0.5, 0.25)  # parts of the width
_RULE, _BELOW_SUBJECT = "─", 24


def add_head(file: File, head: Letterhead, width: Length, language: str) -> None:
    """Add two columns: who writes, and the state with its motto; below them number, place and date."""
    table = file.add_table(rows=2, cols=2)
    _without_padding(table)
    _widen(table, [Mm(_LEFT), Length(width - Mm(_LEFT))])
    left, right = table.rows[0].cells
    _lines(left, [(head.superior, "Body above"), (head.body, "Body")], rule=8)
    _lines(
        right,
        [(say(language, "document.state"), "Body"), (say(language, "document.motto"), "Motto")],
        rule=30,
    )
    number, dated = table.rows[1].cells
    _lines(number, [(head.number, "Number")])
    _lines(dated, [(signed_day(language, head.place, head.day), "Place and date")])
    for text, style in ((head.kind, "Kind"), (head.subject, "Subject")):
        if text:
            file.add_paragraph(text, style=style)
    if head.subject:
        below = file.add_paragraph(_RULE * _BELOW_SUBJECT, style="Rule")
        below.paragraph_format.space_after = Pt(12)


def add_form_head(file: File, head: FormHead, width: Length) -> None:
    """Add three columns: code, title with period, who reports; below them what is counted."""
    table = file.add_table(rows=1, cols=3)
    _widen(table, [Length(int(width * share)) for share in _FORM])
    code, title, unit = table.rows[0].cells
    _lines(code, [(head.code, "Form")])
    _lines(title, [(head.title, "Form title"), *((line, "Form period") for line in head.periods)])
    _lines(unit, [(head.unit, "Form")])
    file.add_paragraph(head.measure, style="Form measure")


def _widen(table: Table, widths: list[Length]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def _without_padding(table: Table) -> None:
    """Remove the padding: the state's name needs the full width of its column."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        none = OxmlElement(f"w:{side}")
        none.set(qn("w:w"), "0")
        none.set(qn("w:type"), "dxa")
        margins.append(none)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def _lines(cell: Any, lines: list[tuple[str | None, str]], rule: int = 0) -> None:  # noqa: ANN401
    """Write the paragraphs of a cell; `rule` is the number of letters of the line below them."""
    shown = [(part, style) for text, style in lines if text for part in text.split("\n")]
    for text, style in shown:
        cell.add_paragraph(text, style=style)
    if rule:
        cell.add_paragraph(_RULE * rule, style="Rule")
    if shown:
        cell._tc.remove(cell.paragraphs[0]._p)  # the empty one that every cell begins with
