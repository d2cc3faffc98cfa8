"""Define the tests of clock integrity, as data: which rows of a unit should be looked at again.

None of them says that anybody did wrong: each tells how many rows, of how many, against how many expected.
"""

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Table, and_, exists, extract, func, literal, null, or_, select
from sqlalchemy.sql.expression import ScalarSelect

from indicators.definition import END, START, period
from warehouse.tables import answer, ballot, calendar_day, case_file, due_version

MANY_SUPPLEMENTS = 2  # from the second request on decision 766 counts a case as overdue
LONG_PAUSE = 30  # working days since receipt, of a case that waits for the citizen
A_YEAR = 250  # working days
LONGER = 2  # working days more than usual: recomputed dates differ by one or two
TAKES_DAYS = 3  # working days of the term from which a case done on the same day is unusual
DOZENS = 24  # cases of one telephone number in one unit and period
OPENS, CLOSES = 6, 19  # hours; offices work from 7:00 to 17:00
_NOTHING: ColumnElement[Any] = literal("")

_case = case_file.c
_received = _case.counts_06a & _case.received_on.between(START, END)
_finished = _case.counts_06a & _case.finished_on.between(START, END)


def _working(day: ColumnElement[Any]) -> ScalarSelect[Any]:
    """Return the number of the working day."""
    return select(calendar_day.c.working_no).where(calendar_day.c.day == day).scalar_subquery()


def _minute(moment: ColumnElement[Any]) -> ColumnElement[Any]:
    return extract("hour", moment) * 60 + extract("minute", moment)


_term = _working(_case.due_on) - _working(_case.received_on)
# Midnight stands for a cell without a time.
_timed = _minute(_case.finished_at) > 0
_both_timed = _timed & (_minute(_case.received_at) > 0)
_seconds = extract("epoch", _case.finished_at) - extract("epoch", _case.received_at)

_age = _working(END) - _working(_case.received_on)

# The usual term of a procedure is published: it tells nothing of a unit that the asker may not see.
_like = case_file.alias("like")
_usual = (
    select(func.percentile_disc(0.5).within_group(_working(_like.c.due_on) - _working(_like.c.received_on)))
    .where(_like.c.procedure == _case.procedure, _like.c.due_on.is_not(None))
    .correlate(case_file)
    .scalar_subquery()
)

_before = due_version.c
_earlier = and_(_before.code == _case.code, _before.due_on < _case.due_on)

_same = case_file.alias("same")
_filed = (
    select(func.count())
    .select_from(_same)
    .where(
        _same.c.phone == _case.phone,
        _same.c.unit_id == _case.unit_id,
        _same.c.counts_06a,
        _same.c.received_on.between(START, END),
    )
    .correlate(case_file, period)
    .scalar_subquery()
)

_day = calendar_day.alias("later")
_month = func.date_trunc("month", _case.finished_on)
_last_of_month = ~(
    exists()
    .where(_day.c.works, _day.c.day > _case.finished_on, func.date_trunc("month", _day.c.day) == _month)
    .correlate(case_file)
)
_works = exists().where(calendar_day.c.day == _case.finished_on, calendar_day.c.works).correlate(case_file)
_off_hours = _timed & or_(_minute(_case.finished_at) < OPENS * 60, _minute(_case.finished_at) >= CLOSES * 60)


@dataclass(frozen=True, eq=False, kw_only=True)
class IntegrityTest:
    """Describe a test. `belongs`: rows of the period that are looked at; `marked`: those to be checked.

    `expects`, how many of them there would be without any cause: as many as other units have among rows that
    are `alike` (peers); as many as any other working day of the month has (days); none. With fewer than
    `least` nothing is said. `extra` is shown with each row.
    """

    id: str
    table: Table
    belongs: ColumnElement[bool]
    marked: ColumnElement[bool]
    expects: Literal["peers", "days", "none"]
    alike: ColumnElement[Any] = _NOTHING
    least: int = 5
    extra: ColumnElement[Any] = null()


TESTS = {
    test.id: test
    for test in (
        IntegrityTest(
            id="due_moved",
            table=case_file,
            belongs=_received & _case.due_on.is_not(None) & (func.coalesce(_case.supplements, 0) == 0),
            marked=exists().where(_earlier).correlate(case_file),
            expects="none",
            least=1,
            extra=select(func.min(_before.due_on)).where(_earlier).correlate(case_file).scalar_subquery(),
        ),
        IntegrityTest(
            id="due_longer",
            table=case_file,
            belongs=_received & _case.due_on.is_not(None) & _case.procedure.is_not(None),
            marked=func.coalesce(_term > _usual + LONGER, False),
            expects="peers",
            alike=_case.procedure,
            extra=_usual,
        ),
        IntegrityTest(
            id="finished_before_received",
            table=case_file,
            belongs=_finished,
            marked=or_(_case.finished_on < _case.received_on, _both_timed & (_seconds < 0)),
            expects="none",
            least=1,
        ),
        IntegrityTest(
            id="zero_minutes",
            table=case_file,
            belongs=_finished & _both_timed,
            marked=_seconds.between(0, 60),
            expects="none",
        ),
        IntegrityTest(
            id="same_day",
            table=case_file,
            belongs=_finished & (_term >= TAKES_DAYS),
            marked=_case.finished_on == _case.received_on,
            expects="peers",
            alike=_term,
        ),
        IntegrityTest(
            id="month_end",
            table=case_file,
            belongs=_finished & _works,
            marked=_last_of_month,
            expects="days",
            alike=_case.finished_on,
        ),
        IntegrityTest(
            id="off_hours",
            table=case_file,
            belongs=_finished,
            marked=or_(~_works, func.coalesce(_off_hours, False)),
            expects="peers",
        ),
        IntegrityTest(
            id="supplements",
            table=case_file,
            belongs=_received,
            marked=func.coalesce(_case.supplements, 0) >= MANY_SUPPLEMENTS,
            expects="peers",
            alike=_case.procedure,
        ),
        IntegrityTest(
            id="long_pause",
            table=case_file,
            # Not the open ones: of a unit with short terms few others are open, so that more of them wait.
            belongs=_case.counts_06a & (_case.received_on <= END) & _age.between(LONG_PAUSE + 1, A_YEAR),
            marked=_case.finished_on.is_(None) & ~_case.clock_runs,
            expects="peers",
            alike=_case.procedure,
        ),
        IntegrityTest(
            id="one_filer",
            table=case_file,
            belongs=_received & _case.phone.is_not(None),
            marked=_filed >= DOZENS,
            expects="none",
            extra=func.dense_rank().over(order_by=_case.phone),  # the number stays in the database
        ),
        IntegrityTest(
            id="all_best",
            table=ballot,
            belongs=ballot.c.valid & ballot.c.day.between(START, END),
            marked=(ballot.c.overall == ballot.c.scale)
            & ~exists()
            .where(answer.c.key == ballot.c.key, answer.c.score < ballot.c.scale)
            .correlate(ballot),
            expects="peers",
            alike=ballot.c.scale,
        ),
    )
}
