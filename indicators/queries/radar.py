"""Ask what a forecast of late cases is made from: days left until due, counted as of any day.

Only what was known on that day: a case that ended later is open on it. Days left are working days in
(day, due], so that a case ends in time with 0 or more left. One that ends on a day off counts with the next
working day.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, String, false, func, select, true
from sqlalchemy import case as when

from indicators.catalogue.one_stop import OPEN_AT_END, RUNNING_AT_END
from indicators.definition import END, START, period
from indicators.periods import Period, period_of_days
from indicators.queries.scoping import bind_periods, fetch_frame, fetch_large_frame, visible_condition
from indicators.scope import Scope
from warehouse.tables import calendar_day, case_file

_case = case_file.c
_received, _due, _done, _today = (calendar_day.alias(name) for name in ("received", "due", "done", "today"))
_allowed = _due.c.working_no - _received.c.working_no
_left = _due.c.working_no - _today.c.working_no
_known_due = _case.counts_06a & (_case.due_on >= _case.received_on) & (_case.received_on <= END)
# Why a case that is open has a forecast or has none, the first that holds.
_state = when(
    (~_case.clock_runs & _case.finished_on.is_(None), "waiting"),
    (_case.due_on.is_(None), "no_due"),
    (_case.due_on < END, "overdue"),
    (_left == 0, "last_day"),
    else_="ahead",
)
GROUP = ("unit_id", "procedure", "field", "allowed")


def single_day_period(day: date) -> Period:
    return period_of_days(day, day)


def case_endings(connection: Connection, scope: Scope, spans: Iterable[Period]) -> pd.DataFrame:
    """Return key, GROUP, left, ended, count: cases that ended in each span, by the days left then.

    −1 stands for all days after the due date.
    """
    left = func.greatest(_due.c.working_no - _done.c.working_no - when((_done.c.works, 0), else_=1), -1)
    statement = _grouped(left.label("left"), true().label("ended"))
    return _of_whole(connection, scope, spans, statement.where(_case.finished_on.between(START, END)))


def unfinished_cases(connection: Connection, scope: Scope, as_of_days: Iterable[date]) -> pd.DataFrame:
    """Return the same columns of cases open at the end of each day, by the days left on it."""
    left = func.greatest(_left, -1).label("left")
    statement = _grouped(left, false().label("ended")).where(RUNNING_AT_END)
    return _of_whole(connection, scope, map(single_day_period, as_of_days), statement)


def case_outcomes(connection: Connection, scope: Scope, as_of_days: Iterable[date]) -> pd.DataFrame:
    """Return key, GROUP, left, late, count: cases open on each day whose due date has passed since.

    `late`: still open at its end.
    """
    late = func.coalesce(_case.finished_on > _case.due_on, True).label("late")
    statement = _grouped(_left.label("left"), late).where(
        RUNNING_AT_END, _left > 0, _case.due_on < scope.closing
    )
    return _of_whole(connection, scope, map(single_day_period, as_of_days), statement)


def median_received_day(connection: Connection, scope: Scope) -> date | None:
    """Return the day up to which half of the cases were received."""
    middle = func.percentile_disc(0.5).within_group(_case.received_on)
    known = (
        _case.counts_06a & (_case.received_on <= scope.closing) & visible_condition(case_file, _whole(scope))
    )
    return connection.scalar(select(middle).where(known))


def open_cases_with_deadlines(connection: Connection, scope: Scope) -> pd.DataFrame:
    """Return every case open at the closing date, the earliest due first.

    The columns: what tells the case, state, age, left, due_no. `officer_no` numbers the officers of a unit in
    an order that says nothing of their names. `age` and `left` are working days; without a due date, or with
    one outside of the calendar, `left` is empty.
    """
    officers = _officers()
    number = (_case.unit_id == officers.c.unit_id) & (_case.officer == officers.c.officer)
    statement = (
        _with_days(
            select(
                *(_case.code, _case.unit_id, _procedure().label("procedure"), _case.field),
                _case.procedure.label("procedure_name"),
                *(_case.received_on, _case.due_on, _allowed.label("allowed"), _left.label("left")),
                (_today.c.working_no - _received.c.working_no).label("age"),
                _due.c.working_no.label("due_no"),
                _state.label("state"),
                officers.c.officer_no,
            )
        )
        .outerjoin(officers, number)
        .where(OPEN_AT_END, visible_condition(case_file, scope))
        .order_by(_case.due_on, _case.code)
    )
    return fetch_frame(
        connection, bind_periods(statement, (single_day_period(scope.closing),), scope.closing)
    )


def working_days_by_number(connection: Connection) -> dict[int, date]:
    """Return the working day that has each number."""
    statement = select(calendar_day.c.working_no, calendar_day.c.day).where(calendar_day.c.works)
    return {row.working_no: row.day for row in connection.execute(statement)}


def _whole(scope: Scope) -> Scope:
    """Widen to all units that the asker may see, as they were: one unit's cases are compared with these."""
    return scope.with_unit(None).with_map(None)


def _of_whole(
    connection: Connection, scope: Scope, spans: Iterable[Period], statement: Select[Any]
) -> pd.DataFrame:
    statement = statement.where(visible_condition(case_file, _whole(scope)))
    return fetch_large_frame(connection, bind_periods(statement, spans, scope.closing))


def _grouped(*parts: ColumnElement[Any]) -> Select[Any]:
    columns = [period.c.key, _case.unit_id, _procedure().label("procedure"), _case.field]
    every = [*columns, _allowed.label("allowed"), *parts]
    counted = _with_days(select(*every, func.count().label("count"))).group_by(*every)
    return counted.where(
        _known_due, _due.c.day.is_not(None)
    )  # a slip of the pen lies outside of the calendar


def _with_days(statement: Select[Any]) -> Select[Any]:
    """Join each case with each day, and the calendar's numbers of its days."""
    return (
        statement.select_from(case_file)
        .join(period, _case.received_on <= END)
        .join(_received, _received.c.day == _case.received_on)
        .join(_today, _today.c.day == END)
        .outerjoin(_due, _due.c.day == _case.due_on)
        .outerjoin(_done, _done.c.day == _case.finished_on)
    )


def _procedure() -> ColumnElement[str]:
    return func.coalesce(_case.procedure_code, _case.procedure, type_=String)


def _officers() -> Any:  # noqa: ANN401
    known = select(_case.unit_id, _case.officer).where(_case.officer.is_not(None)).distinct().subquery()
    # In the order of names a number would tell where in the alphabet its officer stands.
    order = func.md5(known.c.officer)
    number = func.row_number().over(partition_by=known.c.unit_id, order_by=order).label("officer_no")
    return select(known.c.unit_id, known.c.officer, number).subquery()
