"""Replace the characters that a format cannot hold, and count them in the notes of the document."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import pandas as pd

from presentation.chart import Bars, Chart, Lines
from presentation.table import Table
from reports.model.blocks import Document
from reports.model.characters import drawable_text, replaced_note, visible_text


def make_printable(document: Document, font: Container[int] | None = None) -> Document:
    """Return the document in characters of `font`, or of any font where none is given.

    A chart counts what its picture replaces.
    """
    counted = _Counted(font)
    shown: Document = counted.convert(document)
    entries = (*shown.notes.entries, *replaced_note(document.language, counted.count))
    return replace(shown, notes=replace(shown.notes, entries=entries))


@dataclass
class _Counted:
    font: Container[int] | None
    count: int = 0

    def convert(self, value: Any) -> Any:  # noqa: ANN401
        """Return the same value with all of its texts printable."""
        match value:
            case str():
                return self._text(value)
            case tuple():
                return tuple(self.convert(one) for one in value)
            case Bars() | Lines():
                return self._chart(value)
            case Table():
                return self._table(value)
            case _ if is_dataclass(value):
                return self.convert_parts(value)
        return value

    def convert_parts(self, value: Any) -> Any:  # noqa: ANN401
        return replace(value, **{one.name: self.convert(getattr(value, one.name)) for one in fields(value)})

    def _text(self, text: str) -> str:
        shown, count = visible_text(text, self.font)
        self.count += count
        return shown

    def _chart(self, chart: Bars | Lines) -> Bars | Lines:
        """Convert a chart by the letters of its picture, whatever those of the document are."""
        self.count += count_replaced_in_picture(chart)
        held: Bars | Lines = _Counted(None).convert_parts(chart)
        return held

    def _table(self, table: Table) -> Table:
        return replace(
            table,
            title=self.convert(table.title),
            columns=self.convert(table.columns),
            rows=table.rows.assign(**{one.name: self._cells(table.rows[one.name]) for one in table.columns}),
            notes=self.convert(table.notes),
        )

    def _cells(self, cells: pd.Series) -> pd.Series:
        if cells.dtype.kind != "O" and cells.dtype != "str":
            return cells
        shown = [self._text(cell) if isinstance(cell, str) else cell for cell in cells]
        return pd.Series(shown, cells.index, dtype=object)


def count_replaced_in_picture(chart: Chart) -> int:
    return sum(drawable_text(text)[1] for text in collect_texts(chart))


def collect_texts(value: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield all texts of a tuple or of a chart."""
    if isinstance(value, str):
        yield value
    parts = value if isinstance(value, tuple) else ()
    if is_dataclass(value) and not isinstance(value, type):
        parts = tuple(getattr(value, one.name) for one in fields(value))
    for part in parts:
        yield from collect_texts(part)
