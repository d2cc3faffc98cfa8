"""Read dated events that figures are read against: re-organisations, decrees, changes of a system."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.settings.table import day, one_of, or_empty, read_table, text
from etl.settings.units import Unit, unit_known

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
