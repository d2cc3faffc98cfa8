"""Judge figures fairly to small units: what differs beyond chance, what is only drawn (docs/fairness.md)."""

from indicators.fairness.limits import (
    DRAWN,
    JUDGED,
    exact_limits,
    percentile_limits,
    poisson_limits,
    wilson_limits,
)
from indicators.fairness.signal import Signal, compared, is_rate, signal, worse_by_chance

__all__ = [
    "DRAWN",
    "JUDGED",
    "Signal",
    "compared",
    "exact_limits",
    "is_rate",
    "percentile_limits",
    "poisson_limits",
    "signal",
    "wilson_limits",
    "worse_by_chance",
]
