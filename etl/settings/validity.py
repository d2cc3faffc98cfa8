"""Check from when to when something holds: both days belong to it, an empty one means without limit."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from etl.problem import Problem
from etl.settings.csv_table import Row
from etl.settings.errors import SettingsWrong


def holds(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    """Tell whether something holds on the day: both bounds belong to it, None is without limit."""
    return (valid_from or date.min) <= day <= (valid_to or date.max)


def check_validity(rows: Sequence[Row], *columns: str, alike: Callable[[str], str] = str) -> None:
    """Check that nothing ends before it begins, and that a day has one row about the same thing at most.

    The thing is what stands under `columns`; `normalise` gives two ways to write it the same text.
    """
    for row in rows:
        if _last(row) < _first(row):
            raise row.wrong("ends_before_it_begins", "valid_to", str(row.values["valid_from"]))
    of: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        of.setdefault(tuple(alike(row.values[column]) for column in columns), []).append(row)
    for same in of.values():
        for earlier, later in pairwise(sorted(same, key=_first)):
            if _first(later) <= _last(earlier):
                above, below = sorted((earlier, later), key=same.index)
                raise _overlap(above, below, columns)


def _overlap(above: Row, below: Row, columns: Sequence[str]) -> SettingsWrong:
    found = ", ".join(below.values[column] for column in columns)
    named = ", ".join(columns)
    problem = Problem("validity_overlaps", named, found, str(above.number))
    if above.file != below.file:
        problem = Problem("validity_overlaps_file", named, found, f"{above.file}, {above.number}")
    return SettingsWrong(below.file, problem, below.number)


def _first(row: Row) -> date:
    return row.values["valid_from"] or date.min


def _last(row: Row) -> date:
    return row.values["valid_to"] or date.max
