"""Write documents as PDF in the layout of Decree 30/2020: typst sets official.typ, which gets data only."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import typst

from languages import say
from presentation.chart import Chart
from presentation.numbers import signed_day
from presentation.table import text_rows
from reports.model.blocks import Block, ChartBlock, Document, FormHead, Grid, Letterhead, NewPage
from reports.model.characters import FONTS, font_characters
from reports.model.printable import make_printable
from reports.picture.lazy import svg

Draw = Callable[[Chart, str], bytes]
TEMPLATE = Path(__file__).with_name("official.typ")
_WORDS = ("state", "motto", "copies", "draft", "figures")
_FIGURE_HEADS = ("proof.column.passport", "proof.column.unit", "proof.column.indicator", "column.figure")


def pdf(document: Document, draw: Draw = svg, measures: Mapping[str, float] | None = None) -> bytes:
    """Write the PDF; the same document gives the same bytes.

    `draw`: a chart as SVG. `measures` replace those at the top of the template, by their names there.
    """
    content = _content(make_printable(document, font_characters()), draw) | {"measures": dict(measures or {})}
    compiler = typst.Compiler(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=_fonts(),
        sys_inputs={"document": json.dumps(content)},
    )
    made = compiler.compile(timestamp=0)  # else the moment would stand in the file and change its bytes
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> typst.Fonts:
    """Load our fonts and no other: neither the system's nor those that typst carries."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _content(document: Document, draw: Draw) -> dict[str, Any]:
    language = document.language
    return {
        "title": document.title,
        "language": language,
        "sample": say(language, "file.sample") if document.notes.sample else "",
        "words": {key: say(language, f"document.{key}") for key in _WORDS},
        "sections": _sections(document, draw),
        "figure_heads": [say(language, key) for key in _FIGURE_HEADS],
        "figures": [[one.id, one.unit, one.indicator, one.figure] for one in document.figures],
        "notes": document.notes.entries,
    }


def _sections(document: Document, draw: Draw) -> list[dict[str, Any]]:
    """Group blocks into runs of pages of one orientation; the first begins with the head."""
    head = _head(document.letterhead, document)
    sections: list[dict[str, Any]] = [{"landscape": document.landscape, "blocks": [head]}]
    for block in document.blocks:
        if isinstance(block, NewPage):
            sections.append({"landscape": block.landscape, "blocks": []})
        else:
            sections[-1]["blocks"].append(_block(block, document.language, draw))
    return sections


def _head(head: Letterhead | FormHead | None, document: Document) -> dict[str, Any]:
    if head is None:
        return {"kind": "title"}
    if isinstance(head, FormHead):
        return {"kind": "formhead"} | asdict(head)
    return {
        "kind": "letterhead",
        "superior": head.superior or "",
        "body": head.body,
        "number": head.number or "",
        "place_day": signed_day(document.language, head.place, head.day),
        "type": head.kind,
        "subject": head.subject,
    }


def _block(block: Block, language: str, draw: Draw) -> dict[str, Any]:
    match block:
        case Grid():
            told = _grid(block, language)
        case ChartBlock(chart, caption, share):
            drawing = draw(chart, language).decode()
            told = {"svg": drawing, "title": chart.title, "caption": caption, "share": share}
        case _:
            told = asdict(block)
    return {"kind": type(block).__name__.lower()} | told


def _grid(grid: Grid, language: str) -> dict[str, Any]:
    rows = text_rows(grid.table, language)
    return {
        "columns": [{"heading": one.heading, "kind": one.kind} for one in grid.table.columns],
        "groups": grid.groups,
        "numbers": grid.numbers,
        "rows": rows,
        "total": grid.total,
        "weights": grid.weights,
        "caption": grid.caption,
        "count": say(language, "document.rows", count=len(rows) - grid.total),
    }
