"""Add what official documents have besides text and tables: marks of drafts, signatures, lines to fill in."""

from docx.document import Document as File
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Length

from languages import say
from reports.model.blocks import Signatures
from reports.word.styles import DRAFT_MARK

_HAND = 4  # empty lines for a signature


def add_draft(file: File, text: str, word: str) -> None:
    """Add a draft with a rule at its side and a word before it, which whoever signs takes out."""
    written = file.add_paragraph(style="Draft")
    written.add_run(f"[{word}] ", style=DRAFT_MARK)
    written.add_run(text)


def add_signatures(file: File, block: Signatures, language: str) -> None:
    """Add signatures side by side; where copies go stands left of them."""
    table = file.add_table(rows=1, cols=len(block.columns) + bool(block.copies))
    cells = list(table.rows[0].cells)
    if block.copies:
        first = cells.pop(0)
        first.paragraphs[0].style = file.styles["Copies head"]
        first.paragraphs[0].add_run(say(language, "document.copies"))
        for place, one in enumerate(block.copies, start=1):
            end = "." if place == len(block.copies) else ";"
            first.add_paragraph(f"- {one}{end}", style="Copies")
    for cell, signature in zip(cells, block.columns, strict=True):
        cell.paragraphs[0].style = file.styles["Signature"]
        cell.paragraphs[0].add_run(signature.lines[0])
        for line in (*signature.lines[1:], *[""] * _HAND, signature.name):
            cell.add_paragraph(line, style="Signature")


def add_dotted_lines(file: File, label: str, count: int, width: Length) -> None:
    """Add the label, then dots to the margin, `count` lines of them."""
    for number in range(count):
        paragraph = file.add_paragraph(f"{label} \t" if number == 0 else "\t", style="Line")
        paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def add_note(file: File, label: str, text: str) -> None:
    written = file.add_paragraph(style="Small")
    written.add_run(f"{label}: ").bold = True
    written.add_run(text)
