"""Write a table as CSV that Excel opens by a double click: byte order mark, its separator, its comma."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO

from languages import say
from languages.formulas import escape_formula
from presentation.numbers import day, is_empty, moment_text
from presentation.table import Table
from reports.model.characters import replaced_note, visible_text

_DIGITS = 6  # of a rate: enough to divide back


def csv_bytes(table: Table, language: str) -> bytes:
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=say(language, "file.separator"), lineterminator="\r\n")
    text = _Texts()
    writer.writerows(_records(table, language, text))
    for label, told in replaced_note(language, text.replaced):
        writer.writerows([[], [f"{label}: {told}"]])
    return file.getvalue().encode("utf-8-sig")


@dataclass
class _Texts:
    """Make texts safe as cells; `replaced` counts the characters that were replaced."""

    replaced: int = 0

    def __call__(self, text: str) -> str:
        shown, count = visible_text(text)
        self.replaced += count
        return escape_formula(shown)


def _records(table: Table, language: str, text: _Texts) -> Iterator[list[str]]:
    if table.notes.sample:
        yield [say(language, "file.sample")]
    yield [text(table.title)]
    for label, told in table.notes.entries:
        yield [text(f"{label}: {told}")]
    yield [say(language, "document.rows", count=len(table.rows))]
    yield []
    yield [text(column.heading) for column in table.columns]
    kinds = [column.kind for column in table.columns]
    for cells in table.rows[[column.name for column in table.columns]].itertuples(index=False, name=None):
        yield [_cell(value, kind, language, text) for value, kind in zip(cells, kinds, strict=True)]


def _cell(value: object, kind: str, language: str, text: _Texts) -> str:
    if is_empty(value):
        return ""
    if isinstance(value, datetime) and kind == "moment":
        return moment_text(language, value)
    if isinstance(value, date) and kind == "day":
        return day(language, value)
    if kind in ("whole", "number") and not isinstance(value, str):
        digits = f"{float(value):.{_DIGITS}f}".rstrip("0").rstrip(".")  # type: ignore[arg-type]
        return digits.replace(".", say(language, "format.point"))
    return text(str(value))
