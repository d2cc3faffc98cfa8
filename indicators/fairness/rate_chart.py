"""Chart rates by the number of cases that each month had: twelve cases do not trip the chart.

As Laney's p′ chart (Quality Engineering 14, 2002) limits are those of chance at each n, widened by how much
more the months vary than that; but chance is the exact binomial one, since a rate near 100% of few cases is
far from normal, and limits are never narrower than chance.

Arrays have time as their last axis and may hold many series; a month without cases has n = 0, and lies
before the first with cases (a gap is closed, not drawn).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri, stdtr
from scipy.stats import binom

from indicators.fairness.limits import fisher_tails
from indicators.fairness.run_rules import RunRule, Zones, rule_signals
from indicators.fairness.signal import prob_at_least, prob_at_most
from indicators.fairness.xmr import Values, moving_range_sigma

Counts = NDArray[np.int64]
FEWEST = 12  # months: with fewer, natural limits say little (NHS England, Making data count)
_TINY = 1e-12  # keeps the normal score of an impossible count finite


@dataclass(frozen=True, eq=False)
class RateChart:
    """Hold control charts of rates. `middle`: Σ numerator / Σ n.

    `sigma`: spread of the months in that of chance alone, at least 1.
    """

    numerators: Counts
    ns: Counts
    middle: Values
    sigma: Values
    zones: Zones


def rate_chart(numerators: Counts, ns: Counts) -> RateChart:
    middle = numerators.sum(axis=-1) / np.maximum(ns.sum(axis=-1), 1)
    low = prob_at_most(numerators, ns, middle[..., None])
    high = prob_at_least(numerators, ns, middle[..., None])
    scores = ndtri(np.clip((low + 1 - high) / 2, _TINY, 1 - _TINY))  # of the mid-p value
    spread = np.maximum(moving_range_sigma(np.where(ns > 0, scores, np.nan)), 1.0)
    return RateChart(numerators, ns, middle, spread, _zones(low, high, spread))


def _zones(low: Values, high: Values, spread: Values) -> Zones:
    """Place the months in zones by their exact tails.

    On one side is only what lies beyond the median: 12 of 12 at 98% is not.
    """
    below, above = np.zeros(low.shape, dtype=np.int8), np.zeros(low.shape, dtype=np.int8)
    for far in (0, 2, 3):
        chance = ndtr(-far * spread)[..., None]
        below += low < chance
        above += high < chance
    return above - below


def natural_limits(chart: RateChart) -> tuple[Values, Values]:
    """Return low and high limits of each month, in percent; a point on its limit lies within."""
    n, tail = np.maximum(chart.ns, 1), ndtr(-3 * chart.sigma)[..., None]
    middle = chart.middle[..., None]
    return 100 * binom.ppf(tail, n, middle) / n, 100 * binom.isf(tail, n, middle) / n


def worsening_chances(chart: RateChart, higher_is_better: bool, min_n: int) -> dict[RunRule, Values]:
    """Return by rule how likely its last months are so much worse than all before, if nothing changed.

    1 where the chart does not mark the last month by that rule, or its months or those before have fewer
    cases than `min_n`. Fisher's exact test, which holds its level for any one rule; where months vary more
    than by chance, see `_widened`.
    """
    side = -1 if higher_is_better else 1
    if chart.ns.shape[-1] < FEWEST:
        return dict.fromkeys(RunRule, np.ones(chart.middle.shape))
    enough = (chart.ns > 0).sum(axis=-1) >= FEWEST
    return {
        rule: _worse(chart, rule, enough & (rule_signals(chart.zones, rule)[..., -1] == side), side, min_n)
        for rule in RunRule
    }


def _worse(chart: RateChart, rule: RunRule, series_mask: NDArray[np.bool_], side: int, min_n: int) -> Values:
    chance = np.ones(series_mask.shape)
    if not series_mask.any():
        return chance
    x, n = chart.numerators[series_mask], chart.ns[series_mask]
    now, cases = (part[..., -rule.length :].sum(axis=-1) for part in (x, n))
    before, cases_before = x.sum(axis=-1) - now, n.sum(axis=-1) - cases
    low, high = fisher_tails(now, cases, before, cases_before)
    widened = _widened(low if side < 0 else high, chart.sigma[series_mask], (n > 0).sum(axis=-1))
    enough = (cases >= min_n) & (cases_before >= min_n)
    chance[series_mask] = np.where(enough, widened, 1.0)
    return chance


def _widened(chances: Values, spread: Values, months: NDArray[np.int_]) -> Values:
    """Divide the score of the chance by the spread, itself only estimated: Student's distribution.

    A mean moving range of k values has about 0.62 (k − 1) degrees of freedom (Wheeler, Advanced Topics in
    Statistical Process Control, 1995).
    """
    return np.where(spread > 1, stdtr(0.62 * (months - 1), ndtri(chances) / spread), chances)
