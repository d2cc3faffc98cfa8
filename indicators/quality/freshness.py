"""Find units that fell silent, and months of a source that are empty where rows were to be expected."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from indicators.periods import Period, list_periods
from indicators.queries import all_units
from indicators.queries.freshness import TOTALS, first_day, last_days, rows_by_month
from indicators.scope import Scope

TIMES, AT_LEAST, KNOWN = 3, 5, 5  # usual gaps, working days; gaps from which a usual one is known
CELL = ["source", "unit_id", "name", "kind", "key", "rows", "expected"]


def freshness(connection: Connection, scope: Scope) -> pd.DataFrame:
    """Return last_days of the units existing at the closing date, with name, kind, `silent`; silent first.

    Silent: quiet for more than TIMES its own usual gap and AT_LEAST working days, so that a unit which
    reports once a week is late only after three weeks. Where fewer than KNOWN gaps are known nothing is said.
    """
    known = all_units(connection)
    found = last_days(connection, scope).merge(known, left_on="unit_id", right_on="id")
    there = [_exists(row, scope.closing, scope.closing) for row in found.itertuples()]
    found = found[pd.Series(there, index=found.index, dtype=bool)].copy()
    usual = found["usual"].fillna(0).astype(float)
    found["silent"] = (
        (found["quiet"] > TIMES * usual) & (found["quiet"] > AT_LEAST) & (found["gaps"] >= KNOWN)
    )
    found["worse"] = found["quiet"] / usual.clip(lower=1)
    return found.sort_values(["silent", "worse", "name"], ascending=[False, False, True], ignore_index=True)


def completeness(connection: Connection, scope: Scope) -> pd.DataFrame:
    """Return each source × unit that could have it × month: source, unit_id, name, kind, key, rows, expected.

    Expected: the unit existed in the month, the source has rows of other units then, and units of its kind
    hand in this source at all (for the box: the unit has to have one). Totals come at regular times: a month
    between two of the unit's own is expected even where no other unit has any.
    """
    first = first_day(connection, scope)
    if first is None:
        return pd.DataFrame(columns=CELL)
    months = tuple(list_periods("month", first, scope.closing, scope.closes_on))
    counted, known = rows_by_month(connection, scope, months), all_units(connection)
    if scope.unit is not None:
        known = known[known["id"] == scope.unit]
    counted = counted.merge(known[["id", "kind"]], left_on="unit_id", right_on="id")
    handed = set(zip(counted["source"], counted["kind"], strict=True))
    rows = counted.set_index(["source", "unit_id", "key"])["rows"].to_dict()
    due = _due(counted)
    cells = [
        {
            "source": source,
            "unit_id": unit.id,
            "name": unit.name,
            "kind": unit.kind,
            "key": month.key,
            "rows": rows.get((source, unit.id, month.key), 0),
            "expected": due(source, unit.id, month.key)
            and _exists(unit, month.first, min(month.last, scope.closing))
            and _has(source, unit, month),
        }
        for source in counted["source"].unique()
        for unit in known.itertuples()
        if (source, unit.kind) in handed
        for month in months
    ]
    if not cells:  # there are totals, but none fills a month
        return pd.DataFrame(columns=CELL)
    found = pd.DataFrame(cells)
    lived = found["expected"] | found["rows"].gt(0)
    return found[lived.groupby([found["source"], found["unit_id"]]).transform("any")].reset_index(drop=True)


def _exists(unit: Any, first: date, last: date) -> bool:  # noqa: ANN401
    """Tell whether the unit existed on any day of [first, last]."""
    begins, ends = unit.valid_from, unit.valid_to
    return (pd.isna(begins) or begins <= last) and (pd.isna(ends) or ends >= first)


def _due(month_rows: pd.DataFrame) -> Callable[[str, str, str], bool]:
    """Return a test of source, unit, month: others have rows, or own totals lie before and after."""
    heard = month_rows.groupby(["source", "key"])["unit_id"].agg(set).to_dict()
    totals = month_rows[month_rows["source"].isin(list(TOTALS))].groupby(["source", "unit_id"])["key"]
    first, last = totals.min().to_dict(), totals.max().to_dict()

    def due(source: str, unit: str, key: str) -> bool:
        between = (source, unit) in first and first[source, unit] < key < last[source, unit]
        return between or bool(heard.get((source, key), set()) - {unit})

    return due


def _has(source: str, unit: Any, month: Period) -> bool:  # noqa: ANN401
    box_from = unit.box_from
    return source != "box" or (not pd.isna(box_from) and box_from <= month.last)
