"""Summarise the working days of one procedure: percentiles, the usual limit, how many took longer."""

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection

from indicators.queries.cases import case_durations
from indicators.scope import Scope


@dataclass(frozen=True, eq=False)
class Durations:
    """Describe how long cases of a procedure took; `counts`: cases by whole working days.

    `longer`: cases that took more working days than their own limit.
    """

    procedure: str
    cases: int
    counts: "pd.Series[int]"
    median: int
    p90: int
    allowed: int | None
    longer: int


def busiest_procedures(connection: Connection, scope: Scope, limit: int | None = None) -> list[Durations]:
    """Return the durations of the procedures with most cases, `limit` of them or all."""
    return group_by_procedure(case_durations(connection, scope), limit)


def group_by_procedure(rows: pd.DataFrame, limit: int | None) -> list[Durations]:
    """Return the durations of the procedures with most cases; `rows` as case_durations gives them."""
    sizes = rows.groupby("procedure")["count"].sum()
    chosen = sizes.sort_values(ascending=False, kind="stable").index[:limit]
    return [_of_one(str(name), rows[rows["procedure"] == name]) for name in chosen]


def nearest_rank_day(counts: "pd.Series[int]", share: float) -> int:
    """Return the smallest whole day that at least `share` of the cases reach (nearest rank)."""
    running = counts.sort_index().cumsum()
    return int(running.index[running >= share * running.iloc[-1]][0])


def _of_one(procedure: str, rows: pd.DataFrame) -> Durations:
    counts = rows.groupby("days")["count"].sum()
    limits = rows.dropna(subset=["allowed"]).groupby("allowed")["count"].sum()
    longer = rows.loc[rows["days"] > rows["allowed"].fillna(float("inf")), "count"].sum()
    return Durations(
        procedure,
        int(counts.sum()),
        counts,
        nearest_rank_day(counts, 0.5),
        nearest_rank_day(counts, 0.9),
        int(limits.idxmax()) if len(limits) else None,
        int(longer),
    )
