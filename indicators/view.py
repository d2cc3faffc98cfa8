"""A figure as it is shown, with its target, its signal and what it was before: for cards, matrix, files."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from indicators.attention import Finding, attention
from indicators.definition import Indicator
from indicators.fairness import Signal, signal
from indicators.figure import Figure
from indicators.periods import Period, containing, cut, previous, year_before
from indicators.queries import Target, as_figure, figure, history, split, target, units
from indicators.scope import Scope

UNIT_KINDS = ("commune", "office")  # the levels of targets beside "parent"


@dataclass(frozen=True, eq=False)
class Measured:
    """`figure` is the official one; `signal` stands on the cumulative quarter where the period is shorter."""

    indicator: Indicator
    unit_id: str | None
    figure: Figure
    target: Target | None
    signal: Signal
    previous: Figure | None = None
    year_before: Figure | None = None


def judged_period(scope: Scope) -> Period:
    """The period that colours stand on: a month is judged with the days of its quarter so far."""
    if scope.period.kind != "month":
        return scope.period
    quarter = containing(scope.period.last, "quarter", scope.closes_on)
    return Period(f"{quarter.key}…{scope.period.key}", "days", quarter.first, scope.period.last)


def measured(connection: Connection, indicator: Indicator, scope: Scope, level: str, min_n: int) -> Measured:
    """The indicator with the period before and the same one a year ago, each cut to as many days."""
    judged = judged_period(scope)
    before = [
        cut(period, scope.period, scope.closing) if period else None
        for period in (previous(scope.period, scope.closes_on), year_before(scope.period, scope.closes_on))
    ]
    asked = tuple({period.key: period for period in (scope.period, judged, *before) if period}.values())
    answers = history(connection, indicator, scope, asked)
    found = {row["key"]: as_figure(indicator, row) for _, row in answers.iterrows()}
    decided = _target(connection, indicator, level, scope)
    whole = figure(connection, indicator, scope.of(None).at(judged)) if scope.unit else None
    return Measured(
        indicator,
        scope.unit,
        found[scope.period.key],
        decided,
        signal(indicator, found[judged.key], decided.value if decided else None, whole, min_n),
        *(found[period.key] if period else None for period in before),
    )


def by_unit(connection: Connection, indicator: Indicator, scope: Scope, min_n: int) -> list[Measured]:
    """One Measured a unit, in the order of the units; without the periods before."""
    judged_scope = scope.at(judged_period(scope))
    shown = split(connection, indicator, scope, "unit").set_index("group")
    judged = (
        shown
        if judged_scope == scope
        else split(connection, indicator, judged_scope, "unit").set_index("group")
    )
    whole = figure(connection, indicator, judged_scope.of(None))
    levels = {kind: _target(connection, indicator, kind, scope) for kind in UNIT_KINDS}
    result = []
    for unit_id, kind in units(connection, scope)[["id", "kind"]].itertuples(index=False, name=None):
        decided = levels.get(kind)
        basis = as_figure(indicator, judged.loc[unit_id])
        colour = signal(indicator, basis, decided.value if decided else None, whole, min_n)
        result.append(Measured(indicator, unit_id, as_figure(indicator, shown.loc[unit_id]), decided, colour))
    return result


def findings_of(measured: Iterable[Measured]) -> list[Finding]:
    """What stands under "Cần chú ý": units' figures that are worse than their target beyond chance."""
    return attention(
        [
            Finding(m.unit_id, m.indicator, m.figure, m.target.value)
            for m in measured
            if m.signal == "low" and m.target and m.unit_id and m.figure.value is not None
        ]
    )


def applies(indicator: Indicator, scope: Scope) -> bool:
    """Whether the indicator's basis was in force at the end of the period."""
    return indicator.since is None or indicator.since <= scope.last_day


def _target(connection: Connection, indicator: Indicator, level: str, scope: Scope) -> Target | None:
    """The target in force at the end of the period, or at the closing date if that comes first."""
    return target(connection, indicator.id, level, scope.last_day) if applies(indicator, scope) else None
