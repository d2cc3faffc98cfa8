"""Two snapshots laid side by side: the figures that differ, and the rows that made the difference.

Both are measured by the definitions of today, each as of its own closing date.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from indicators.catalogue import CATALOGUE
from indicators.definition import Indicator
from indicators.figure import Figure
from indicators.periods import ALL, Period, run
from indicators.queries import all_units, as_figure, settings_of
from indicators.queries.compare import WHOLE, figures, months_heard, shares
from indicators.queries.measure import PARTS
from indicators.scope import Scope

SHARES = ["numerator", "denominator", "days"]
HOW = ("came", "went", "changed")
ROW = ["part", "id"]
_NUMBERS = ["numerator", "denominator", "value", "n"]


@dataclass(frozen=True)
class Asked:
    """Whose figures, by which months: `closes_on` and `allowed` as in Scope."""

    closes_on: int | None = None
    allowed: frozenset[str] | None = None

    def scope(self, closing: date, unit: str | None = None, period: Period = ALL) -> Scope:
        return Scope(period, closing, unit, self.allowed, self.closes_on)


@dataclass(frozen=True, eq=False)
class Difference:
    """One figure that the newer snapshot tells otherwise, and how many rows made it so.

    `unit_id` None: all units together. Not `closed`: the month had not ended by the older closing date, so
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

    @property
    def size(self) -> float:
        """How far the value moved; a figure that appears or goes moves by all of itself."""
        return abs((self.after.value or 0) - (self.before.value or 0))


@dataclass(frozen=True, eq=False)
class Comparison:
    """`one_sided`: indicators of which only one of the two has any row. Settings are those of the load."""

    differences: tuple[Difference, ...]
    one_sided: tuple[Indicator, ...]
    settings_changed: bool


def compared(
    older: Connection,
    newer: Connection,
    asked: Asked,
    indicators: tuple[Indicator, ...] = tuple(CATALOGUE.values()),
) -> Comparison:
    """Each indicator × unit and all units × month that both know; both of the same tables (schema)."""
    settings = [settings_of(side) for side in (older, newer)]
    scopes = [asked.scope(date.fromisoformat(one["closing"])) for one in settings]
    units = tuple(pd.concat([all_units(side)["id"] for side in (older, newer)]).unique())
    found: list[Difference] = []
    one_sided = []
    for indicator in indicators:
        known = [months_heard(*one) for one in zip((older, newer), [indicator] * 2, scopes, strict=True)]
        if None in known:
            one_sided += [indicator] if any(known) else []
            continue
        months = _months([limits for limits in known if limits], scopes)
        if months:
            found += _of(indicator, (older, newer), (scopes[0], scopes[1]), months, units)
    digests = {one.get("settings_digest") for one in settings}
    return Comparison(tuple(found), tuple(one_sided), len(digests) > 1)


def _months(known: list[tuple[date, date]], scopes: list[Scope]) -> tuple[Period, ...]:
    """From the first month of which both have rows to the one in which the earlier closing date lies."""
    first, last = max(first for first, _ in known), min(scope.closing for scope in scopes)
    return tuple(run("month", first, last, scopes[0].closes_on)) if first <= last else ()


def _of(
    indicator: Indicator,
    sides: tuple[Connection, Connection],
    scopes: tuple[Scope, Scope],
    months: tuple[Period, ...],
    units: tuple[str, ...],
) -> list[Difference]:
    before, after = (
        figures(side, indicator, scope, months, units) for side, scope in zip(sides, scopes, strict=True)
    )
    both = before.merge(after, on=["unit_id", "key"], suffixes=("_before", "_after"))
    both = both[_unequal(both, _NUMBERS)]
    by_key = {month.key: month for month in months}
    differing = tuple(month for month in months if month.key in set(both["key"]))
    if not differing:
        return []
    counts = _counted(
        *(shares(side, indicator, scope, differing) for side, scope in zip(sides, scopes, strict=True))
    )
    return [
        Difference(
            indicator,
            row["unit_id"] or None,
            by_key[row["key"]],
            _figure(indicator, row, "before"),
            _figure(indicator, row, "after"),
            by_key[row["key"]].last <= scopes[0].closing,
            *counts.get((row["unit_id"], row["key"]), (0, 0, 0)),
        )
        for row in both.to_dict("records")
    ]


def _figure(indicator: Indicator, row: dict[Any, Any], side: str) -> Figure:
    return as_figure(indicator, {part: row[f"{part}_{side}"] for part in PARTS})


def _counted(before: pd.DataFrame, after: pd.DataFrame) -> dict[tuple[str, str], tuple[int, ...]]:
    """By unit and period how many rows came, went and changed; a row that moved is no change of the whole."""
    of_units = moved(before, after, [*ROW, "unit_id", "key"])
    whole = moved(before, after, [*ROW, "key"]).assign(unit_id=WHOLE)
    both = pd.concat([of_units, whole])
    counts = both.groupby(["unit_id", "key", "how"], observed=True).size().unstack(fill_value=0)
    counts = counts.reindex(columns=list(HOW), fill_value=0)
    return {key: tuple(map(int, row)) for key, row in zip(counts.index, counts.to_numpy(), strict=True)}


def moved(before: pd.DataFrame, after: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The rows whose share differs: `how`, and each share `_before` and `_after`."""
    wanted = [*by, *SHARES]
    both = before[wanted].merge(
        after[wanted], on=by, how="outer", suffixes=("_before", "_after"), indicator="how"
    )
    both["how"] = both["how"].astype(str).map({"left_only": "went", "right_only": "came", "both": "changed"})
    return both[both["how"].ne("changed") | _unequal(both, SHARES)]


def _unequal(both: pd.DataFrame, names: list[str]) -> "pd.Series[bool]":
    """Whether one of the numbers is another one; no number twice is the same."""
    unequal = pd.Series(False, both.index)
    for name in names:
        before, after = (pd.to_numeric(both[f"{name}_{side}"]) for side in ("before", "after"))
        unequal |= before.ne(after) & ~(before.isna() & after.isna())
    return unequal
