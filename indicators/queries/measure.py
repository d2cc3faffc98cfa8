"""Measure the figure, its history and its split: numerator and denominator stay apart to the last step."""

from collections.abc import Container, Iterable
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, Table, func, null, select

from indicators.definition import Count, Indicator, Percentile, PerHundred, Ratio, Totals, period
from indicators.figure import PARTS, Figure, State, figure_from_row
from indicators.periods import Period, list_periods
from indicators.queries.maps import refused_periods, refused_units, unit_refusals
from indicators.queries.memo import memoise
from indicators.queries.reporting import GroupKind, group_expression, reporting_groups
from indicators.queries.scoping import Grouping, bind_periods, join_map, visible_condition
from indicators.queries.settings import units
from indicators.queries.slices import Slice, filter_slice
from indicators.queries.sums import NOTHING, Sum, Sums, add_sums, row_amount, sum_from_values
from indicators.queries.totals import (
    first_total_day,
    groups_with_totals,
    no_total_condition,
    sum_totals,
    totals_of,
)
from indicators.scope import Scope
from warehouse.tables import DIMENSIONS, EVENT_DAY

Row = tuple[Any, ...]
Filters = tuple[Slice, ...]  # only rows that lie in all of these; by what `split_dimensions` names


class UnknownSplit(ValueError):
    """Report that the indicator cannot be split by this."""


@memoise
def figure(connection: Connection, indicator: Indicator, scope: Scope, filters: Filters = ()) -> Figure:
    """Measure the indicator for one period, one unit or all."""
    answer = history(connection, indicator, scope, (scope.period,), filters).iloc[0]
    return figure_from_row(indicator, answer)


@memoise
def history(
    connection: Connection,
    indicator: Indicator,
    scope: Scope,
    periods: tuple[Period, ...],
    filters: Filters = (),
) -> pd.DataFrame:
    """Return one row a period, in the order given: key and PARTS."""
    lost = refused_periods(connection, scope, periods)
    keys = [period.key for period in periods]
    rows = _completed(connection, indicator, scope, periods, "period", keys, lost, filters)
    return pd.DataFrame(rows, columns=["key", *PARTS])


@memoise
def histories(
    connection: Connection,
    indicator: Indicator,
    scope: Scope,
    periods: tuple[Period, ...],
    units: tuple[str, ...],
) -> pd.DataFrame:
    """Return one row a unit and period: unit_id, key and PARTS."""
    limits = unit_refusals(connection, scope)
    lost = {f"{p.key}|{one.unit_id}" for one in limits for p in periods if one.covers(p)}
    both = [f"{p.key}|{unit}" for p in periods for unit in units]
    rows = _completed(connection, indicator, scope, periods, "both", both, lost)
    apart = [(*reversed(name.split("|", 1)), *parts) for name, *parts in rows]
    return pd.DataFrame(apart, columns=["unit_id", "key", *PARTS])


@memoise
def split(
    connection: Connection, indicator: Indicator, scope: Scope, dimension: str, filters: Filters = ()
) -> pd.DataFrame:
    """Return one row a group: group and PARTS. By "unit": every unit of the period, the silent ones too.

    Totals tell units and days apart and nothing else: by a column of the rows they are left out.
    """
    if dimension == "month":
        months = subperiods(connection, indicator, scope, "month")
        return history(connection, indicator, scope, months, filters).rename(columns={"key": "group"})
    if dimension == "unit":
        every, lost = units(connection, scope)["id"], refused_units(connection, scope)
        rows = _completed(connection, indicator, scope, (scope.period,), "unit", every, lost, filters)
    elif dimension in split_dimensions(indicator):
        rows = _by_column(connection, indicator, scope, dimension, filters)
    else:
        raise UnknownSplit(dimension)
    return pd.DataFrame(rows, columns=["group", *PARTS])


def _by_column(
    connection: Connection, indicator: Indicator, scope: Scope, dimension: str, filters: Filters
) -> list[Row]:
    totals = totals_of(connection, indicator)
    found = measure_groups(
        connection, indicator, scope, (scope.period,), lambda table: table.c[dimension], totals, filters
    )
    lost = bool(refused_periods(connection, scope, (scope.period,)))
    return [
        _without_value(group, *sums) if lost else (group, *sums, _state(indicator, sums.value, True))
        for group, sums in found.items()
    ]


def split_dimensions(indicator: Indicator) -> tuple[str, ...]:
    """Return what the indicator can be split by, besides unit and month."""
    return () if isinstance(indicator, PerHundred) else DIMENSIONS[indicator.table]


def subperiods(connection: Connection, indicator: Indicator, scope: Scope, kind: str) -> tuple[Period, ...]:
    """Return the months, quarters… of the period, the first and last one cut to it."""
    first, last = scope.period.first, scope.last_day
    if scope.period.kind == "all":
        day = EVENT_DAY[indicator.table]
        heard = connection.scalar(select(func.min(day)).where(visible_condition(indicator.table, scope)))
        first = min(heard or last, first_total_day(connection, indicator, scope) or last)
    found = list_periods(kind, first, last, scope.closes_on)
    return tuple(Period(one.key, one.kind, max(one.first, first), min(one.last, last)) for one in found)


def _completed(
    connection: Connection,
    indicator: Indicator,
    scope: Scope,
    periods: tuple[Period, ...],
    group_kind: GroupKind,
    groups: Iterable[str],
    refused_groups: Container[str],
    filters: Filters = (),
) -> list[Row]:
    """Return the measured groups, and those of `groups` without a row: 0, "–" or not reported.

    `refused_groups` cannot be made up. Totals cannot be told apart by `filters`: they are left out then.
    """
    grouping = group_expression(group_kind, scope)
    totals = totals_of(connection, indicator)
    found = measure_groups(connection, indicator, scope, periods, grouping, totals, filters)
    heard = set(reporting_groups(connection, indicator.table, indicator.heard, scope, periods, group_kind))
    speaking: set[Any] = set()
    if totals is not None and not filters:
        more = sum_totals(connection, indicator, totals, scope, periods, grouping)
        found = add_sums(indicator, found, more)
        heard |= more.keys()
    if totals is not None:
        speaking = groups_with_totals(connection, totals, scope, periods, grouping)
    rows = []
    # Cases of a unit that has ended since still count: no row of the whole may drop out of its parts.
    for one in dict.fromkeys([*groups, *found]):
        parts = _told(indicator, found.get(one, NOTHING), one in heard, one in speaking)
        rows.append(_without_value(one, *parts) if one in refused_groups else (one, *parts))
    return rows


def _without_value(group: Any, numerator: Any, denominator: Any, value: Any, n: Any, *_: Any) -> Row:  # noqa: ANN401
    return group, numerator, denominator, None, n, "refused"


def _told(
    indicator: Indicator, sums: Sum, is_reporting: bool, has_wider_total: bool
) -> tuple[float | None, float | None, float | None, float, State]:
    """Return PARTS of one group; `has_wider_total`: a total touches the period and does not count."""
    state = _state(indicator, sums.value, is_reporting)
    if state == "missing":
        return None, None, None, sums.n, "total_wider" if has_wider_total else state
    if state == "value" and sums.value is None and not sums.n:
        return 0.0, sums.denominator, 0.0, sums.n, state
    return *sums, state


def _state(indicator: Indicator, value: float | None, is_reporting: bool) -> State:
    """Return the state of a group.

    A stock may have rows from before the period; an expected row does not say that anybody reported.
    """
    measured = value is not None
    if indicator.expected:
        return "none" if not measured else "value" if is_reporting else "missing"
    if isinstance(indicator, PerHundred) and not is_reporting:
        return "missing"  # no ballot at all is silence, whatever the number of cases
    if measured:
        return "value"
    if not is_reporting:
        return "missing"
    return "value" if isinstance(indicator, Count) else "none"


def measure_groups(
    connection: Connection,
    indicator: Indicator,
    scope: Scope,
    periods: tuple[Period, ...],
    grouping: Grouping,
    totals: Totals | None = None,
    filters: Filters = (),
) -> Sums:
    """Measure the groups that have rows beside their totals."""
    for one in filters:
        if one.by not in split_dimensions(indicator):
            raise UnknownSplit(one.by)

    def ask(table: Table, belongs: ColumnElement[bool], *parts: ColumnElement[Any]) -> dict[Any, Row]:
        group = grouping(table).label("group")
        statement: Select[Any] = select(group, *parts).select_from(table).join(period, belongs)
        statement = join_map(statement, table, scope).where(visible_condition(table, scope)).group_by(group)
        statement = statement.where(no_total_condition(totals, table))
        for one in filters:
            statement = filter_slice(statement, table, one)
        answer = connection.execute(bind_periods(statement, periods, scope.closing))
        return {name: tuple(parts) for name, *parts in answer}

    if isinstance(indicator, PerHundred):
        top = ask(indicator.table, indicator.belongs, func.count())
        bottom = ask(indicator.other, indicator.other_belongs, func.count())
        return {one: _per_hundred(*top.get(one, (0,)), *bottom.get(one, (0,))) for one in {**top, **bottom}}
    found = ask(indicator.table, indicator.belongs, *_sums(indicator))
    return {group: sum_from_values(*parts) for group, parts in found.items()}


def _sums(indicator: Indicator) -> tuple[Any, ...]:
    """Return numerator, denominator, value and n of one group."""
    match indicator:
        case Ratio():
            top, bottom = (
                func.sum(row_amount(part)) for part in (indicator.numerator, indicator.denominator)
            )
            return top, bottom, 100.0 * top / func.nullif(bottom, 0), bottom
        case Count():
            total = func.sum(row_amount(indicator.numerator))
            return total, null(), total, total
        case Percentile():
            reached = func.percentile_disc(indicator.share).within_group(indicator.days)
            return null(), null(), reached, func.count(indicator.days)
    raise TypeError(indicator.kind)


def _per_hundred(top: int, bottom: int) -> Sum:
    return Sum(float(top), float(bottom), 100 * top / bottom if bottom else None, float(bottom))
