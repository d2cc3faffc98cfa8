"""Choose the periods of two snapshots to compare: those that both know and in which they can differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Table

from indicators.definition import Indicator
from indicators.periods import KINDS, Period, list_periods, period_containing
from indicators.queries.compare import contents_by_day, known_day_range, parts_and_tables
from indicators.queries.totals import total_spans
from indicators.scope import Scope


@dataclass(frozen=True, eq=False)
class Side:
    """Hold a snapshot with what is asked of it."""

    connection: Connection
    scope: Scope


Sides = tuple[Side, Side]  # the older and the newer one


def known_day_ranges(indicator: Indicator, sides: Sides) -> list[tuple[date, date]]:
    """Return the first and last day of which each side knows anything.

    A side that knows nothing has no entry.
    """
    limits = (known_day_range(side.connection, indicator, side.scope) for side in sides)
    return [one for one in limits if one]


def comparable_periods(
    indicator: Indicator, sides: Sides, day_ranges: list[tuple[date, date]]
) -> tuple[Period, ...]:
    """Return the months from the first that both know to that of the earlier closing date.

    After the months come the periods of totals that no month holds whole: nowhere else do those count.
    """
    first, last = max(first for first, _ in day_ranges), min(side.scope.closing for side in sides)
    if first > last:
        return ()
    months = list_periods("month", first, last, sides[0].scope.closes_on)
    return (*months, *(one for one in _wider(indicator, sides) if one.first <= last and one.last >= first))


def _wider(indicator: Indicator, sides: Sides) -> list[Period]:
    if indicator.totals is None or indicator.totals.at_end:  # a stock counts in the month in which it ends
        return []
    every = {span for side in sides for span in total_spans(side.connection, indicator, side.scope)}
    held = {_holding(*span, sides[0].scope.closes_on) for span in every}
    return sorted((one for one in held if one and one.kind != "month"), key=lambda one: (one.first, one.last))


def _holding(first: date, last: date, closes_on: int | None) -> Period | None:
    """Return the shortest named period that holds the days whole; None: they run over the end of a year."""
    named = (period_containing(last, kind, closes_on) for kind in KINDS)
    return next((one for one in named if one.first <= first and last <= one.last), None)


def first_differences(indicators: Iterable[Indicator], sides: Sides) -> dict[Table, date]:
    """Return by table the earliest day on which the two differ; the last of days where they never do."""
    tables = {table for indicator in indicators for _, table in parts_and_tables(indicator)}
    return {table: _first_difference(table, sides) for table in tables}


def _first_difference(table: Table, sides: Sides) -> date:
    before, after = (contents_by_day(side.connection, table, side.scope) for side in sides)
    days = before.keys() | after.keys()
    return min((day for day in days if before.get(day) != after.get(day)), default=date.max)


def select_changeable_periods(
    indicator: Indicator, periods: tuple[Period, ...], sides: Sides, differences: dict[Table, date]
) -> tuple[Period, ...]:
    """Drop the periods in which both have the same rows as of the same day, as most have after a load."""
    since = min(differences[table] for _, table in parts_and_tables(indicator))
    closings = [side.scope.closing for side in sides]
    same_until = min(closings) if closings[0] != closings[1] else date.max
    return tuple(one for one in periods if one.last >= since or one.last > same_until)
