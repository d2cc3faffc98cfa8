"""Questions about cases beside the indicators: find one, how early or late, how old the open ones are."""

from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, func, select
from sqlalchemy import case as when

from indicators.catalogue.one_stop import OPEN_AT_END
from indicators.definition import END, START, period
from indicators.queries.rows import masked
from indicators.queries.scoped import frame, over, visible
from indicators.scope import Scope
from warehouse.tables import calendar_day, case_file, load_file

_case = case_file.c
_due, _today = calendar_day.alias("due"), calendar_day.alias("today")
_days_left = _due.c.working_no - _today.c.working_no
EDGE = 10  # working days beyond which early and late are counted together
SOON = 3
BANDS = ("overdue_long", "overdue", "due_soon", "due_later", "due_far", "no_due", "waiting")


def find_cases(connection: Connection, scope: Scope, text: str, limit: int) -> pd.DataFrame:
    """Cases whose code contains `text`, whatever their period and the map."""
    statement = (
        select(*masked(case_file))
        .where(_case.code.icontains(text, autoescape=True), visible(case_file, scope.on(None)))
        .order_by(_case.code)
        .limit(limit)
    )
    return frame(connection, statement)


def case(connection: Connection, scope: Scope, code: str) -> dict[str, Any] | None:
    """One case with the file it was read from; personal columns masked."""
    statement = (
        select(*masked(case_file), load_file.c.name.label("file"))
        .outerjoin(load_file, load_file.c.file_id == _case.file_id)
        .where(_case.code == code, visible(case_file, scope.on(None)))
    )
    found = connection.execute(statement).mappings().first()
    return dict(found) if found else None


def lateness(connection: Connection, scope: Scope) -> pd.DataFrame:
    """days, count: working days by which cases of the period ended after (+) or before (−) their due date."""
    done = calendar_day.alias("done")
    gap = done.c.working_no - _due.c.working_no
    days = func.least(func.greatest(gap, -EDGE), EDGE).label("days")
    statement = (
        select(days, func.count().label("count"))
        .select_from(case_file)
        .join(period, _case.counts_06a & _case.finished_on.between(START, END))
        .join(_due, _due.c.day == _case.due_on)
        .join(done, done.c.day == _case.finished_on)
        .where(visible(case_file, scope))
        .group_by(days)
        .order_by(days)
    )
    return frame(connection, over(statement, (scope.period,), scope.closing))


def ageing(connection: Connection, scope: Scope) -> pd.DataFrame:
    """band, count: cases open at the end, by working days until (or since) they are due."""
    band = _band().label("band")
    statement = (
        select(band, func.count().label("count"))
        .select_from(case_file)
        .join(period, OPEN_AT_END)
        .outerjoin(_due, _due.c.day == _case.due_on)
        .join(_today, _today.c.day == END)
        .where(visible(case_file, scope))
        .group_by(band)
    )
    counted = frame(connection, over(statement, (scope.period,), scope.closing)).set_index("band")["count"]
    return counted.reindex(list(BANDS), fill_value=0).rename_axis("band").reset_index()


def open_cases(connection: Connection, scope: Scope, limit: int) -> pd.DataFrame:
    """Open cases that are overdue or due soonest first: the case, and `days_left` in working days."""
    left = _days_left.label("days_left")
    statement = (
        select(*masked(case_file), left)
        .select_from(case_file)
        .join(period, OPEN_AT_END & _case.clock_runs)
        .join(_due, _due.c.day == _case.due_on)
        .join(_today, _today.c.day == END)
        .where(visible(case_file, scope))
        .order_by(left, _case.code)
        .limit(limit)
    )
    return frame(connection, over(statement, (scope.period,), scope.closing))


def _band() -> ColumnElement[str]:
    waiting = _case.finished_on.is_(None) & ~_case.clock_runs
    return when(
        (waiting, "waiting"),
        (_case.due_on.is_(None), "no_due"),
        ((_case.due_on < END) & (_days_left < -EDGE), "overdue_long"),
        (_case.due_on < END, "overdue"),
        (_days_left <= SOON, "due_soon"),
        (_days_left <= EDGE, "due_later"),
        else_="due_far",
    )
