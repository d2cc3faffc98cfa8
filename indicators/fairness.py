"""Fair to small units: limits of a rate, and the one rule that says whether a figure differs from its target.

Limits are Clopper–Pearson's exact ones (Biometrika 26, 1934): they hold at least their stated level for every
n, so a colour is false at most that often. Wilson's score limits (JASA 22, 1927) are drawn, not judged by.
"""

from typing import Literal

from scipy.stats import beta, binomtest

from indicators.definition import Indicator, Ratio
from indicators.figure import Figure

Signal = Literal["low", "high", "same", "few", "none", "missing"]
JUDGED, DRAWN = 0.998, 0.95


def exact_limits(numerator: float, n: float, level: float) -> tuple[float, float]:
    """Exact limits of the rate, in percent; n at least 1.

    By quantiles of the beta distribution, which are the same limits as those of scipy's binomtest without its
    search for a root.
    """
    tail, misses = (1 - level) / 2, n - numerator
    low = beta.ppf(tail, numerator, misses + 1) if numerator else 0.0
    high = beta.ppf(1 - tail, numerator + 1, misses) if misses else 1.0
    return 100 * float(low), 100 * float(high)


def wilson_limits(numerator: float, n: float, level: float) -> tuple[float, float]:
    """Wilson's score limits of the rate, in percent; n at least 1."""
    interval = binomtest(int(numerator), int(n)).proportion_ci(level, method="wilson")
    return 100 * interval.low, 100 * interval.high


def is_rate(indicator: Indicator) -> bool:
    """Whether each row is a trial that counts or does not: only then do binomial limits apply."""
    return isinstance(indicator, Ratio) and indicator.unit == "percent"


def signal(
    indicator: Indicator, figure: Figure, target: float | None, whole: Figure | None, min_n: int
) -> Signal:
    """`low` is worse than the target beyond chance, `high` better, whatever the direction of the number.

    A target of 100% (or 0%) is missed by a single case, so no chance is left to allow for: there a unit is
    marked only when it is also worse than the `whole` beyond chance.
    """
    if figure.state != "value" or figure.value is None:
        return "missing" if figure.state == "missing" else "none"
    if target is None or not is_rate(indicator) or figure.numerator is None:
        return "none"
    if figure.n < min_n:
        return "few"
    reference = _reference(target, whole)
    below, above = exact_limits(figure.numerator, figure.n, JUDGED)
    if above < reference:
        return "low" if indicator.higher_is_better else "high"
    if below > reference:
        return "high" if indicator.higher_is_better else "low"
    return "same"


def _reference(target: float, whole: Figure | None) -> float:
    absolute = target in (0, 100)
    return whole.value if absolute and whole and whole.value is not None else target
