"""How a scope gets into a question: periods as a named relation, units as a condition."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Date, Select, String, Table, column, select, true, values

from indicators.definition import period
from indicators.periods import Period
from indicators.scope import Scope

Selected = TypeVar("Selected", bound=Select[*tuple[Any, ...]])


def over(statement: Selected, periods: Iterable[Period], closing: date) -> Selected:
    """`statement` with `period` holding these periods, each ending no later than the closing date.

    A period that begins after the closing date is left out: nothing is known of it, its stocks neither.
    """
    known = [(p.key, p.first, min(p.last, closing)) for p in periods if p.first <= closing]
    limits = values(column("key", String), column("first_day", Date), column("last_day", Date), name="limits")
    nothing = [("", date.max, date.min)]  # VALUES cannot be empty; no day lies in this period
    return statement.add_cte(select(limits.data(known or nothing)).cte(period.name))


def visible(table: Table, scope: Scope) -> ColumnElement[bool]:
    """Rows of the chosen unit, among the units that the asker may see."""
    condition: ColumnElement[bool] = true()
    if scope.unit is not None:
        condition &= table.c.unit_id == scope.unit
    if scope.allowed is not None:
        condition &= table.c.unit_id.in_(sorted(scope.allowed))
    return condition


def frame(connection: Connection, statement: Select[*tuple[Any, ...]]) -> pd.DataFrame:
    """The answer as a table. Not pandas.read_sql, which guesses at the dialect of the connection."""
    result = connection.execute(statement)
    return pd.DataFrame(result.fetchall(), columns=list(result.keys()))
