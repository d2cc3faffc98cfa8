"""Give the rows of a fact with what each adds to the figures of a scope: evidence for a whole document."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
from sqlalchemy import BindParameter, ColumnElement, Connection, Select, Table, case, func, or_, select

from indicators.definition import Indicator, Percentile, PerHundred, Ratio, period
from indicators.queries.rows import facts_of, shares_of
from indicators.queries.scoping import bind_periods, join_map, masked_columns, unit_of, visible_condition
from indicators.queries.totals import no_total_condition, total_rows, totals_of
from indicators.scope import Scope
from warehouse.tables import EVENT_DAY, FACTS, load_file

COUNTED_FOR = "counted_for"
_PIECE = 5_000
SharePart = Literal["numerator", "denominator"]
Indicators = tuple[Indicator, ...]


@dataclass(frozen=True)
class Share:
    """Describe what a row adds to one part of a figure; of a percentile its days.

    A ratio of which every row counts 1 in the denominator has no share of it: its rows are counted.
    """

    indicator: Indicator
    part: SharePart

    @property
    def name(self) -> str:
        return f"{self.indicator.id}:{self.part}"


def fact_tables(indicators: Indicators) -> tuple[Table, ...]:
    """Return the facts that these figures are made from, in the order of FACTS."""
    found = {table for one in indicators for _, table, _ in facts_of(one)}
    return tuple(table for table in FACTS if table in found)


def shares_of_table(table: Table, indicators: Indicators) -> tuple[Share, ...]:
    found = []
    for one in indicators:
        parts = [part for part, of, _ in facts_of(one) if of is table]
        if isinstance(one, Ratio) and parts and not counts_rows(one):
            parts.append("denominator")
        found += [Share(one, "numerator" if part == "numerator" else "denominator") for part in parts]
    return tuple(found)


def counts_rows(indicator: Ratio) -> bool:
    """Tell whether each row counts 1 in the denominator."""
    return isinstance(indicator.denominator, BindParameter) and indicator.denominator.value == 1


def contributing_row_count(connection: Connection, table: Table, indicators: Indicators, scope: Scope) -> int:
    """Count the rows that add to any of the figures."""
    statement = _belonging(connection, table, indicators, scope, func.count())
    return connection.scalar(bind_periods(statement, (scope.period,), scope.closing)) or 0


def stream_shares(
    connection: Connection, table: Table, indicators: Indicators, scope: Scope, names: tuple[str, ...]
) -> Iterator[tuple[Any, ...]]:
    """Yield each of these rows, read in pieces: what `names` say, then shares_of_table.

    Names are columns of the table, `file`, and COUNTED_FOR, the unit as the scope's map shows it. A share is
    empty where the row does not belong to the figure.
    """
    own = {column.name: column for column in masked_columns(table)}
    own |= {"file": load_file.c.name.label("file"), COUNTED_FOR: unit_of(table, scope).label(COUNTED_FOR)}
    columns = [own[name] for name in names]
    columns += [
        case((_belongs(connection, one.indicator, table), _adds(one))).label(one.name)
        for one in shares_of_table(table, indicators)
    ]
    statement = _belonging(connection, table, indicators, scope, *columns)
    statement = statement.outerjoin(load_file, load_file.c.file_id == table.c.file_id)
    statement = statement.order_by(table.c.unit_id, EVENT_DAY[table], *table.primary_key)
    answer = connection.execute(bind_periods(statement, (scope.period,), scope.closing))
    for piece in answer.partitions(_PIECE):
        yield from map(tuple, piece)


def shares_of_totals(connection: Connection, indicator: Indicator, scope: Scope) -> pd.DataFrame:
    """Return the printed totals that count, as total_rows gives them, with COUNTED_FOR."""
    totals = totals_of(connection, indicator)
    if totals is None:
        return pd.DataFrame()
    return total_rows(connection, totals, scope, None, unit_of(totals.table, scope).label(COUNTED_FOR))


def _adds(share: Share) -> ColumnElement[Any]:
    if isinstance(share.indicator, Percentile):
        return share.indicator.days
    if isinstance(share.indicator, PerHundred):
        return shares_of(share.indicator, share.part)[share.part == "denominator"]
    return shares_of(share.indicator, "numerator")[share.part == "denominator"]


def _belongs(connection: Connection, indicator: Indicator, table: Table) -> ColumnElement[bool]:
    """Select the table's rows of the figure; what a printed total of the unit holds belongs to no row."""
    belongs = next(condition for _, of, condition in facts_of(indicator) if of is table)
    return belongs & no_total_condition(totals_of(connection, indicator), table)


def _belonging(
    connection: Connection, table: Table, indicators: Indicators, scope: Scope, *columns: ColumnElement[Any]
) -> Select[Any]:
    conditions = [_belongs(connection, one.indicator, table) for one in shares_of_table(table, indicators)]
    statement = select(*columns).select_from(table).join(period, or_(*conditions))
    return join_map(statement, table, scope).where(visible_condition(table, scope))
