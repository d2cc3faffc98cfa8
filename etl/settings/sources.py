"""Read how other systems write what is loaded: the headings of their columns, the words in their cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from etl.problem import Problem, SettingsInvalid, name_refusals
from etl.settings.toml_file import Toml, check_keys, read_toml, section, string, texts
from etl.text import fold

_BALLOT = {"code", "day", "unit", "case_code", "field", "channel", "overall", "comment"}
_SPAN = {"unit", "first_day", "last_day"}
_YES_NO = {"yes", "no"}
COLUMNS = {
    "cases": {"code", "procedure", "procedure_code", "field", "unit", "channel", "level", "received", "due"}
    | {"finished", "returned", "status", "supplements", "apology", "paid_online", "officer"}
    | {"applicant", "phone", "address"},
    "documents": {"number", "day", "unit", "kind", "direction", "secret", "sent_electronically"}
    | {"signed_leader", "signed_agency", "signer", "handler", "handled"},
    "ballots_5": _BALLOT,
    "ballots_3": _BALLOT | {"counter"},
    "box": {"day", "unit", "opened", "opener", "slips", "very_satisfied", "satisfied", "not_satisfied"}
    | {"invalid", "suggestions", "comment"},
    "case_totals": _SPAN
    | {"received", "received_online", "received_online_full", "received_online_part", "received_other"}
    | {"carried_over", "finished", "early", "on_time", "late", "late_apologised", "late_silent"}
    | {"open", "open_in_time", "open_overdue", "open_apologised", "open_silent"},
    "document_totals": _SPAN
    | {"incoming", "handled_on_time", "handled_late", "open_in_time", "open_overdue", "outgoing"}
    | {"sent_electronically", "signed_leader", "signed_agency", "signed_full", "secret"},
}
# The words that settings may translate, per column the values they stand for.
VALUES: dict[str, dict[str, set[str]]] = {
    "cases": {
        "channel": {"online", "counter", "post", "other"},
        "status": {str(code) for code in range(1, 11)},
        "apology": _YES_NO,
        "paid_online": _YES_NO,
    },
    "documents": {
        "direction": {"out", "in"},
        "secret": _YES_NO,
        "sent_electronically": _YES_NO,
        "signed_leader": _YES_NO,
        "signed_agency": _YES_NO,
        "handled": {"on_time", "late", "open", "overdue"},
    },
    "ballots_5": {
        "overall": {"1", "2", "3", "4", "5", "invalid"},
        "channel": {"paper", "kiosk", "qr", "online", "phone", "other"},
    },
    "ballots_3": {
        "overall": {"1", "2", "3", "invalid"},
        "channel": {"paper", "kiosk", "qr", "online", "phone", "other"},
    },
    "box": {"opened": _YES_NO},
    "case_totals": {},
    "document_totals": {},
}


@dataclass(frozen=True)
class EventRule:
    """Describe how events make a case: a column has the value of the last event that has one.

    `at`, `step`: headings of the columns with the time and the name of an event; without `at` the order of
    the rows is the order of the events. `take[column]`: first or last. `only[column]`: the names of the steps
    whose events are looked at.
    """

    at: tuple[str, ...] = ()
    step: tuple[str, ...] = ()
    take: Mapping[str, str] = field(default_factory=dict)
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class SourceWords:
    """List the `headings[column]` and `words[column][value]` seen in files, as people write them.

    `unreadable[column] == "empty"`: a cell that cannot be read is left empty and its row flagged.
    `events`: a row of a file is an event, and a fact is made of several; None: a row is a fact.
    """

    headings: dict[str, tuple[str, ...]]
    words: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    aspects: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)
    events: EventRule | None = None


def read_sources(folder: Path) -> dict[str, SourceWords]:
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise SettingsInvalid(Problem("file_missing", None, None, ", ".join(COLUMNS)), file=folder.name)
    words: dict[str, SourceWords] = {}
    for path in paths:
        with name_refusals(path.name):
            words[path.stem] = _read_source(path)
    return words


def _read_source(path: Path) -> SourceWords:
    source = path.stem
    if source not in COLUMNS:
        raise SettingsInvalid(Problem("source_unknown", None, source, ", ".join(COLUMNS)))
    found = read_toml(path)
    check_keys(found, {"headings", "words", "unreadable", "grain"})
    headings, aspects = _headings(source, section(found, "headings"))
    return SourceWords(
        headings=headings,
        words=_words(source, section(found, "words")),
        aspects=aspects,
        unreadable=_unreadable(source, section(found, "unreadable")),
        events=_events(source, section(found, "grain")),
    )


def _headings(source: str, table: Toml) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    known = COLUMNS[source] | ({"aspects"} if source == "ballots_5" else set())
    check_keys(table, known, "headings.")
    by_aspect = section(table, "aspects")
    aspects = {aspect: texts(by_aspect, aspect, "headings.aspects.") for aspect in by_aspect}
    headings = {column: texts(table, column, "headings.") for column in table if column != "aspects"}
    _one_meaning("headings", headings | {f"aspects.{key}": seen for key, seen in aspects.items()})
    return headings, aspects


def _words(source: str, table: Toml) -> dict[str, dict[str, tuple[str, ...]]]:
    check_keys(table, set(VALUES[source]), "words.")
    words: dict[str, dict[str, tuple[str, ...]]] = {}
    for column in table:
        where, values = f"words.{column}.", section(table, column)
        check_keys(values, VALUES[source][column], where)
        words[column] = {value: texts(values, value, where) for value in values}
        _one_meaning(where.rstrip("."), words[column])
    return words


def _unreadable(source: str, table: Toml) -> dict[str, str]:
    check_keys(table, COLUMNS[source], "unreadable.")
    for column, what in table.items():
        if what != "empty":
            raise SettingsInvalid(Problem("choice_unknown", f"unreadable.{column}", str(what), "empty"))
    return dict(table)


def _events(source: str, table: Toml) -> EventRule | None:
    check_keys(table, {"row", "at", "step", "take", "only"}, "grain.")
    # Only a case is known by a code that all its events have.
    grains = ("fact", "event") if source == "cases" else ("fact",)
    if not table or string(table, "row", grains) == "fact":
        return None
    take, only = section(table, "take"), section(table, "only")
    check_keys(take, COLUMNS[source], "grain.take.")
    check_keys(only, COLUMNS[source], "grain.only.")
    return EventRule(
        at=texts(table, "at", "grain."),
        step=texts(table, "step", "grain."),
        take={column: string(take, column, ("first", "last")) for column in take},
        only={column: texts(only, column, "grain.only.") for column in only},
    )


def _one_meaning(prefix: str, meanings: dict[str, tuple[str, ...]]) -> None:
    """Check that no text that stands in a file means two things."""
    seen: dict[str, str] = {}
    for meaning, written in meanings.items():
        for text in written:
            other = seen.setdefault(fold(text), meaning)
            if other != meaning:
                raise SettingsInvalid(Problem("word_twice", f"{prefix}.{meaning}", text, f"{prefix}.{other}"))
