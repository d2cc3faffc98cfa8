"""Collect the figures of a table: the screen's queries, run for each column over the same rows."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from indicators.catalogue import CATALOGUE
from indicators.definition import Count, Indicator
from indicators.figure import Figure, figure_from_row
from indicators.periods import Period, cut_to_elapsed_days, period_last_year, previous_period
from indicators.queries import Slice, figure, history, split, subperiods, units
from indicators.scope import Scope
from presentation.custom_table.spec import DIMENSIONS, GROUPS, INDICATOR, PERIOD, PERIODS, UNIT, TableSpec
from presentation.unit_names import Names
from warehouse.connection import Connection

Key = str | None  # id of a unit, key of a period, a group; None: rows that name no group
Where = tuple[Slice, ...]


@dataclass(frozen=True, eq=False)
class ColumnHead:
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
class TableRow:
    """Hold a row of the table, one figure a column; where rows are periods `key` is that of `period`."""

    key: Key
    figures: tuple[Figure, ...]
    period: Period | None = None


@dataclass(frozen=True, eq=False)
class TableFigures:
    """Hold the figures of a table.

    `whole` has the figures of all rows together, queried as such. `left_out` counts rows below the least n.
    """

    scope: Scope
    heads: tuple[ColumnHead, ...]
    lines: tuple[TableRow, ...]
    whole: TableRow
    left_out: int

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to show.

        A filtered count of no rows tells nothing either, as the part may not exist.
        """
        told = (one.state == "value" and (one.n or not head.where) for one, head in self._whole)
        return not self.lines or not any(told)

    @property
    def _whole(self) -> list[tuple[Figure, ColumnHead]]:
        return list(zip(self.whole.figures, self.heads, strict=True))


def narrow_scope(names: Names, spec: TableSpec, scope: Scope) -> Scope:
    """Narrow the scope to the units of the spec; `names` are those of `scope`."""
    if not spec.units:
        return scope.with_unit(None)
    levels = {unit: names.level_of(unit) for unit in (names.shown if scope.map else names.every).index}
    kinds = [one for one in spec.units if one in GROUPS]
    found = {unit for unit, level in levels.items() if level in kinds} | set(spec.units) - set(GROUPS)
    seen = frozenset(found) if scope.allowed is None else scope.allowed & found
    return replace(scope.with_unit(None), allowed=seen)


def collect_figures(connection: Connection, spec: TableSpec, scope: Scope) -> TableFigures:
    """Collect the figures of the table; `scope` is already narrowed to the units of the spec.

    The caller has made sure that nothing is refused.
    """
    heads = _heads(connection, spec, scope)
    spans = _spans(connection, spec, scope)
    answers = [_answers(connection, spec.rows, head, scope, spans) for head in heads]
    whole = tuple(
        figure(connection, one.indicator, scope.with_period(one.period), one.where) for one in heads
    )
    by_key = {span.key: span for span in spans}
    lines = [
        TableRow(
            key,
            tuple(_figure(answer, key, head, spec) for answer, head in zip(answers, heads, strict=True)),
            by_key.get(key or ""),
        )
        for key in _keys(connection, spec, scope, spans, answers)
    ]
    kept = [line for line in lines if any(one.n >= spec.least for one in line.figures)]
    return TableFigures(
        scope, heads, _sorted(kept, heads, spec), TableRow(None, whole), len(lines) - len(kept)
    )


def _heads(connection: Connection, spec: TableSpec, scope: Scope) -> tuple[ColumnHead, ...]:
    chosen = [CATALOGUE[one] for one in spec.indicators]
    if spec.columns == INDICATOR:
        parts: list[tuple[Key, Period, Where]] = [("", scope.period, spec.where)]
    elif spec.columns == PERIOD:
        parts = [(name, period, spec.where) for name, period in compared_periods(scope).items()]
    else:
        parts = [
            (group, scope.period, (*spec.where, Slice(spec.columns, group)))
            for group in _groups(connection, spec, chosen, scope)
        ]
    return tuple(ColumnHead(one, period, where, part) for one in chosen for part, period, where in parts)


def compared_periods(scope: Scope) -> dict[str, Period]:
    """Return the period, the one before and that of the year before.

    While the period has not ended, the others are cut to as many days.
    """
    before = previous_period(scope.period, scope.closes_on), period_last_year(scope.period, scope.closes_on)
    periods = {"this": scope.period} | dict(zip(("before", "year_before"), before, strict=True))
    return {
        name: cut_to_elapsed_days(one, scope.period, scope.closing) for name, one in periods.items() if one
    }


def _groups(
    connection: Connection, spec: TableSpec, indicators: Iterable[Indicator], scope: Scope
) -> list[Key]:
    answers = [_by(split(connection, one, scope, spec.columns, spec.where), one) for one in indicators]
    return _largest_first(answers)


def _spans(connection: Connection, spec: TableSpec, scope: Scope) -> tuple[Period, ...]:
    """Return the periods of the rows; over all time each indicator begins with its own first day."""
    if spec.rows not in PERIODS:
        return ()
    chosen = (CATALOGUE[one] for one in spec.indicators)
    every = [subperiods(connection, one, scope, spec.rows) for one in chosen]
    return min(every, key=lambda spans: spans[0].first if spans else scope.last_day)


def _answers(
    connection: Connection, rows: str, head: ColumnHead, scope: Scope, spans: tuple[Period, ...]
) -> dict[Key, Figure]:
    at = scope.with_period(head.period)
    if rows in PERIODS:
        return _by(history(connection, head.indicator, at, spans, head.where), head.indicator)
    return _by(split(connection, head.indicator, at, rows, head.where), head.indicator)


def _by(answer: pd.DataFrame, indicator: Indicator) -> dict[Key, Figure]:
    names = answer.iloc[:, 0]
    return {
        None if pd.isna(name) else str(name): figure_from_row(indicator, row)
        for name, (_, row) in zip(names, answer.iterrows(), strict=True)
    }


def _keys(
    connection: Connection,
    spec: TableSpec,
    scope: Scope,
    spans: tuple[Period, ...],
    answers: list[dict[Key, Figure]],
) -> list[Key]:
    """Return the keys of the rows: units in their order, periods by time, groups with the largest first."""
    if spec.rows in PERIODS:
        return [span.key for span in spans]
    if spec.rows in DIMENSIONS:
        return _largest_first(answers)
    return list(dict.fromkeys([*units(connection, scope)["id"], *(key for one in answers for key in one)]))


def _largest_first(answers: list[dict[Key, Figure]]) -> list[Key]:
    """Sort groups by their size in the first answer that knows them; rows without a group come last."""
    sizes: dict[Key, int] = {}
    for one in answers:
        for key, shown in one.items():
            sizes.setdefault(key, shown.n)
    return sorted(sizes, key=lambda key: (key is None, -sizes[key], key or ""))


def _figure(answer: dict[Key, Figure], key: Key, head: ColumnHead, spec: TableSpec) -> Figure:
    """Return the figure of a row: 0 for a group without rows, none for a unit of another period."""
    if key in answer:
        return answer[key]
    if isinstance(head.indicator, Count) and spec.rows != UNIT:
        return Figure(0.0, None, 0.0, 0, head.indicator.kind, "value")
    return Figure(None, None, None, 0, head.indicator.kind, "none")


def _sorted(lines: list[TableRow], heads: tuple[ColumnHead, ...], spec: TableSpec) -> tuple[TableRow, ...]:
    """Sort the rows by the chosen column; rows without a value come last, whatever the direction."""
    place = next((place for place, head in enumerate(heads) if head.key == spec.sort), None)
    if place is None:
        return tuple(lines)

    def order(line: TableRow) -> tuple[bool, float]:
        value = line.figures[place].value
        return value is None, (value or 0.0) * (-1 if spec.falling else 1)

    return tuple(sorted(lines, key=order))
