"""Put what needs a decision into a sentence: below a target, or worse than before, beyond chance."""

from indicators.attention import AttentionEntry, TargetShortfall, Worsening
from indicators.definition import Indicator
from indicators.figure import Figure
from indicators.periods import period_from_key
from languages import say
from languages.writing import number
from presentation import numbers
from presentation.assessments import indicator_name


def sentence(language: str, unit: str, finding: AttentionEntry, closes_on: int | None) -> str:
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
        indicator=numbers.lower_initial(indicator_name(language, finding.indicator)),
        now=_figure(language, finding.indicator, finding.now),
        before=_figure(language, finding.indicator, finding.before),
        since=numbers.period_text(language, period_from_key(finding.first_month, closes_on)),
    )


def _below(language: str, unit: str, finding: TargetShortfall) -> str:
    indicator = finding.indicator
    side = "below" if indicator.higher_is_better else "above"
    return say(
        language,
        f"attention.{side}",
        unit=unit,
        indicator=numbers.lower_initial(indicator_name(language, indicator)),
        value=numbers.measure_text(language, indicator, finding.figure.value),
        parts=numbers.parts_text(language, finding.figure),
        target=number(language, finding.target, 0 if finding.target == int(finding.target) else 1) + "%",
    )


def _figure(language: str, indicator: Indicator, figure: Figure) -> str:
    parts = numbers.parts_text(language, figure)
    return f"{numbers.measure_text(language, indicator, figure.value)} ({parts})"
