"""Why a figure changed between two periods: the exact split of the change, cell by cell.

A ratio of all units is Σ over units u and groups g of w × s × r: w the unit's weight (its part of the whole
denominator), s the group's share within the unit, r the rate inside it. The change is split by Das Gupta's
symmetric weights for three factors (Standardization and Decomposition of Rates, US Census Bureau P23-186,
1993); for one unit w is 1 and it is Kitagawa's split by midpoints (JASA 50, 1955). Each factor gets its
difference times the average of the others over all orders in which the factors could have changed:

    r's part = Δr × [(w₀s₀ + w₁s₁) / 3 + (w₀s₁ + w₁s₀) / 6]

so that nothing is left over, and exchanging the periods only turns the signs. A group or unit that one of
the periods lacks takes its rate and shares from the other one: it changes the mix, not the performance.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

_NONE = Fraction(0)
Two = tuple[Fraction, Fraction]  # before, after


class Cell(NamedTuple):
    """Numerators and denominators of a group of a unit, before and after; a count has no denominators."""

    unit: str
    group: str
    numerators: Two
    denominators: Two


@dataclass(frozen=True)
class Part:
    """What a cell adds to the change, in the figure's own unit. Summed over all cells it is the change.

    `own`: the rate inside the group; `mix`: the group's share in its unit; `volume`: the unit's weight. A
    change of shares counts against the average: a group below it that grows lowers the figure.
    """

    unit: str
    group: str
    own: Fraction = _NONE
    mix: Fraction = _NONE
    volume: Fraction = _NONE

    @property
    def total(self) -> Fraction:
        return self.own + self.mix + self.volume


def count_parts(cells: Iterable[Cell]) -> list[Part]:
    """A count's change is the sum of the changes of its cells."""
    return [Part(cell.unit, cell.group, own=_change(cell.numerators)) for cell in cells]


def ratio_parts(cells: list[Cell]) -> list[Part] | None:
    """In hundredths (percent, per hundred). None where nothing is to divide by in one of the periods."""
    whole = _sum(cell.denominators for cell in cells)
    if not all(whole):
        return None
    units = {
        one: [cell for cell in cells if cell.unit == one] for one in dict.fromkeys(c.unit for c in cells)
    }
    weights = {one: _shares(_sum(c.denominators for c in own), whole) for one, own in units.items()}
    levels = {one: _level(own) for one, own in units.items()}
    mean = sum((_middle(weights[one]) * level for one, level in levels.items()), _NONE)
    parts = []
    for one, own in units.items():
        volume = _change(weights[one]) * (levels[one] - mean)
        parts += _of_unit(own, weights[one], volume, whole)
    return parts


def _of_unit(own: list[Cell], weight: Two, volume: Fraction, whole: Two) -> list[Part]:
    """`volume` is divided among the unit's groups by their average share in it."""
    shares, rates = _inside(own), [_rates(cell) for cell in own]
    pulls = [_average(weight, rate) for rate in rates]
    middles = [_middle(share) for share in shares]
    mean = sum((middle * pull for middle, pull in zip(middles, pulls, strict=True)), _NONE)
    return [
        Part(
            cell.unit,
            cell.group,
            own=100 * (_change(rate) * _average(weight, share) + _change(_loose(cell, whole))),
            mix=100 * _change(share) * (pull - mean),
            volume=100 * volume * middle,
        )
        for cell, share, rate, pull, middle in zip(own, shares, rates, pulls, middles, strict=True)
    ]


def _level(own: list[Cell]) -> Fraction:
    """What a unit's weight is multiplied by: its rate, averaged over the orders of change."""
    pairs = zip(_inside(own), map(_rates, own), strict=True)
    return sum((_average(share, rate) for share, rate in pairs), _NONE)


def _inside(own: list[Cell]) -> list[Two]:
    """Each cell's share in its unit; a period without the unit takes the shares of the other one.

    Of a unit that never has a denominator all shares are the same: its weight is 0 twice.
    """
    whole = _sum(cell.denominators for cell in own)
    if not any(whole):
        return [(Fraction(1, len(own)),) * 2 for _ in own]
    return [_filled(cell.denominators, whole) for cell in own]


def _rates(cell: Cell) -> Two:
    return _filled(cell.numerators, cell.denominators)


def _loose(cell: Cell, whole: Two) -> Two:
    """What a numerator without a denominator of its own adds (ballots of a unit without cases)."""
    tops = zip(cell.numerators, cell.denominators, whole, strict=True)
    before, after = (_NONE if bottom else top / all_of_it for top, bottom, all_of_it in tops)
    return before, after


def _filled(tops: Two, bottoms: Two) -> Two:
    """Quotients; where there is nothing to divide by, that of the other period, else 0."""
    before, after = (top / bottom if bottom else None for top, bottom in zip(tops, bottoms, strict=True))
    if before is None:
        return (after or _NONE), (after or _NONE)
    return before, (before if after is None else after)


def _shares(tops: Two, bottoms: Two) -> Two:
    return tops[0] / bottoms[0], tops[1] / bottoms[1]


def _average(one: Two, other: Two) -> Fraction:
    """Das Gupta's average of the product of the two factors that do not change."""
    same = one[0] * other[0] + one[1] * other[1]
    crossed = one[0] * other[1] + one[1] * other[0]
    return same / 3 + crossed / 6


def _middle(both: Two) -> Fraction:
    return (both[0] + both[1]) / 2


def _change(both: Two) -> Fraction:
    return both[1] - both[0]


def _sum(pairs: Iterable[Two]) -> Two:
    listed = list(pairs)
    return sum((one[0] for one in listed), _NONE), sum((one[1] for one in listed), _NONE)
