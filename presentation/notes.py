"""Note where a file comes from: period, closing date, filters, definition, snapshot, source files."""

from dataclasses import dataclass
from datetime import date

from indicators.definition import Indicator
from indicators.periods import Period
from indicators.scope import UnmappedUnit
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
    left: tuple[UnmappedUnit, ...] = ()
    remarks: str | None = None  # with how many of the rows behind the figure something may be wrong


def notes(provenance: Provenance, indicator: Indicator | None = None, filters: str | None = None) -> Notes:
    language = provenance.language
    entries = [
        ("organisation", provenance.organisation),
        ("period", _period(provenance)),
        ("closing", numbers.day(language, provenance.closing)),
        ("unit", provenance.unit),
        ("map", map_name(language, provenance.map)),
        *(
            [("map_left", map_note(language, provenance.map, provenance.left))]
            if provenance.map and provenance.left
            else []
        ),
        ("filters", filters or say(language, "file.no_filters")),
    ]
    if indicator:
        entries += [
            ("indicator", f"{say(language, f'indicator.{indicator.id}.name')} ({indicator.id})"),
            ("definition", say(language, f"indicator.{indicator.id}.about")),
            ("basis", indicator.basis),
        ]
    if provenance.remarks:
        entries.append(("remarks", provenance.remarks))
    entries += [
        ("snapshot", provenance.snapshot),
        ("files", "; ".join(provenance.files) or numbers.NOTHING),
        ("masked", say(language, "file.masked_text")),
    ]
    return Notes(tuple((say(language, f"file.{key}"), text) for key, text in entries), provenance.sample)


def definition(language: str, indicator: Indicator) -> tuple[str, str]:
    """Define an indicator for a file of several: its name, then what it means and on what basis."""
    about = say(language, f"indicator.{indicator.id}.about")
    return say(language, f"indicator.{indicator.id}.name"), f"{about} ({indicator.basis})"


def _period(provenance: Provenance) -> str:
    language, period = provenance.language, provenance.period
    closed = period.kind == "all" or period.last <= provenance.closing
    text = period_name(language, period)
    if period.kind != "all":
        text += f" ({numbers.day(language, period.first)} – {numbers.day(language, period.last)})"
    calendar = say(language, f"file.calendar_{provenance.calendar}")
    stage = "ahead" if provenance.closing < period.first else "closed" if closed else "open"
    return f"{text}, {calendar}, " + say(language, f"file.{stage}")
