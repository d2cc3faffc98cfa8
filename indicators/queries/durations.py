"""Count the working days that cases of each procedure took, beside the days that they were allowed."""

import pandas as pd
from sqlalchemy import Connection, func, select

from indicators.definition import END, START, period
from indicators.queries.scoped import frame, over, visible
from indicators.scope import Scope
from warehouse.tables import calendar_day, case_file

_case = case_file.c


def durations(connection: Connection, scope: Scope) -> pd.DataFrame:
    """Return procedure, days, allowed, count: finished cases of the period by whole working days.

    `days` in (received, finished], `allowed` in (received, due]; `allowed` is empty where nothing was due.
    Cases without a procedure are left out.
    """
    received, due = calendar_day.alias("received"), calendar_day.alias("due")
    allowed = (due.c.working_no - received.c.working_no).label("allowed")
    days = _case.working_days.label("days")
    statement = (
        select(_case.procedure, days, allowed, func.count().label("count"))
        .select_from(case_file)
        .join(period, _case.counts_06a & _case.finished_on.between(START, END))
        .join(received, received.c.day == _case.received_on)
        .outerjoin(due, due.c.day == _case.due_on)
        .where(visible(case_file, scope), _case.procedure.is_not(None), _case.working_days.is_not(None))
        .group_by(_case.procedure, days, allowed)
        .order_by(_case.procedure, days, allowed)
    )
    return frame(connection, over(statement, (scope.period,), scope.closing))
