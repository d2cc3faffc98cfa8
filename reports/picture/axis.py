"""Choose round ticks and their labels, for both kinds of charts."""

import math

from matplotlib.ticker import MaxNLocator

from languages.writing import number


def ticks(low: float, high: float, whole: bool) -> list[float]:
    """Return about five ticks; with `whole_numbers` none lies between two whole numbers."""
    found = MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10], integer=whole).tick_values(low, high)
    return [float(one) for one in found if low <= one <= high]


def written(language: str, values: list[float], percent: bool) -> list[str]:
    """Write the values with as many decimals as the longest of them needs."""
    digits = next(
        (
            count
            for count in range(3)
            if all(math.isclose(round(one, count), one, abs_tol=1e-9) for one in values)
        ),
        3,
    )
    return [number(language, one, digits) + ("%" if percent else "") for one in values]
