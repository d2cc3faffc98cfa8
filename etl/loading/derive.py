"""Derive what follows from all facts together: the closing date, and the days a box had to be opened."""

from datetime import date

from sqlalchemy import Connection, String, cast, delete, func, insert, literal, or_, select, union_all

from etl.loading import cross_checks
from warehouse.tables import (
    ballot,
    box_day,
    calendar_day,
    case_file,
    case_total,
    document,
    document_total,
    unit,
)

# Whose events close the data: cases where there are any, else the next that has some.
_EVENTS = (
    (case_file, (case_file.c.received_on, case_file.c.finished_on)),
    (document, (document.c.day,)),
    (ballot, (ballot.c.day,)),
    (box_day, (box_day.c.day,)),
    (case_total, (case_total.c.last_day,)),
    (document_total, (document_total.c.last_day,)),
)


def find_closing_date(connection: Connection, given_date: date | None, loaded_on: date) -> tuple[date, str]:
    """Return the closing date and its basis: given, else the newest event, else the day of loading.

    An event after the day of loading is a slip of the pen and moves nothing.
    """
    if given_date:
        return given_date, "given"
    for table, days in _EVENTS:
        every = union_all(*(select(day.label("day")).where(day <= loaded_on) for day in days)).subquery()
        newest = connection.scalar(select(func.max(every.c.day)))
        if newest:
            return newest, table.name
    return loaded_on, "loading"


def forget_expected_days(connection: Connection) -> None:
    """Remove box days that follow only from the calendar, and cross checks, before new tallies come in."""
    connection.execute(delete(box_day).where(~box_day.c.reported))
    cross_checks.forget_cross_checks(connection)


def expect_box_days(connection: Connection, closing_date: date) -> None:
    """Insert a row for each unit and working day on which a box had to be opened and no tally says so.

    It starts with the first tally that any unit handed in: before it there was no tally to hand in.
    """
    begun = connection.scalar(select(func.min(box_day.c.day)))
    if begun is None:
        return
    key = unit.c.id + literal("|") + cast(calendar_day.c.day, String)
    runs = calendar_day.c.day.between(
        func.greatest(unit.c.box_from, begun), func.least(closing_date, unit.c.valid_to)
    )
    missing = (
        select(key, unit.c.id, calendar_day.c.day, literal(True), literal(False), literal(False))
        .join_from(unit, calendar_day, runs & calendar_day.c.works)
        .where(unit.c.box_from.is_not(None))
        .where(or_(unit.c.valid_from.is_(None), unit.c.valid_from <= calendar_day.c.day))
        .where(key.not_in(select(box_day.c.key)))
    )
    columns = ["key", "unit_id", "day", "expected", "reported", "opened"]
    connection.execute(insert(box_day).from_select(columns, missing))
