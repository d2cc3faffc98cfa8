"""Write the cells of a table as text in the language: what screens and documents print."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd

from reports import formats
from reports.table import Column, Table

_WRITERS: dict[str, Callable[[str, Any], str]] = {
    "whole": lambda chosen, value: formats.number(chosen, float(value), 0),
    "number": lambda chosen, value: formats.number(chosen, float(value), 1),
    "day": formats.day,
    "moment": formats.moment,
    "text": lambda _, value: str(value),
}


def texts(language: str, values: pd.Series, kind: str) -> list[str]:
    """Write values as text: "" for an empty one; a word in the place of a number stays a word."""
    write = partial(_WRITERS[kind], language)
    return [
        "" if empty else value if isinstance(value, str) else write(value)
        for value, empty in zip(values, values.isna(), strict=True)
    ]


def lines(table: Table, language: str) -> list[tuple[str, ...]]:
    """Return the table as rows of text, in the order of the columns."""
    columns = [texts(language, table.rows[column.name], column.kind) for column in table.columns]
    return list(zip(*columns, strict=True))


def numeric(column: Column) -> bool:
    return column.kind in ("whole", "number")
