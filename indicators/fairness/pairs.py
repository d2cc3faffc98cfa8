"""Test two rates against each other: exact in the smallest samples, many pairs at once."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import hypergeom

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
