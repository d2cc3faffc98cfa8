"""Choose the printed totals that count: those whole inside the period, for days without rows.

Of a unit's totals that lie in one another the widest counts, so that a quarter is not added to its months.
"""

from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    func,
    null,
    select,
    true,
)
from sqlalchemy.sql.visitors import replacement_traverse

from indicators.definition import END, START, Indicator, Totals, period
from indicators.periods import Period
from indicators.queries.memo import memoise
from indicators.queries.scoping import (
    Grouping,
    bind_periods,
    fetch_frame,
    join_map,
    unit_of,
    visible_condition,
)
from indicators.queries.sums import Sums, sum_with_value
from indicators.scope import Scope
from warehouse.tables import load_file


def totals_of(connection: Connection, indicator: Indicator) -> Totals | None:
    """Return the indicator's totals if the snapshot has any of that table: most have none and ask no more."""
    totals = indicator.totals
    return totals if totals is not None and _any(connection, totals.table) else None


@memoise
def _any(connection: Connection, table: Table) -> bool:
    return connection.scalar(select(table.c.key).limit(1)) is not None


def no_total_condition(totals: Totals | None, table: Table) -> ColumnElement[bool]:
    """Select rows beside which no total says the same.

    A stock that is stated holds what was left of older rows.
    """
    if totals is None or not totals.is_stock:
        return true()
    stated = select(totals.table.c.key).where(totals.table.c.unit_id == table.c.unit_id, _usable(totals))
    return ~stated.correlate(table, period).exists()


def sum_totals(
    connection: Connection,
    indicator: Indicator,
    totals: Totals,
    scope: Scope,
    periods: tuple[Period, ...],
    grouping: Grouping,
) -> Sums:
    """Sum up the totals that count."""
    group = grouping(totals.table).label("group")
    top, bottom = (func.sum(part) for part in _parts(totals))
    statement = _joined(select(group, top, bottom), totals, scope, _counting(totals)).group_by(group)
    answer = connection.execute(bind_periods(statement, periods, scope.closing))
    return {name: sum_with_value(indicator, *parts) for name, *parts in answer}


def groups_with_totals(
    connection: Connection, totals: Totals, scope: Scope, periods: tuple[Period, ...], grouping: Grouping
) -> set[Any]:
    """Return the groups of which a total says something about the period, even if it cannot count."""
    statement = _joined(select(grouping(totals.table)).distinct(), totals, scope, _touching(totals))
    return set(connection.scalars(bind_periods(statement, periods, scope.closing)))


def total_days(connection: Connection, indicator: Indicator, scope: Scope) -> list[tuple[date, date]]:
    """Return first and last day of totals that touch the period without counting in it, oldest first."""
    totals = totals_of(connection, indicator)
    if totals is None:
        return []
    days = (
        select(totals.table.c.first_day, totals.table.c.last_day).distinct().order_by("first_day", "last_day")
    )
    statement = _joined(days, totals, scope, _touching(totals) & ~_counting(totals))
    found = connection.execute(bind_periods(statement, (scope.period,), scope.closing))
    return [(first, last) for first, last in found]


def silent_units(connection: Connection, totals: Totals, scope: Scope) -> set[str]:
    """Return units, as shown, with a total that would count in the period if it gave the numbers."""
    own, other = totals.table, totals.table.alias("other")
    meets = (other.c.unit_id == own.c.unit_id) & (other.c.first_day <= own.c.last_day)
    meets &= other.c.last_day >= own.c.first_day
    spoken = select(other.c.key).where(meets, _of(other, own, _usable(totals))).correlate(own, period)
    silent = _inside(totals) & ~func.coalesce(_says(totals), False) & ~spoken.exists()
    statement = _joined(select(unit_of(own, scope)).distinct(), totals, scope, silent)
    return set(connection.scalars(bind_periods(statement, (scope.period,), scope.closing)))


def total_row_count(connection: Connection, indicator: Indicator, scope: Scope) -> int:
    """Count the totals that count in the figure."""
    totals = totals_of(connection, indicator)
    if totals is None:
        return 0
    statement = _joined(select(func.count()), totals, scope, _counting(totals))
    return connection.scalar(bind_periods(statement, (scope.period,), scope.closing)) or 0


def total_rows(
    connection: Connection,
    totals: Totals,
    scope: Scope,
    limit: int | None = None,
    *extra_columns: ColumnElement[Any],
) -> pd.DataFrame:
    """Return the totals that count.

    Columns: unit_id, first_day, last_day, numerator, denominator, file, sheet, row_no.
    """
    own, parts = totals.table.c, _parts(totals)
    columns: list[ColumnElement[Any]] = [own.unit_id, own.first_day, own.last_day, own.sheet, own.row_no]
    columns += [part.label(name) for part, name in zip(parts, ("numerator", "denominator"), strict=True)]
    columns += [load_file.c.name.label("file"), *extra_columns]
    statement = _joined(select(*columns), totals, scope, _counting(totals))
    statement = statement.outerjoin(load_file, load_file.c.file_id == own.file_id)
    statement = statement.order_by(own.unit_id, own.first_day, own.last_day).limit(limit)
    return fetch_frame(connection, bind_periods(statement, (scope.period,), scope.closing))


def total_shares(
    connection: Connection, totals: Totals, scope: Scope, periods: tuple[Period, ...]
) -> pd.DataFrame:
    """Return id, unit_id, key of the period, numerator, denominator: one row a total and its period."""
    own = totals.table.c
    top, bottom = _parts(totals)
    columns = (own.key.label("id"), own.unit_id, period.c.key)
    statement = select(*columns, top.label("numerator"), bottom.label("denominator"))
    statement = _joined(statement, totals, scope, _counting(totals))
    return fetch_frame(connection, bind_periods(statement, periods, scope.closing))


def total_spans(connection: Connection, indicator: Indicator, scope: Scope) -> set[tuple[date, date]]:
    """Return first and last day of the totals that had ended by the closing date."""
    totals = totals_of(connection, indicator)
    if totals is None:
        return set()
    own = totals.table.c
    known = (own.last_day <= scope.closing) & _says(totals)
    statement = (
        select(own.first_day, own.last_day).distinct().where(known, visible_condition(totals.table, scope))
    )
    return {(first, last) for first, last in connection.execute(statement)}


def first_total_day(connection: Connection, indicator: Indicator, scope: Scope) -> date | None:
    """Return the first day that any total speaks of."""
    totals = totals_of(connection, indicator)
    if totals is None:
        return None
    return connection.scalar(
        select(func.min(totals.table.c.first_day)).where(visible_condition(totals.table, scope))
    )


def _joined(
    statement: Select[Any], totals: Totals, scope: Scope, condition: ColumnElement[bool]
) -> Select[Any]:
    statement = statement.select_from(totals.table).join(period, true())
    return join_map(statement, totals.table, scope).where(condition, visible_condition(totals.table, scope))


def _counting(totals: Totals) -> ColumnElement[bool]:
    own, wider = totals.table, totals.table.alias("wider")
    holds = (wider.c.unit_id == own.c.unit_id) & (wider.c.key != own.c.key)
    holds &= (wider.c.first_day <= own.c.first_day) & (own.c.last_day <= wider.c.last_day)
    held = select(wider.c.key).where(holds, _of(wider, own, _usable(totals)))
    return _usable(totals) & ~held.correlate(own, period).exists()


def _usable(totals: Totals) -> ColumnElement[bool]:
    """Select totals that may count in the period, but for the wider ones that hold them."""
    return _inside(totals) & _says(totals)


def _inside(totals: Totals) -> ColumnElement[bool]:
    """Select totals of the right days, whether they give the numbers or not."""
    own = totals.table.c
    if totals.at_end:
        days = own.last_day == END
    elif totals.at_start:
        days = own.first_day == START
    else:
        days = (own.first_day >= START) & (own.last_day <= END)
    return days & ~own.covered & ~own.overlaps


def _touching(totals: Totals) -> ColumnElement[bool]:
    own = totals.table.c
    return (own.first_day <= END) & (own.last_day >= START) & _says(totals) & ~own.covered


def _says(totals: Totals) -> ColumnElement[bool]:
    """Select totals that give the numbers; a part above its whole was counted from something else."""
    if totals.denominator is None:
        return totals.numerator.is_not(None)
    return totals.numerator <= totals.denominator  # an empty one compares with nothing


def _of(alias: FromClause, table: Table, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Move the condition on `table` to its alias."""

    def put(element: Any, **_: Any) -> Any:  # noqa: ANN401
        return alias.c[element.name] if isinstance(element, Column) and element.table is table else None

    return replacement_traverse(condition, {}, put)


def _parts(totals: Totals) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    return totals.numerator, null() if totals.denominator is None else totals.denominator
