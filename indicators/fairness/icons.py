"""Show with two icons if a figure changes and if it will meet its target (NHS, "Making data count")."""

from enum import StrEnum

from indicators.fairness.chart import ControlChart
from indicators.fairness.limits import CHANCE
from indicators.fairness.rate_chart import FEWEST


class Variation(StrEnum):
    IMPROVING = "improving"
    WORSENING = "worsening"
    STEADY = "steady"
    FEW = "few"  # too few months since the last event


class Assurance(StrEnum):
    SURELY_MEETS = "surely_meets"
    SURELY_FAILS = "surely_fails"
    EITHER = "either"  # meets it in some months and not in others, by chance
    FEW = "few"
    NO_TARGET = "no_target"


def variation(chart: ControlChart, higher_is_better: bool) -> Variation:
    """Judge the last month's change: a rate by the chance that colours use, other series by the rules."""
    if chart.month_count < FEWEST:
        return Variation.FEW
    up = _changed(chart.chance_up, chart, 1)
    down = _changed(chart.chance_down, chart, -1)
    if not up and not down:
        return Variation.STEADY
    return Variation.IMPROVING if up == higher_is_better else Variation.WORSENING


def _changed(chance: float | None, chart: ControlChart, side: int) -> bool:
    return chance < CHANCE if chance is not None else bool(chart.ended[-1] == side)


def assurance(chart: ControlChart, target: float | None, higher_is_better: bool) -> Assurance:
    """Judge whether the natural limits of the last month lie wholly on one side of the target."""
    if target is None:
        return Assurance.NO_TARGET
    if chart.month_count < FEWEST:
        return Assurance.FEW
    low, high = float(chart.low[-1]), float(chart.high[-1])
    if not higher_is_better:
        low, high, target = -high, -low, -target
    if low >= target:
        return Assurance.SURELY_MEETS
    return Assurance.SURELY_FAILS if high < target else Assurance.EITHER
