"""Apply the rules of a control chart: which points, and which runs of points, are no accident.

They know only zones: how far from the middle a point lies, 0 on it, ±1 within two sigma, ±2 within three,
±3 beyond. Western Electric, Statistical Quality Control Handbook (1956), as NHS England's "Making data count"
uses them; without the rule of rising points, which finds less than it falsely claims (Davis and Woodall,
Journal of Quality Technology 20, 1988).
"""

from enum import StrEnum

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Zones = NDArray[np.int8]  # the last axis is time


class RunRule(StrEnum):
    POINT = "point"  # one point beyond three sigma
    TWO_OF_THREE = "two_of_three"  # two of three beyond two sigma on one side, the last one among them
    EIGHT = "eight"  # eight in a row on one side of the middle

    @property
    def length(self) -> int:
        """Return how many points the rule speaks of."""
        return {"point": 1, "two_of_three": 3, "eight": 8}[self.value]


def zones_of_scores(scores: NDArray[np.float64]) -> Zones:
    """Turn scores, in sigma from the middle, into zones; a score that is not a number is on the middle."""
    far = np.abs(scores)
    size = (far > 0).astype(np.int8) + (far > 2) + (far > 3)
    return (size * np.nan_to_num(np.sign(scores))).astype(np.int8)


def rule_signals(zone_series: Zones, rule: RunRule) -> Zones:
    """Mark each point +1 or −1 where the rule is fulfilled on that side by the points that end there."""
    if zone_series.shape[-1] < rule.length:
        return np.zeros_like(zone_series)
    windows = sliding_window_view(zone_series, rule.length, axis=-1)
    high, low = _fulfilled(windows, rule), _fulfilled(-windows, rule)
    ended = high.astype(np.int8) - low.astype(np.int8)
    before = [(0, 0)] * (zone_series.ndim - 1) + [(rule.length - 1, 0)]
    return np.pad(ended, before)


def run_signals(zone_series: Zones) -> Zones:
    """Return the side on which any rule is fulfilled at each point, the strongest rule first."""
    sides = [rule_signals(zone_series, rule) for rule in RunRule]
    return np.select([side != 0 for side in sides], sides, default=0).astype(np.int8)


def _fulfilled(windows: Zones, rule: RunRule) -> NDArray[np.bool_]:
    match rule:
        case RunRule.POINT:
            return np.asarray(windows[..., 0] == 3)
        case RunRule.TWO_OF_THREE:
            far = windows >= 2
            return np.asarray(far[..., -1] & (far.sum(axis=-1) >= 2))
        case RunRule.EIGHT:
            return np.asarray((windows >= 1).all(axis=-1))


def mark_points(zone_series: Zones) -> Zones:
    """Mark each point +1 or −1 where it belongs to what any rule speaks of; what a chart marks."""
    marks = np.zeros_like(zone_series)
    for rule in RunRule:
        ended = rule_signals(zone_series, rule)
        for back in range(min(rule.length, zone_series.shape[-1])):
            side = np.roll(ended, -back, axis=-1)
            side[..., zone_series.shape[-1] - back :] = 0
            told = (side != 0) & (np.sign(zone_series) == side)
            if rule is RunRule.TWO_OF_THREE:
                told &= np.abs(zone_series) >= 2
            marks = np.where(told & (marks == 0), side, marks)
    return marks
