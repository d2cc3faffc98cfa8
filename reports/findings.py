"""Say in sentences what needs a decision: figures below a target or worse than before, beyond chance."""

from indicators.attention import Finding, Told, Worsening
from indicators.catalogue import CATALOGUE
from indicators.definition import Indicator
from indicators.figure import Figure
from indicators.periods import named
from indicators.queries import maps
from indicators.view import entries_of
from indicators.worsening import worsened
from languages import say
from languages.writing import number
from reports import formats
from reports.subject import Subject
from reports.wording import indicator_name


def findings(subject: Subject) -> list[Told]:
    """Return the findings of all units, the most important first; for one unit only its own."""
    scope = subject.scope.of(None)
    compared = [one for units in subject.by_unit().values() for one in units]
    events = tuple(maps(subject.connection)) if scope.map else ()
    worse = worsened(subject.connection, tuple(CATALOGUE), scope, subject.min_n, events)
    unit = subject.scope.unit
    return [one for one in entries_of(compared, worse) if unit in (None, one.unit_id)]


def sentence(language: str, unit: str, finding: Told, closes_on: int | None) -> str:
    """Word a finding in Markdown, without the full stop: what more is known may follow."""
    if isinstance(finding, Worsening):
        return _worse(language, unit, finding, closes_on)
    return _below(language, unit, finding)


def _worse(language: str, unit: str, finding: Worsening, closes_on: int | None) -> str:
    """Word a worsening against the months before, whatever the target."""
    return say(
        language,
        "attention.worse",
        unit=unit,
        indicator=formats.initial(indicator_name(language, finding.indicator)),
        now=_figure(language, finding.indicator, finding.now),
        before=_figure(language, finding.indicator, finding.before),
        since=formats.period(language, named(finding.first_month, closes_on)),
    )


def _below(language: str, unit: str, finding: Finding) -> str:
    indicator = finding.indicator
    side = "below" if indicator.higher_is_better else "above"
    return say(
        language,
        f"attention.{side}",
        unit=unit,
        indicator=formats.initial(indicator_name(language, indicator)),
        value=formats.measure_text(language, indicator, finding.figure.value),
        parts=formats.parts_text(language, finding.figure),
        target=number(language, finding.target, 0 if finding.target == int(finding.target) else 1) + "%",
    )


def _figure(language: str, indicator: Indicator, figure: Figure) -> str:
    parts = formats.parts_text(language, figure)
    return f"{formats.measure_text(language, indicator, figure.value)} ({parts})"
