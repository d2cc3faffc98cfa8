"""Make charts for documents: an indicator over units or months, a unit's rates beside their targets."""

from indicators.assessment import (
    UNIT_KINDS,
    Assessment,
    basis_applies,
    worst_first_key,
)
from indicators.definition import Indicator
from indicators.fairness import DRAWN, is_rate, wilson_limits
from indicators.monthly import monthly_chart, monthly_figures, series_breaks
from languages.writing import NOTHING, is_empty
from presentation import assessments, numbers
from presentation.chart import Bar, Bars, Lines, Point
from presentation.context import Context


def bars_by_unit(context: Context, indicator: Indicator) -> Bars:
    """Make bars of the units of one kind, that of the own unit, else communes.

    Those without a figure come last. What a map leaves unallocated is of no kind.
    """
    kind = context.names.level_of(context.scope.unit)
    kind = kind if kind in UNIT_KINDS else "commune"
    shown = [
        one
        for one in context.assess_units((indicator,))[indicator.id]
        if context.names.level_of(one.unit_id) == kind
    ]
    bars = tuple(_bar(context, context.name_of(one.unit_id), one) for one in _in_order(shown))
    of_kind = context.say(f"standing.of_{kind}")
    name = _name(context, indicator)
    title = context.say("picture.by_unit", indicator=name, kind=of_kind, period=context.period_name)
    return Bars(
        title, _unit(context, indicator), bars, _target(context, indicator, kind), _percent(indicator)
    )


def bars_of_rates(context: Context, unit_assessments: list[Assessment]) -> Bars:
    """Make bars of the unit's rates in force, each with its target; those without a figure come last."""
    shown = [one for one in unit_assessments if _percent(one.indicator) and one.in_force]
    bars = tuple(
        _bar(context, assessments.assessment_name(context.language, one), one, own_target=True)
        for one in _in_order(shown)
    )
    title = context.say("picture.rates", unit=context.unit_name, period=context.period_name)
    return Bars(title, context.say("measure.percent"), bars, percent=True)


def line_by_month(context: Context, indicator: Indicator) -> Lines:
    """Make a line from the first month with a value to the end of the period; gaps have no value."""
    scope = context.scope
    rows = context.ask(monthly_figures, indicator, scope)
    known = rows[rows["value"].notna()]
    events = context.ask(series_breaks, scope, indicator)
    found = context.ask(monthly_chart, indicator, scope, events, context.min_n)
    points = {day: Point(day, None) for day in rows["day"] if len(known) and day >= known["day"].iloc[0]}
    parts = zip(known["day"], found.values, found.low, found.high, found.marks, strict=True)
    for day, value, low, high, mark in parts:
        points[day] = Point(day, float(value), _or_none(low), _or_none(high), bool(mark))
    name = _name(context, indicator)
    title = context.say("picture.months", indicator=name, unit=context.unit_name)
    target = _target(context, indicator)
    return Lines(title, _unit(context, indicator), tuple(points.values()), target, _percent(indicator))


def _name(context: Context, indicator: Indicator) -> str:
    return assessments.name_with_remark(context.language, indicator, basis_applies(indicator, context.scope))


def _bar(context: Context, label: str, assessment: Assessment, own_target: bool = False) -> Bar:
    aim = assessment.target.value if own_target and assessment.target else None
    text = _text(context, assessment)
    if aim is not None:
        aimed = assessments.target_words(context.language, assessment.indicator, assessment.target)
        text = context.say("picture.with_target", figure=text, target=aimed)
    mark = assessments.MARKS[assessment.signal] if assessment.signal in ("low", "high") else ""
    return Bar(
        label, assessment.figure.value, text, mark, *_limits(assessment), aim, assessment.signal == "few"
    )


def _text(context: Context, assessment: Assessment) -> str:
    """Return the figure as text: 86,4% (203/235); without a figure the reason in words."""
    if assessment.figure.value is None:
        return str(assessments.value_or_word(context.language, assessment) or NOTHING)
    value = numbers.short_measure_text(context.language, assessment.indicator, assessment.figure.value)
    parts = numbers.parts_text(context.language, assessment.figure)
    few = context.say("chart.few") if assessment.signal == "few" else ""
    return value + (f" ({parts})" if parts else "") + few


def _limits(assessment: Assessment) -> tuple[float | None, float | None]:
    """Return the 95% limits of a rate.

    Other figures have none, nor does a rate whose printed totals have more parts than a whole.
    """
    numerator, n = assessment.figure.numerator, assessment.figure.n
    if not is_rate(assessment.indicator) or numerator is None or not numerator <= n or not n:
        return None, None
    return wilson_limits(numerator, n, DRAWN)


def _in_order(assessments: list[Assessment]) -> list[Assessment]:
    """Sort as on screen: rates with the worst first, all else with the largest first."""

    def order(assessment: Assessment) -> tuple[float, ...]:
        if assessment.figure.value is None:
            return (1.0,)
        return (
            0.0,
            *(worst_first_key(assessment) if _percent(assessment.indicator) else (-assessment.figure.value,)),
        )

    return sorted(assessments, key=order)


def _target(context: Context, indicator: Indicator, level: str | None = None) -> float | None:
    found = context.target_of(indicator, level)
    return found.value if found else None


def _percent(indicator: Indicator) -> bool:
    return indicator.unit == "percent"


def _unit(context: Context, indicator: Indicator) -> str:
    return context.say(f"measure.{indicator.unit}")


def _or_none(value: float) -> float | None:
    return None if is_empty(value) else float(value)
