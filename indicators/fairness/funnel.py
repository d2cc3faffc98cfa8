"""Draw the funnel: the limits between which a rate lies by chance, for every number of cases.

D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24 (2005).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import binom, chi2, norm

ENOUGH = 10  # units: of fewer, a tenth at each end is not one, and nothing can be said of their spread
WINSORISED = 0.1  # the share of units at each end that is drawn in, so that a few real outliers widen nothing
_SURE = 0.95


@dataclass(frozen=True)
class Funnel:
    """Describe a funnel around `rate` (percent). `phi`: spread of the units in that of chance alone.

    `between`: variance of the units' true rates (τ², of rates from 0 to 1), 0 unless `is_over_dispersed`.
    """

    rate: float
    phi: float
    between: float

    @property
    def is_over_dispersed(self) -> bool:
        return self.between > 0


def fit_funnel(numerators: ArrayLike, ns: ArrayLike, rate: float | None = None) -> Funnel:
    """Fit a funnel around the rate given, else that of all units; units of one kind, each with a case.

    φ = Σ z²/I of winsorised z-scores (A.2); where I·φ lies beyond the 95% point of χ² with I degrees, the
    additive random effect τ² = (I·φ − (I − 1)) / (Σw − Σw²/Σw), w = 1/s² (A.3), else none.
    """
    x, n = np.asarray(numerators, dtype=float), np.asarray(ns, dtype=float)
    centre = float(x.sum() / n.sum()) if rate is None else rate / 100
    if len(x) < ENOUGH or centre in (0.0, 1.0):
        return Funnel(100 * centre, 1.0, 0.0)
    variance = centre * (1 - centre) / n
    scores = winsorise((x / n - centre) / np.sqrt(variance))
    units, phi = len(x), float((scores**2).mean())
    if units * phi <= chi2.ppf(_SURE, units):
        return Funnel(100 * centre, phi, 0.0)
    weights = 1 / variance
    between = (units * phi - (units - 1)) / (weights.sum() - (weights**2).sum() / weights.sum())
    return Funnel(100 * centre, phi, max(0.0, float(between)))


def winsorise(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Set the lowest and highest tenth of the scores to the score next to them."""
    ordered, drawn_in = np.sort(scores), int(WINSORISED * len(scores))
    return np.clip(scores, ordered[drawn_in], ordered[-1 - drawn_in])


def funnel_limits(
    shape: Funnel, ns: ArrayLike, level: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return low and high limits at each n, in percent: exact, or with the random effect if there is one."""
    n, centre, tail = np.asarray(ns, dtype=float), shape.rate / 100, (1 - level) / 2
    if shape.is_over_dispersed:
        reach = norm.isf(tail) * np.sqrt(centre * (1 - centre) / n + shape.between)
        return 100 * np.clip(centre - reach, 0, 1), 100 * np.clip(centre + reach, 0, 1)
    return 100 * _exact(n, centre, tail), 100 * (1 - _exact(n, 1 - centre, tail))


def _exact(n: NDArray[np.float64], centre: float, tail: float) -> NDArray[np.float64]:
    """Return the lower limit, drawn between two counts so that the line has no steps (A.1.1)."""
    count = binom.ppf(tail, n, centre)
    reached, mass = binom.cdf(count, n, centre), binom.pmf(count, n, centre)
    share = np.divide(reached - tail, mass, out=np.zeros_like(n), where=mass > 0)
    return np.clip((count - share) / n, 0, 1)
