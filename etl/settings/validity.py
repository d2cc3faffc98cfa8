"""From when to when something holds: both days belong to it, an empty one means without limit."""

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from itertools import pairwise

from etl.settings.table import Row
from etl.settings.wrong import SettingsWrong


def holds(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    return (valid_from or date.min) <= day <= (valid_to or date.max)


def check_validity(rows: Sequence[Row], thing: Callable[[Row], Hashable]) -> None:
    """Nothing ends before it begins, and no two rows say something about the same thing on the same day."""
    for row in rows:
        if _last(row) < _first(row):
            raise row.wrong("ends_before_it_begins", "valid_to", str(row.values["valid_from"]))
    of: dict[Hashable, list[Row]] = {}
    for row in rows:
        of.setdefault(thing(row), []).append(row)
    for same in of.values():
        for earlier, later in pairwise(sorted(same, key=_first)):
            if _first(later) <= _last(earlier):
                raise _overlap(earlier, later)


def _overlap(earlier: Row, later: Row) -> SettingsWrong:
    place = str(earlier.number) if earlier.file == later.file else f"{earlier.file}, {earlier.number}"
    held = f"{earlier.values['valid_from'] or '…'} – {earlier.values['valid_to'] or '…'} ({place})"
    return later.wrong("validity_overlaps", "valid_from", held)


def _first(row: Row) -> date:
    return row.values["valid_from"] or date.min


def _last(row: Row) -> date:
    return row.values["valid_to"] or date.max
