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


class Rule(StrEnum):
    POINT = "point"  # one point beyond three sigma
    TWO_OF_THREE = "two_of_three"  # two of three beyond two sigma on one side, the last one among them
    EIGHT = "eight"  # eight in a row on one side of the middle

    @property
    def length(self) -> int:
        """Return how many points the rule speaks of."""
        return {"point": 1, "two_of_three": 3, "eight": 8}[self.value]


def zones(scores: NDArray[np.float64]) -> Zones:
    """Turn scores, in sigma from the middle, into zones; a score that is not a number is on the middle."""
    far = np.abs(scores)
    size = (far > 0).astype(np.int8) + (far > 2) + (far > 3)
    return (size * np.nan_to_num(np.sign(scores))).astype(np.int8)


def fired(found: Zones, rule: Rule) -> Zones:
    """Mark each point +1 or −1 where the rule is fulfilled on that side by the points that end there."""
    if found.shape[-1] < rule.length:
        return np.zeros_like(found)
    windows = sliding_window_view(found, rule.length, axis=-1)
    high, low = _fulfilled(windows, rule), _fulfilled(-windows, rule)
    ended = high.astype(np.int8) - low.astype(np.int8)
    before = [(0, 0)] * (found.ndim - 1) + [(rule.length - 1, 0)]
    return np.pad(ended, before)


def ended(found: Zones) -> Zones:
    """Return the side on which any rule is fulfilled at each point, the strongest rule first."""
    sides = [fired(found, rule) for rule in Rule]
    return np.select([side != 0 for side in sides], sides, default=0).astype(np.int8)


def _fulfilled(windows: Zones, rule: Rule) -> NDArray[np.bool_]:
    match rule:
        case Rule.POINT:
            return np.asarray(windows[..., 0] == 3)
        case Rule.TWO_OF_THREE:
            far = windows >= 2
            return np.asarray(far[..., -1] & (far.sum(axis=-1) >= 2))
        case Rule.EIGHT:
            return np.asarray((windows >= 1).all(axis=-1))


def marked(found: Zones) -> Zones:
    """Mark each point +1 or −1 where it belongs to what any rule speaks of; what a chart marks."""
    marks = np.zeros_like(found)
    for rule in Rule:
        ended = fired(found, rule)
        for back in range(min(rule.length, found.shape[-1])):
            side = np.roll(ended, -back, axis=-1)
            side[..., found.shape[-1] - back :] = 0
            told = (side != 0) & (np.sign(found) == side)
            if rule is Rule.TWO_OF_THREE:
                told &= np.abs(found) >= 2
            marks = np.where(told & (marks == 0), side, marks)
    return marks
