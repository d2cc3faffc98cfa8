"""Rank units with intervals: a place is only as sure as the differences between the units."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.definition import Indicator
from indicators.fairness.limits import DRAWN, fisher_tails
from indicators.fairness.signal import is_rate
from indicators.figure import Figure


@dataclass(frozen=True)
class Rank:
    """Hold the places, 1 being the best, that the unit may truly have among the `of` ranked units."""

    best: int
    worst: int
    of: int

    @property
    def is_surely_best(self) -> bool:
        return self.of > 1 and self.worst == 1

    @property
    def is_surely_worst(self) -> bool:
        return self.of > 1 and self.best == self.of


def rank_intervals(indicator: Indicator, figures: Mapping[str, Figure], min_n: int) -> dict[str, Rank]:
    """Return ranks by unit; units have to be of one kind.

    Units with fewer cases than `min_n` or without a figure have no rank.
    """
    ranked = {
        unit: figure
        for unit, figure in figures.items()
        if is_rate(indicator)
        and figure.state == "value"
        and figure.numerator is not None
        and min_n <= figure.n
        and figure.numerator <= figure.n
    }
    numerators = [figure.numerator or 0.0 for figure in ranked.values()]
    worse = find_lower_pairs(numerators, [figure.n for figure in ranked.values()])
    if not indicator.higher_is_better:
        worse = worse.T
    best, worst = possible_places(worse)
    return {unit: Rank(int(best[place]), int(worst[place]), len(ranked)) for place, unit in enumerate(ranked)}


def possible_places(worse_pairs: NDArray[np.bool_]) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
    """Return the best and worst possible place of each unit; worse_pairs[i, j]: i is surely worse than j.

    Simultaneous confidence sets of ranks from pairwise differences (Mogstad, Romano, Shaikh and Wilhelm,
    Review of Economic Studies 91, 2024).
    """
    return 1 + worse_pairs.sum(axis=1), len(worse_pairs) - worse_pairs.sum(axis=0)


def find_lower_pairs(numerators: ArrayLike, ns: ArrayLike, level: float = DRAWN) -> NDArray[np.bool_]:
    """Tell for all pairs [i, j] whether the rate of unit i is surely lower than that of unit j.

    In 1 − level of the cases at most is any of all these statements false (Holm, Scandinavian Journal of
    Statistics 6, 1979, over the two-sided tests of all pairs).
    """
    x, n = np.asarray(numerators, dtype=np.int64), np.asarray(ns, dtype=np.int64)
    first, other = np.triu_indices(len(x), 1)
    low, high = fisher_tails(x[first], n[first], x[other], n[other])
    sure = significant_by_holm(2 * np.minimum(low, high), 1 - level)
    lower = np.zeros((len(x), len(x)), dtype=bool)
    lower[first, other] = sure & (low < high)
    lower[other, first] = sure & (high < low)
    return lower


def significant_by_holm(chances: NDArray[np.float64], error_rate: float) -> NDArray[np.bool_]:
    """Tell which tests hold, when the chance that any of them is false may be `error_rate`."""
    order = np.argsort(chances, kind="stable")
    passed = chances[order] <= error_rate / np.arange(len(chances), 0, -1)
    held = np.zeros(len(chances), dtype=bool)
    held[order] = np.logical_and.accumulate(passed)
    return held
