"""Find the rows that make one figure differ between two snapshots: share, source and changed cells."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Table

from indicators.compare.figures import ROW, SHARES, ComparisonRequest, differing_shares
from indicators.definition import Indicator
from indicators.periods import Period
from indicators.queries import settings_of
from indicators.queries.compare import TOTAL, facts_by_id, parts_and_tables, row_shares
from indicators.scope import Scope

_UNSAID = (
    "id",
    "file",
    "sheet",
    "row_no",
    "received_at",
    "finished_at",
)  # where a row stood; days said twice


_SPAN = {"first_day", "last_day"}  # of a total


@dataclass(frozen=True)
class CellChange:
    """Describe a cell of a row that the newer snapshot has otherwise."""

    column: str
    before: Any
    after: Any


def rows_behind(
    old_connection: Connection,
    new_connection: Connection,
    indicator: Indicator,
    request: ComparisonRequest,
    unit: str | None,
    period: Period,
) -> pd.DataFrame:
    """Return the rows that make the difference of one figure, one line each.

    part, id, how; numerator and denominator are what the line adds to the difference of the figure's own;
    days_before and days_after where the figure is a percentile; unit_id; file, sheet and row_no of each side;
    known_before, known_after: whether the snapshot has the row at all; changes: a list of CellChange.
    Where totals are among them, first_day and last_day of each.
    """
    sides = [(side, _scope_of(side, request, unit, period)) for side in (old_connection, new_connection)]
    before, after = (row_shares(side, indicator, scope, (period,)) for side, scope in sides)
    found = differing_shares(before, after, ROW)
    for share in SHARES[:2]:
        found[share] = found[f"{share}_after"].fillna(0) - found[f"{share}_before"].fillna(0)
    parts = [
        _explained(found[found["part"] == part], table, sides)
        for part, table in parts_and_tables(indicator)
        if part != TOTAL or part in set(found["part"])
    ]
    return pd.concat(parts, ignore_index=True).drop(
        columns=[f"{share}_{side}" for share in SHARES[:2] for side in ("before", "after")]
    )


def _scope_of(side: Connection, request: ComparisonRequest, unit: str | None, period: Period) -> Scope:
    return request.scope(date.fromisoformat(settings_of(side)["closing"]), unit, period)


def _explained(rows: pd.DataFrame, table: Table, sides: list[tuple[Connection, Scope]]) -> pd.DataFrame:
    """Add to each row its source on both sides and what changed in it."""
    before, after = (facts_by_id(side, table, scope, rows["id"]).set_index("id") for side, scope in sides)
    explained = rows.set_index("id", drop=False)
    for name, facts_then in (("before", before), ("after", after)):
        explained[f"known_{name}"] = explained["id"].isin(facts_then.index)
        explained = explained.join(facts_then[["file", "sheet", "row_no"]].add_suffix(f"_{name}"))
    units = after["unit_id"].reindex(explained.index)
    explained["unit_id"] = units.fillna(before["unit_id"].reindex(explained.index))
    for name in _SPAN & set(before.columns):
        explained[name] = after[name].combine_first(before[name]).reindex(explained.index)
    hidden = {column.name for column in table.c if column.info.get("personal")}
    said = [name for name in before.columns if name not in hidden and name not in _UNSAID]
    then, now = before[said].to_dict("index"), after[said].to_dict("index")
    explained["changes"] = [_changes(then.get(one), now.get(one)) for one in explained["id"]]
    return explained.reset_index(drop=True)


def _changes(old_cells: dict[Any, Any] | None, new_cells: dict[Any, Any] | None) -> list[CellChange]:
    if old_cells is None or new_cells is None:
        return []
    pairs = [(name, old_cells[name], new_cells[name]) for name in old_cells]
    cells = [(name, *(None if pd.isna(one) else one for one in pair)) for name, *pair in pairs]
    return [CellChange(name, then, now) for name, then, now in cells if then != now]
