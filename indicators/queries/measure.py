"""The figure, its history and its split: numerator and denominator stay apart until the last step."""

from typing import Any

import pandas as pd
from sqlalchemy import Boolean, ColumnElement, Connection, Select, Table, case, func, null, select

from indicators.definition import Count, Indicator, Percentile, PerHundred, Ratio, Totals, period
from indicators.figure import Figure, State
from indicators.periods import Period, run
from indicators.queries.decided import units
from indicators.queries.maps import refused, refused_periods, refused_units
from indicators.queries.once import once
from indicators.queries.reporting import By, grouped, reporting
from indicators.queries.scoped import frame, on_map, over, visible
from indicators.queries.totals import Grouping, added, first_day, together, told, totals_of, without_totals
from indicators.scope import Scope
from warehouse.tables import DIMENSIONS, EVENT_DAY

PARTS = ["numerator", "denominator", "value", "n", "state"]
_NO_ROWS = (None, None, None, 0.0)


class UnknownSplit(ValueError):
    """The indicator cannot be split by this."""


@once
def figure(connection: Connection, indicator: Indicator, scope: Scope) -> Figure:
    """The indicator for one period, one unit or all."""
    answer = history(connection, indicator, scope, (scope.period,)).iloc[0]
    return as_figure(indicator, answer)


def as_figure(indicator: Indicator, answer: Any) -> Figure:  # noqa: ANN401
    """A row with PARTS as a Figure; pandas' empty values become None."""
    numerator, denominator, value = (
        None if pd.isna(answer[part]) else float(answer[part]) for part in PARTS[:3]
    )
    return Figure(numerator, denominator, value, int(answer["n"]), indicator.kind, answer["state"])


@once
def history(
    connection: Connection, indicator: Indicator, scope: Scope, periods: tuple[Period, ...]
) -> pd.DataFrame:
    """One row a period, in the order given: key and PARTS."""
    keys = pd.DataFrame({"key": [p.key for p in periods]})
    answer = _completed(connection, indicator, scope, periods, "period", keys)
    return _refuse(answer, refused_periods(connection, scope, periods))


@once
def histories(
    connection: Connection,
    indicator: Indicator,
    scope: Scope,
    periods: tuple[Period, ...],
    units: tuple[str, ...],
) -> pd.DataFrame:
    """One row a unit and period: unit_id, key and PARTS."""
    both = pd.DataFrame({"both": [f"{p.key}|{unit}" for p in periods for unit in units]})
    answer = _completed(connection, indicator, scope, periods, "both", both)
    limits = refused(connection, scope)
    lost = {f"{p.key}|{one.unit_id}" for one in limits for p in periods if one.covers(p)}
    answer = _refuse(answer, lost)
    answer[["key", "unit_id"]] = answer["both"].str.split("|", n=1, expand=True)
    return answer[["unit_id", "key", *PARTS]]


@once
def split(connection: Connection, indicator: Indicator, scope: Scope, by: str) -> pd.DataFrame:
    """One row a group: group and PARTS. By "unit": every unit of the period, the silent ones too.

    Totals tell units and days apart and nothing else: by a column of the rows they are left out.
    """
    if by == "unit":
        groups = units(connection, scope)[["id"]].rename(columns={"id": "group"})
        answer = _completed(connection, indicator, scope, (scope.period,), "unit", groups)
        return _refuse(answer, refused_units(connection, scope))
    if by == "month":
        months = _months(connection, indicator, scope)
        return history(connection, indicator, scope, months).rename(columns={"key": "group"})
    if by not in splits(indicator):
        raise UnknownSplit(by)
    totals = totals_of(connection, indicator)
    answer = measured(connection, indicator, scope, (scope.period,), lambda table: table.c[by], totals)
    answer["state"] = [_state(indicator, None if pd.isna(one) else one, True) for one in answer["value"]]
    if refused_periods(connection, scope, (scope.period,)):
        answer = _refuse(answer, set(answer["group"]))
    return answer[["group", *PARTS]]


def splits(indicator: Indicator) -> tuple[str, ...]:
    """What the indicator can be split by, besides unit and month."""
    return () if isinstance(indicator, PerHundred) else DIMENSIONS[indicator.table]


def _refuse(answer: pd.DataFrame, groups: set[Any]) -> pd.DataFrame:
    """Take the value from those of the groups that cannot be made up; the first column names them."""
    lost = answer.iloc[:, 0].isin(groups)
    answer.loc[lost, "value"] = None
    answer.loc[lost, "state"] = "refused"
    return answer


def _months(connection: Connection, indicator: Indicator, scope: Scope) -> tuple[Period, ...]:
    """The months of the period, the first and last one cut to it."""
    first, last = scope.period.first, scope.last_day
    if scope.period.kind == "all":
        day = EVENT_DAY[indicator.table]
        heard = connection.scalar(select(func.min(day)).where(visible(indicator.table, scope)))
        first = min(heard or last, first_day(connection, indicator, scope) or last)
    months = run("month", first, last, scope.closes_on)
    return tuple(Period(m.key, m.kind, max(m.first, first), min(m.last, last)) for m in months)


def _completed(
    connection: Connection,
    indicator: Indicator,
    scope: Scope,
    periods: tuple[Period, ...],
    by: By,
    groups: pd.DataFrame,
) -> pd.DataFrame:
    """The measured groups, and those of `groups` that have no row: 0, "–" or not reported."""
    name, grouping = groups.columns[0], grouped(by, scope)
    totals = totals_of(connection, indicator)
    answer = measured(connection, indicator, scope, periods, grouping, totals)
    heard = set(reporting(connection, indicator.table, indicator.heard, scope, periods, by))
    speaking: set[Any] = set()
    if totals is not None:
        more = added(connection, indicator, totals, scope, periods, grouping)
        answer = together(indicator, answer, more)
        heard |= set(more["group"])
        speaking = told(connection, totals, scope, periods, grouping)
    measured_rows = {
        row[0]: row[1:] for row in answer[["group", *PARTS[:4]]].itertuples(index=False, name=None)
    }
    # Cases of a unit that has ended since still count: no row of the whole may drop out of its parts.
    every = dict.fromkeys([*groups[name], *measured_rows])
    # Row by row in plain Python: joining frames of a few rows took longer than the question.
    rows = [
        (one, *_told(indicator, measured_rows.get(one, _NO_ROWS), one in heard, one in speaking))
        for one in every
    ]
    return pd.DataFrame(rows, columns=[name, *PARTS])


def _told(
    indicator: Indicator, parts: tuple[Any, ...], reports: bool, spoken_of: bool
) -> tuple[float | None, float | None, float | None, float, State]:
    """PARTS of one group; `spoken_of`: a total says something that touches the period and does not count."""
    numerator, denominator, value = (None if pd.isna(part) else float(part) for part in parts[:3])
    n = 0.0 if pd.isna(parts[3]) else float(parts[3])
    state = _state(indicator, value, reports)
    if state == "missing":
        return None, None, None, n, "total_wider" if spoken_of else state
    if state == "value" and value is None and not n:
        return 0.0, denominator, 0.0, n, state
    return numerator, denominator, value, n, state


def _state(indicator: Indicator, value: float | None, reports: bool) -> State:
    """A stock may have rows from before the period; an expected row does not say that anybody reported."""
    measured = value is not None
    if indicator.expected:
        return "none" if not measured else "value" if reports else "missing"
    if isinstance(indicator, PerHundred) and not reports:
        return "missing"  # no ballot at all is silence, whatever the number of cases
    if measured:
        return "value"
    if not reports:
        return "missing"
    return "value" if isinstance(indicator, Count) else "none"


def measured(
    connection: Connection,
    indicator: Indicator,
    scope: Scope,
    periods: tuple[Period, ...],
    grouping: Grouping,
    totals: Totals | None = None,
) -> pd.DataFrame:
    """group, numerator, denominator, value, n: the groups that have rows beside their totals."""

    def ask(table: Table, belongs: ColumnElement[bool], *parts: ColumnElement[Any]) -> pd.DataFrame:
        group = grouping(table).label("group")
        statement: Select[Any] = select(group, *parts).select_from(table).join(period, belongs)
        statement = on_map(statement, table, scope).where(visible(table, scope)).group_by(group)
        statement = statement.where(without_totals(totals, table))
        return frame(connection, over(statement, periods, scope.closing))

    if isinstance(indicator, PerHundred):
        counted = func.count().label("count")
        top = ask(indicator.table, indicator.belongs, counted)
        bottom = ask(indicator.other, indicator.other_belongs, counted)
        return _per_hundred(top, bottom)
    return ask(indicator.table, indicator.belongs, *_parts(indicator))


def _parts(indicator: Indicator) -> tuple[ColumnElement[Any], ...]:
    """numerator, denominator, value and n of one group."""
    return tuple(part.label(name) for part, name in zip(_sums(indicator), PARTS, strict=False))


def _sums(indicator: Indicator) -> tuple[Any, ...]:
    match indicator:
        case Ratio():
            top, bottom = (func.sum(adds(part)) for part in (indicator.numerator, indicator.denominator))
            return top, bottom, 100.0 * top / func.nullif(bottom, 0), bottom
        case Count():
            total = func.sum(adds(indicator.numerator))
            return total, null(), total, total
        case Percentile():
            reached = func.percentile_disc(indicator.share).within_group(indicator.days)
            return null(), null(), reached, func.count(indicator.days)
    raise TypeError(indicator.kind)


def _per_hundred(top: pd.DataFrame, bottom: pd.DataFrame) -> pd.DataFrame:
    both = top.merge(bottom, on="group", how="outer", suffixes=("_top", "_bottom"))
    numerator, denominator = both["count_top"].fillna(0), both["count_bottom"].fillna(0)
    return pd.DataFrame(
        {
            "group": both["group"],
            "numerator": numerator,
            "denominator": denominator,
            "value": 100 * numerator / denominator.where(denominator > 0),
            "n": denominator,
        }
    )


def adds(part: ColumnElement[Any]) -> ColumnElement[Any]:
    """What one row adds: a condition counts 1 or 0 (unknown is 0), a number counts itself."""
    return case((part, 1), else_=0) if isinstance(part.type, Boolean) else part
