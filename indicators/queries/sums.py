"""Hold what each group sums up to, as plain numbers: tables of a few rows took longer than the question."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Boolean, ColumnElement, case

from indicators.definition import Indicator, Ratio


class Sum(NamedTuple):
    """Hold the parts of a figure, None where there is none; n: the denominator, or what is counted."""

    numerator: float | None
    denominator: float | None
    value: float | None
    n: float


Sums = dict[Any, Sum]
NOTHING = Sum(None, None, None, 0.0)


def sum_from_values(numerator: Any, denominator: Any, value: Any, n: Any) -> Sum:  # noqa: ANN401
    """Convert what the snapshot answers: whole numbers, decimals and NULL."""
    return Sum(_number(numerator), _number(denominator), _number(value), _number(n) or 0.0)


def sum_with_value(indicator: Indicator, numerator: float | None, denominator: float | None) -> Sum:
    """Compute the value of a ratio or a count."""
    if not isinstance(indicator, Ratio):
        return sum_from_values(numerator, denominator, numerator, numerator)
    value = None if numerator is None or not denominator else 100 * numerator / denominator
    return sum_from_values(numerator, denominator, value, denominator)


def add_sums(indicator: Indicator, *group_sums: Sums) -> Sums:
    """Add what rows and totals give, by group."""
    return {
        group: sum_with_value(
            indicator,
            _added(one[group].numerator for one in group_sums if group in one),
            _added(one[group].denominator for one in group_sums if group in one),
        )
        for group in dict.fromkeys(group for one in group_sums for group in one)
    }


def _added(parts: Iterable[float | None]) -> float | None:
    known = [part for part in parts if part is not None]
    return sum(known) if known else None


def _number(part: Any) -> float | None:  # noqa: ANN401
    return None if part is None else float(part)


def row_amount(part: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return what one row adds: a condition counts 1 or 0 (unknown is 0), a number counts itself."""
    return case((part, 1), else_=0) if isinstance(part.type, Boolean) else part
