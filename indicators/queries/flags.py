"""Count remarks that rows were loaded with: how many rows behind a figure have one, by which rule."""

from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Table, and_, func, select

from indicators.definition import Indicator, PerHundred, period
from indicators.queries.scoping import bind_periods, fetch_frame, visible_condition
from indicators.scope import Scope
from warehouse.tables import case_file, flag, load_file

# A row may have several remarks; of each the key names the rule.
RULE = func.unnest(func.json_extract_string(flag.c.problems, "$[*].key"))


def flags_behind(connection: Connection, indicator: Indicator, scope: Scope) -> pd.DataFrame:
    """Return rule, count: rows of the figure that were loaded with a remark, most frequent first."""
    found = [_flagged(connection, *fact, scope) for fact in _facts(indicator)]
    counts = pd.concat(found).groupby("rule", as_index=False)["count"].sum()
    return counts.sort_values(["count", "rule"], ascending=[False, True], ignore_index=True)


def flagged_row_count(connection: Connection, indicator: Indicator, scope: Scope) -> int:
    """Return how many rows that is; one with two remarks is one row."""
    numbers = (
        connection.scalar(
            bind_periods(
                select(func.count())
                .select_from(table)
                .join(period, belongs)
                .join(flag, row_match(table))
                .where(visible_condition(table, scope)),
                (scope.period,),
                scope.closing,
            )
        )
        for table, belongs in _facts(indicator)
    )
    return sum(number or 0 for number in numbers)


def flags_of_case(connection: Connection, scope: Scope, code: str) -> pd.DataFrame:
    """Return file, sheet, row_no, problems (JSON) of the row that the case is known from."""
    statement = (
        select(load_file.c.name.label("file"), flag.c.sheet, flag.c.row_no, flag.c.problems)
        .join_from(case_file, flag, row_match(case_file))
        .join(load_file, load_file.c.file_id == flag.c.file_id)
        .where(case_file.c.code == code, visible_condition(case_file, scope))
    )
    return fetch_frame(connection, statement)


def _facts(indicator: Indicator) -> list[tuple[Table, ColumnElement[bool]]]:
    facts = [(indicator.table, indicator.belongs)]
    if isinstance(indicator, PerHundred):
        facts.append((indicator.other, indicator.other_belongs))
    return facts


def _flagged(
    connection: Connection, table: Table, belongs: ColumnElement[bool], scope: Scope
) -> pd.DataFrame:
    rules = (
        select(RULE.label("rule"))
        .select_from(table)
        .join(period, belongs)
        .join(flag, row_match(table))
        .where(visible_condition(table, scope))
        .subquery()
    )
    counted = select(rules.c.rule, func.count().label("count")).group_by(rules.c.rule)
    return fetch_frame(connection, bind_periods(counted, (scope.period,), scope.closing))


def row_match(table: Table) -> ColumnElement[Any]:
    same = (table.c[name] == flag.c[name] for name in ("file_id", "sheet", "row_no"))
    return and_(*same)
