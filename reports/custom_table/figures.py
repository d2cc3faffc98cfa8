"""Collect the figures of a table: the screen's queries, run for each column over the same rows."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from indicators.catalogue import CATALOGUE
from indicators.definition import Count, Indicator
from indicators.figure import Figure
from indicators.periods import Period, cut, previous, year_before
from indicators.queries import Within, as_figure, figure, history, periods_within, split, units
from indicators.scope import Scope
from presentation.unit_names import Names
from reports.custom_table.spec import DIMENSIONS, GROUPS, INDICATOR, PERIOD, PERIODS, UNIT, Wanted
from warehouse.connection import Connection

Key = str | None  # id of a unit, key of a period, a group; None: rows that name no group
Where = tuple[Within, ...]


@dataclass(frozen=True, eq=False)
class Head:
    """Describe a column: an indicator in a period, over all or a part of its rows.

    `part` tells it from the other columns of the indicator: "", this, before, year_before, or a group.
    """

    indicator: Indicator
    period: Period
    where: Where = ()
    part: Key = ""

    @property
    def key(self) -> str:
        return f"{self.indicator.id}@{self.part}" if self.part else self.indicator.id


@dataclass(frozen=True, eq=False)
class Line:
    """Hold a row of the table, one figure a column; where rows are periods `key` is that of `period`."""

    key: Key
    figures: tuple[Figure, ...]
    period: Period | None = None


@dataclass(frozen=True, eq=False)
class Found:
    """Hold the figures of a table.

    `whole` has the figures of all rows together, queried as such. `left_out` counts rows below the least n.
    """

    scope: Scope
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    whole: Line
    left_out: int

    @property
    def nothing(self) -> bool:
        """Tell whether there is nothing to show.

        A filtered count of no rows tells nothing either, as the part may not exist.
        """
        told = (one.state == "value" and (one.n or not head.where) for one, head in self._whole)
        return not self.lines or not any(told)

    @property
    def _whole(self) -> list[tuple[Figure, Head]]:
        return list(zip(self.whole.figures, self.heads, strict=True))


def scope_of(names: Names, wanted: Wanted, scope: Scope) -> Scope:
    """Narrow the scope to the units of the spec; `names` are those of `scope`."""
    if not wanted.units:
        return scope.of(None)
    levels = {unit: names.level_of(unit) for unit in (names.shown if scope.map else names.every).index}
    kinds = [one for one in wanted.units if one in GROUPS]
    found = {unit for unit, level in levels.items() if level in kinds} | set(wanted.units) - set(GROUPS)
    seen = frozenset(found) if scope.allowed is None else scope.allowed & found
    return replace(scope.of(None), allowed=seen)


def found(connection: Connection, wanted: Wanted, scope: Scope) -> Found:
    """Collect the figures of the table; `scope` is already narrowed to the units of the spec.

    The caller has made sure that nothing is refused.
    """
    heads = _heads(connection, wanted, scope)
    spans = _spans(connection, wanted, scope)
    answers = [_answers(connection, wanted.rows, head, scope, spans) for head in heads]
    whole = tuple(figure(connection, one.indicator, scope.at(one.period), one.where) for one in heads)
    by_key = {span.key: span for span in spans}
    lines = [
        Line(
            key,
            tuple(_figure(answer, key, head, wanted) for answer, head in zip(answers, heads, strict=True)),
            by_key.get(key or ""),
        )
        for key in _keys(connection, wanted, scope, spans, answers)
    ]
    kept = [line for line in lines if any(one.n >= wanted.least for one in line.figures)]
    return Found(scope, heads, _sorted(kept, heads, wanted), Line(None, whole), len(lines) - len(kept))


def _heads(connection: Connection, wanted: Wanted, scope: Scope) -> tuple[Head, ...]:
    chosen = [CATALOGUE[one] for one in wanted.indicators]
    if wanted.columns == INDICATOR:
        parts: list[tuple[Key, Period, Where]] = [("", scope.period, wanted.where)]
    elif wanted.columns == PERIOD:
        parts = [(name, period, wanted.where) for name, period in compared(scope).items()]
    else:
        parts = [
            (group, scope.period, (*wanted.where, Within(wanted.columns, group)))
            for group in _groups(connection, wanted, chosen, scope)
        ]
    return tuple(Head(one, period, where, part) for one in chosen for part, period, where in parts)


def compared(scope: Scope) -> dict[str, Period]:
    """Return the period, the one before and that of the year before.

    While the period has not ended, the others are cut to as many days.
    """
    before = previous(scope.period, scope.closes_on), year_before(scope.period, scope.closes_on)
    periods = {"this": scope.period} | dict(zip(("before", "year_before"), before, strict=True))
    return {name: cut(one, scope.period, scope.closing) for name, one in periods.items() if one}


def _groups(connection: Connection, wanted: Wanted, chosen: Iterable[Indicator], scope: Scope) -> list[Key]:
    answers = [_by(split(connection, one, scope, wanted.columns, wanted.where), one) for one in chosen]
    return _largest_first(answers)


def _spans(connection: Connection, wanted: Wanted, scope: Scope) -> tuple[Period, ...]:
    """Return the periods of the rows; over all time each indicator begins with its own first day."""
    if wanted.rows not in PERIODS:
        return ()
    chosen = (CATALOGUE[one] for one in wanted.indicators)
    every = [periods_within(connection, one, scope, wanted.rows) for one in chosen]
    return min(every, key=lambda spans: spans[0].first if spans else scope.last_day)


def _answers(
    connection: Connection, rows: str, head: Head, scope: Scope, spans: tuple[Period, ...]
) -> dict[Key, Figure]:
    at = scope.at(head.period)
    if rows in PERIODS:
        return _by(history(connection, head.indicator, at, spans, head.where), head.indicator)
    return _by(split(connection, head.indicator, at, rows, head.where), head.indicator)


def _by(answer: pd.DataFrame, indicator: Indicator) -> dict[Key, Figure]:
    names = answer.iloc[:, 0]
    return {
        None if pd.isna(name) else str(name): as_figure(indicator, row)
        for name, (_, row) in zip(names, answer.iterrows(), strict=True)
    }


def _keys(
    connection: Connection,
    wanted: Wanted,
    scope: Scope,
    spans: tuple[Period, ...],
    answers: list[dict[Key, Figure]],
) -> list[Key]:
    """Return the keys of the rows: units in their order, periods by time, groups with the largest first."""
    if wanted.rows in PERIODS:
        return [span.key for span in spans]
    if wanted.rows in DIMENSIONS:
        return _largest_first(answers)
    return list(dict.fromkeys([*units(connection, scope)["id"], *(key for one in answers for key in one)]))


def _largest_first(answers: list[dict[Key, Figure]]) -> list[Key]:
    """Sort groups by their size in the first answer that knows them; rows without a group come last."""
    sizes: dict[Key, int] = {}
    for one in answers:
        for key, shown in one.items():
            sizes.setdefault(key, shown.n)
    return sorted(sizes, key=lambda key: (key is None, -sizes[key], key or ""))


def _figure(answer: dict[Key, Figure], key: Key, head: Head, wanted: Wanted) -> Figure:
    """Return the figure of a row: 0 for a group without rows, none for a unit of another period."""
    if key in answer:
        return answer[key]
    if isinstance(head.indicator, Count) and wanted.rows != UNIT:
        return Figure(0.0, None, 0.0, 0, head.indicator.kind, "value")
    return Figure(None, None, None, 0, head.indicator.kind, "none")


def _sorted(lines: list[Line], heads: tuple[Head, ...], wanted: Wanted) -> tuple[Line, ...]:
    """Sort the rows by the chosen column; rows without a value come last, whatever the direction."""
    place = next((place for place, head in enumerate(heads) if head.key == wanted.sort), None)
    if place is None:
        return tuple(lines)

    def order(line: Line) -> tuple[bool, float]:
        value = line.figures[place].value
        return value is None, (value or 0.0) * (-1 if wanted.falling else 1)

    return tuple(sorted(lines, key=order))
