"""Assess a figure as it is shown, with target, signal and earlier figures: for cards, matrix, files."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import Connection

from indicators.attention import (
    AttentionEntry,
    TargetShortfall,
    WorseningResult,
    select_beyond_chance,
    select_for_attention,
)
from indicators.catalogue import CATALOGUE
from indicators.definition import Indicator
from indicators.fairness import Signal, chance_if_on_target, is_compared, is_rate, target_signal
from indicators.figure import Figure, figure_from_row
from indicators.periods import (
    Period,
    cut_to_elapsed_days,
    period_containing,
    period_last_year,
    previous_period,
)
from indicators.queries import Target, figure, history, split, targets, units
from indicators.queries.memo import memoise
from indicators.queries.settings import SHOWN
from indicators.scope import Scope

TargetTable = dict[tuple[str, str], list[tuple[date, date, Target]]]  # first and last day of each target
UNIT_KINDS = ("commune", "office")  # the levels of targets beside "parent"


@dataclass(frozen=True, eq=False)
class Assessment:
    """Represent a figure with its target, its signal and what it was before.

    `figure` is the official one; `signal` stands on the cumulative quarter if the period is shorter.
    Not `in_force`: the period ends before the indicator's basis began to apply. `place`: how the map
    shows the unit; only one that is "shown" is judged. `chance`: of a low signal, how likely
    a unit that only just reaches its target comes out as bad as this.
    """

    indicator: Indicator
    unit_id: str | None
    figure: Figure
    target: Target | None
    signal: Signal
    previous: Figure | None = None
    year_before: Figure | None = None
    in_force: bool = True
    place: str = SHOWN
    chance: float = 1.0


def judged_period(scope: Scope) -> Period:
    """Return the period that colours stand on: a month is judged with its quarter so far."""
    if scope.period.kind != "month":
        return scope.period
    quarter = period_containing(scope.period.last, "quarter", scope.closes_on)
    # A key of its own: answers are found by it, and the whole quarter has the other one.
    return Period(f"{quarter.key}…{scope.period.key}", "days", quarter.first, scope.period.last)


def assess_indicator(
    connection: Connection, indicator: Indicator, scope: Scope, target: Target | None, min_n: int
) -> Assessment:
    """Assess the indicator with the period before and the one a year ago, each cut to as many days."""
    judged = judged_period(scope)
    before = [
        cut_to_elapsed_days(period, scope.period, scope.closing) if period else None
        for period in (
            previous_period(scope.period, scope.closes_on),
            period_last_year(scope.period, scope.closes_on),
        )
    ]
    asked = tuple({period.key: period for period in (scope.period, judged, *before) if period}.values())
    answers = history(connection, indicator, scope, asked)
    found = {row["key"]: figure_from_row(indicator, row) for _, row in answers.iterrows()}
    asks_whole = scope.unit and target and is_rate(indicator)
    whole = figure(connection, indicator, scope.with_unit(None).with_period(judged)) if asks_whole else None
    last, year_ago = (found[period.key] if period else None for period in before)
    colour = _signal(indicator, found[scope.period.key], found[judged.key], target, whole, min_n)
    return Assessment(
        indicator,
        scope.unit,
        found[scope.period.key],
        target,
        colour,
        last,
        year_ago,
        basis_applies(indicator, scope),
        place_of(connection, scope),
        _chance(indicator, found[judged.key], target, whole, colour),
    )


def place_of(connection: Connection, scope: Scope) -> str:
    """Return how the map shows the scope's unit."""
    if scope.map is None or scope.unit is None:
        return SHOWN
    found = units(connection, scope)["place"]
    return str(found.iloc[0]) if len(found) else SHOWN


def assess_units(
    connection: Connection, indicator_ids: tuple[str, ...], scope: Scope, min_n: int
) -> dict[str, list[Assessment]]:
    """Return by indicator an Assessment of each unit, in the order of units; without the periods before."""
    return {one: list(_of_units(connection, CATALOGUE[one], scope, min_n)) for one in indicator_ids}


@memoise
def _of_units(
    connection: Connection, indicator: Indicator, scope: Scope, min_n: int
) -> tuple[Assessment, ...]:
    known, decided = units(connection, scope), targets_by_level(connection)
    judged_scope = scope.with_period(judged_period(scope))
    shown = split(connection, indicator, scope, "unit").set_index("group")
    judged = (
        shown
        if judged_scope == scope
        else split(connection, indicator, judged_scope, "unit").set_index("group")
    )
    levels = {kind: target_of(decided, indicator, kind, scope) for kind in UNIT_KINDS}
    asks_whole = any(levels.values()) and is_rate(indicator)
    whole = figure(connection, indicator, judged_scope.with_unit(None)) if asks_whole else None
    result = []
    for unit_id, kind, place in known[["id", "kind", "place"]].itertuples(index=False, name=None):
        aim = levels.get(kind) if place == SHOWN else None
        basis = figure_from_row(indicator, judged.loc[unit_id])
        official = figure_from_row(indicator, shown.loc[unit_id])
        colour = _signal(indicator, official, basis, aim, whole, min_n)
        valid = basis_applies(indicator, scope)
        chance = _chance(indicator, basis, aim, whole, colour)
        result.append(
            Assessment(indicator, unit_id, official, aim, colour, in_force=valid, place=place, chance=chance)
        )
    return tuple(result)


def _signal(
    indicator: Indicator,
    official_figure: Figure,
    judged_figure: Figure,
    aim: Target | None,
    overall_figure: Figure | None,
    min_n: int,
) -> Signal:
    """Return what colours say; a period of which only wider totals tell is not judged by them."""
    if official_figure.state == "total_wider":
        return "none"
    return target_signal(indicator, judged_figure, aim.value if aim else None, overall_figure, min_n)


def _chance(
    indicator: Indicator,
    judged_figure: Figure,
    aim: Target | None,
    overall_figure: Figure | None,
    colour: Signal,
) -> float:
    return (
        chance_if_on_target(indicator, judged_figure, aim.value, overall_figure)
        if colour == "low" and aim
        else 1.0
    )


def worst_first_key(assessment: Assessment) -> tuple[int, float]:
    """Return a key to sort rates by: below target beyond chance, not different, above.

    The farthest below the target comes first.
    """
    rank = {"low": 0, "same": 1, "few": 2, "none": 2, "high": 3}
    aim = assessment.target.value if assessment.target else 0.0
    return rank.get(assessment.signal, 2), (assessment.figure.value or 0.0) - aim


def findings_of(assessments: Iterable[Assessment]) -> list[TargetShortfall]:
    """Return units' figures that are worse than their target beyond chance, most important first."""
    return select_for_attention(find_below_target(assessments))


def entries_of(assessments: Iterable[Assessment], worsening_result: WorseningResult) -> list[AttentionEntry]:
    """Return what stands under "Cần chú ý": worse than target or than before; a unit's level first."""
    return select_for_attention(
        [
            *find_below_target(assessments),
            *select_beyond_chance(worsening_result.found, worsening_result.cells),
        ]
    )


def find_below_target(assessments: Iterable[Assessment]) -> list[TargetShortfall]:
    """Return all figures below target, in the order given.

    `assessments`: all that were compared at that moment.
    """
    judged = [m for m in assessments if m.unit_id and is_compared(m.signal)]
    low = [
        TargetShortfall(m.unit_id, m.indicator, m.figure, m.target.value, m.chance)
        for m in judged
        if m.signal == "low" and m.target and m.unit_id and m.figure.value is not None
    ]
    return select_beyond_chance(low, len(judged))


def basis_applies(indicator: Indicator, scope: Scope) -> bool:
    """Tell whether the indicator's basis was in force at the end of the period."""
    return indicator.since is None or indicator.since <= scope.last_day


def targets_by_level(connection: Connection) -> TargetTable:
    """Return all targets, by indicator and level (parent, commune or office)."""
    found: TargetTable = {}
    for row in targets(connection).itertuples():
        first, last = (
            None if pd.isna(limit) else pd.Timestamp(limit).date() for limit in (row.valid_from, row.valid_to)
        )
        decision = (first or date.min, last or date.max, Target(row.value, row.basis))
        found.setdefault((row.indicator, row.level), []).append(decision)
    return found


def target_of(target_table: TargetTable, indicator: Indicator, level: str, scope: Scope) -> Target | None:
    """Return the target in force at the end of the period, or at the closing date if that is first."""
    return (
        target_on_day(target_table, indicator, level, scope.last_day)
        if basis_applies(indicator, scope)
        else None
    )


def target_on_day(target_table: TargetTable, indicator: Indicator, level: str, day: date) -> Target | None:
    """Return the target that holds on that day."""
    found = target_table.get((indicator.id, level), [])
    return next((aim for first, last, aim in found if first <= day <= last), None)
