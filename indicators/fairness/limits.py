"""Compute the interval of one figure: of a rate, a count, a percentile of whole days."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import beta, binom, binomtest, chi2, hypergeom

Chances = NDArray[np.float64]


def fisher_tails(
    numerators: ArrayLike, ns: ArrayLike, other_numerators: ArrayLike, other_ns: ArrayLike
) -> tuple[Chances, Chances]:
    """Return how likely equal rates put the first as low (as high) as this beside the other.

    Fisher's exact test, one-sided (JRSS 98, 1935): given both totals, the first numerator is hypergeometric.
    """
    first, n, other, m = (np.asarray(part, dtype=np.int64) for part in (
        numerators, ns, other_numerators, other_ns
    ))  # fmt: skip
    drawn = hypergeom(n + m, first + other, n)
    return drawn.cdf(first), drawn.sf(first - 1)


JUDGED = 0.998

CHANCE = (1 - JUDGED) / 2  # that a figure without a difference lies beyond one of the limits, at most


DRAWN = 0.95  # these limits are drawn, nothing is judged by them


@lru_cache(maxsize=20_000)
def exact_limits(numerator: float, n: float, level: float) -> tuple[float, float]:
    """Return Clopper–Pearson's limits of the rate (Biometrika 26, 1934), in percent; n at least 1.

    They hold at least their level for every n. By quantiles of the beta distribution, which are the same
    limits as those of scipy's binomtest without its search for a root.
    """
    tail, misses = (1 - level) / 2, n - numerator
    low = beta.ppf(tail, numerator, misses + 1) if numerator else 0.0
    high = beta.ppf(1 - tail, numerator + 1, misses) if misses else 1.0
    return 100 * float(low), 100 * float(high)


@lru_cache(maxsize=20_000)
def wilson_limits(numerator: float, n: float, level: float) -> tuple[float, float]:
    """Return Wilson's score limits of the rate (JASA 22, 1927), in percent; n at least 1."""
    interval = binomtest(int(numerator), int(n)).proportion_ci(level, method="wilson")
    return 100 * interval.low, 100 * interval.high


def poisson_limits(count: float, level: float) -> tuple[float, float]:
    """Return Garwood's exact limits of the mean of a count (Biometrika 28, 1936)."""
    tail = (1 - level) / 2
    low = chi2.ppf(tail, 2 * count) / 2 if count else 0.0
    return float(low), float(chi2.isf(tail, 2 * count + 2) / 2)


def percentile_limits(
    days: Sequence[float], cases: Sequence[int], share: float, level: float
) -> tuple[float | None, float | None]:
    """Return limits of the day within which `share` of all cases end.

    `cases`: how many took each number of `days`. The limits are two of the cases in order of their days
    (David and Nagaraja, Order Statistics, 2003, 7.1): how many lie below the true percentile is binomial. At
    least the level, more where cases tie. None where too few cases leave that side open.
    """
    counts = np.asarray(cases, dtype=int)
    order = np.argsort(days, kind="stable")
    reached, sorted_days = counts[order].cumsum(), np.asarray(days, dtype=float)[order]
    n, tail = int(counts.sum()), (1 - level) / 2
    first, last = _places(n, share, tail)

    def day_at(place: int) -> float:
        return float(sorted_days[np.searchsorted(reached, place)])

    return day_at(first) if first >= 1 else None, day_at(last) if last <= n else None


def _places(n: int, share: float, tail: float) -> tuple[int, int]:
    """Return the largest place with P(B < place) ≤ tail, and the smallest with P(B ≥ place) ≤ tail."""
    first = int(binom.ppf(tail, n, share))  # the smallest b with P(B ≤ b) ≥ tail, so that P(B < b) < tail
    last = int(binom.isf(tail, n, share)) + 1  # the smallest b with P(B > b) ≤ tail
    return first, last
