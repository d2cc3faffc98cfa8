"""Describe what is asked about: when, as of which closing date, which unit, which units may be seen."""

from dataclasses import dataclass, replace
from datetime import date

from indicators.periods import Period


@dataclass(frozen=True)
class Scope:
    """Hold what stands in every question and in every cache key.

    `map`: figures are rolled up to the units of that day (etl/settings/unit_map.py); None: units
    as they were. `unit` and `allowed` then mean units as they are shown there: who follows a unit sees what
    it has taken over.
    `allowed` None: the asker may see all units. `closes_on` is the day on which months of the period's
    calendar close (periods.period_from_key), None for civil months.
    """

    period: Period
    closing: date
    unit: str | None = None
    allowed: frozenset[str] | None = None
    closes_on: int | None = None
    map: date | None = None

    def with_period(self, period: Period) -> "Scope":
        return replace(self, period=period)

    def with_unit(self, unit: str | None) -> "Scope":
        return replace(self, unit=unit)

    def with_map(self, map_on: date | None) -> "Scope":
        return replace(self, map=map_on)

    @property
    def is_closed(self) -> bool:
        """Tell whether the period had ended by the closing date; the all-time one always has."""
        return self.period.kind == "all" or self.period.last <= self.closing

    @property
    def last_day(self) -> date:
        """Return the day as of which stocks are counted: the earlier of period end and closing date."""
        return min(self.period.last, self.closing)

    @property
    def answering_day(self) -> date:
        """Return the day whose units answer for the figures: the map's, if it lies after the period."""
        return max(self.last_day, self.map or self.last_day)


@dataclass(frozen=True)
class UnmappedUnit:
    """Describe a unit that the map of a scope leaves out: refused or unallocated, and why.

    See unit_map.about and unit_map.outside.
    """

    unit_id: str
    name: str
    place: str
    about: tuple[str, ...]
    outside: tuple[str, ...]
