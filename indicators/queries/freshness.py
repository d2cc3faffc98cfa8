"""Ask how fresh and complete the facts are: last day of each source and unit, gaps, rows by month."""

from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Date, Select, Table, cast, func, select, true, union_all

from indicators.definition import END, START, period
from indicators.periods import Period
from indicators.queries.memo import memoise
from indicators.queries.scoping import bind_periods, fetch_frame, visible_condition
from indicators.scope import Scope
from warehouse.tables import ballot, box_day, calendar_day, case_file, case_total, document, document_total

_case = case_file.c
_Events = tuple[Any, ColumnElement[bool], tuple[ColumnElement[Any], ...]]
SOURCES: dict[str, _Events] = {
    # table, its rows, and the days on which something happened; the first of them says the month
    "cases": (case_file, true(), (_case.received_on, _case.finished_on)),
    "documents": (document, true(), (document.c.day,)),
    "ballots_5": (ballot, ballot.c.scale == 5, (ballot.c.day,)),
    "ballots_3": (ballot, ballot.c.scale == 3, (ballot.c.day,)),
    "box": (box_day, box_day.c.reported, (box_day.c.day,)),
}
TOTALS = {"case_totals": case_total, "document_totals": document_total}
_ENDS: dict[str, _Events] = {source: (table, true(), (table.c.last_day,)) for source, table in TOTALS.items()}
USUAL = 0.9  # nine of ten gaps of a unit are no longer than its usual one


def last_days(connection: Connection, scope: Scope) -> pd.DataFrame:
    """Return source, unit_id, last, quiet, gaps, usual of each unit with an event by the closing date.

    `quiet` counts the working days after the last event until the closing date; `gaps` are those between its
    days with events, `usual` is the length that nine of ten of them do not exceed. What happens with totals
    is that they end: a unit that hands in one a month has a gap of a month, one a quarter of a quarter.
    """
    found = [
        fetch_frame(connection, _last_days(table, belongs, days, scope)).assign(source=source)
        for source, (table, belongs, days) in (SOURCES | _ENDS).items()
    ]
    return pd.concat(found, ignore_index=True)


@memoise
def first_day(connection: Connection, scope: Scope) -> date | None:
    """Return the first day of which any source says something by the closing date."""
    begins: list[tuple[Table, ColumnElement[Any], ColumnElement[bool]]] = [
        (table, days[0], belongs & (days[0] <= scope.closing)) for table, belongs, days in SOURCES.values()
    ]
    begins += [(table, table.c.first_day, table.c.last_day <= scope.closing) for table in TOTALS.values()]
    firsts = [
        connection.scalar(select(func.min(cast(day, Date))).where(known, visible_condition(table, scope)))
        for table, day, known in begins
    ]
    return min((first for first in firsts if first), default=None)


def rows_by_month(connection: Connection, scope: Scope, months: tuple[Period, ...]) -> pd.DataFrame:
    """Return source, unit_id, key, rows: only where there are any; totals only where they fill the month."""
    found = []
    for source, (table, belongs, days) in SOURCES.items():
        statement = (
            select(table.c.unit_id, period.c.key, func.count().label("rows"))
            .select_from(table)
            .join(period, belongs & days[0].between(START, END))
            .where(visible_condition(table, scope))
            .group_by(table.c.unit_id, period.c.key)
        )
        answer = fetch_frame(connection, bind_periods(statement, months, scope.closing))
        found.append(answer.assign(source=source))
    for source, table in TOTALS.items():
        answer = fetch_frame(connection, bind_periods(_filling(table, scope), months, scope.closing))
        found.append(answer.assign(source=source))
    return pd.concat(found, ignore_index=True)


def _filling(table: Table, scope: Scope) -> Select[Any]:
    """Count the totals that speak of each month whose days all lie in one of them or another."""
    own, day = table.c, calendar_day.c.day
    of_month = select(func.count()).where(day.between(START, END)).correlate(period).scalar_subquery()
    return (
        select(own.unit_id, period.c.key, func.count(own.key.distinct()).label("rows"))
        .select_from(table)
        .join(period, (own.first_day <= END) & (own.last_day >= START))
        .join(calendar_day, day.between(START, END) & day.between(own.first_day, own.last_day))
        .where(own.last_day <= scope.closing, visible_condition(table, scope))
        .group_by(own.unit_id, period.c.key, START, END)
        .having(func.count(day.distinct()) == of_month)
    )


def _last_days(
    table: Table, belongs: ColumnElement[bool], days: tuple[ColumnElement[Any], ...], scope: Scope
) -> Select[Any]:
    events = union_all(
        *(
            select(table.c.unit_id, cast(day, Date).label("day")).where(
                belongs, day <= scope.closing, visible_condition(table, scope)
            )
            for day in days
        )
    ).subquery()
    distinct = select(events.c.unit_id, events.c.day).distinct().subquery()
    number = calendar_day.c.working_no
    before = func.lag(number).over(partition_by=distinct.c.unit_id, order_by=distinct.c.day)
    gaps = (
        select(distinct.c.unit_id, distinct.c.day, number.label("no"), (number - before).label("gap"))
        .join(calendar_day, calendar_day.c.day == distinct.c.day)
        .subquery()
    )
    closing = select(number).where(calendar_day.c.day == scope.closing).scalar_subquery()
    # An event on a day off has the number of the working day before: 0 between them is no gap.
    positive = func.nullif(func.greatest(gaps.c.gap, 0), 0)
    return select(
        gaps.c.unit_id,
        func.max(gaps.c.day).label("last"),
        (closing - func.max(gaps.c.no)).label("quiet"),
        func.count(positive).label("gaps"),
        func.percentile_disc(USUAL).within_group(positive).label("usual"),
    ).group_by(gaps.c.unit_id)
