"""List the rows behind a figure: what each added, and the file, sheet and row that it was read from."""

from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, Table, func, literal, null, select

from indicators.definition import Indicator, PerHundred, Ratio, Totals, period
from indicators.queries.scoping import bind_periods, fetch_frame, masked_columns, visible_condition
from indicators.queries.slices import PRINTED, Slice, filter_slice
from indicators.queries.sums import row_amount
from indicators.queries.totals import no_total_condition, total_row_count, total_rows, totals_of
from indicators.scope import Scope
from warehouse.tables import EVENT_DAY, load_file

_WITH_TOTALS = (None, PRINTED)


def rows(
    connection: Connection,
    indicator: Indicator,
    scope: Scope,
    limit: int | None = None,
    row_slice: Slice | None = None,
) -> pd.DataFrame:
    """Return the indicator's rows with numerator and denominator; `part` names the fact if there are two.

    Recomputed by the indicator's kind they give the figure: a ratio's rows number its denominator.
    Totals come first, each with what it adds, its first and its last day; of the parts only PRINTED has them.
    """
    totals = totals_of(connection, indicator)
    found = [
        fetch_frame(connection, statement.limit(limit)).assign(part=part)
        for part, statement in _statements(indicator, scope, totals, row_slice)
    ]
    if totals is not None and row_slice in _WITH_TOTALS:
        listed = total_rows(connection, totals, scope, limit)
        return _below(listed, found[0].drop(columns="part")).head(limit)
    return pd.concat(found, ignore_index=True) if len(found) > 1 else found[0].drop(columns="part")


def row_count(
    connection: Connection, indicator: Indicator, scope: Scope, row_slice: Slice | None = None
) -> int:
    totals = totals_of(connection, indicator)
    statements = (
        filter_slice(_belonging(table, belongs, scope, totals, func.count()), table, row_slice)
        for _, table, belongs in facts_of(indicator)
    )
    counts = (connection.scalar(bind_periods(one, (scope.period,), scope.closing)) or 0 for one in statements)
    return sum(counts) + (total_row_count(connection, indicator, scope) if row_slice in _WITH_TOTALS else 0)


def facts_of(indicator: Indicator) -> list[tuple[str, Table, ColumnElement[bool]]]:
    """Return part of the figure, table and condition of each fact that the indicator counts."""
    facts = [("numerator", indicator.table, indicator.belongs)]
    if isinstance(indicator, PerHundred):
        facts.append(("denominator", indicator.other, indicator.other_belongs))
    return facts


def _below(totals_frame: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Append rows to totals; what only one of them has is empty in the other."""
    if totals_frame.empty:
        return rows
    return pd.concat([totals_frame.astype(object), rows.astype(object)], ignore_index=True).infer_objects()


def _statements(
    indicator: Indicator, scope: Scope, totals: Totals | None, row_slice: Slice | None
) -> list[tuple[str, Select[Any]]]:
    statements = []
    for part, table, belongs in facts_of(indicator):
        columns = [*masked_columns(table), *shares_of(indicator, part), load_file.c.name.label("file")]
        statement = filter_slice(_belonging(table, belongs, scope, totals, *columns), table, row_slice)
        statement = statement.outerjoin(load_file, load_file.c.file_id == table.c.file_id)
        statement = statement.order_by(table.c.unit_id, EVENT_DAY[table], *table.primary_key)
        statements.append((part, bind_periods(statement, (scope.period,), scope.closing)))
    return statements


def _belonging(
    table: Table,
    belongs: ColumnElement[bool],
    scope: Scope,
    totals: Totals | None,
    *columns: ColumnElement[Any],
) -> Select[Any]:
    statement = (
        select(*columns).select_from(table).join(period, belongs).where(visible_condition(table, scope))
    )
    return statement.where(no_total_condition(totals, table))


def shares_of(indicator: Indicator, part: str) -> list[ColumnElement[Any]]:
    """Return a row's share in numerator and denominator; counts and percentiles have no denominator."""
    if isinstance(indicator, Ratio):
        top, bottom = row_amount(indicator.numerator), row_amount(indicator.denominator)
    elif isinstance(indicator, PerHundred):
        top, bottom = literal(int(part == "numerator")), literal(int(part == "denominator"))
    else:
        top, bottom = literal(1), null()
    return [top.label("numerator"), bottom.label("denominator")]
