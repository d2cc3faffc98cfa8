"""Make the charts of a subject: an indicator over units or months, a unit's rates beside their targets."""

from indicators.assessment import (
    UNIT_KINDS,
    Assessment,
    basis_applies,
    target_of,
    targets_by_level,
    worst_first_key,
)
from indicators.definition import Indicator
from indicators.fairness import DRAWN, is_rate, wilson_limits
from indicators.monthly import monthly_chart, monthly_figures, series_breaks
from languages.writing import NOTHING, is_empty
from presentation import assessments, numbers
from presentation.chart import Bar, Bars, Lines, Point
from reports.context import Subject


def bars_by_unit(subject: Subject, indicator: Indicator) -> Bars:
    """Make bars of the units of one kind, that of the subject's own unit, else communes.

    Those without a figure come last. What a map leaves unallocated is of no kind.
    """
    kind = subject.names.level_of(subject.scope.unit)
    kind = kind if kind in UNIT_KINDS else "commune"
    shown = [
        one
        for one in subject.assess_units((indicator,))[indicator.id]
        if subject.names.level_of(one.unit_id) == kind
    ]
    bars = tuple(_bar(subject, subject.names.name_of(one.unit_id), one) for one in _in_order(shown))
    of_kind = subject.say(f"standing.of_{kind}")
    name = _name(subject, indicator)
    title = subject.say("picture.by_unit", indicator=name, kind=of_kind, period=subject.period_name)
    return Bars(
        title, _unit(subject, indicator), bars, _target(subject, indicator, kind), _percent(indicator)
    )


def bars_of_rates(subject: Subject, unit_assessments: list[Assessment]) -> Bars:
    """Make bars of the unit's rates in force, each with its target; those without a figure come last."""
    shown = [one for one in unit_assessments if _percent(one.indicator) and one.in_force]
    bars = tuple(
        _bar(subject, assessments.assessment_name(subject.language, one), one, own_target=True)
        for one in _in_order(shown)
    )
    title = subject.say("picture.rates", unit=subject.unit_name, period=subject.period_name)
    return Bars(title, subject.say("measure.percent"), bars, percent=True)


def line_by_month(subject: Subject, indicator: Indicator) -> Lines:
    """Make a line from the first month with a value to the end of the period; gaps have no value."""
    scope = subject.scope
    rows = monthly_figures(subject.connection, indicator, scope)
    known = rows[rows["value"].notna()]
    events = series_breaks(subject.connection, scope, indicator)
    found = monthly_chart(subject.connection, indicator, scope, events, subject.min_n)
    points = {day: Point(day, None) for day in rows["day"] if len(known) and day >= known["day"].iloc[0]}
    parts = zip(known["day"], found.values, found.low, found.high, found.marks, strict=True)
    for day, value, low, high, mark in parts:
        points[day] = Point(day, float(value), _or_none(low), _or_none(high), bool(mark))
    name = _name(subject, indicator)
    title = subject.say("picture.months", indicator=name, unit=subject.unit_name)
    target = _target(subject, indicator, subject.names.level_of(scope.unit))
    return Lines(title, _unit(subject, indicator), tuple(points.values()), target, _percent(indicator))


def _name(subject: Subject, indicator: Indicator) -> str:
    return assessments.name_with_remark(subject.language, indicator, basis_applies(indicator, subject.scope))


def _bar(subject: Subject, label: str, assessment: Assessment, own_target: bool = False) -> Bar:
    aim = assessment.target.value if own_target and assessment.target else None
    text = _text(subject, assessment)
    if aim is not None:
        aimed = assessments.target_words(subject.language, assessment.indicator, assessment.target)
        text = subject.say("picture.with_target", figure=text, target=aimed)
    mark = assessments.MARKS[assessment.signal] if assessment.signal in ("low", "high") else ""
    return Bar(
        label, assessment.figure.value, text, mark, *_limits(assessment), aim, assessment.signal == "few"
    )


def _text(subject: Subject, assessment: Assessment) -> str:
    """Return the figure as text: 86,4% (203/235); without a figure the reason in words."""
    if assessment.figure.value is None:
        return str(assessments.value_or_word(subject.language, assessment) or NOTHING)
    value = numbers.short_measure_text(subject.language, assessment.indicator, assessment.figure.value)
    parts = numbers.parts_text(subject.language, assessment.figure)
    few = subject.say("chart.few") if assessment.signal == "few" else ""
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


def _target(subject: Subject, indicator: Indicator, level: str) -> float | None:
    found = target_of(targets_by_level(subject.connection), indicator, level, subject.scope)
    return found.value if found else None


def _percent(indicator: Indicator) -> bool:
    return indicator.unit == "percent"


def _unit(subject: Subject, indicator: Indicator) -> str:
    return subject.say(f"measure.{indicator.unit}")


def _or_none(value: float) -> float | None:
    return None if is_empty(value) else float(value)
