"""Note where a file comes from: period, closing date, filters, definition, snapshot, source files."""

from dataclasses import dataclass
from datetime import date

from indicators.definition import Indicator
from indicators.periods import Period
from indicators.queries.maps import Unmade
from indicators.wording import map_name, map_note, period_name
from languages import say
from presentation import numbers
from presentation.table import Notes


@dataclass(frozen=True)
class Provenance:
    """Describe where and when a table was taken; `files` are the names of the source files.

    `left` is what the map cannot make up or allocate.
    """

    language: str
    organisation: str
    period: Period
    calendar: str
    closing: date
    unit: str
    snapshot: str
    sample: bool
    files: tuple[str, ...] = ()
    map: date | None = None
    left: tuple[Unmade, ...] = ()
    remarks: str | None = None  # with how many of the rows behind the figure something may be wrong


def notes(taken: Provenance, indicator: Indicator | None = None, filters: str | None = None) -> Notes:
    language = taken.language
    entries = [
        ("organisation", taken.organisation),
        ("period", _period(taken)),
        ("closing", numbers.day(language, taken.closing)),
        ("unit", taken.unit),
        ("map", map_name(language, taken.map)),
        *([("map_left", map_note(language, taken.map, taken.left))] if taken.map and taken.left else []),
        ("filters", filters or say(language, "file.no_filters")),
    ]
    if indicator:
        entries += [
            ("indicator", f"{say(language, f'indicator.{indicator.id}.name')} ({indicator.id})"),
            ("definition", say(language, f"indicator.{indicator.id}.about")),
            ("basis", indicator.basis),
        ]
    if taken.remarks:
        entries.append(("remarks", taken.remarks))
    entries += [
        ("snapshot", taken.snapshot),
        ("files", "; ".join(taken.files) or numbers.NOTHING),
        ("masked", say(language, "file.masked_text")),
    ]
    return Notes(tuple((say(language, f"file.{key}"), text) for key, text in entries), taken.sample)


def definition(language: str, indicator: Indicator) -> tuple[str, str]:
    """Define an indicator for a file of several: its name, then what it means and on what basis."""
    about = say(language, f"indicator.{indicator.id}.about")
    return say(language, f"indicator.{indicator.id}.name"), f"{about} ({indicator.basis})"


def _period(taken: Provenance) -> str:
    language, period = taken.language, taken.period
    closed = period.kind == "all" or period.last <= taken.closing
    text = period_name(language, period)
    if period.kind != "all":
        text += f" ({numbers.day(language, period.first)} – {numbers.day(language, period.last)})"
    calendar = say(language, f"file.calendar_{taken.calendar}")
    stage = "ahead" if taken.closing < period.first else "closed" if closed else "open"
    return f"{text}, {calendar}, " + say(language, f"file.{stage}")
