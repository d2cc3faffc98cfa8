"""Ask one snapshot for what two are compared by: figures by unit and month, row shares, whole rows.

Each question asks one snapshot; indicators/compare/figures.py lays two answers side by side. Units are as
they were.
"""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Date, String, Table, cast, func, null, select

from indicators.definition import Indicator, Percentile, period
from indicators.figure import PARTS
from indicators.periods import Period
from indicators.queries.measure import histories, history
from indicators.queries.rows import facts_of, shares_of
from indicators.queries.scoping import bind_periods, fetch_frame, masked_columns, visible_condition
from indicators.queries.totals import no_total_condition, total_shares, total_spans, totals_of
from indicators.scope import Scope
from warehouse.tables import EVENT_DAY, load_file

WHOLE = ""  # in the place of a unit: all of them together
TOTAL = "total"  # the part of a figure that printed totals add


def parts_and_tables(indicator: Indicator) -> list[tuple[str, Table]]:
    """Return part and table of all that the indicator counts; totals first, as in its rows."""
    rows = [(part, table) for part, table, _ in facts_of(indicator)]
    return rows if indicator.totals is None else [(TOTAL, indicator.totals.table), *rows]


def known_day_range(connection: Connection, indicator: Indicator, scope: Scope) -> tuple[date, date] | None:
    """Return the first and last day, up to closing, of its rows and totals; None: there are none."""
    day = EVENT_DAY[indicator.table]
    statement = select(func.min(day), func.max(day)).where(visible_condition(indicator.table, scope))
    limits = connection.execute(statement.where(day <= scope.closing)).one()
    days = [one for one in limits if one] + [
        one for span in total_spans(connection, indicator, scope) for one in span
    ]
    return (min(days), max(days)) if days else None


def contents_by_day(connection: Connection, table: Table, scope: Scope) -> dict[date, tuple[int, int]]:
    """Return by day how many rows there are and one number (hash) for all their contents.

    The day is the earliest that a row names; what a row says of a period does not begin before it. Where it
    was read is no part of it.
    """
    named = [column for column in table.c if isinstance(column.type, Date)]
    day = func.least(*named) if len(named) > 1 else named[0]
    told = [column for column in table.c if column.name not in ("file_id", "sheet", "row_no")]
    # The number of one row does not depend on the order of rows, nor on the file.
    number = func.bit_xor(func.hash(*told))
    statement = (
        select(day, func.count(), number)
        .where(day.is_not(None), visible_condition(table, scope))
        .group_by(day)
    )
    return {first: (count, all_of_it) for first, count, all_of_it in connection.execute(statement)}


def figures_by_unit(
    connection: Connection,
    indicator: Indicator,
    scope: Scope,
    periods: tuple[Period, ...],
    units: tuple[str, ...],
) -> pd.DataFrame:
    """Return unit_id, key and PARTS: every unit in every period, and WHOLE."""
    apart = histories(connection, indicator, scope, periods, units)
    together = history(connection, indicator, scope, periods).assign(unit_id=WHOLE)
    return pd.concat([together, apart], ignore_index=True)[["unit_id", "key", *PARTS]]


def row_shares(
    connection: Connection, indicator: Indicator, scope: Scope, periods: tuple[Period, ...]
) -> pd.DataFrame:
    """Return part, id, unit_id, key, numerator, denominator, days: one row a fact and its period.

    Totals that count are facts too.
    """
    days = indicator.days if isinstance(indicator, Percentile) else null()
    totals = totals_of(connection, indicator)
    found = []
    for part, table, belongs in facts_of(indicator):
        columns = [fact_id(table), table.c.unit_id, period.c.key, *shares_of(indicator, part)]
        statement = select(*columns, days.label("days")).select_from(table).join(period, belongs)
        statement = statement.where(visible_condition(table, scope), no_total_condition(totals, table))
        found.append(
            fetch_frame(connection, bind_periods(statement, periods, scope.closing)).assign(part=part)
        )
    if totals is not None:
        found.append(total_shares(connection, totals, scope, periods).assign(part=TOTAL, days=None))
    return pd.concat(found, ignore_index=True)


def facts_by_id(connection: Connection, table: Table, scope: Scope, ids: Iterable[str]) -> pd.DataFrame:
    """Return the rows with these ids, of whichever period, masked, with the file that they were read from."""
    identified = fact_id(table)
    statement = (
        select(identified, *masked_columns(table), load_file.c.name.label("file"))
        .outerjoin(load_file, load_file.c.file_id == table.c.file_id)
        .where(identified.element.in_(list(ids)), visible_condition(table, scope.with_unit(None)))
    )
    return fetch_frame(connection, statement)


def fact_id(table: Table) -> Any:  # noqa: ANN401
    """Return what a fact is known by in every snapshot, as one text under the name `id`."""
    keys: list[ColumnElement[str]] = [cast(column, String) for column in table.primary_key]
    return reduce(lambda left, right: left + "|" + right, keys).label("id")
