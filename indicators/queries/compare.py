"""What two snapshots are compared by: an indicator's figures by unit and month, each row's share, whole rows.

Each question asks one snapshot; indicators/compare.py lays two answers side by side. Units are as they were.
"""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, String, Table, cast, func, null, select

from indicators.definition import Indicator, Percentile, period
from indicators.periods import Period
from indicators.queries.measure import PARTS, histories, history
from indicators.queries.rows import facts_of, masked, shares_of
from indicators.queries.scoped import frame, over, visible
from indicators.scope import Scope
from warehouse.tables import EVENT_DAY, load_file

WHOLE = ""  # in the place of a unit: all of them together


def months_heard(connection: Connection, indicator: Indicator, scope: Scope) -> tuple[date, date] | None:
    """First and last day from which the indicator's table has rows by the closing date; None: it has none."""
    day = EVENT_DAY[indicator.table]
    statement = select(func.min(day), func.max(day)).where(visible(indicator.table, scope))
    first, last = connection.execute(statement.where(day <= scope.closing)).one()
    return (first, last) if first else None


def figures(
    connection: Connection,
    indicator: Indicator,
    scope: Scope,
    periods: tuple[Period, ...],
    units: tuple[str, ...],
) -> pd.DataFrame:
    """unit_id, key and PARTS: every unit in every period, and WHOLE."""
    apart = histories(connection, indicator, scope, periods, units)
    together = history(connection, indicator, scope, periods).assign(unit_id=WHOLE)
    return pd.concat([together, apart], ignore_index=True)[["unit_id", "key", *PARTS]]


def shares(
    connection: Connection, indicator: Indicator, scope: Scope, periods: tuple[Period, ...]
) -> pd.DataFrame:
    """part, id, unit_id, key, numerator, denominator, days: one row a fact and period that it belongs to."""
    days = indicator.days if isinstance(indicator, Percentile) else null()
    found = []
    for part, table, belongs in facts_of(indicator):
        columns = [identity(table), table.c.unit_id, period.c.key, *shares_of(indicator, part)]
        statement = select(*columns, days.label("days")).select_from(table).join(period, belongs)
        statement = statement.where(visible(table, scope))
        found.append(frame(connection, over(statement, periods, scope.closing)).assign(part=part))
    return pd.concat(found, ignore_index=True)


def facts(connection: Connection, table: Table, scope: Scope, ids: Iterable[str]) -> pd.DataFrame:
    """The rows with these ids, of whichever period, with the file that they were read from; masked."""
    identified = identity(table)
    statement = (
        select(identified, *masked(table), load_file.c.name.label("file"))
        .outerjoin(load_file, load_file.c.file_id == table.c.file_id)
        .where(identified.element.in_(list(ids)), visible(table, scope.of(None)))
    )
    return frame(connection, statement)


def identity(table: Table) -> Any:  # noqa: ANN401
    """What a fact is known by in every snapshot, as one text under the name `id`."""
    keys: list[ColumnElement[str]] = [cast(column, String) for column in table.primary_key]
    return reduce(lambda left, right: left + "|" + right, keys).label("id")
