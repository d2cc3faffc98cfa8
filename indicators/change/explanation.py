"""Explain a figure's change against an earlier period: its parts, who contributed, and chance."""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal, get_args

from scipy.stats import fisher_exact
from sqlalchemy import Connection

from indicators.change.decomposition import Cell, ChangePart, FractionPair, count_parts, ratio_parts
from indicators.definition import Count, Indicator, Percentile
from indicators.fairness import JUDGED, is_rate
from indicators.figure import Figure, figure_from_row
from indicators.periods import Period, cut_to_elapsed_days, period_last_year, period_of_days, previous_period
from indicators.queries import history
from indicators.queries.change_cells import change_cells
from indicators.scope import Scope

AGAINST = ("previous", "year_before")
Grouping = Literal["unit", "group"]


@dataclass(frozen=True)
class Contribution:
    """Hold a unit or a group with its part of the change; n: its denominator, or what it counts."""

    name: str
    part: ChangePart
    n_before: int
    n_after: int


@dataclass(frozen=True)
class ChangeExplanation:
    """Hold the explanation of a change.

    `parts` None: one of the periods has no figure, or the kind cannot be split (percentiles).

    `p`: how probable a change at least as large is where nothing changed; None where that is not known.
    """

    before: Figure
    after: Figure
    parts: tuple[ChangePart, ...] | None
    cells: tuple[Cell, ...]
    p: float | None

    @property
    def change(self) -> Fraction:
        return self.sum_component("total")

    @property
    def is_by_chance(self) -> bool:
        """Tell whether the change is not beyond the limits that colours stand on (fairness.JUDGED)."""
        return self.p is not None and self.p > 1 - JUDGED

    def sum_component(self, component: str) -> Fraction:
        """Sum up own, mix, volume or total over all parts."""
        return self._sums[component]

    @cached_property
    def _sums(self) -> dict[str, Fraction]:
        """Add exact fractions, which is slow, once for all who ask."""
        names = ("own", "mix", "volume")
        sums = {of: sum((getattr(part, of) for part in self.parts or ()), Fraction(0)) for of in names}
        return sums | {"total": sum(sums.values(), Fraction(0))}

    def contributions(self, grouping: Grouping) -> list[Contribution]:
        """Return contributions by unit or by group, largest part first.

        A unit's weight is nothing that a group adds.
        """
        return self._contributions[grouping]

    @cached_property
    def _contributions(self) -> dict[Grouping, list[Contribution]]:
        return {by: self._contributed(by) for by in get_args(Grouping)}

    def _contributed(self, grouping: Grouping) -> list[Contribution]:
        parts, counted = defaultdict(list), defaultdict(list)
        for part in self.parts or ():
            parts[getattr(part, grouping)].append(part)
        for cell in self.cells:  # in another order than their parts
            counted[getattr(cell, grouping)].append(cell)
        found = [_contribution(name, parts[name], counted[name], grouping) for name in parts]
        return sorted(found, key=lambda one: (-abs(one.part.total), one.name))


def comparison_period(scope: Scope, comparison: str) -> Period | None:
    """Return the earlier period, or as many of its days as the scope's has run; None for the all-time one.

    Those days are a period of their own: its name and its address are not those of the whole one.
    """
    find = previous_period if comparison == "previous" else period_last_year
    earlier = find(scope.period, scope.closes_on)
    if earlier is None:
        return None
    run = cut_to_elapsed_days(earlier, scope.period, scope.closing)
    return earlier if run == earlier else period_of_days(run.first, run.last)


def explain_change(
    connection: Connection, indicator: Indicator, scope: Scope, earlier_period: Period
) -> ChangeExplanation:
    """Split the change of the scope's figure since `earlier_period`."""
    both = (earlier_period, scope.period)
    answers = history(connection, indicator, scope, both)
    before, after = (figure_from_row(indicator, row) for _, row in answers.iterrows())
    if isinstance(indicator, Percentile) or before.state != "value" or after.state != "value":
        return ChangeExplanation(before, after, None, (), None)
    cut_up = _cells(connection, indicator, scope, both)
    parts = count_parts(cut_up) if isinstance(indicator, Count) else ratio_parts(cut_up)
    return ChangeExplanation(
        before,
        after,
        None if parts is None else tuple(parts),
        tuple(cut_up),
        change_p_value(indicator, before, after),
    )


def change_p_value(indicator: Indicator, figure_before: Figure, figure_after: Figure) -> float | None:
    """Test two rates by Fisher's exact test (1934).

    Counts, and rows that come in bunches, vary by season and occasion far beyond what a test of single rows
    expects, so that nothing is said of them.
    """
    if not is_rate(indicator) or figure_before.numerator is None or figure_after.numerator is None:
        return None
    met = int(figure_before.numerator), int(figure_after.numerator)
    of = int(figure_before.denominator or 0), int(figure_after.denominator or 0)
    return float(fisher_exact([[met[0], of[0] - met[0]], [met[1], of[1] - met[1]]]).pvalue)


def _cells(
    connection: Connection, indicator: Indicator, scope: Scope, periods: tuple[Period, Period]
) -> list[Cell]:
    found = change_cells(connection, indicator, scope, periods)
    known = {
        (row.unit_id, row.group, row.key): (_exact(row.numerator), _exact(row.denominator))
        for row in found.itertuples()
    }
    nothing, keys = (Fraction(0), Fraction(0)), [period.key for period in periods]
    result = []
    for unit, group in dict.fromkeys((unit, group) for unit, group, _ in known):
        (top, bottom), (top_after, bottom_after) = (known.get((unit, group, key), nothing) for key in keys)
        result.append(Cell(unit, group, (top, top_after), (bottom, bottom_after)))
    return result


def _exact(number: float | None) -> Fraction:
    return Fraction(0) if number is None or number != number else Fraction(number)


def _contribution(
    name: str, parts: list[ChangePart], group_cells: list[Cell], grouping: Grouping
) -> Contribution:
    own, mix = (sum((getattr(part, of) for part in parts), Fraction(0)) for of in ("own", "mix"))
    volume = sum((part.volume for part in parts), Fraction(0)) if grouping == "unit" else Fraction(0)
    added = ChangePart(name, "", own, mix, volume) if grouping == "unit" else ChangePart("", name, own, mix)
    sizes = [sum(_size(cell)[side] for cell in group_cells) for side in (0, 1)]
    return Contribution(name, added, int(sizes[0]), int(sizes[1]))


def _size(cell: Cell) -> FractionPair:
    return cell.denominators if any(cell.denominators) else cell.numerators
