"""Measure the figure, its history and its split: numerator and denominator stay apart to the last step."""

from collections.abc import Container, Iterable
from typing import Any

import pandas as pd
from sqlalchemy import Boolean, ColumnElement, Connection, Select, Table, case, func, null, select

from indicators.definition import Count, Indicator, Percentile, PerHundred, Ratio, Totals, period
from indicators.figure import Figure, State
from indicators.periods import Period, run
from indicators.queries.maps import refused, refused_periods, refused_units
from indicators.queries.memo import once
from indicators.queries.reporting import By, grouped, reporting
from indicators.queries.scoping import on_map, over, visible
from indicators.queries.settings import units
from indicators.queries.slices import Within, narrowed
from indicators.queries.sums import NOTHING, Sum, Sums, as_sum, together
from indicators.queries.totals import Grouping, added, first_day, told, totals_of, without_totals
from indicators.scope import Scope
from warehouse.tables import DIMENSIONS, EVENT_DAY

PARTS = ["numerator", "denominator", "value", "n", "state"]
Row = tuple[Any, ...]
Where = tuple[Within, ...]  # only rows that lie in all of these; by what `split_dimensions` names


class UnknownSplit(ValueError):
    """Report that the indicator cannot be split by this."""


@once
def figure(connection: Connection, indicator: Indicator, scope: Scope, where: Where = ()) -> Figure:
    """Measure the indicator for one period, one unit or all."""
    answer = history(connection, indicator, scope, (scope.period,), where).iloc[0]
    return as_figure(indicator, answer)


def as_figure(indicator: Indicator, answer: Any) -> Figure:  # noqa: ANN401
    """Turn a row with PARTS into a Figure; pandas' empty values become None."""
    numerator, denominator, value = (
        None if pd.isna(answer[part]) else float(answer[part]) for part in PARTS[:3]
    )
    return Figure(numerator, denominator, value, int(answer["n"]), indicator.kind, answer["state"])


@once
def history(
    connection: Connection,
    indicator: Indicator,
    scope: Scope,
    periods: tuple[Period, ...],
    where: Where = (),
) -> pd.DataFrame:
    """Return one row a period, in the order given: key and PARTS."""
    lost = refused_periods(connection, scope, periods)
    keys = [period.key for period in periods]
    rows = _completed(connection, indicator, scope, periods, "period", keys, lost, where)
    return pd.DataFrame(rows, columns=["key", *PARTS])


@once
def histories(
    connection: Connection,
    indicator: Indicator,
    scope: Scope,
    periods: tuple[Period, ...],
    units: tuple[str, ...],
) -> pd.DataFrame:
    """Return one row a unit and period: unit_id, key and PARTS."""
    limits = refused(connection, scope)
    lost = {f"{p.key}|{one.unit_id}" for one in limits for p in periods if one.covers(p)}
    both = [f"{p.key}|{unit}" for p in periods for unit in units]
    rows = _completed(connection, indicator, scope, periods, "both", both, lost)
    apart = [(*reversed(name.split("|", 1)), *parts) for name, *parts in rows]
    return pd.DataFrame(apart, columns=["unit_id", "key", *PARTS])


@once
def split(
    connection: Connection, indicator: Indicator, scope: Scope, by: str, where: Where = ()
) -> pd.DataFrame:
    """Return one row a group: group and PARTS. By "unit": every unit of the period, the silent ones too.

    Totals tell units and days apart and nothing else: by a column of the rows they are left out.
    """
    if by == "month":
        months = periods_within(connection, indicator, scope, "month")
        return history(connection, indicator, scope, months, where).rename(columns={"key": "group"})
    if by == "unit":
        every, lost = units(connection, scope)["id"], refused_units(connection, scope)
        rows = _completed(connection, indicator, scope, (scope.period,), "unit", every, lost, where)
    elif by in splits(indicator):
        rows = _by_column(connection, indicator, scope, by, where)
    else:
        raise UnknownSplit(by)
    return pd.DataFrame(rows, columns=["group", *PARTS])


def _by_column(
    connection: Connection, indicator: Indicator, scope: Scope, by: str, where: Where
) -> list[Row]:
    totals = totals_of(connection, indicator)
    found = measured(connection, indicator, scope, (scope.period,), lambda table: table.c[by], totals, where)
    lost = bool(refused_periods(connection, scope, (scope.period,)))
    return [
        _without_value(group, *sums) if lost else (group, *sums, _state(indicator, sums.value, True))
        for group, sums in found.items()
    ]


def splits(indicator: Indicator) -> tuple[str, ...]:
    """Return what the indicator can be split by, besides unit and month."""
    return () if isinstance(indicator, PerHundred) else DIMENSIONS[indicator.table]


def periods_within(
    connection: Connection, indicator: Indicator, scope: Scope, kind: str
) -> tuple[Period, ...]:
    """Return the months, quarters… of the period, the first and last one cut to it."""
    first, last = scope.period.first, scope.last_day
    if scope.period.kind == "all":
        day = EVENT_DAY[indicator.table]
        heard = connection.scalar(select(func.min(day)).where(visible(indicator.table, scope)))
        first = min(heard or last, first_day(connection, indicator, scope) or last)
    found = run(kind, first, last, scope.closes_on)
    return tuple(Period(one.key, one.kind, max(one.first, first), min(one.last, last)) for one in found)


def _completed(
    connection: Connection,
    indicator: Indicator,
    scope: Scope,
    periods: tuple[Period, ...],
    by: By,
    groups: Iterable[str],
    lost: Container[str],
    where: Where = (),
) -> list[Row]:
    """Return the measured groups, and those of `groups` without a row: 0, "–" or not reported.

    `refused_groups` cannot be made up. Totals cannot be told apart by `filters`: they are left out then.
    """
    grouping = grouped(by, scope)
    totals = totals_of(connection, indicator)
    found = measured(connection, indicator, scope, periods, grouping, totals, where)
    heard = set(reporting(connection, indicator.table, indicator.heard, scope, periods, by))
    speaking: set[Any] = set()
    if totals is not None and not where:
        more = added(connection, indicator, totals, scope, periods, grouping)
        found = together(indicator, found, more)
        heard |= more.keys()
    if totals is not None:
        speaking = told(connection, totals, scope, periods, grouping)
    rows = []
    # Cases of a unit that has ended since still count: no row of the whole may drop out of its parts.
    for one in dict.fromkeys([*groups, *found]):
        parts = _told(indicator, found.get(one, NOTHING), one in heard, one in speaking)
        rows.append(_without_value(one, *parts) if one in lost else (one, *parts))
    return rows


def _without_value(group: Any, numerator: Any, denominator: Any, value: Any, n: Any, *_: Any) -> Row:  # noqa: ANN401
    return group, numerator, denominator, None, n, "refused"


def _told(
    indicator: Indicator, sums: Sum, reports: bool, spoken_of: bool
) -> tuple[float | None, float | None, float | None, float, State]:
    """Return PARTS of one group; `has_wider_total`: a total touches the period and does not count."""
    state = _state(indicator, sums.value, reports)
    if state == "missing":
        return None, None, None, sums.n, "total_wider" if spoken_of else state
    if state == "value" and sums.value is None and not sums.n:
        return 0.0, sums.denominator, 0.0, sums.n, state
    return *sums, state


def _state(indicator: Indicator, value: float | None, reports: bool) -> State:
    """Return the state of a group.

    A stock may have rows from before the period; an expected row does not say that anybody reported.
    """
    measured = value is not None
    if indicator.expected:
        return "none" if not measured else "value" if reports else "missing"
    if isinstance(indicator, PerHundred) and not reports:
        return "missing"  # no ballot at all is silence, whatever the number of cases
    if measured:
        return "value"
    if not reports:
        return "missing"
    return "value" if isinstance(indicator, Count) else "none"


def measured(
    connection: Connection,
    indicator: Indicator,
    scope: Scope,
    periods: tuple[Period, ...],
    grouping: Grouping,
    totals: Totals | None = None,
    where: Where = (),
) -> Sums:
    """Measure the groups that have rows beside their totals."""
    for one in where:
        if one.by not in splits(indicator):
            raise UnknownSplit(one.by)

    def ask(table: Table, belongs: ColumnElement[bool], *parts: ColumnElement[Any]) -> dict[Any, Row]:
        group = grouping(table).label("group")
        statement: Select[Any] = select(group, *parts).select_from(table).join(period, belongs)
        statement = on_map(statement, table, scope).where(visible(table, scope)).group_by(group)
        statement = statement.where(without_totals(totals, table))
        for one in where:
            statement = narrowed(statement, table, one)
        answer = connection.execute(over(statement, periods, scope.closing))
        return {name: tuple(parts) for name, *parts in answer}

    if isinstance(indicator, PerHundred):
        top = ask(indicator.table, indicator.belongs, func.count())
        bottom = ask(indicator.other, indicator.other_belongs, func.count())
        return {one: _per_hundred(*top.get(one, (0,)), *bottom.get(one, (0,))) for one in {**top, **bottom}}
    found = ask(indicator.table, indicator.belongs, *_sums(indicator))
    return {group: as_sum(*parts) for group, parts in found.items()}


def _sums(indicator: Indicator) -> tuple[Any, ...]:
    """Return numerator, denominator, value and n of one group."""
    match indicator:
        case Ratio():
            top, bottom = (func.sum(adds(part)) for part in (indicator.numerator, indicator.denominator))
            return top, bottom, 100.0 * top / func.nullif(bottom, 0), bottom
        case Count():
            total = func.sum(adds(indicator.numerator))
            return total, null(), total, total
        case Percentile():
            reached = func.percentile_disc(indicator.share).within_group(indicator.days)
            return null(), null(), reached, func.count(indicator.days)
    raise TypeError(indicator.kind)


def _per_hundred(top: int, bottom: int) -> Sum:
    return Sum(float(top), float(bottom), 100 * top / bottom if bottom else None, float(bottom))


def adds(part: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return what one row adds: a condition counts 1 or 0 (unknown is 0), a number counts itself."""
    return case((part, 1), else_=0) if isinstance(part.type, Boolean) else part
