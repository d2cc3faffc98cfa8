"""Select a part of an indicator's rows: those that one bar, segment or mark of a chart counts."""

from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, String, Table, cast, false, func, null
from sqlalchemy import case as when

from indicators.definition import END, Indicator, PerHundred
from warehouse.tables import DIMENSIONS, answer, box_day, calendar_day, case_file

Selected = TypeVar("Selected", bound=Select[*tuple[Any, ...]])
EDGE = 10  # working days beyond which early and late are counted together
SOON = 3
OR_MORE = "+"
BANDS = ("overdue_long", "overdue", "due_soon", "due_later", "due_far", "no_due", "waiting")

_case = case_file.c
_due, _today, _done = (calendar_day.alias(name) for name in ("due", "today", "done"))
_gap = _done.c.working_no - _due.c.working_no
DAYS_LEFT = _due.c.working_no - _today.c.working_no
# Not the clamp alone: it would make a number of a case without a due date.
DAYS_LATE = when((_gap.is_not(None), func.least(func.greatest(_gap, -EDGE), EDGE)), else_=null())
BAND = when(
    (_case.finished_on.is_(None) & ~_case.clock_runs, "waiting"),
    (_case.due_on.is_(None), "no_due"),
    ((_case.due_on < END) & (DAYS_LEFT < -EDGE), "overdue_long"),
    (_case.due_on < END, "overdue"),
    (DAYS_LEFT <= SOON, "due_soon"),
    (DAYS_LEFT <= EDGE, "due_later"),
    else_="due_far",
)
_SLICES: dict[Table, dict[str, ColumnElement[Any]]] = {
    case_file: {
        "days_late": DAYS_LATE,
        "band": BAND,
        "procedure_days": _case.procedure + "-" + cast(_case.working_days, String),
    },
    answer: {"answered": answer.c.aspect + "-" + cast(answer.c.score, String)},
    box_day: {"day": box_day.c.day},
}


@dataclass(frozen=True)
class Slice:
    """Name a part of the rows.

    `by`: a dimension of the table, or a slice of its own; `group` None: rows that name none.
    """

    by: str
    group: str | None


PRINTED = Slice("totals", None)  # printed totals, which tell units and days apart and nothing else


def slice_names(indicator: Indicator) -> tuple[str, ...]:
    """Return what a part of the indicator's rows can be named by."""
    if isinstance(indicator, PerHundred):
        return ()
    own = (*DIMENSIONS[indicator.table], *_SLICES.get(indicator.table, {}))
    return (*own, PRINTED.by) if indicator.totals else own


def filter_slice(statement: Selected, table: Table, row_slice: Slice | None) -> Selected:
    """Restrict `statement`, which has the periods, to the rows of that part."""
    if row_slice is None:
        return statement
    if row_slice == PRINTED:
        return statement.where(false())
    if row_slice.by == "procedure_days" and row_slice.group and row_slice.group.endswith(OR_MORE):
        return statement.where(_at_least(row_slice.group))
    own = _SLICES.get(table, {})
    part = own[row_slice.by] if row_slice.by in own else table.c[row_slice.by]
    if table is case_file and row_slice.by in own:
        statement = join_day_numbers(statement)
    return statement.where(
        part.is_(None) if row_slice.group is None else cast(part, String) == row_slice.group
    )


def _at_least(group: str) -> ColumnElement[bool]:
    """Read procedure-24+: the bar at the end of a chart holds all that took longer, too."""
    procedure, _, days = group.removesuffix(OR_MORE).rpartition("-")
    if not days.isdecimal():
        return false()
    return (_case.procedure == procedure) & (_case.working_days >= int(days))


def join_day_numbers(statement: Selected) -> Selected:
    """Join cases and periods with the working-day numbers of due date, end and last day."""
    days = ((_due, _case.due_on), (_done, _case.finished_on), (_today, END))
    for calendar, day in days:
        statement = statement.outerjoin(calendar, calendar.c.day == day)
    return statement
