"""Represent a table to take away: columns that know what they hold, rows, notes that make it stand alone."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pandas as pd

from presentation import numbers

KINDS = ("text", "whole", "number", "day", "moment")


@dataclass(frozen=True)
class Column:
    """Describe a column: `name` is the frame's, `kind` one of KINDS; `note` explains the heading."""

    name: str
    heading: str
    kind: str = "text"
    note: str | None = None


@dataclass(frozen=True)
class Notes:
    """Hold what a file says of itself: label and text, in order; `sample` marks every sheet."""

    entries: tuple[tuple[str, str], ...] = ()
    sample: bool = False


@dataclass(frozen=True, eq=False)
class Table:
    """Represent a table; `name` is the file's name without its ending, rows hold values, not text."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: pd.DataFrame
    notes: Notes = field(default_factory=Notes)


_WRITERS: dict[str, Callable[[str, Any], str]] = {
    "whole": lambda chosen, value: numbers.number(chosen, float(value), 0),
    "number": lambda chosen, value: numbers.number(chosen, float(value), 1),
    "day": numbers.day,
    "moment": numbers.moment_text,
    "text": lambda _, value: str(value),
}


def cell_texts(language: str, values: pd.Series, kind: str) -> list[str]:
    """Write values as text: "" for an empty one; a word in the place of a number stays a word."""
    write = partial(_WRITERS[kind], language)
    return [
        "" if empty else value if isinstance(value, str) else write(value)
        for value, empty in zip(values, values.isna(), strict=True)
    ]


def text_rows(table: Table, language: str) -> list[tuple[str, ...]]:
    """Return the table as rows of text, in the order of the columns."""
    columns = [cell_texts(language, table.rows[column.name], column.kind) for column in table.columns]
    return list(zip(*columns, strict=True))


def is_numeric(column: Column) -> bool:
    return column.kind in ("whole", "number")
