"""Ask about cases beside the indicators: find one, how early or late, how old the open ones are."""

from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, select

from indicators.catalogue import CATALOGUE
from indicators.catalogue.one_stop import OPEN_AT_END, RUNNING_AT_END
from indicators.definition import END, START, period
from indicators.queries.scoping import bind_periods, fetch_frame, masked_columns, visible_condition
from indicators.queries.slices import BAND, BANDS, DAYS_LATE, DAYS_LEFT, join_day_numbers
from indicators.queries.totals import no_total_condition, totals_of
from indicators.scope import Scope
from warehouse.tables import calendar_day, case_file, load_file

_case = case_file.c


def case_durations(connection: Connection, scope: Scope) -> pd.DataFrame:
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
        .where(
            visible_condition(case_file, scope), _case.procedure.is_not(None), _case.working_days.is_not(None)
        )
        .group_by(_case.procedure, days, allowed)
        .order_by(_case.procedure, days, allowed)
    )
    return fetch_frame(connection, bind_periods(statement, (scope.period,), scope.closing))


_case = case_file.c


def find_cases(connection: Connection, scope: Scope, text: str, limit: int) -> pd.DataFrame:
    """Return cases whose code contains `text`, whatever their period and the map."""
    statement = (
        select(*masked_columns(case_file))
        .where(
            _case.code.icontains(text, autoescape=True), visible_condition(case_file, scope.with_map(None))
        )
        .order_by(_case.code)
        .limit(limit)
    )
    return fetch_frame(connection, statement)


def find_case(connection: Connection, scope: Scope, code: str) -> dict[str, Any] | None:
    """Return one case with the file it was read from; personal columns masked."""
    statement = (
        select(*masked_columns(case_file), load_file.c.name.label("file"))
        .outerjoin(load_file, load_file.c.file_id == _case.file_id)
        .where(_case.code == code, visible_condition(case_file, scope.with_map(None)))
    )
    found = connection.execute(statement).mappings().first()
    return dict(found) if found else None


def lateness(connection: Connection, scope: Scope) -> pd.DataFrame:
    """Return days, count: working days by which the period's cases ended after (+) or before (−) due."""
    days = DAYS_LATE.label("days")
    statement = (
        select(days, func.count().label("count"))
        .select_from(case_file)
        .join(period, _case.counts_06a & _case.finished_on.between(START, END))
        .where(visible_condition(case_file, scope), DAYS_LATE.is_not(None))
        .group_by(days)
        .order_by(days)
    )
    return fetch_frame(connection, bind_periods(join_day_numbers(statement), (scope.period,), scope.closing))


def ageing(connection: Connection, scope: Scope) -> pd.DataFrame:
    """Return band, count: cases open at the end by working days until (or since) due; without totals."""
    band, totals = BAND.label("band"), totals_of(connection, CATALOGUE["open_cases"])
    statement = (
        select(band, func.count().label("count"))
        .select_from(case_file)
        .join(period, OPEN_AT_END)
        .where(visible_condition(case_file, scope), no_total_condition(totals, case_file))
        .group_by(band)
    )
    answer = fetch_frame(
        connection, bind_periods(join_day_numbers(statement), (scope.period,), scope.closing)
    )
    counted = answer.set_index("band")["count"]
    return counted.reindex(list(BANDS), fill_value=0).rename_axis("band").reset_index()


def open_cases(connection: Connection, scope: Scope, max_days_left: int) -> pd.DataFrame:
    """Return open cases overdue or due within `max_days_left` working days, the latest first.

    `days_left` counts those days.
    """
    left = DAYS_LEFT.label("days_left")
    statement = (
        select(*masked_columns(case_file), left)
        .select_from(case_file)
        .join(period, RUNNING_AT_END)
        .where(visible_condition(case_file, scope), left <= max_days_left)
        .order_by(left, _case.code)
    )
    return fetch_frame(connection, bind_periods(join_day_numbers(statement), (scope.period,), scope.closing))
