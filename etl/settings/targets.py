"""Read what people decided: special days, where each status counts, targets, who is responsible."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from etl.settings.csv_table import (
    allow_empty,
    check_unique,
    check_validity,
    day_cell,
    flag_cell,
    number_cell,
    one_of,
    read_table,
    text_cell,
    whole_number_cell,
)
from etl.settings.units import Unit, check_unit_id
from etl.settings.working_days import SpecialDay
from languages import LANGUAGES, text_key, texts_by_language

KINDS = ("organisation", "decree", "system", "other")


@dataclass(frozen=True)
class DatedEvent:
    """Describe an event, its words by language.

    `short` labels a line in a chart; without `unit_id` it is an event of all units.
    """

    day: date
    short: Mapping[str, str]
    title: Mapping[str, str]
    kind: str
    unit_id: str | None
    basis: str


def read_dated_events(path: Path, units: Sequence[Unit]) -> tuple[DatedEvent, ...]:
    """Read the events; none where there is no file: settings of a home may be older than this table."""
    if not path.exists():
        return ()
    columns = {"day": day_cell, "kind": one_of(*KINDS), "unit_id": allow_empty(text_cell), "basis": text_cell}
    rows = read_table(path, columns | _text_columns("short", "title"))
    for row in rows:
        if row.values["unit_id"] is not None:
            check_unit_id(row, "unit_id", units)
    events = (DatedEvent(**_with_texts(row.values, "short", "title")) for row in rows)
    return tuple(sorted(events, key=lambda event: event.day))


def _text_columns(*keys: str) -> dict[str, Callable[[str], str]]:
    """Return the columns that hold these texts, one for each language."""
    return {text_key(key, language): text_cell for key in keys for language in LANGUAGES}


def _with_texts(values: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    """Return the values with each of these texts as one mapping by language."""
    others = {key: value for key, value in values.items() if key not in _text_columns(*keys)}
    return others | {key: texts_by_language(values, key) for key in keys}


LEVELS = ("parent", "commune", "office")
_CODES = range(1, 11)  # the national list of states of a case


@dataclass(frozen=True)
class Status:
    """Say where a case in this state counts. `judged`: by its due date, or never late whatever the dates."""

    code: int
    name: Mapping[str, str]  # by language
    counts_06a: bool
    counts_766: bool
    counts_par: bool
    ends: bool
    judged: str
    clock_runs: bool


@dataclass(frozen=True)
class TargetSetting:
    """Hold the value that units of a level have to reach in an indicator; `basis`: the rule that sets it."""

    indicator: str
    level: str
    valid_from: date
    valid_to: date | None
    value: float
    basis: str


@dataclass(frozen=True)
class ResponsibleSetting:
    """Name who answers for figures. `subject`: the theme of an indicator, or * for all.

    The person may be unknown, the post is not.
    """

    unit_id: str
    subject: str
    valid_from: date
    valid_to: date | None
    post: str
    person: str | None


def read_special_days(path: Path, first_year: int, last_year: int) -> tuple[SpecialDay, ...]:
    rows = read_table(path, {"day": day_cell, "works": flag_cell, "note": allow_empty(text_cell)})
    check_unique(rows, "day")
    for row in rows:
        if not first_year <= row.values["day"].year <= last_year:
            raise row.make_error("day_outside_calendar", "day", f"{first_year}–{last_year}")
    return tuple(SpecialDay(**row.values) for row in rows)


def read_statuses(path: Path) -> dict[int, Status]:
    flags = dict.fromkeys(("counts_06a", "counts_766", "counts_par", "ends", "clock_runs"), flag_cell)
    columns = {
        "code": whole_number_cell,
        **_text_columns("name"),
        "judged": one_of("by_due", "never_late"),
    }
    rows = read_table(path, columns | flags)
    check_unique(rows, "code")
    for row in rows:
        if row.values["code"] not in _CODES:
            raise row.make_error("number_beyond", "code", "1–10")
        if row.values["ends"] and row.values["clock_runs"]:
            raise row.make_error("clock_of_ended", "clock_runs", "0")
    return {row.values["code"]: Status(**_with_texts(row.values, "name")) for row in rows}


def read_targets(path: Path) -> tuple[TargetSetting, ...]:
    columns = {"indicator": text_cell, "level": one_of(*LEVELS), "value": number_cell, "basis": text_cell}
    rows = read_table(path, columns | {"valid_from": day_cell, "valid_to": allow_empty(day_cell)})
    check_validity(rows, "indicator", "level")
    return tuple(TargetSetting(**row.values) for row in rows)


def read_responsible(path: Path, units: Sequence[Unit]) -> tuple[ResponsibleSetting, ...]:
    columns = {
        "unit_id": text_cell,
        "subject": text_cell,
        "valid_from": day_cell,
        "valid_to": allow_empty(day_cell),
    }
    rows = read_table(path, columns | {"post": text_cell, "person": allow_empty(text_cell)})
    for row in rows:
        check_unit_id(row, "unit_id", units)
    check_validity(rows, "unit_id", "subject")
    return tuple(ResponsibleSetting(**row.values) for row in rows)
