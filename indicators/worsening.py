"""Find the units that are worse than they were: control charts of every rate and unit, asked at once."""

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from indicators.assessment import basis_applies
from indicators.attention import Worsening, WorseningResult
from indicators.catalogue import CATALOGUE
from indicators.definition import Indicator
from indicators.fairness import is_rate
from indicators.fairness.chart import number_segments
from indicators.fairness.entries import combine_chances
from indicators.fairness.rate_chart import FEWEST, Counts, rate_chart, worsening_chances
from indicators.fairness.run_rules import RunRule
from indicators.figure import Figure
from indicators.monthly import chart_months
from indicators.periods import Period
from indicators.queries import histories, units
from indicators.queries.memo import memoise
from indicators.queries.settings import SHOWN
from indicators.scope import Scope


@memoise
def find_worsenings(
    connection: Connection,
    indicator_ids: tuple[str, ...],
    scope: Scope,
    min_n: int,
    events: tuple[date, ...] = (),
) -> WorseningResult:
    """Find worsenings of the named rates, in every unit that the map shows in its own right.

    `events`: days from which the figures are others, for all units: a decree, on a map its re-organisations.
    """
    known = units(connection, scope)
    shown, asked = tuple(known.loc[known["place"] == SHOWN, "id"]), chart_months(scope)
    found: list[Worsening] = []
    cells = 0
    for indicator in (CATALOGUE[one] for one in indicator_ids):
        if shown and asked and is_rate(indicator) and basis_applies(indicator, scope):
            rows = histories(connection, indicator, scope, asked, shown)
            since = (indicator.since,) if indicator.since else ()
            of_one = worsenings_of_rate(indicator, rows, asked, min_n, (*events, *since))
            found, cells = found + of_one.found, cells + of_one.cells
    return WorseningResult(found, cells)


def worsenings_of_rate(
    indicator: Indicator,
    rows: pd.DataFrame,
    chart_periods: tuple[Period, ...],
    min_n: int,
    events: Iterable[date],
) -> WorseningResult:
    """Find worsenings of one rate; a unit that was silent in the last of the months has no news.

    `rows`: unit_id, key and PARTS.
    """
    segment = number_segments([month.first for month in chart_periods], events)
    recent = [month.key for month, part in zip(chart_periods, segment, strict=True) if part == segment[-1]]
    telling = rows[rows["key"].isin(recent) & rows["state"].eq("value") & rows["n"].gt(0)]
    ids, numerators, ns, keys = _series(telling, recent)
    if not ids:
        return WorseningResult([], 0)
    return worsenings_from_counts(indicator, ids, keys, numerators, ns, min_n)


def worsenings_from_counts(
    indicator: Indicator,
    ids: Sequence[str],
    keys: Sequence[Sequence[str]],
    numerators: Counts,
    ns: Counts,
    min_n: int,
) -> WorseningResult:
    """Find worsenings of one rate: arrays are unit × month, a unit's empty months before all others."""
    by_rule = worsening_chances(rate_chart(numerators, ns), indicator.higher_is_better, min_n)
    chances = combine_chances(by_rule)
    found = []
    for place in map(int, np.flatnonzero(chances < 1)):
        rule = min(RunRule, key=lambda one: by_rule[one][place])
        now, before = _two(indicator, numerators[place], ns[place], rule)
        first, chance = keys[place][-rule.length], float(chances[place])
        found.append(Worsening(ids[place], indicator, now, before, rule, first, chance))
    return WorseningResult(found, int(((ns > 0).sum(axis=1) >= FEWEST).sum()))


def _series(
    rows: pd.DataFrame, recent_months: list[str]
) -> tuple[list[str], Counts, Counts, list[list[str]]]:
    """Return ids, numerators and ns (unit × month, gaps closed), and the keys of each unit's months."""
    n = _table(rows, "n", recent_months)
    n = n[n[recent_months[-1]] > 0]
    ids, ns = [str(one) for one in n.index], n.to_numpy()
    numerators = np.minimum(_table(rows, "numerator", recent_months).loc[n.index].to_numpy(), ns)
    closed = np.argsort(ns > 0, axis=1, kind="stable")
    keys = [[recent_months[place] for place in places] for places in closed]
    return ids, np.take_along_axis(numerators, closed, 1), np.take_along_axis(ns, closed, 1), keys


def _table(rows: pd.DataFrame, part: str, recent_months: list[str]) -> pd.DataFrame:
    """Return unit × month; 0 where the unit was silent."""
    table = rows.pivot(index="unit_id", columns="key", values=part).reindex(columns=recent_months)
    return table.astype(float).fillna(0).astype(np.int64)


def _two(indicator: Indicator, numerators: Counts, ns: Counts, rule: RunRule) -> tuple[Figure, Figure]:
    """Sum up the months that the rule speaks of, and all before them."""
    now, before = (
        _sum(indicator, numerators[part], ns[part])
        for part in (slice(-rule.length, None), slice(-rule.length))
    )
    return now, before


def _sum(indicator: Indicator, numerators: Counts, ns: Counts) -> Figure:
    x, n = int(numerators.sum()), int(ns.sum())
    return Figure(x, n, 100 * x / n, n, indicator.kind, "value")
