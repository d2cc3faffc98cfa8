"""Bring a scope into a question: periods as a named relation, units as a condition."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

import pandas as pd
from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Date,
    FromClause,
    Select,
    String,
    Table,
    case,
    func,
    literal,
    select,
    true,
)
from sqlalchemy.types import TypeEngine

from indicators.definition import START, period
from indicators.periods import Period
from indicators.scope import Scope
from warehouse.tables import MASK, unit_map

Grouping = Callable[[Table], ColumnElement[Any]]


Selected = TypeVar("Selected", bound=Select[*tuple[Any, ...]])


def bind_periods(statement: Selected, periods: Iterable[Period], closing: date) -> Selected:
    """Give `statement` these periods under the name `period`, each cut at the closing date.

    A period that begins after the closing date is left out: nothing is known of it, its stocks neither.
    """
    known = [(p.key, p.first, min(p.last, closing)) for p in periods if p.first <= closing]
    nothing = [("", date.max, date.min)]  # an empty list has no type; no day lies in this period
    keys, firsts, lasts = zip(*(known or nothing), strict=True)
    # Lists, not VALUES: the statement is the same for any periods, so that SQLAlchemy compiles it once.
    limits = (
        _listed("key", keys, String),
        _listed("first_day", firsts, Date),
        _listed("last_day", lasts, Date),
    )
    return statement.add_cte(select(*limits).cte(period.name))


def _listed(name: str, items: Iterable[Any], kind: type[TypeEngine[Any]]) -> ColumnElement[Any]:
    return func.unnest(literal(list(items), ARRAY(kind)), type_=kind()).label(name)


def visible_condition(table: Table, scope: Scope) -> ColumnElement[bool]:
    """Select rows of the chosen unit, among the units that the asker may see."""
    if scope.map is None or (scope.unit is None and scope.allowed is None):
        return _chosen(table.c.unit_id, scope)
    places = unit_map.alias()  # beside the one that `join_map` joins
    shown = select(places.c.unit_id).where(_placed(places, scope), _chosen(places.c.shown_as, scope))
    return table.c.unit_id.in_(shown)


def unit_of(table: Table, scope: Scope) -> ColumnElement[str]:
    """Return the unit that a row counts for; on a map, for a statement that went through `join_map`."""
    return table.c.unit_id if scope.map is None else unit_map.c.shown_as


def join_map(statement: Selected, table: Table, scope: Scope) -> Selected:
    """Join `statement`, which has the periods, with the unit that the scope's map shows each row as."""
    if scope.map is None:
        return statement
    placed = _placed(unit_map, scope) & (unit_map.c.unit_id == table.c.unit_id)
    return statement.join(unit_map, placed)


def _chosen(unit_id: ColumnElement[str], scope: Scope) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = true()
    if scope.unit is not None:
        condition &= unit_id == scope.unit
    if scope.allowed is not None:
        condition &= unit_id.in_(sorted(scope.allowed))
    return condition


def _placed(places: FromClause, scope: Scope) -> ColumnElement[bool]:
    """Select where the scope's map places units in the period being measured."""
    begins = START.between(places.c.begins_from, places.c.begins_to)
    return (places.c.map_on == scope.map) & begins


def fetch_frame(connection: Connection, statement: Select[*tuple[Any, ...]]) -> pd.DataFrame:
    """Return the answer as a table. Not pandas.read_sql, which guesses at the dialect of the connection."""
    result = connection.execute(statement)
    return pd.DataFrame(result.fetchall(), columns=list(result.keys()))


def fetch_large_frame(connection: Connection, statement: Select[*tuple[Any, ...]]) -> pd.DataFrame:
    """Return thousands of rows of text and numbers as a table.

    DuckDB hands over whole columns; days it would turn into moments.
    """
    answer: pd.DataFrame = connection.execute(statement).cursor.df()
    return answer


def masked_columns(table: Table) -> list[ColumnElement[Any]]:
    """Return the table's columns; of a personal one only whether something stands there."""
    return [
        case((column.is_not(None), MASK)).label(column.name) if column.info.get("personal") else column
        for column in table.c
        if column.name != "file_id"
    ]
