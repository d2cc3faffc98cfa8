"""Explain why a figure changed between two periods: split the change exactly, cell by cell.

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
FractionPair = tuple[Fraction, Fraction]  # before, after


class Cell(NamedTuple):
    """Hold numerators and denominators of a group of a unit, before and after.

    A count has no denominators.
    """

    unit: str
    group: str
    numerators: FractionPair
    denominators: FractionPair


@dataclass(frozen=True)
class ChangePart:
    """Hold what a cell adds to the change, in the figure's own unit. Summed over all cells it is the change.

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


def count_parts(cells: Iterable[Cell]) -> list[ChangePart]:
    """Split a count's change: it is the sum of the changes of its cells."""
    return [ChangePart(cell.unit, cell.group, own=_change(cell.numerators)) for cell in cells]


def ratio_parts(cells: list[Cell]) -> list[ChangePart] | None:
    """Split a ratio's change, in hundredths (percent, per hundred).

    None where there is nothing to divide by in one of the periods.
    """
    whole = _sum(cell.denominators for cell in cells)
    if not all(whole):
        return None
    units = [_unit(own, whole) for own in _by_unit(cells)]
    mean = sum((_middle(unit.weight) * unit.level for unit in units), _NONE)
    return [part for unit in units for part in _parts_of(unit, mean, whole)]


class _Unit(NamedTuple):
    """Hold a unit's cells with their shares in it and rates; `level`: what its weight is multiplied by.

    The level is the unit's rate, averaged over the orders in which shares and rates could have changed.
    """

    cells: list[Cell]
    shares: list[FractionPair]
    rates: list[FractionPair]
    weight: FractionPair
    level: Fraction


def _by_unit(cells: list[Cell]) -> Iterable[list[Cell]]:
    found: dict[str, list[Cell]] = {}
    for cell in cells:
        found.setdefault(cell.unit, []).append(cell)
    return found.values()


def _unit(cells: list[Cell], total_denominators: FractionPair) -> _Unit:
    shares = _inside(cells)
    rates = [_filled(cell.numerators, cell.denominators) for cell in cells]
    weight = _shares(_sum(cell.denominators for cell in cells), total_denominators)
    level = sum((_average(_orders(rate), share) for rate, share in zip(rates, shares, strict=True)), _NONE)
    return _Unit(cells, shares, rates, weight, level)


def _parts_of(unit: _Unit, mean_level: Fraction, total_denominators: FractionPair) -> list[ChangePart]:
    """Divide what the change of a unit's weight adds among its groups, by their average share in it."""
    orders = _orders(unit.weight)
    volume = _change(unit.weight) * (unit.level - mean_level)
    pulls = [_average(orders, rate) for rate in unit.rates]
    middles = [_middle(share) for share in unit.shares]
    mean = sum((middle * pull for middle, pull in zip(middles, pulls, strict=True)), _NONE)
    return [
        ChangePart(
            cell.unit,
            cell.group,
            own=100 * (_change(rate) * _average(orders, share) + _change(_loose(cell, total_denominators))),
            mix=100 * _change(share) * (pull - mean),
            volume=100 * volume * middle,
        )
        for cell, share, rate, pull, middle in zip(
            unit.cells, unit.shares, unit.rates, pulls, middles, strict=True
        )
    ]


def _inside(cells: list[Cell]) -> list[FractionPair]:
    """Return each cell's share in its unit; a period without the unit takes the shares of the other one.

    In a unit that never has a denominator all shares are the same: its weight is 0 twice.
    """
    whole = _sum(cell.denominators for cell in cells)
    if not any(whole):
        return [(Fraction(1, len(cells)),) * 2 for _ in cells]
    return [_filled(cell.denominators, whole) for cell in cells]


def _loose(cell: Cell, total_denominators: FractionPair) -> FractionPair:
    """Return what a numerator without a denominator of its own adds (ballots of a unit without cases)."""
    tops = zip(cell.numerators, cell.denominators, total_denominators, strict=True)
    before, after = (_NONE if bottom else top / all_of_it for top, bottom, all_of_it in tops)
    return before, after


def _filled(tops: FractionPair, bottoms: FractionPair) -> FractionPair:
    """Return quotients; where there is nothing to divide by, that of the other period, else 0."""
    before, after = (top / bottom if bottom else None for top, bottom in zip(tops, bottoms, strict=True))
    if before is None:
        return (after or _NONE), (after or _NONE)
    return before, (before if after is None else after)


def _shares(tops: FractionPair, bottoms: FractionPair) -> FractionPair:
    return tops[0] / bottoms[0], tops[1] / bottoms[1]


def _orders(pair: FractionPair) -> FractionPair:
    """Return what the other factor's two values are multiplied by in Das Gupta's average.

    One third of the product where both are of the same period, one sixth where they are not.
    """
    return (2 * pair[0] + pair[1]) / 6, (pair[0] + 2 * pair[1]) / 6


def _average(orders: FractionPair, other_pair: FractionPair) -> Fraction:
    """Return Das Gupta's average of the product of the two factors that do not change."""
    return orders[0] * other_pair[0] + orders[1] * other_pair[1]


def _middle(pair: FractionPair) -> Fraction:
    return (pair[0] + pair[1]) / 2


def _change(pair: FractionPair) -> Fraction:
    return pair[1] - pair[0]


def _sum(pairs: Iterable[FractionPair]) -> FractionPair:
    listed = list(pairs)
    return sum((one[0] for one in listed), _NONE), sum((one[1] for one in listed), _NONE)
