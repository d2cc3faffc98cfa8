"""Hold what a page or a file is about: the snapshot, the period and unit, the language, and who answers."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol, TypeVar

import pandas as pd

from indicators.assessment import Assessment, TargetTable, assess_indicator, assess_units, targets_by_level
from indicators.assessment import target_of as find_target
from indicators.catalogue import CATALOGUE
from indicators.definition import Indicator
from indicators.periods import Period
from indicators.queries import Target, all_units, loads, settings_of, units, unmapped_units
from indicators.queries.memo import attach_memory
from indicators.scope import Scope
from languages import say, text_key
from presentation.notes import Provenance, definition, notes
from presentation.numbers import period_text
from presentation.table import Notes
from presentation.unit_names import Names
from warehouse.connection import Connection, open_reader
from warehouse.home import PROJECT, Home
from warehouse.snapshot import Snapshot

Answer = TypeVar("Answer")
_ALL = tuple(CATALOGUE.values())


class Ask(Protocol):
    """Put a question, a function that takes a connection first, to a snapshot."""

    def __call__(self, question: Callable[..., Answer], *arguments: object, **named: object) -> Answer: ...


def answer_from(connection: Connection) -> Ask:
    """Return what answers each question from this connection."""

    def ask(question: Callable[..., Answer], *arguments: object, **named: object) -> Answer:
        return question(connection, *arguments, **named)

    return ask


@dataclass(frozen=True)
class Context:
    """Hold as plain values what is looked at, and `ask`, which answers from the snapshot.

    Contexts are equal where the values are, whoever answers: on screen the cache, in a file, which is built
    after the page has run, a connection of its own (`open_context`).
    """

    ask: Ask = field(compare=False, repr=False)
    snapshot: Snapshot
    scope: Scope
    calendar: str
    language: str
    home: Home = Home(PROJECT)  # its settings say how documents look, its ledger what was handed out

    def with_unit(self, unit: str | None) -> "Context":
        return self.with_scope(self.scope.with_unit(unit))

    def with_scope(self, scope: Scope) -> "Context":
        return replace(self, scope=scope)

    def say(self, key: str, **values: object) -> str:
        return say(self.language, key, **values)

    @cached_property
    def settings(self) -> dict[str, str]:
        return self.ask(settings_of)

    def organisation_setting(self, key: str) -> str:
        """Return a setting of the organisation in the language of the reader."""
        return self.settings[text_key(key, self.language)]

    @property
    def is_sample(self) -> bool:
        return self.settings["sample"] == "1"

    @property
    def min_n(self) -> int:
        return int(self.settings["min_n"])

    @property
    def period(self) -> Period:
        return self.scope.period

    @property
    def period_name(self) -> str:
        return period_text(self.language, self.period)

    @property
    def is_ahead(self) -> bool:
        """Tell whether the whole period lies after the closing date: nothing can be known of it."""
        return self.scope.closing < self.period.first

    @property
    def unit(self) -> str | None:
        """Return the id of the unit; None stands for all units."""
        return self.scope.unit

    @cached_property
    def units(self) -> pd.DataFrame:
        """Return all versions of all units, by id."""
        return self.ask(all_units).set_index("id", drop=False)

    @cached_property
    def period_units(self) -> pd.DataFrame:
        """Return the units of the period and map, by id."""
        return self.ask(units, self.scope.with_unit(None)).set_index("id", drop=False)

    @cached_property
    def names(self) -> Names:
        whole, on_map = self.organisation_setting("short"), self.scope.map is not None
        return Names(self.language, self.units, self.period_units, whole, on_map)

    def name_of(self, unit: str | None) -> str:
        return self.names.name_of(unit)

    @property
    def unit_name(self) -> str:
        return self.name_of(self.unit)

    @property
    def full_name(self) -> str:
        """Return the unit as a sentence names it: huyện Gia Viễn, where a table says “Toàn huyện”."""
        return self.organisation_setting("name") if self.unit is None else self.unit_name

    @property
    def level(self) -> str:
        return self.names.level_of(self.unit)

    @cached_property
    def _targets(self) -> TargetTable:
        return self.ask(targets_by_level)

    def target_of(self, indicator: Indicator, level: str | None = None) -> Target | None:
        """Return the target of the unit, or of another level."""
        return find_target(self._targets, indicator, level or self.level, self.scope)

    def assess_indicator(self, indicator: Indicator) -> Assessment:
        """Assess the unit's figure, with the periods before."""
        target = self.target_of(indicator)
        return self.ask(assess_indicator, indicator, self.scope, target, self.min_n)

    def assess_unit(self, indicators: tuple[Indicator, ...] = _ALL) -> list[Assessment]:
        return [self.assess_indicator(one) for one in indicators]

    def assess_units(self, indicators: tuple[Indicator, ...] = _ALL) -> dict[str, list[Assessment]]:
        """Assess the figures of each unit in one query, whatever unit is looked at; listed by indicator."""
        ids = tuple(one.id for one in indicators)
        return self.ask(assess_units, ids, self.scope.with_unit(None), self.min_n)

    def assess_unit_or_all(self, indicators: tuple[Indicator, ...] = _ALL) -> list[Assessment]:
        """Assess the figures of the unit; without a unit those of all together, then of each."""
        own = self.assess_unit(indicators)
        if self.unit is not None:
            return own
        return own + [
            one for of_unit in zip(*self.assess_units(indicators).values(), strict=True) for one in of_unit
        ]

    @cached_property
    def files(self) -> pd.DataFrame:
        """List the loaded files, the newest first."""
        return self.ask(loads)

    def notes(
        self,
        indicator: Indicator | None = None,
        filters: str | None = None,
        files: pd.DataFrame | None = None,
        remarks: str | None = None,
    ) -> Notes:
        """Write the notes of a table; it is made of all loaded files where none are named."""
        scope = self.scope
        made_of = self.files if files is None else files
        taken = Provenance(
            self.language,
            self.organisation_setting("name"),
            scope.period,
            self.calendar,
            scope.closing,
            self.unit_name,
            self.snapshot.id,
            self.is_sample,
            tuple(made_of["name"][::-1]),
            scope.map,
            tuple(self.ask(unmapped_units, scope.with_unit(None))) if scope.map else (),
            remarks,
        )
        return notes(taken, indicator, filters)

    def notes_with_definitions(self, indicators: Iterable[Indicator]) -> Notes:
        """Write the notes with the definition of each indicator."""
        definitions = dict(definition(self.language, one) for one in indicators)
        own = self.notes()
        return replace(own, entries=(*own.entries, *definitions.items()))


@contextmanager
def open_context(context: Context) -> Iterator[Context]:
    """Answer from the snapshot itself as long as the connection is open: no run of a page is needed."""
    with open_reader(context.snapshot) as connection:
        yield replace(context, ask=answer_from(attach_memory(connection, {})))
