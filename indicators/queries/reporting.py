"""Find the units that send anything at all: to have nothing late is not silence."""

from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Table, select

from indicators.definition import END, START, period
from indicators.periods import Period
from indicators.queries.memo import memoise
from indicators.queries.scoping import Grouping, bind_periods, join_map, unit_of, visible_condition
from indicators.scope import Scope
from warehouse.tables import EVENT_DAY

GroupKind = Literal["unit", "period", "both"]


@memoise
def reporting_groups(
    connection: Connection,
    table: Table,
    report_condition: ColumnElement[bool],
    scope: Scope,
    periods: tuple[Period, ...],
    group_kind: GroupKind,
) -> frozenset[Any]:
    """Return the groups from which any row of the source came in the period."""
    report_condition = report_condition & EVENT_DAY[table].between(START, END)
    statement = (
        select(group_expression(group_kind, scope)(table))
        .distinct()
        .select_from(table)
        .join(period, report_condition)
    )
    statement = join_map(statement, table, scope).where(visible_condition(table, scope))
    statement = bind_periods(statement, periods, scope.closing)
    return frozenset(connection.scalars(statement))


def group_expression(group_kind: GroupKind, scope: Scope) -> Grouping:
    """Return what names a row's group: the unit as it is shown, the key of the period, or "key|unit"."""
    match group_kind:
        case "unit":
            return lambda table: unit_of(table, scope)
        case "period":
            return lambda _: period.c.key
        case "both":
            return lambda table: period.c.key + "|" + unit_of(table, scope)
