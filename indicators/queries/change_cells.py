"""Split a figure as finely as its change is explained: by unit and by the group that makes up its mix."""

import pandas as pd
from sqlalchemy import ColumnElement, Connection, String, Table, cast, func, literal

from indicators.definition import Indicator, PerHundred, period
from indicators.periods import Period
from indicators.queries.measure import measure_groups
from indicators.queries.scoping import unit_of
from indicators.queries.totals import sum_totals, totals_of
from indicators.scope import Scope
from warehouse.tables import answer, ballot, case_file, document

MIX = {case_file: "procedure", document: "kind", ballot: "field", answer: "aspect"}
TOTAL = "="  # the group of printed totals, which tell units apart and nothing else
_BETWEEN = "\x1f"  # stands in no name


def mix_of(indicator: Indicator) -> str | None:
    """Return the column whose groups make up a unit's mix; None where a unit is not divided any further."""
    return None if isinstance(indicator, PerHundred) else MIX.get(indicator.table)


def change_cells(
    connection: Connection, indicator: Indicator, scope: Scope, periods: tuple[Period, ...]
) -> pd.DataFrame:
    """Return key, unit_id, group, numerator, denominator: one row a period, unit and group with any row.

    Together they are the figure. `group` is empty where the rows do not name it, TOTAL for printed totals.
    """
    mix = mix_of(indicator)
    totals = totals_of(connection, indicator)

    def of_rows(table: Table) -> ColumnElement[str]:
        return _joined(table, scope, func.coalesce(cast(table.c[mix], String), "") if mix else literal(""))

    found = measure_groups(connection, indicator, scope, periods, of_rows, totals)
    if totals is not None:
        found |= sum_totals(
            connection, indicator, totals, scope, periods, lambda table: _joined(table, scope, literal(TOTAL))
        )
    rows = [(*name.split(_BETWEEN, 2), sums.numerator, sums.denominator) for name, sums in found.items()]
    return pd.DataFrame(rows, columns=["key", "unit_id", "group", "numerator", "denominator"])


def _joined(table: Table, scope: Scope, group: ColumnElement[str]) -> ColumnElement[str]:
    return period.c.key + _BETWEEN + unit_of(table, scope) + _BETWEEN + group
