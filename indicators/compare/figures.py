"""Compare two snapshots: the figures that differ, and the rows that made the difference.

Both are measured by the definitions of today, each as of its own closing date.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from indicators.catalogue import CATALOGUE
from indicators.compare.periods import (
    Side,
    Sides,
    comparable_periods,
    first_differences,
    known_day_ranges,
    select_changeable_periods,
)
from indicators.definition import Indicator
from indicators.figure import PARTS, Figure, figure_from_row
from indicators.periods import ALL, Period
from indicators.queries import all_units, settings_of
from indicators.queries.compare import TOTAL, WHOLE, figures_by_unit, row_shares
from indicators.scope import Scope

SHARES = ["numerator", "denominator", "days"]
HOW = ("came", "went", "changed")
COUNTS = (*HOW, *(f"totals_{how}" for how in HOW))
ROW = ["part", "id"]
_NUMBERS = ["numerator", "denominator", "value", "n"]


@dataclass(frozen=True)
class ComparisonRequest:
    """Describe whose figures are compared, by which months: `closes_on` and `allowed` as in Scope."""

    closes_on: int | None = None
    allowed: frozenset[str] | None = None

    def scope(self, closing: date, unit: str | None = None, period: Period = ALL) -> Scope:
        return Scope(period, closing, unit, self.allowed, self.closes_on)


@dataclass(frozen=True, eq=False)
class Difference:
    """Describe one figure that the newer snapshot states otherwise, and how many rows and totals made it so.

    `unit_id` None: all units together. Not `closed`: the period had not ended by the older closing date, so
    that nothing was reported of it for good.
    """

    indicator: Indicator
    unit_id: str | None
    period: Period
    before: Figure
    after: Figure
    closed: bool
    came: int
    went: int
    changed: int
    totals_came: int
    totals_went: int
    totals_changed: int

    @property
    def size(self) -> float:
        """Return how far the value moved; a figure that appears or goes moves by all of itself."""
        return abs((self.after.value or 0) - (self.before.value or 0))


@dataclass(frozen=True, eq=False)
class Comparison:
    """Hold the differences of two snapshots.

    `one_sided`: indicators of which only one of the two has any row. Settings are those of the load.
    """

    differences: tuple[Difference, ...]
    one_sided: tuple[Indicator, ...]
    settings_changed: bool


def compare_snapshots(
    old_connection: Connection,
    new_connection: Connection,
    request: ComparisonRequest,
    indicators: tuple[Indicator, ...] = tuple(CATALOGUE.values()),
) -> Comparison:
    """Compare each indicator × unit and all units × period that both know, in tables of one schema."""
    settings = [settings_of(side) for side in (old_connection, new_connection)]
    closings = [date.fromisoformat(one["closing"]) for one in settings]
    sides = (
        Side(old_connection, request.scope(closings[0])),
        Side(new_connection, request.scope(closings[1])),
    )
    units = tuple(pd.concat([all_units(side)["id"] for side in (old_connection, new_connection)]).unique())
    since = first_differences(indicators, sides)
    found: list[Difference] = []
    one_sided = []
    for indicator in indicators:
        limits = known_day_ranges(indicator, sides)
        if len(limits) < len(sides):
            one_sided += [indicator] if limits else []
            continue
        periods = select_changeable_periods(
            indicator, comparable_periods(indicator, sides, limits), sides, since
        )
        if periods:
            found += _of(indicator, sides, periods, units)
    digests = {one.get("settings_digest") for one in settings}
    return Comparison(tuple(found), tuple(one_sided), len(digests) > 1)


def _of(
    indicator: Indicator, sides: Sides, periods: tuple[Period, ...], units: tuple[str, ...]
) -> list[Difference]:
    before, after = (
        figures_by_unit(side.connection, indicator, side.scope, periods, units) for side in sides
    )
    both = before.merge(after, on=["unit_id", "key"], suffixes=("_before", "_after"))
    both = both[_unequal(both, _NUMBERS)]
    by_key = {period.key: period for period in periods}
    differing = tuple(period for period in periods if period.key in set(both["key"]))
    if not differing:
        return []
    counts = _counted(*(row_shares(side.connection, indicator, side.scope, differing) for side in sides))
    return [
        Difference(
            indicator,
            row["unit_id"] or None,
            by_key[row["key"]],
            _figure(indicator, row, "before"),
            _figure(indicator, row, "after"),
            by_key[row["key"]].last <= sides[0].scope.closing,
            **counts.get((row["unit_id"], row["key"]), dict.fromkeys(COUNTS, 0)),
        )
        for row in both.to_dict("records")
    ]


def _figure(indicator: Indicator, row: dict[Any, Any], side: str) -> Figure:
    return figure_from_row(indicator, {part: row[f"{part}_{side}"] for part in PARTS})


def _counted(old_shares: pd.DataFrame, new_shares: pd.DataFrame) -> dict[tuple[str, str], dict[str, int]]:
    """Return the COUNTS by unit and period; a row that moved to another unit is no change of the whole."""
    of_units = differing_shares(old_shares, new_shares, [*ROW, "unit_id", "key"])
    whole = differing_shares(old_shares, new_shares, [*ROW, "key"]).assign(unit_id=WHOLE)
    both = pd.concat([of_units, whole])
    both["how"] = both["how"].mask(both["part"] == TOTAL, "totals_" + both["how"])
    counts = both.groupby(["unit_id", "key", "how"], observed=True).size().unstack(fill_value=0)
    counts = counts.reindex(columns=list(COUNTS), fill_value=0)
    rows = counts.to_dict("records")
    return {at: {str(how): int(one[how]) for how in one} for at, one in zip(counts.index, rows, strict=True)}


def differing_shares(old_shares: pd.DataFrame, new_shares: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return the rows whose share differs: `how`, and each share `_before` and `_after`."""
    wanted = [*keys, *SHARES]
    both = old_shares[wanted].merge(
        new_shares[wanted], on=keys, how="outer", suffixes=("_before", "_after"), indicator="how"
    )
    both["how"] = both["how"].astype(str).map({"left_only": "went", "right_only": "came", "both": "changed"})
    return both[both["how"].ne("changed") | _unequal(both, SHARES)]


def _unequal(pairs: pd.DataFrame, names: list[str]) -> "pd.Series[bool]":
    """Tell the rows in which one of the numbers is another one; a number missing twice is the same."""
    unequal = pd.Series(False, pairs.index)
    for name in names:
        before, after = (pd.to_numeric(pairs[f"{name}_{side}"]) for side in ("before", "after"))
        unequal |= before.ne(after) & ~(before.isna() & after.isna())
    return unequal
