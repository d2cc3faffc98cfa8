"""A table as CSV that Excel opens by a double click: byte order mark, its separator, its comma."""

import csv
from datetime import date, datetime
from io import StringIO

from languages import say
from reports.formats import day, empty, moment
from reports.table import Table

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_DIGITS = 6  # of a rate: enough to divide back


def csv_bytes(table: Table, language: str) -> bytes:
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=say(language, "file.separator"), lineterminator="\r\n")
    if table.notes.sample:
        writer.writerow([say(language, "file.sample")])
    writer.writerow([_safe(table.title)])
    for label, text in table.notes.entries:
        writer.writerow([_safe(f"{label}: {text}")])
    writer.writerow([say(language, "document.rows", count=len(table.rows))])
    writer.writerow([])
    writer.writerow([_safe(column.heading) for column in table.columns])
    kinds = [column.kind for column in table.columns]
    for cells in table.rows[[column.name for column in table.columns]].itertuples(index=False, name=None):
        writer.writerow([_cell(value, kind, language) for value, kind in zip(cells, kinds, strict=True)])
    return file.getvalue().encode("utf-8-sig")


def _cell(value: object, kind: str, language: str) -> str:
    if empty(value):
        return ""
    if isinstance(value, datetime) and kind == "moment":
        return moment(language, value)
    if isinstance(value, date) and kind == "day":
        return day(language, value)
    if kind in ("whole", "number") and not isinstance(value, str):
        text = f"{float(value):.{_DIGITS}f}".rstrip("0").rstrip(".")  # type: ignore[arg-type]
        return text.replace(".", say(language, "format.point"))
    return _safe(str(value))


def _safe(text: str) -> str:
    """A spreadsheet program reads = + - @ at the beginning of a cell as a formula."""
    return "'" + text if text.startswith(_DANGEROUS) else text
