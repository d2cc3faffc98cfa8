"""Check an id found on paper: the figure as it was handed out, and as its snapshot gives it today."""

from dataclasses import dataclass
from datetime import date
from math import isclose

from indicators.catalogue import CATALOGUE
from indicators.figure import Figure
from indicators.queries import all_units, figure, row_count, settings_of
from indicators.scope import Scope
from indicators.scope_from_words import scope_from_words
from languages import say, text_key
from languages.writing import NOTHING
from ledger.passports import Passport, find_passport
from presentation import numbers
from presentation.unit_names import Names
from warehouse.connection import Connection, open_reader
from warehouse.home import Home
from warehouse.snapshots import Snapshot, is_complete, list_snapshots


@dataclass(frozen=True)
class PassportCheck:
    """Hold a passport beside its figure of today; `rows` counts the rows behind the figure.

    `found` is None where the snapshot is there no more.
    """

    passport: Passport
    unit: str = NOTHING
    scope: Scope | None = None
    found: Figure | None = None
    rows: int = 0

    @property
    def is_same(self) -> bool:
        if self.found is None or self.found.state != self.passport.state:
            return False
        told, now = self.passport.value, self.found.value
        return told == now if told is None or now is None else isclose(told, now, rel_tol=1e-9)


def snapshot_of(home: Home, passport: Passport) -> Snapshot | None:
    """Find the snapshot by its file's own name: a number can come again where all were lost."""
    found = next((one for one in list_snapshots(home) if one.path.name == passport.file), None)
    return found if found and is_complete(found) else None


def check_passport(home: Home, passport_id: str, language: str) -> PassportCheck | None:
    """Check the passport of that id; None where no such id was handed out here."""
    passport = find_passport(home, passport_id)
    if passport is None:
        return None
    snapshot = snapshot_of(home, passport)
    if snapshot is None or passport.indicator not in CATALOGUE:
        return PassportCheck(passport)
    with open_reader(snapshot) as connection:
        return _asked_again(connection, passport, language)


def _asked_again(connection: Connection, passport: Passport, language: str) -> PassportCheck:
    scope = scope_from_words(
        connection,
        period=passport.period,
        calendar=passport.calendar,
        unit=passport.unit or None,
        map=date.fromisoformat(passport.map) if passport.map else None,
    )
    indicator = CATALOGUE[passport.indicator]
    settings = settings_of(connection)
    every = all_units(connection).set_index("id", drop=False)
    names = Names(language, every, every, settings[text_key("short", language)])
    return PassportCheck(
        passport,
        names.unique_name_of(passport.unit) if passport.unit else names.whole,
        scope,
        figure(connection, indicator, scope),
        row_count(connection, indicator, scope),
    )


def check_sentences(check: PassportCheck, language: str) -> list[str]:
    """Say whose figure it is, as handed out, as its snapshot gives it today, and whether both agree."""
    one = check.passport
    indicator = CATALOGUE.get(one.indicator)
    if indicator is None or check.scope is None or check.found is None:
        return [say(language, "passport.gone", id=one.id, snapshot=one.snapshot)]
    handed = Figure(one.numerator, one.denominator, one.value, 0, indicator.kind, check.found.state)
    lines = [
        say(
            language,
            "passport.what",
            id=one.id,
            indicator=say(language, f"indicator.{one.indicator}.name"),
            unit=check.unit,
            period=numbers.period_text(language, check.scope.period),
            closing=numbers.day(language, check.scope.closing),
            snapshot=one.snapshot,
        ),
        say(language, "passport.handed", figure=_worded(language, one.indicator, handed)),
        say(
            language,
            "passport.now",
            figure=_worded(language, one.indicator, check.found),
            rows=numbers.number(language, check.rows, 0),
        ),
    ]
    return [*lines, say(language, f"passport.{'same' if check.is_same else 'other'}")]


def _worded(language: str, id: str, known_figure: Figure) -> str:
    if known_figure.state not in ("value", "none"):
        return say(language, f"state.{known_figure.state}")
    text = numbers.measure_text(language, CATALOGUE[id], known_figure.value)
    parts = numbers.parts_text(language, known_figure)
    return f"{text} ({parts})" if parts else text
