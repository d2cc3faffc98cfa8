"""Name the units of one view: tell a unit from a namesake, and know what kind of unit it is."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from indicators.queries.settings import SHOWN
from languages import say
from presentation.numbers import day

LEVELS = ("commune", "office", "unallocated")  # groups of units, in this order


@dataclass(frozen=True, eq=False)
class Names:
    """Hold the units of a view.

    `every`: all versions of all units by id; `shown`: those of period and map; `whole`: the name of all units
    together. `on_map`: the view is rolled up to a map, on which some of the units are no units of their own.
    """

    language: str
    every: pd.DataFrame
    shown: pd.DataFrame
    whole: str
    on_map: bool = False

    def name_of(self, unit: str | None) -> str:
        """Return the unit's name, with what tells it from a namesake that is shown beside it."""
        if unit is None:
            return self.whole
        name = str(self.every.at[unit, "name"])
        if self.level_of(unit) == "unallocated":
            return say(self.language, "map.name_unallocated", unit=name)
        return self._dated(unit) if name in self._twins else name

    def unique_name_of(self, unit: str) -> str:
        """Return the unit's name for lists where all versions of all units stand beside each other."""
        name = str(self.every.at[unit, "name"])
        return self._dated(unit) if (self.every["name"] == name).sum() > 1 else name

    def level_of(self, unit: str | None) -> str:
        """Return parent, commune or office, by which targets are decided.

        What a map cannot allocate is not judged: unallocated.
        """
        if unit is None:
            return "parent"
        if self.place_of(unit) in ("divided", "stranded"):
            return "unallocated"
        return self._kinds[unit]

    def place_of(self, unit: str) -> str:
        return str(self.shown["place"].get(unit, SHOWN)) if self.on_map else SHOWN

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return self.every["kind"].to_dict()

    @cached_property
    def _twins(self) -> frozenset[str]:
        """Return the names that more than one unit of the view has."""
        names = self.shown.loc[self.shown["place"] == SHOWN, "name"]
        return frozenset(names[names.duplicated()])

    def _dated(self, unit: str) -> str:
        return dated_name(self.language, self.every.loc[unit])


def dated_name(language: str, unit: "pd.Series[Any]") -> str:
    """Return a unit's name with the days that tell it from a namesake."""
    name = str(unit["name"])
    if pd.isna(unit["valid_to"]):
        return say(language, "map.name_from", unit=name, day=day(language, unit["valid_from"]))
    return say(language, "map.name_to", unit=name, day=day(language, unit["valid_to"]))
