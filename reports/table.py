"""Represent a table to take away: columns that know what they hold, rows, notes that make it stand alone."""

from dataclasses import dataclass, field

import pandas as pd

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
