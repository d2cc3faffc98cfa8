"""Check from when to when something holds: both days belong to it, an empty one means without limit."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from etl.problem import Problem
from etl.settings.csv_table import SettingsRow
from etl.settings.errors import SettingsInvalid


def is_in_force(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    """Tell whether something holds on the day: both bounds belong to it, None is without limit."""
    return (valid_from or date.min) <= day <= (valid_to or date.max)


def check_validity(rows: Sequence[SettingsRow], *columns: str, normalise: Callable[[str], str] = str) -> None:
    """Check that nothing ends before it begins, and that a day has one row about the same thing at most.

    The thing is what stands under `columns`; `normalise` gives two ways to write it the same text.
    """
    for row in rows:
        if _last(row) < _first(row):
            raise row.make_error("ends_before_it_begins", "valid_to", str(row.values["valid_from"]))
    of: dict[tuple[str, ...], list[SettingsRow]] = {}
    for row in rows:
        of.setdefault(tuple(normalise(row.values[column]) for column in columns), []).append(row)
    for same in of.values():
        for earlier, later in pairwise(sorted(same, key=_first)):
            if _first(later) <= _last(earlier):
                above, below = sorted((earlier, later), key=same.index)
                raise _overlap(above, below, columns)


def _overlap(upper_row: SettingsRow, lower_row: SettingsRow, columns: Sequence[str]) -> SettingsInvalid:
    found = ", ".join(lower_row.values[column] for column in columns)
    named = ", ".join(columns)
    problem = Problem("validity_overlaps", named, found, str(upper_row.number))
    if upper_row.file != lower_row.file:
        problem = Problem("validity_overlaps_file", named, found, f"{upper_row.file}, {upper_row.number}")
    return SettingsInvalid(lower_row.file, problem, lower_row.number)


def _first(row: SettingsRow) -> date:
    return row.values["valid_from"] or date.min


def _last(row: SettingsRow) -> date:
    return row.values["valid_to"] or date.max
