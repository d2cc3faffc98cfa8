"""Decide by one rule whether a figure differs from its target beyond chance: colour stands on it."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import bdtr, bdtrc

from indicators.definition import Indicator, Ratio
from indicators.fairness.limits import CHANCE
from indicators.figure import Figure

Signal = Literal["low", "high", "same", "few", "none", "missing"]


def is_rate(indicator: Indicator) -> bool:
    """Tell whether each row is a trial of its own that counts or does not, so that binomial limits apply."""
    return isinstance(indicator, Ratio) and indicator.unit == "percent" and not indicator.bunched


def prob_at_most(numerators: ArrayLike, ns: ArrayLike, rates: ArrayLike) -> NDArray[np.float64]:
    """Return P(X ≤ numerator) where each of n counts with that chance (0–1).

    Below CHANCE exactly where the upper exact limit of JUDGED lies below the rate; not a number where a
    printed total has more in its numerator than in its denominator.
    """
    return np.asarray(bdtr(numerators, ns, rates))


def prob_at_least(numerators: ArrayLike, ns: ArrayLike, rates: ArrayLike) -> NDArray[np.float64]:
    """Return P(X ≥ numerator)."""
    return np.asarray(bdtrc(np.asarray(numerators) - 1, ns, rates))


def target_signal(
    indicator: Indicator, figure: Figure, target: float | None, overall_figure: Figure | None, min_n: int
) -> Signal:
    """Return `low` (worse than the target beyond chance) or `high` (better), whichever way the number goes.

    A target of 100% (or 0%) is missed by a single case, so no chance is left to allow for: there a unit is
    marked only when it is also worse than the `overall_figure` beyond chance.
    """
    if figure.state != "value" or figure.value is None:
        return "missing" if figure.state == "missing" else "none"
    if target is None or not is_rate(indicator) or figure.numerator is None:
        return "none"
    if figure.n < min_n:
        return "few"
    if chance_if_on_target(indicator, figure, target, overall_figure) < CHANCE:
        return "low"
    return "high" if _better_by_chance(indicator, figure, target, overall_figure) < CHANCE else "same"


def is_compared(figure_signal: Signal) -> bool:
    """Tell whether the figure was one of those that were compared with their targets."""
    return figure_signal in ("low", "high", "same")


def chance_if_on_target(
    indicator: Indicator, figure: Figure, target: float, overall_figure: Figure | None
) -> float:
    """Return how likely a rate that only just reaches its target (or the whole) comes out as bad."""
    tail = prob_at_most if indicator.higher_is_better else prob_at_least
    return float(tail(figure.numerator or 0.0, figure.n, reference_rate(target, overall_figure) / 100))


def _better_by_chance(
    indicator: Indicator, figure: Figure, target: float, overall_figure: Figure | None
) -> float:
    tail = prob_at_least if indicator.higher_is_better else prob_at_most
    return float(tail(figure.numerator or 0.0, figure.n, reference_rate(target, overall_figure) / 100))


def reference_rate(target: float, overall_figure: Figure | None) -> float:
    """Return the rate that a unit is compared with, in percent."""
    absolute = target in (0, 100)
    return (
        overall_figure.value if absolute and overall_figure and overall_figure.value is not None else target
    )
