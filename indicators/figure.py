"""Represent a measured number, with the parts that it was made of."""

from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from indicators.definition import Indicator

PARTS = ["numerator", "denominator", "value", "n", "state"]
State = Literal["value", "none", "missing", "refused", "total_wider"]


@dataclass(frozen=True)
class Figure:
    """Hold a measured number and, where it has no value, the state that says why.

    `none`: nothing to divide by, shown "–". `missing`: no row of this source came ("chưa báo cáo").

    `refused`: a unit of a later map that cannot be made up in this period. There is no value; the parts hold
    what the unit has of its own, from its first day on, so that all units together stay the whole.
    `total_wider`: there are only totals of other days, from which the period cannot be told.

    A count has no denominator; a percentile has neither numerator nor denominator; `n` is what the figure
    rests on: the denominator, or the number of cases.
    """

    numerator: float | None
    denominator: float | None
    value: float | None
    n: int
    kind: str
    state: State


def figure_from_row(indicator: Indicator, answer: Any) -> Figure:  # noqa: ANN401
    """Turn a row with PARTS into a Figure; pandas' empty values become None."""
    numerator, denominator, value = (
        None if pd.isna(answer[part]) else float(answer[part]) for part in PARTS[:3]
    )
    return Figure(numerator, denominator, value, int(answer["n"]), indicator.kind, answer["state"])
