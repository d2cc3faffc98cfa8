"""Write a document as HTML block by block; everything it shows lies in the file, nothing may be fetched."""

from base64 import b64encode
from collections.abc import Callable
from html import escape
from pathlib import Path

from languages import say
from presentation.chart import Chart, explain_signs
from presentation.numbers import is_empty, signed_day
from presentation.table import is_numeric, text_rows
from reports.html.interactive import plot_json, plotly_script
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
    Signatures,
)
from reports.model.printable import make_printable

Draw = Callable[[Chart, str], bytes]
_HERE = Path(__file__).parent
# Not even a mistake of ours or a hostile text can ask anything of a network.
_NOTHING_FETCHED = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"


def html(document: Document, draw: Draw) -> bytes:
    """Write the page; `draw` returns a chart as SVG in the language of the document."""
    document, language = make_printable(document), document.language
    parts = [_opening(document)]
    if document.notes.sample:
        parts.append(f'<div class="sample">{say(language, "file.sample")}</div>')
    if document.letterhead:
        parts.append(_head(document.letterhead, language))
    else:
        parts.append(f"<h1>{_text(document.title)}</h1>")
    parts += [_block(block, language, draw) for block in document.blocks]
    parts += [_figures(document), _notes(document), _script((_HERE / "page.js").read_text("utf-8"))]
    if any(isinstance(block, ChartBlock) for block in document.blocks):
        parts += [_script(plotly_script()), _script((_HERE / "charts.js").read_text("utf-8"))]
    parts.append("</body></html>")
    return "\n".join(parts).encode()


def _text(text: str) -> str:
    return escape(text)


def _opening(document: Document) -> str:
    style = (_HERE / "page.css").read_text("utf-8")
    return (
        f'<!DOCTYPE html><html lang="{document.language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_NOTHING_FETCHED}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_text(document.title)}</title><style>{style}</style></head><body>"
    )


def _script(text: str) -> str:
    return f"<script>{text}</script>"


def _head(head: Letterhead | FormHead, language: str) -> str:
    if isinstance(head, FormHead):
        below = "".join(f"<p>{_text(line)}</p>" for line in (*head.periods, head.measure))
        return (
            f'<div class="head"><div>{_text(head.code)}</div><div>{_text(head.unit)}</div></div>'
            f"<h1>{_text(head.title)}</h1>{below}"
        )
    left = f'{_text(head.superior or "")}<div class="body">{_text(head.body)}</div>{_text(head.number or "")}'
    right = (
        f'<div class="state">{say(language, "document.state")}<br>{say(language, "document.motto")}</div>'
        f"<em>{_text(signed_day(language, head.place, head.day))}</em>"
    )
    return (
        f'<div class="head"><div>{left}</div><div>{right}</div></div>'
        f'<h1>{_text(head.kind)}</h1><p class="subject">{_text(head.subject)}</p>'
    )


def _block(block: Block, language: str, draw: Draw) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level + 1}>{_text(text)}</h{level + 1}>"
        case Paragraph(text, draft):
            return _paragraph(text, draft, language)
        case Grid():
            return _grid(block, language)
        case Signatures():
            return _signatures(block, language)
        case BlankLines(label, count):
            return f"<p>{_text(label)}</p>" + '<div class="write"></div>' * count
        case ChartBlock():
            return _figure(block, language, draw)
        case NewPage():
            return ""


def _signatures(block: Signatures, language: str) -> str:
    columns = [(*one.lines, one.name) for one in block.columns]
    if block.copies:
        columns.insert(0, (say(language, "document.copies"), *(f"- {one}" for one in block.copies)))
    shown = ("<br>".join(map(_text, lines)) for lines in columns)
    return f'<div class="signatures">{"".join(f"<div>{lines}</div>" for lines in shown)}</div>'


def _figure(figure: ChartBlock, language: str, draw: Draw) -> str:
    """Add the chart as a picture, which is printed and shown where no program may run, and as JSON.

    The picture is a file of its own: drawings that lie in the page itself would share their names.
    """
    drawn = b64encode(draw(figure.chart, language)).decode()
    picture = f'<img src="data:image/svg+xml;base64,{drawn}" alt="{_text(figure.chart.title)}">'
    caption = f"<figcaption>{_text(figure.caption)}</figcaption>" if figure.caption else ""
    chart = plot_json(figure.chart, language)
    lively = f'<div class="chart" data-chart="{escape(chart)}"></div>' if chart else ""
    lively += f'<p class="legend">{_text(explain_signs(figure.chart, language))}</p>'
    return f"<figure>{picture}{lively}{caption}</figure>"


def _paragraph(text: str, draft: bool, language: str) -> str:
    if not draft:
        return f"<p>{_text(text)}</p>"
    return f'<p class="draft"><em>[{say(language, "document.draft")}]</em> {_text(text)}</p>'


def _grid(grid: Grid, language: str) -> str:
    columns = grid.table.columns
    groups = "".join(f'<th colspan="{span}">{_text(text)}</th>' for text, span in grid.groups)
    heads = "".join(f'<th><button type="button">{_text(one.heading)}</button></th>' for one in columns)
    numbers = "".join(f"<th>{_text(one)}</th>" for one in grid.numbers)
    above = "".join(f"<tr>{row}</tr>" for row in (groups, heads, numbers) if row)
    shown, values = text_rows(grid.table, language), _values(grid)
    first_total = len(shown) - grid.total
    body = "".join(
        _row(cells, values[place], [is_numeric(one) for one in columns], place >= first_total)
        for place, cells in enumerate(shown)
    )
    caption = f"<caption>{_text(grid.caption)}</caption>" if grid.caption else ""
    count = say(language, "document.rows", count=first_total)
    table = f"<table>{caption}<thead>{above}</thead><tbody>{body}</tbody></table>"
    return f'<div class="scroll">{table}</div><p class="count">{count}</p>'


def _values(grid: Grid) -> list[tuple[object, ...]]:
    frame = grid.table.rows[[one.name for one in grid.table.columns]]
    return list(frame.itertuples(index=False, name=None))


def _row(cells: tuple[str, ...], values: tuple[object, ...], numbers: list[bool], total: bool) -> str:
    """Write a row; numbers carry their value, by which they are sorted."""
    written = []
    for text, value, number in zip(cells, values, numbers, strict=True):
        known = number and not is_empty(value) and not isinstance(value, str)
        sorted_by = f' data-value="{value}"' if known else ""
        written.append(f"<td{' class=number' if number else ''}{sorted_by}>{_text(text)}</td>")
    return f"<tr{' class=total' if total else ''}>{''.join(written)}</tr>"


def _figures(document: Document) -> str:
    if not document.figures:
        return ""
    told = "".join(f"<li>{_text(one.line(document.language))}</li>" for one in document.figures)
    return f'<h3>{say(document.language, "document.figures")}</h3><ul class="figures">{told}</ul>'


def _notes(document: Document) -> str:
    told = "".join(
        f"<div><b>{_text(label)}:</b> {_text(text)}</div>" for label, text in document.notes.entries
    )
    return f'<div class="notes">{told}</div>'
