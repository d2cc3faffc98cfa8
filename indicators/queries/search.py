"""Find procedures: all that cases have, and the cases of one.

Columns about persons are never looked at.
"""

import pandas as pd
from sqlalchemy import Connection, func, select

from indicators.catalogue import CATALOGUE
from indicators.catalogue.one_stop import OPEN_AT_END
from indicators.definition import period
from indicators.queries.scoping import bind_periods, fetch_frame, masked_columns, visible_condition
from indicators.scope import Scope
from warehouse.tables import case_file

_case = case_file.c
_ENDED = CATALOGUE["on_time_06a"].belongs  # so that a procedure's page counts what the figure counts
# Not every file has the column of codes; there the name is all that tells procedures apart.
_id = func.coalesce(_case.procedure_code, _case.procedure)


def procedures(connection: Connection, scope: Scope) -> pd.DataFrame:
    """Return id, name, field and count of every procedure that a visible case has, most frequent first."""
    count = func.count().label("count")
    statement = (
        select(
            _id.label("id"),
            func.coalesce(func.max(_case.procedure), _id).label("name"),
            func.coalesce(func.max(_case.field), "").label("field"),
            count,
        )
        .where(_id.is_not(None), visible_condition(case_file, scope.with_map(None)))
        .group_by(_id)
        .order_by(count.desc(), _id)
    )
    return fetch_frame(connection, statement)


def procedure_cases(
    connection: Connection, scope: Scope, procedure: str, limit: int | None = None
) -> pd.DataFrame:
    """Return the procedure's cases that ended in the period or are open at its end, newest first."""
    statement = (
        select(*masked_columns(case_file))
        .select_from(case_file)
        .join(period, _ENDED | OPEN_AT_END)
        .where(_id == procedure, visible_condition(case_file, scope))
        .order_by(_case.received_on.desc(), _case.code)
        .limit(limit)
    )
    return fetch_frame(connection, bind_periods(statement, (scope.period,), scope.closing))


def procedure_counts(connection: Connection, scope: Scope, procedure: str) -> tuple[int, int, int]:
    """Count the cases that ended in the period, those of them late, those open at its end (06a)."""
    statement = (
        select(
            func.count().filter(_ENDED),
            func.count().filter(_ENDED & _case.late),
            func.count().filter(OPEN_AT_END),
        )
        .select_from(case_file)
        .join(period, _ENDED | OPEN_AT_END)
        .where(_id == procedure, visible_condition(case_file, scope))
    )
    row = connection.execute(bind_periods(statement, (scope.period,), scope.closing)).one()
    return row[0], row[1], row[2]
