"""Describe the subject of a document: snapshot, period and unit, and how the office calls them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from indicators.assessment import Assessment, assess_indicator, assess_units, target_of, targets_by_level
from indicators.catalogue import CATALOGUE
from indicators.definition import Indicator
from indicators.queries import all_units, loads, settings_of, units, unmapped_units
from indicators.queries.memo import attach_memory
from indicators.scope import Scope
from languages import say
from presentation.notes import Provenance, definition, notes
from presentation.numbers import period_text
from presentation.table import Notes
from presentation.unit_names import Names
from warehouse.connection import Connection, open_reader
from warehouse.home import PROJECT, Home
from warehouse.snapshot import Snapshot


@dataclass(frozen=True)
class ReportRequest:
    """Hold a request as plain values, taken while the page runs: the document is built after it."""

    serving: Snapshot
    scope: Scope
    calendar: str
    language: str
    home: Home = Home(PROJECT)  # its settings say how documents look, its ledger what was handed out


@dataclass(frozen=True, eq=False)
class Subject:
    """Read from a snapshot what documents say about the requested period and unit."""

    connection: Connection
    asked: ReportRequest

    @property
    def scope(self) -> Scope:
        return self.asked.scope

    @property
    def language(self) -> str:
        return self.asked.language

    @cached_property
    def settings(self) -> dict[str, str]:
        return settings_of(self.connection)

    @cached_property
    def names(self) -> Names:
        every, shown = (
            one.set_index("id", drop=False)
            for one in (all_units(self.connection), units(self.connection, self.scope.with_unit(None)))
        )
        return Names(
            self.language, every, shown, self.organisation_setting("short"), self.scope.map is not None
        )

    @property
    def unit_name(self) -> str:
        return self.names.name_of(self.scope.unit)

    @property
    def full_name(self) -> str:
        """Return the unit as a sentence names it: huyện Gia Viễn, where a table says “Toàn huyện”."""
        return self.organisation_setting("name") if self.scope.unit is None else self.unit_name

    @property
    def period_name(self) -> str:
        return period_text(self.language, self.scope.period)

    @property
    def sample(self) -> bool:
        return self.settings["sample"] == "1"

    @property
    def min_n(self) -> int:
        return int(self.settings["min_n"])

    def say(self, key: str, **values: object) -> str:
        return say(self.language, key, **values)

    def organisation_setting(self, key: str) -> str:
        """Return a setting of the organisation in the language of the document."""
        return self.settings[key if self.language == "vi" else f"{key}_en"]

    def for_unit(self, unit: str | None) -> "Subject":
        """Return the same subject for another unit."""
        return Subject(self.connection, replace(self.asked, scope=self.scope.with_unit(unit)))

    def assess_unit(self, indicators: tuple[Indicator, ...] = tuple(CATALOGUE.values())) -> list[Assessment]:
        """Assess the figures of the unit, with the periods before."""
        decided, level = targets_by_level(self.connection), self.names.level_of(self.scope.unit)
        return [
            assess_indicator(
                self.connection, one, self.scope, target_of(decided, one, level, self.scope), self.min_n
            )
            for one in indicators
        ]

    def assess_units(
        self, indicators: tuple[Indicator, ...] = tuple(CATALOGUE.values())
    ) -> dict[str, list[Assessment]]:
        """Assess the figures of all units, listed by indicator."""
        ids = tuple(one.id for one in indicators)
        return assess_units(self.connection, ids, self.scope.with_unit(None), self.min_n)

    def assess_unit_or_all(
        self, indicators: tuple[Indicator, ...] = tuple(CATALOGUE.values())
    ) -> list[Assessment]:
        """Assess the figures of the unit; without a unit those of all together, then of each."""
        own = self.assess_unit(indicators)
        if self.scope.unit is not None:
            return own
        return own + [
            one for of_unit in zip(*self.assess_units(indicators).values(), strict=True) for one in of_unit
        ]

    def notes(self, indicator: Indicator | None = None, filters: str | None = None) -> Notes:
        scope = self.scope
        taken = Provenance(
            self.language,
            self.organisation_setting("name"),
            scope.period,
            self.asked.calendar,
            scope.closing,
            self.unit_name,
            self.asked.serving.id,
            self.sample,
            tuple(self.files["name"][::-1]),
            scope.map,
            tuple(unmapped_units(self.connection, scope.with_unit(None))) if scope.map else (),
        )
        return notes(taken, indicator, filters)

    def notes_with_definitions(self, indicators: Iterable[Indicator]) -> Notes:
        """Return the notes with the definition of each indicator."""
        told = dict(definition(self.language, one) for one in indicators)
        own = self.notes()
        return replace(own, entries=(*own.entries, *told.items()))

    @cached_property
    def files(self) -> pd.DataFrame:
        """List the loaded files, the newest first."""
        return loads(self.connection)


@contextmanager
def open_subject(request: ReportRequest) -> Iterator[Subject]:
    with open_reader(request.serving) as connection:
        yield Subject(attach_memory(connection, {}), request)
