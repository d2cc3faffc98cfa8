"""Write a table as XLSX: text stays text, numbers are numbers, days are days; the notes stand above."""

from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO

from xlsxwriter.format import Format

from languages import say
from presentation.numbers import is_empty
from presentation.table import Column, Table
from reports.spreadsheet.safe_workbook import SafeSheet, SafeWorkbook, write_replaced_note

_CELLS = {
    "whole": {"num_format": "#,##0"},
    "number": {"num_format": "#,##0.0"},
    "day": {"num_format": "dd/mm/yyyy", "align": "left"},
    "moment": {"num_format": "dd/mm/yyyy hh:mm", "align": "left"},
}
_WIDTH = {"text": 24, "whole": 12, "number": 12, "day": 12, "moment": 17}


def xlsx_bytes(table: Table, language: str) -> bytes:
    return write_workbook({say(language, "file.sheet"): table}, language)


def write_workbook(tables: Mapping[str, Table], language: str) -> bytes:
    """Write tables as sheets, by the sheets' names."""
    file = BytesIO()
    with SafeWorkbook(file) as workbook:
        formats = {kind: workbook.add_format(cell) for kind, cell in _CELLS.items()}
        bold = workbook.add_format({"bold": True})
        for name, table in tables.items():
            sheet = workbook.begin_sheet(name)
            row = _write_notes(sheet, table, language, bold)
            _write_headings(sheet, table, row, bold)
            _write_rows(sheet, table, row + 1, formats)
            write_replaced_note(sheet, row + len(table.rows) + 2, language, sheet.replaced)
            sheet.set_landscape()
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(row)
    return file.getvalue()


def _write_notes(sheet: SafeSheet, table: Table, language: str, bold: Format) -> int:
    """Write title, sample mark and notes; returns the row for the headings."""
    sheet.write_string(0, 0, table.title, bold)
    row = 1
    if table.notes.sample:
        sheet.write_string(row, 0, say(language, "file.sample"), bold)
        row += 1
    for label, text in table.notes.entries:
        sheet.write_string(row, 0, f"{label}: {text}")
        row += 1
    sheet.write_string(row, 0, say(language, "document.rows", count=len(table.rows)))
    return row + 2


def _write_headings(sheet: SafeSheet, table: Table, row: int, bold: Format) -> None:
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, _WIDTH[column.kind])
        sheet.write_string(row, place, column.heading, bold)
    if table.columns:
        sheet.autofilter(row, 0, row + max(1, len(table.rows)), len(table.columns) - 1)


def _write_rows(sheet: SafeSheet, table: Table, first_row: int, formats: dict[str, Format]) -> None:
    columns = [(place, column, formats.get(column.kind)) for place, column in enumerate(table.columns)]
    values = table.rows[[column.name for column in table.columns]].itertuples(index=False, name=None)
    for row, cells in enumerate(values, start=first_row):
        for (place, column, style), value in zip(columns, cells, strict=True):
            if not is_empty(value):
                _write(sheet, row, place, column, value, style)


def _write(
    sheet: SafeSheet, row: int, place: int, column: Column, value: object, style: Format | None
) -> None:
    if isinstance(value, (date, datetime)) and column.kind in ("day", "moment"):
        sheet.write_datetime(row, place, value, style)
    elif column.kind in ("whole", "number") and not isinstance(value, str):
        sheet.write_number(row, place, float(value), style)  # type: ignore[arg-type]
    else:
        sheet.write_string(row, place, str(value))
