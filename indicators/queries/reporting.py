"""Find the units that send anything at all: to have nothing late is not silence."""

from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Table, select

from indicators.definition import END, START, period
from indicators.periods import Period
from indicators.queries.memo import once
from indicators.queries.scoping import on_map, over, unit_of, visible
from indicators.queries.totals import Grouping
from indicators.scope import Scope
from warehouse.tables import EVENT_DAY

By = Literal["unit", "period", "both"]


@once
def reporting(
    connection: Connection,
    table: Table,
    heard: ColumnElement[bool],
    scope: Scope,
    periods: tuple[Period, ...],
    by: By,
) -> frozenset[Any]:
    """Return the groups from which any row of the source came in the period."""
    heard = heard & EVENT_DAY[table].between(START, END)
    statement = select(grouped(by, scope)(table)).distinct().select_from(table).join(period, heard)
    statement = on_map(statement, table, scope).where(visible(table, scope))
    statement = over(statement, periods, scope.closing)
    return frozenset(connection.scalars(statement))


def grouped(by: By, scope: Scope) -> Grouping:
    """Return what names a row's group: the unit as it is shown, the key of the period, or "key|unit"."""
    match by:
        case "unit":
            return lambda table: unit_of(table, scope)
        case "period":
            return lambda _: period.c.key
        case "both":
            return lambda table: period.c.key + "|" + unit_of(table, scope)
