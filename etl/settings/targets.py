"""Read what people decided: special days, where each status counts, targets, who is responsible."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.settings.csv_table import day, flag, no_twins, number, one_of, or_empty, read_table, text, whole
from etl.settings.organisation import Organisation
from etl.settings.units import Unit, unit_known
from etl.settings.validity import check_validity
from etl.settings.working_days import SpecialDay

KINDS = ("organisation", "decree", "system", "other")


@dataclass(frozen=True)
class DatedEvent:
    """Describe an event. `short` labels a line in a chart; without `unit_id` it is one of all units."""

    day: date
    short: str
    short_en: str
    title: str
    title_en: str
    kind: str
    unit_id: str | None
    basis: str


def read_dated_events(path: Path, units: Sequence[Unit]) -> tuple[DatedEvent, ...]:
    """Read the events; none where there is no file: settings of a home may be older than this table."""
    if not path.exists():
        return ()
    words = dict.fromkeys(("short", "short_en", "title", "title_en"), text)
    columns = {"day": day, "kind": one_of(*KINDS), "unit_id": or_empty(text), "basis": text}
    rows = read_table(path, columns | words)
    for row in rows:
        if row.values["unit_id"] is not None:
            unit_known(row, "unit_id", units)
    return tuple(sorted((DatedEvent(**row.values) for row in rows), key=lambda one: one.day))


LEVELS = ("parent", "commune", "office")
_CODES = range(1, 11)  # the national list of states of a case


@dataclass(frozen=True)
class Status:
    """Say where a case in this state counts. `judged`: by its due date, or never late whatever the dates."""

    code: int
    name: str
    name_en: str
    counts_06a: bool
    counts_766: bool
    counts_par: bool
    ends: bool
    judged: str
    clock_runs: bool


@dataclass(frozen=True)
class Target:
    """Hold the value that units of a level have to reach in an indicator; `basis`: the rule that sets it."""

    indicator: str
    level: str
    valid_from: date
    valid_to: date | None
    value: float
    basis: str


@dataclass(frozen=True)
class Responsible:
    """Name who answers for figures. `subject`: the theme of an indicator, or * for all.

    The person may be unknown, the post is not.
    """

    unit_id: str
    subject: str
    valid_from: date
    valid_to: date | None
    post: str
    person: str | None


def read_special_days(path: Path, organisation: Organisation) -> tuple[SpecialDay, ...]:
    rows = read_table(path, {"day": day, "works": flag, "note": or_empty(text)})
    no_twins(rows, "day")
    first, last = organisation.first_year, organisation.last_year
    for row in rows:
        if not first <= row.values["day"].year <= last:
            raise row.wrong("day_outside_calendar", "day", f"{first}–{last}")
    return tuple(SpecialDay(**row.values) for row in rows)


def read_statuses(path: Path) -> dict[int, Status]:
    flags = dict.fromkeys(("counts_06a", "counts_766", "counts_par", "ends", "clock_runs"), flag)
    columns = {"code": whole, "name": text, "name_en": text, "judged": one_of("by_due", "never_late")}
    rows = read_table(path, columns | flags)
    no_twins(rows, "code")
    for row in rows:
        if row.values["code"] not in _CODES:
            raise row.wrong("number_beyond", "code", "1–10")
        if row.values["ends"] and row.values["clock_runs"]:
            raise row.wrong("clock_of_ended", "clock_runs", "0")
    return {row.values["code"]: Status(**row.values) for row in rows}


def read_targets(path: Path) -> tuple[Target, ...]:
    columns = {"indicator": text, "level": one_of(*LEVELS), "value": number, "basis": text}
    rows = read_table(path, columns | {"valid_from": day, "valid_to": or_empty(day)})
    check_validity(rows, "indicator", "level")
    return tuple(Target(**row.values) for row in rows)


def read_responsible(path: Path, units: Sequence[Unit]) -> tuple[Responsible, ...]:
    columns = {"unit_id": text, "subject": text, "valid_from": day, "valid_to": or_empty(day)}
    rows = read_table(path, columns | {"post": text, "person": or_empty(text)})
    for row in rows:
        unit_known(row, "unit_id", units)
    check_validity(rows, "unit_id", "subject")
    return tuple(Responsible(**row.values) for row in rows)
