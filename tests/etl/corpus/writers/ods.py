"""Spreadsheets of LibreOffice (.ods) by hand: one XML part in a ZIP."""

from collections.abc import Sequence
from datetime import date, datetime
from xml.sax.saxutils import escape

from tests.etl.corpus.entry import Content
from tests.etl.corpus.writers.archives import zipped
from tests.etl.corpus.writers.case_rows import Cell

_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="{_NAMES}:office:1.0" xmlns:table="{_NAMES}:table:1.0"
 xmlns:text="{_NAMES}:text:1.0" xmlns:style="{_NAMES}:style:1.0" office:version="1.2">
<office:automatic-styles><style:style style:name="hidden" style:family="table">
<style:table-properties table:display="false"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet>"""
_TAIL = "</office:spreadsheet></office:body></office:document-content>"
_MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="{_NAMES}:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{_KIND}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""


def ods(
    *sheets: Sequence[Sequence[Cell]], names: Sequence[str] | None = None, hidden: Sequence[str] = ()
) -> Content:
    """A million blank rows and a thousand blank cells follow, as LibreOffice writes them."""
    titles = names or [f"Sheet{place + 1}" for place in range(len(sheets))]
    tables = "".join(
        f'<table:table table:name="{escape(title)}"{_style(title in hidden)}>{_rows(rows)}</table:table>'
        for title, rows in zip(titles, sheets, strict=True)
    )
    parts = {"mimetype": _KIND, "content.xml": _HEAD + tables + _TAIL, "META-INF/manifest.xml": _MANIFEST}
    return zipped({name: part.encode for name, part in parts.items()})


def _style(hidden: bool) -> str:
    return ' table:style-name="hidden"' if hidden else ""


def _rows(rows: Sequence[Sequence[Cell]]) -> str:
    blank = '<table:table-cell table:number-columns-repeated="1000"/>'
    lines = "".join(f"<table:table-row>{''.join(map(_cell, row))}{blank}</table:table-row>" for row in rows)
    return lines + f'<table:table-row table:number-rows-repeated="1048000">{blank}</table:table-row>'


def _cell(cell: Cell) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, str):
        return _typed('office:value-type="string"', escape(cell))
    if isinstance(cell, date):
        shown = f"{cell:%d/%m/%Y %H:%M}" if isinstance(cell, datetime) else f"{cell:%d/%m/%Y}"
        return _typed(f'office:value-type="date" office:date-value="{cell.isoformat()}"', shown)
    return _typed(f'office:value-type="float" office:value="{cell}"', str(cell))


def _typed(kind: str, shown: str) -> str:
    return f"<table:table-cell {kind}><text:p>{shown}</text:p></table:table-cell>"
