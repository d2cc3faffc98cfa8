"""Find units of about the same size: what a small commune can fairly be compared with."""

from collections.abc import Iterable, Mapping
from math import log

from indicators.definition import Indicator, PerHundred, Ratio
from indicators.figure import Figure

LIKE = 5  # units: fewer say little together, more are not alike


def similar_units(sizes: Mapping[str, float], unit: str, count: int = LIKE) -> tuple[str, ...]:
    """Return the other units closest in size.

    Size (cases received) is compared by ratio: the smallest multiple or fraction of the unit's own.
    """
    own = sizes.get(unit, 0)
    if own <= 0:
        return ()
    others = sorted(
        (abs(log(size / own)), other) for other, size in sizes.items() if other != unit and size > 0
    )
    return tuple(other for _, other in others[:count])


def pooled_rate(indicator: Indicator, figures: Iterable[Figure]) -> float | None:
    """Return the rate of several units: sums over sums, never a mean of rates.

    None for what has no such parts.
    """
    parts = [
        (one.numerator or 0, one.denominator) for one in figures if one.state == "value" and one.denominator
    ]
    if not isinstance(indicator, Ratio | PerHundred) or not parts:
        return None
    return 100 * sum(top for top, _ in parts) / sum(bottom or 0 for _, bottom in parts)
