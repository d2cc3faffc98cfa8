"""Compute natural limits of a series of single values: the XmR chart, for days and numbers of cases.

W. A. Shewhart; D. J. Wheeler, Understanding Variation (1993): mean ± 2.66 mean moving range, which is three
sigma. For rates rate_chart.py, which knows their n.
"""

import numpy as np
from numpy.typing import NDArray

_D2 = 1.128  # mean range of two values of a normal distribution, in sigma: 3 / 1.128 = 2.66
_RANGE_LIMIT = 3.267  # times the mean range: a range beyond it is a jump, not the natural variation

Values = NDArray[np.float64]  # the last axis is time; not a number where there is none


def moving_range_sigma(values: Values) -> Values:
    """Return mean moving range / 1.128.

    Ranges beyond their own limit are left out once, as NHSRplotthedots does.
    """
    ranges = np.abs(np.diff(values, axis=-1))
    mean = _mean(ranges)
    return _mean(np.where(ranges <= _RANGE_LIMIT * mean, ranges, np.nan))[..., 0] / _D2


def _mean(ranges: Values) -> Values:
    """Return the mean along the last axis, kept with length 1; 0 where there is no range."""
    known = ~np.isnan(ranges)
    total = np.where(known, ranges, 0).sum(axis=-1, keepdims=True)
    return total / np.maximum(known.sum(axis=-1, keepdims=True), 1)


def xmr_mean_and_sigma(values: Values, least_sigma: float = 0.0) -> tuple[Values, Values]:
    """Return mean and sigma of the series; sigma is at least that which chance or rounding alone gives."""
    known = ~np.isnan(values)
    mean = np.where(known, values, 0).sum(axis=-1) / np.maximum(known.sum(axis=-1), 1)
    return mean, np.maximum(moving_range_sigma(values), least_sigma)
