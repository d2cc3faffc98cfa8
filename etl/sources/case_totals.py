"""Read totals of cases by unit (biểu II.06a/VPCP/KSTT, tổng hợp theo đơn vị); check the form's identities."""

from typing import Any

import pandas as pd
from sqlalchemy import Select, and_, false, func, literal, select, union_all

from etl.parsing.cells import WHOLE
from etl.parsing.columns import ParsedRows
from etl.parsing.rules import apply_rule
from etl.problem import Problem
from etl.settings import Settings
from etl.sources import total
from etl.sources.definition import Facts, Field, RowComparison, Source
from warehouse.tables import case_file, case_total

_FIELDS = (
    *total.UNIT_AND_DAYS,
    Field("received", WHOLE, required=True),
    Field("received_online", WHOLE),
    Field("received_online_full", WHOLE),
    Field("received_online_part", WHOLE),
    Field("received_other", WHOLE),
    Field("carried_over", WHOLE),
    Field("finished", WHOLE, required=True),
    Field("early", WHOLE),
    Field("on_time", WHOLE),
    Field("late", WHOLE),
    Field("late_apologised", WHOLE),
    Field("late_silent", WHOLE),
    Field("open", WHOLE, required=True),
    Field("open_in_time", WHOLE),
    Field("open_overdue", WHOLE),
    Field("open_apologised", WHOLE),
    Field("open_silent", WHOLE),
)
# Some forms print only the parts of a number.
_PARTS = {
    "received_online": ("received_online_full", "received_online_part"),
    "late": ("late_apologised", "late_silent"),
    "open_overdue": ("open_apologised", "open_silent"),
}
# rule: the column, and what it is the sum of; early or online may be counted with the next one
_IDENTITIES: dict[str, tuple[str, tuple[str, ...]]] = {
    "total_received": ("received", ("received_online", "received_other", "carried_over")),
    "total_finished": ("finished", ("early", "on_time", "late")),
    "total_open": ("open", ("open_in_time", "open_overdue")),
    "total_balance": ("received", ("finished", "open")),
}
_MAY_LACK = ("early", "received_online")
_STORED = {column.name for column in case_total.c}
_COUNTS = [field.column for field in _FIELDS if field.parser is WHOLE and field.column in _STORED]


def _complete(body: ParsedRows, settings: Settings) -> Facts:
    numbers = total.read_counts(body, _FIELDS)
    for column, parts in _PARTS.items():
        told = [part for part in parts if body.has_column(part)]
        if told and not body.has_column(column):
            numbers[column] = numbers[told].sum(axis=1, min_count=1).astype("Int64")
    if body.has_column("received_online_full") and not body.has_column("received_other"):
        # These forms tell the other ways of receiving apart, and some of their columns overlap.
        numbers["received_other"] = (
            numbers["received"] - numbers["received_online"] - numbers["carried_over"].fillna(0)
        )
    for rule, (whole, added) in _IDENTITIES.items():
        _adds_up(body, settings, rule, numbers, whole, added)
    return total.build_facts(body, numbers[_COUNTS], settings)


def _adds_up(
    body: ParsedRows,
    settings: Settings,
    rule: str,
    numbers: pd.DataFrame,
    sum_column: str,
    parts: tuple[str, ...],
) -> None:
    added = sum(numbers[part].fillna(0) if part in _MAY_LACK else numbers[part] for part in parts)
    apply_rule(
        body,
        settings,
        rule,
        added != numbers[sum_column],  # where one of them is not told there is nothing to compare
        lambda row: Problem(rule, body.heading(sum_column), str(numbers[sum_column][row]), str(added[row])),
    )


def _comparison() -> RowComparison:
    one, no, own = case_file.c, false(), case_total.c
    came = total.label_ones(received_new=one.counts_06a, finished=no, late=no)
    went = total.label_ones(received_new=no, finished=one.counts_06a, late=one.counts_06a & one.late)
    received = select(one.unit_id, one.received_on.label("day"), *came)
    finished = select(one.unit_id, one.finished_on, *went).where(one.finished_on.is_not(None))
    new = func.coalesce(
        own.received_online + own.received_other, own.received - func.coalesce(own.carried_over, 0)
    )
    return RowComparison(
        rule="cases_by_rows",
        facts=union_all(received, finished).subquery(),
        printed={"received_new": new, "finished": own.finished, "late": own.late},
    )


def _carried_over() -> Select[*tuple[Any, ...]]:
    """Select totals whose carried-over cases differ from those open at the end of the period before."""
    mine, before = case_total, case_total.alias("before")
    follows = and_(before.c.unit_id == mine.c.unit_id, before.c.last_day == mine.c.first_day - 1)
    # Several totals may end on the day before: the last file's is taken.
    newest = select(mine.c.key, func.arg_max(before.c.open, before.c.file_id).label("open"))
    left = newest.join(before, follows).group_by(mine.c.key).subquery()
    what = (literal("carried_over").label("about"), left.c.open.label("expected"))
    found = total.select_places(mine, *what, mine.c.carried_over.label("found"))
    return found.join(left, left.c.key == mine.c.key).where(mine.c.carried_over != left.c.open)


CASE_TOTALS = Source(
    name="case_totals",
    table=case_total,
    fields=_FIELDS,
    key="unit",
    events=("last_day",),
    complete=_complete,
    row_comparison=_comparison(),
    cross_checks={"carried_over": _carried_over()},
)
