"""Select what enters "Cần chú ý": on average at most one false entry a month, all rules together.

A cell is one unit and one indicator. An equal cell lies beyond its limit with at most the chance that the
limit states, so that of m cells m × chance enter falsely on average, however they hang together (a mean of a
sum needs no independence). Hence the limit: that of colour, and where there are so many cells that this would
be too many, the allowed number divided by the cells (Bonferroni's bound, of the mean and not of the chance of
any; a false discovery rate, Benjamini and Hochberg 1995, would let more in the more true ones there are).
"""

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.fairness.limits import CHANCE
from indicators.fairness.rate_chart import RateChart, worsening_chances
from indicators.fairness.run_rules import RunRule
from indicators.fairness.xmr import Values


class EntryReason(StrEnum):
    LEVEL = "level"  # worse than the target
    TREND = "trend"  # worse than it was


FALSE_ENTRIES = {
    EntryReason.LEVEL: 0.5,
    EntryReason.TREND: 0.5,
}  # on average a month, in all cells; together one


def select_entries(chances: ArrayLike, cells: int, reason: EntryReason) -> NDArray[np.bool_]:
    """Tell which of the cells enter; `cells`: how many were compared at that moment, quiet ones too."""
    allowed = min(CHANCE, FALSE_ENTRIES[reason] / max(cells, 1))
    return np.asarray(chances, dtype=float) < allowed


def trend_chance(chart: RateChart, higher_is_better: bool, min_n: int) -> Values:
    """Return how likely an unchanged series shows some rule's change for the worse in its last month."""
    return combine_chances(worsening_chances(chart, higher_is_better, min_n))


def combine_chances(by_rule: dict[RunRule, Values]) -> Values:
    """Return the chance of the surest rule, raised by how many there were to choose from (Bonferroni)."""
    return np.minimum(len(by_rule) * np.minimum.reduce(list(by_rule.values())), 1.0)
