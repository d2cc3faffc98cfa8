"""Explain a figure's change against an earlier period: its parts, who contributed, and chance."""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal, get_args

from scipy.stats import fisher_exact
from sqlalchemy import Connection

from indicators.change.decomposition import Cell, Part, Two, count_parts, ratio_parts
from indicators.definition import Count, Indicator, Percentile
from indicators.fairness import JUDGED, is_rate
from indicators.figure import Figure
from indicators.periods import Period, cut, days, previous, year_before
from indicators.queries import as_figure, history
from indicators.queries.change_cells import cells
from indicators.scope import Scope

AGAINST = ("previous", "year_before")
By = Literal["unit", "group"]


@dataclass(frozen=True)
class Contribution:
    """Hold a unit or a group with its part of the change; n: its denominator, or what it counts."""

    name: str
    part: Part
    n_before: int
    n_after: int


@dataclass(frozen=True)
class Why:
    """Hold the explanation of a change.

    `parts` None: one of the periods has no figure, or the kind cannot be split (percentiles).

    `p`: how probable a change at least as large is where nothing changed; None where that is not known.
    """

    before: Figure
    after: Figure
    parts: tuple[Part, ...] | None
    cells: tuple[Cell, ...]
    p: float | None

    @property
    def change(self) -> Fraction:
        return self.sum("total")

    @property
    def by_chance(self) -> bool:
        """Tell whether the change is not beyond the limits that colours stand on (fairness.JUDGED)."""
        return self.p is not None and self.p > 1 - JUDGED

    def sum(self, of: str) -> Fraction:
        """Sum up own, mix, volume or total over all parts."""
        return self._sums[of]

    @cached_property
    def _sums(self) -> dict[str, Fraction]:
        """Add exact fractions, which is slow, once for all who ask."""
        names = ("own", "mix", "volume")
        sums = {of: sum((getattr(part, of) for part in self.parts or ()), Fraction(0)) for of in names}
        return sums | {"total": sum(sums.values(), Fraction(0))}

    def contributions(self, by: By) -> list[Contribution]:
        """Return contributions by unit or by group, largest part first.

        A unit's weight is nothing that a group adds.
        """
        return self._contributions[by]

    @cached_property
    def _contributions(self) -> dict[By, list[Contribution]]:
        return {by: self._contributed(by) for by in get_args(By)}

    def _contributed(self, by: By) -> list[Contribution]:
        parts, counted = defaultdict(list), defaultdict(list)
        for part in self.parts or ():
            parts[getattr(part, by)].append(part)
        for cell in self.cells:  # in another order than their parts
            counted[getattr(cell, by)].append(cell)
        found = [_contribution(name, parts[name], counted[name], by) for name in parts]
        return sorted(found, key=lambda one: (-abs(one.part.total), one.name))


def compared_period(scope: Scope, against: str) -> Period | None:
    """Return the earlier period, or as many of its days as the scope's has run; None for the all-time one.

    Those days are a period of their own: its name and its address are not those of the whole one.
    """
    find = previous if against == "previous" else year_before
    earlier = find(scope.period, scope.closes_on)
    if earlier is None:
        return None
    run = cut(earlier, scope.period, scope.closing)
    return earlier if run == earlier else days(run.first, run.last)


def why(connection: Connection, indicator: Indicator, scope: Scope, earlier: Period) -> Why:
    """Split the change of the scope's figure since `earlier_period`."""
    both = (earlier, scope.period)
    answers = history(connection, indicator, scope, both)
    before, after = (as_figure(indicator, row) for _, row in answers.iterrows())
    if isinstance(indicator, Percentile) or before.state != "value" or after.state != "value":
        return Why(before, after, None, (), None)
    cut_up = _cells(connection, indicator, scope, both)
    parts = count_parts(cut_up) if isinstance(indicator, Count) else ratio_parts(cut_up)
    return Why(
        before,
        after,
        None if parts is None else tuple(parts),
        tuple(cut_up),
        chance(indicator, before, after),
    )


def chance(indicator: Indicator, before: Figure, after: Figure) -> float | None:
    """Test two rates by Fisher's exact test (1934).

    Counts, and rows that come in bunches, vary by season and occasion far beyond what a test of single rows
    expects, so that nothing is said of them.
    """
    if not is_rate(indicator) or before.numerator is None or after.numerator is None:
        return None
    met = int(before.numerator), int(after.numerator)
    of = int(before.denominator or 0), int(after.denominator or 0)
    return float(fisher_exact([[met[0], of[0] - met[0]], [met[1], of[1] - met[1]]]).pvalue)


def _cells(
    connection: Connection, indicator: Indicator, scope: Scope, both: tuple[Period, Period]
) -> list[Cell]:
    found = cells(connection, indicator, scope, both)
    known = {
        (row.unit_id, row.group, row.key): (_exact(row.numerator), _exact(row.denominator))
        for row in found.itertuples()
    }
    nothing, keys = (Fraction(0), Fraction(0)), [period.key for period in both]
    result = []
    for unit, group in dict.fromkeys((unit, group) for unit, group, _ in known):
        (top, bottom), (top_after, bottom_after) = (known.get((unit, group, key), nothing) for key in keys)
        result.append(Cell(unit, group, (top, top_after), (bottom, bottom_after)))
    return result


def _exact(number: float | None) -> Fraction:
    return Fraction(0) if number is None or number != number else Fraction(number)


def _contribution(name: str, parts: list[Part], counted: list[Cell], by: By) -> Contribution:
    own, mix = (sum((getattr(part, of) for part in parts), Fraction(0)) for of in ("own", "mix"))
    volume = sum((part.volume for part in parts), Fraction(0)) if by == "unit" else Fraction(0)
    added = Part(name, "", own, mix, volume) if by == "unit" else Part("", name, own, mix)
    sizes = [sum(_size(cell)[side] for cell in counted) for side in (0, 1)]
    return Contribution(name, added, int(sizes[0]), int(sizes[1]))


def _size(cell: Cell) -> Two:
    return cell.denominators if any(cell.denominators) else cell.numerators
