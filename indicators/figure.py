"""A measured number, with the parts that it was made of."""

from dataclasses import dataclass
from typing import Literal

State = Literal["value", "none", "missing"]


@dataclass(frozen=True)
class Figure:
    """`none`: nothing to divide by, shown "–". `missing`: no row of this source came ("chưa báo cáo").

    A count has no denominator; a percentile has neither numerator nor denominator; `n` is what the figure
    rests on: the denominator, or the number of cases.
    """

    numerator: float | None
    denominator: float | None
    value: float | None
    n: int
    kind: str
    state: State
