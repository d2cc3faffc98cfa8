"""Write a table in DOCX: groups above headings, a row of numbers, headings that come again on every page.

Rows are written as XML: python-docx looks through the whole table for each of its cells.
"""

from collections.abc import Sequence
from typing import Any

from docx.document import Document as File
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from presentation.table import is_numeric, text_rows
from reports.model.blocks import Grid

_WEIGHTS = {"text": 3.0, "whole": 1.2, "number": 1.2, "day": 1.6, "moment": 2.0}
_EMU_PER_TWIP = 635


def add_grid(file: File, grid: Grid, language: str, width: int) -> None:
    table = file.add_table(rows=0, cols=len(grid.table.columns), style="Table Grid")
    table.autofit = False
    body, columns = table._tbl, grid.table.columns
    widths = _widths(grid, width)
    for place, wide in zip(body.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        place.set(qn("w:w"), str(wide))
    table._tbl.tblPr.insert_element_before(_padding(), "w:tblLook")
    if grid.groups:
        body.append(_groups(grid, widths))
    body.append(_headings(grid, widths))
    if grid.numbers:
        body.append(_row(grid.numbers, widths, ["center"] * len(columns), head=True))
    sides = ["right" if is_numeric(one) else "left" for one in columns]
    rows = text_rows(grid.table, language)
    for number, cells in enumerate(rows):
        body.append(_row(cells, widths, sides, bold=number >= len(rows) - grid.total))


def _widths(grid: Grid, width: int) -> list[int]:
    """Return the widths in twentieths of a point."""
    weights = grid.weights or tuple(_WEIGHTS[one.kind] for one in grid.table.columns)
    return [int(width / _EMU_PER_TWIP * weight / sum(weights)) for weight in weights]


def _padding() -> Any:  # noqa: ANN401
    """Return little padding at the sides: forms have many columns."""
    margins = OxmlElement("w:tblCellMar")
    margins.extend([_with(f"w:{side}", w="57", type="dxa") for side in ("left", "right")])
    return margins


def _groups(grid: Grid, widths: list[int]) -> Any:  # noqa: ANN401
    """Write the row of groups; a column of no group has its heading here, over both rows."""
    row, place = _empty_row(head=True), 0
    for text, span in _all_groups(grid):
        if text:
            row.append(_cell(text, sum(widths[place : place + span]), "center", bold=True, span=span))
        else:
            for column, width in list(zip(grid.table.columns, widths, strict=True))[place : place + span]:
                row.append(_cell(column.heading, width, "center", bold=True, merge="restart"))
        place += span
    return row


def _all_groups(grid: Grid) -> tuple[tuple[str, int], ...]:
    """Return the groups, with the last columns as one more where the groups leave some out."""
    rest = len(grid.table.columns) - sum(span for _, span in grid.groups)
    return (*grid.groups, ("", rest)) if rest else grid.groups


def _headings(grid: Grid, widths: list[int]) -> Any:  # noqa: ANN401
    row = _empty_row(head=True)
    alone = [bool(grid.groups) and not text for text, span in _all_groups(grid) for _ in range(span)]
    for column, width, over in zip(grid.table.columns, widths, alone, strict=True):
        text, merged = ("", "continue") if over else (column.heading, "")
        row.append(_cell(text, width, "center", bold=True, merge=merged))
    return row


def _row(
    cells: Sequence[str], widths: list[int], sides: list[str], *, head: bool = False, bold: bool = False
) -> Any:  # noqa: ANN401
    row = _empty_row(head)
    for text, width, side in zip(cells, widths, sides, strict=True):
        row.append(_cell(text, width, side, bold=bold))
    return row


def _empty_row(head: bool) -> Any:  # noqa: ANN401
    row, shape = OxmlElement("w:tr"), OxmlElement("w:trPr")
    shape.append(OxmlElement("w:cantSplit"))
    if head:
        shape.append(OxmlElement("w:tblHeader"))
    row.append(shape)
    return row


def _cell(text: str, width: int, side: str, *, bold: bool, span: int = 1, merge: str = "") -> Any:  # noqa: ANN401
    """Write a cell; `merge` joins it with the cell below (restart) or above (continue)."""
    cell, shape = OxmlElement("w:tc"), OxmlElement("w:tcPr")
    shape.append(_with("w:tcW", w=str(width), type="dxa"))
    if span > 1:
        shape.append(_with("w:gridSpan", val=str(span)))
    if merge:
        shape.append(_with("w:vMerge", val=merge))
    shape.append(_with("w:vAlign", val="center"))
    paragraph, look = OxmlElement("w:p"), OxmlElement("w:pPr")
    look.append(_with("w:pStyle", val="Cell"))
    look.append(_with("w:jc", val=side))
    run = OxmlElement("w:r")
    if bold:
        strong = OxmlElement("w:rPr")
        strong.append(OxmlElement("w:b"))
        run.append(strong)
    _write(run, text)
    paragraph.extend([look, run])
    cell.extend([shape, paragraph])
    return cell


def _write(run: Any, text: str) -> None:  # noqa: ANN401
    if "\n" in text or "\t" in text:
        run.text = text  # python-docx makes breaks and tabs of them; letter by letter, so only where need be
        return
    letters = OxmlElement("w:t")
    letters.text = text
    letters.set(qn("xml:space"), "preserve")
    run.append(letters)


def _with(name: str, **values: str) -> Any:  # noqa: ANN401
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    return element
