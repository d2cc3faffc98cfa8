"""Judge figures fairly to small units: what differs beyond chance, what is only drawn (docs/fairness.md)."""

from indicators.fairness.limits import (
    DRAWN,
    JUDGED,
    exact_limits,
    percentile_limits,
    poisson_limits,
    wilson_limits,
)
from indicators.fairness.signal import Signal, chance_if_on_target, is_compared, is_rate, target_signal

__all__ = [
    "DRAWN",
    "JUDGED",
    "Signal",
    "is_compared",
    "exact_limits",
    "is_rate",
    "percentile_limits",
    "poisson_limits",
    "target_signal",
    "wilson_limits",
    "chance_if_on_target",
]
