"""Make the charts of a subject: an indicator over units or months, a unit's rates beside their targets."""

from indicators.assessment import UNIT_KINDS, Measured, applies, decided_targets, target_of, worst_first
from indicators.definition import Indicator
from indicators.fairness import DRAWN, is_rate, wilson_limits
from indicators.monthly import breaks, monthly, natural_limits
from languages.writing import NOTHING, empty
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
        for one in subject.by_unit((indicator,))[indicator.id]
        if subject.names.level_of(one.unit_id) == kind
    ]
    bars = tuple(_bar(subject, subject.names.of(one.unit_id), one) for one in _in_order(shown))
    of_kind = subject.say(f"standing.of_{kind}")
    name = _name(subject, indicator)
    title = subject.say("picture.by_unit", indicator=name, kind=of_kind, period=subject.period_name)
    return Bars(
        title, _unit(subject, indicator), bars, _target(subject, indicator, kind), _percent(indicator)
    )


def bars_of_rates(subject: Subject, measured: list[Measured]) -> Bars:
    """Make bars of the unit's rates in force, each with its target; those without a figure come last."""
    shown = [one for one in measured if _percent(one.indicator) and one.in_force]
    bars = tuple(
        _bar(subject, assessments.named(subject.language, one), one, own_target=True)
        for one in _in_order(shown)
    )
    title = subject.say("picture.rates", unit=subject.unit_name, period=subject.period_name)
    return Bars(title, subject.say("measure.percent"), bars, percent=True)


def months(subject: Subject, indicator: Indicator) -> Lines:
    """Make a line from the first month with a value to the end of the period; gaps have no value."""
    scope = subject.scope
    rows = monthly(subject.connection, indicator, scope)
    known = rows[rows["value"].notna()]
    events = breaks(subject.connection, scope, indicator)
    found = natural_limits(subject.connection, indicator, scope, events, subject.min_n)
    points = {day: Point(day, None) for day in rows["day"] if len(known) and day >= known["day"].iloc[0]}
    parts = zip(known["day"], found.values, found.low, found.high, found.marks, strict=True)
    for day, value, low, high, mark in parts:
        points[day] = Point(day, float(value), _or_none(low), _or_none(high), bool(mark))
    name = _name(subject, indicator)
    title = subject.say("picture.months", indicator=name, unit=subject.unit_name)
    target = _target(subject, indicator, subject.names.level_of(scope.unit))
    return Lines(title, _unit(subject, indicator), tuple(points.values()), target, _percent(indicator))


def _name(subject: Subject, indicator: Indicator) -> str:
    return assessments.remarked(subject.language, indicator, applies(indicator, subject.scope))


def _bar(subject: Subject, label: str, shown: Measured, own_target: bool = False) -> Bar:
    aim = shown.target.value if own_target and shown.target else None
    text = _text(subject, shown)
    if aim is not None:
        aimed = assessments.aim(subject.language, shown.indicator, shown.target)
        text = subject.say("picture.with_target", figure=text, target=aimed)
    mark = assessments.MARKS[shown.signal] if shown.signal in ("low", "high") else ""
    return Bar(label, shown.figure.value, text, mark, *_limits(shown), aim, shown.signal == "few")


def _text(subject: Subject, shown: Measured) -> str:
    """Return the figure as text: 86,4% (203/235); without a figure the reason in words."""
    if shown.figure.value is None:
        return str(assessments.value_or_word(subject.language, shown) or NOTHING)
    value = numbers.brief(subject.language, shown.indicator, shown.figure.value)
    parts = numbers.parts_text(subject.language, shown.figure)
    few = subject.say("chart.few") if shown.signal == "few" else ""
    return value + (f" ({parts})" if parts else "") + few


def _limits(shown: Measured) -> tuple[float | None, float | None]:
    """Return the 95% limits of a rate.

    Other figures have none, nor does a rate whose printed totals have more parts than a whole.
    """
    numerator, n = shown.figure.numerator, shown.figure.n
    if not is_rate(shown.indicator) or numerator is None or not numerator <= n or not n:
        return None, None
    return wilson_limits(numerator, n, DRAWN)


def _in_order(shown: list[Measured]) -> list[Measured]:
    """Sort as on screen: rates with the worst first, all else with the largest first."""

    def order(one: Measured) -> tuple[float, ...]:
        if one.figure.value is None:
            return (1.0,)
        return (0.0, *(worst_first(one) if _percent(one.indicator) else (-one.figure.value,)))

    return sorted(shown, key=order)


def _target(subject: Subject, indicator: Indicator, level: str) -> float | None:
    found = target_of(decided_targets(subject.connection), indicator, level, subject.scope)
    return found.value if found else None


def _percent(indicator: Indicator) -> bool:
    return indicator.unit == "percent"


def _unit(subject: Subject, indicator: Indicator) -> str:
    return subject.say(f"measure.{indicator.unit}")


def _or_none(value: float) -> float | None:
    return None if empty(value) else float(value)
