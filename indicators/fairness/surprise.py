"""Measure how surprising it is that a unit has so many marked rows, and guard against asking often.

Against other units: within rows that are alike each row is as likely to be marked in one unit as in another,
so that a unit's number is a sum of independent hypergeometric ones (the exact conditional test of Mantel and
Haenszel's hypothesis, one-sided). Against other days: binomial, with the unit's own day-to-day variation
(Pearson's dispersion, at least 1) taken out of both numbers. Of all that is asked at once Holm's step-down
(Scand. J. Statist. 6, 1979) keeps the probability of any false finding at LEVEL.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import floor

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom, hypergeom

LEVEL = 0.01
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Surprise:
    """Hold how many of the `n` rows were `expected` and `found` marked; p: one-sided, as many or more."""

    found: int
    n: int
    expected: float
    p: float


def compare_with_peers(strata: Whole, min_count: int) -> Surprise | None:
    """Compare the unit with other units; a row of `strata`: found and n of the unit, then of all units.

    None where no other unit has rows that are alike.
    """
    compared = strata[strata[:, 3] > strata[:, 1]]
    if not len(compared):
        return None
    own, n, together, size = compared.T
    found = int(own.sum())
    expected = float((n * (together - own) / (size - n)).sum())
    rare = found < min_count or found <= expected
    return Surprise(found, int(n.sum()), expected, 1.0 if rare else _tail(compared, found))


def _tail(strata: Whole, count: int) -> float:
    """Return P(sum of the hypergeometric numbers ≥ `count`)."""
    _, n, together, size = strata.T
    share = together / size
    usual = (n * share).sum() + np.sqrt(
        (n * share * (1 - share) * (size - n) / np.maximum(size - 1, 1)).sum()
    )
    if count <= usual:
        return 1.0  # far from surprising: spares the exact sum, and can only take a finding away
    spread = np.ones(1)
    for _, rows, marked, of in strata[together > 0]:
        least_possible = max(0, rows + marked - of)
        possible = np.arange(least_possible, min(rows, marked) + 1)
        spread = np.convolve(spread, hypergeom.pmf(possible, of, marked, rows))
        count -= least_possible
    return float(min(spread[max(count, 0) :].sum(), 1.0))


def compare_with_days(
    counts: Mapping[date, int], months: Sequence[Sequence[date]], min_count: int
) -> Surprise | None:
    """Compare month ends with other days.

    `counts` by working day; `months`: all working days of each month, the last one last.
    """
    days = [[counts.get(one, 0) for one in month] for month in months if len(month) > 1]
    n = sum(map(sum, days))
    if not n:
        return None
    found = sum(month[-1] for month in days)
    expected = sum(sum(month) / len(month) for month in days)
    if found < min_count or found <= expected:
        return Surprise(found, n, expected, 1.0)
    # Without the last days, which are what is tested: a rush on them must not widen their own limit.
    wide = _dispersion([month[:-1] for month in days])
    return Surprise(
        found, n, expected, float(binom.sf(floor(found / wide) - 1, round(n / wide), expected / n))
    )


def _dispersion(months: list[list[int]]) -> float:
    """Return Pearson's χ² per degree of freedom of the daily numbers around each month's mean, at least 1."""
    squares, free = 0.0, 0
    for month in months:
        mean = sum(month) / len(month)
        if mean:
            squares += sum((one - mean) ** 2 for one in month) / mean
            free += len(month) - 1
    return max(squares / free, 1.0) if free else 1.0


def reject_by_holm(p_values: Sequence[float], level: float = LEVEL) -> list[bool]:
    """Tell by Holm's step-down which of the hypotheses fall."""
    order = sorted(range(len(p_values)), key=lambda place: p_values[place])
    falls = [False] * len(p_values)
    for step, place in enumerate(order):
        if p_values[place] > level / (len(p_values) - step):
            break
        falls[place] = True
    return falls
