"""Build the control chart of one indicator and unit, rebased at events: screen and icons stand on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from indicators.definition import Count, Indicator, Percentile
from indicators.fairness.entries import trend_chance
from indicators.fairness.rate_chart import natural_limits, rate_chart
from indicators.fairness.run_rules import Zones, mark_points, run_signals, zones_of_scores
from indicators.fairness.signal import is_rate
from indicators.fairness.xmr import Values, xmr_mean_and_sigma

_MONTHLY = ("values", "middle", "low", "high", "marks", "ended")
_TINY = 1e-12  # a series that never moved has no sigma: any move is beyond it
_ROUNDED = 1 / 3  # sigma of whole days at least: limits lie no closer than the next day


@dataclass(frozen=True, eq=False)
class ControlChart:
    """Hold one entry a month; `middle`, `low` and `high` are those of its segment, in the figure's unit.

    `marks`: +1 or −1 where a month belongs to what a rule speaks of; `ended`: the same where the rule is
    fulfilled by that month. `chance_down`, `chance_up`: of a rate, how likely an unchanged one shows the last
    months' change in that direction; None of other series.
    """

    segment: NDArray[np.int_]
    values: Values
    middle: Values
    low: Values
    high: Values
    marks: Zones
    ended: Zones
    chance_down: float | None = None
    chance_up: float | None = None

    @property
    def month_count(self) -> int:
        """Return how many months the last segment has."""
        return int((self.segment == self.segment[-1]).sum()) if len(self.segment) else 0


def number_segments(days: Sequence[date], events: Iterable[date]) -> NDArray[np.int_]:
    """Count for each day the events that lie on or before it.

    Months are known by their first days: one in which an event falls still belongs to what was before.
    """
    ordered = np.array(sorted(set(events)), dtype="datetime64[D]")
    return np.searchsorted(ordered, np.array(days, dtype="datetime64[D]"), side="right")


def control_chart(
    indicator: Indicator, months: pd.DataFrame, events: Iterable[date], min_n: int
) -> ControlChart:
    """Build the control chart of the months with a value, oldest first.

    `months`: PARTS and `day` (the first of the month). Events are days from which the series is another one:
    a re-organisation, a decree.
    """
    segment = number_segments(list(months["day"]), events)
    parts = [_part(indicator, months[segment == one], min_n) for one in np.unique(segment)]
    if not parts:
        parts = [_part(indicator, months, min_n)]
    joined: dict[str, Any] = {
        part: np.concatenate([getattr(one, part) for one in parts]) for part in _MONTHLY
    }
    return replace(parts[-1], segment=segment, **joined)


def _part(indicator: Indicator, months: pd.DataFrame, min_n: int) -> ControlChart:
    """Build the chart of one segment."""
    return _of_rates(months, min_n) if is_rate(indicator) else _of_values(indicator, months)


def _of_values(indicator: Indicator, months: pd.DataFrame) -> ControlChart:
    values = months["value"].to_numpy(dtype=float)
    mean, sigma = xmr_mean_and_sigma(values, _least_sigma(indicator, values))
    away = np.where(np.isclose(values, mean), 0.0, values - mean)
    found = zones_of_scores(away / np.maximum(sigma, _TINY))
    flat, low = np.ones(len(values)), np.maximum(mean - 3 * sigma, 0)
    nowhere = np.zeros(len(values), dtype=int)
    return ControlChart(
        nowhere,
        values,
        flat * mean,
        flat * low,
        flat * (mean + 3 * sigma),
        mark_points(found),
        run_signals(found),
    )


def _of_rates(months: pd.DataFrame, min_n: int) -> ControlChart:
    numerators, ns = (months[part].to_numpy(dtype=float).astype(np.int64) for part in ("numerator", "n"))
    # A printed total may have more in its numerator than in its denominator.
    found = rate_chart(np.minimum(numerators, ns), ns)
    low, high = natural_limits(found)
    return ControlChart(
        np.zeros(len(ns), dtype=int),
        months["value"].to_numpy(dtype=float),
        np.full(len(ns), 100 * found.middle),
        low,
        high,
        mark_points(found.zones),
        run_signals(found.zones),
        float(trend_chance(found, True, min_n)),
        float(trend_chance(found, False, min_n)),
    )


def _least_sigma(indicator: Indicator, values: Values) -> float:
    """Return the least sigma: counts vary at least as Poisson's do; whole days are rounded."""
    if isinstance(indicator, Count):
        return float(np.sqrt(values.mean())) if len(values) else 0.0
    return _ROUNDED if isinstance(indicator, Percentile) else 0.0
