"""Define what each column of form II.06a/VPCP/KSTT counts, and the identities between the columns.

Columns are counts like the catalogue's own, so that units, periods, maps and printed totals work as they do
there; those that the catalogue has are its own. A case that waits for the citizen is open in time (12); one
without a due date was finished on time (9).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func

from indicators.catalogue import CATALOGUE
from indicators.catalogue.one_stop import CARRIED_OVER, ONLINE
from indicators.definition import Count, Indicator, Totals
from warehouse.tables import case_file, case_total

_case, _total = case_file.c, case_total.c
_received = CATALOGUE["received_cases"].belongs
_finished = CATALOGUE["finished_cases"].belongs
_open, _overdue = CATALOGUE["open_cases"].belongs, CATALOGUE["overdue_open"].belongs
_online = func.coalesce(ONLINE, False)
_early = func.coalesce(_case.finished_on < _case.due_on, False)


def _column(
    number: int,
    belongs: ColumnElement[bool],
    printed_total: ColumnElement[Any],
    at_end: bool = False,
    at_start: bool = False,
) -> Count:
    totals = Totals(table=case_total, numerator=printed_total, at_end=at_end, at_start=at_start)
    return Count(
        id=f"form_06a_{number}",
        theme="one_stop",
        table=case_file,
        belongs=belongs,
        totals=totals,
        basis=f"Biểu II.06a/VPCP/KSTT, cột {number}",
    )


Columns = Mapping[int, Indicator]
RECEIVED, CARRIED, EARLY, OPEN = 3, 6, 8, 11
NUMBERS = tuple(range(3, 14))
# (3) is counted without the cases carried over: flows add up over the totals in a period, stocks do not.
COUNTED: Columns = {
    RECEIVED: _column(3, _received, _total.received - _total.carried_over),
    4: _column(4, _received & _online, _total.received_online),
    5: _column(5, _received & ~_online, _total.received_other),
    CARRIED: _column(6, CARRIED_OVER, _total.carried_over, at_start=True),
    7: CATALOGUE["finished_cases"],
    EARLY: _column(8, _finished & ~_case.late & _early, _total.early),
    9: _column(9, _finished & ~_case.late & ~_early, _total.on_time),
    10: _column(10, _finished & _case.late, _total.late),
    OPEN: CATALOGUE["open_cases"],
    12: _column(12, _open & ~_overdue, _total.open_in_time, at_end=True),
    13: CATALOGUE["overdue_open"],
}


@dataclass(frozen=True)
class Identity:
    """State that column `whole` is the sum of the columns `parts`; `before`: those of the previous period."""

    whole: int
    parts: tuple[int, ...]
    before: bool = False


SUMS = (Identity(3, (4, 5, 6)), Identity(7, (8, 9, 10)), Identity(11, (12, 13)), Identity(3, (7, 11)))
OPENING = Identity(CARRIED, (OPEN,), before=True)
