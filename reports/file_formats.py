"""List the formats of files: their MIME types, and what writes a document, a table or a chart in each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from presentation.chart import Chart
from presentation.context import Context
from presentation.table import Table
from reports.html import html
from reports.model.blocks import Document
from reports.pdf.write import pdf
from reports.picture.lazy import png, svg
from reports.spreadsheet.table_csv import csv_bytes
from reports.spreadsheet.table_xlsx import xlsx_bytes
from reports.word import docx
from reports.word.template_files import template_of

_OFFICE = "application/vnd.openxmlformats-officedocument"
DocumentWriter = Callable[[Document, Context, str], bytes]  # the name of its own template comes last
TableWriter = Callable[[Table, str], bytes]  # the language comes last


class ChartWriter(Protocol):
    """Draw a chart with paragraphs below it."""

    def __call__(self, chart: Chart, language: str, *, foot: list[str]) -> bytes: ...


@dataclass(frozen=True)
class FileFormat:
    """Describe a format by its MIME type and a writer for each thing that it can hold."""

    mime_type: str
    document: DocumentWriter | None = None
    table: TableWriter | None = None
    chart: ChartWriter | None = None


def _write_docx(document: Document, context: Context, template: str) -> bytes:
    return docx(document, png, template_of(context.home.settings, template))


FORMATS = {
    "docx": FileFormat(f"{_OFFICE}.wordprocessingml.document", document=_write_docx),
    "pdf": FileFormat("application/pdf", document=lambda document, *_: pdf(document)),
    "html": FileFormat("text/html", document=lambda document, *_: html(document, draw=svg)),
    "xlsx": FileFormat(f"{_OFFICE}.spreadsheetml.sheet", table=xlsx_bytes),
    "csv": FileFormat("text/csv", table=csv_bytes),
    "pptx": FileFormat(f"{_OFFICE}.presentationml.presentation"),
    "png": FileFormat("image/png", chart=png),
    "svg": FileFormat("image/svg+xml", chart=svg),
    "zip": FileFormat("application/zip"),
}


def document_writers() -> dict[str, DocumentWriter]:
    """List the writers of documents by ending, the usual format first; alike those of tables and charts."""
    return {ending: one.document for ending, one in FORMATS.items() if one.document}


def table_writers() -> dict[str, TableWriter]:
    return {ending: one.table for ending, one in FORMATS.items() if one.table}


def chart_writers() -> dict[str, ChartWriter]:
    return {ending: one.chart for ending, one in FORMATS.items() if one.chart}
