"""Assess figures against their targets, and put the result in words: for cards, matrix and intervals."""

from indicators.assessment import Assessment, basis_applies
from indicators.definition import Indicator
from indicators.fairness import target_signal
from indicators.figure import figure_from_row
from indicators.queries import figure, split
from presentation import assessments
from presentation.context import Context
from ui import answers
from ui.text import language


def assess_groups(context: Context, indicator: Indicator, dimension: str) -> list[tuple[str, Assessment]]:
    """Assess each group of a split against the target of the view's level; empty groups have no name."""
    decided = context.target_of(indicator)
    together = answers.ask(figure, indicator, context.scope)
    rows = answers.ask(split, indicator, context.scope, dimension)
    found = []
    for _, row in rows.iterrows():
        shown = figure_from_row(indicator, row)
        colour = target_signal(indicator, shown, decided.value if decided else None, together, context.min_n)
        valid = basis_applies(indicator, context.scope)
        found.append((row["group"], Assessment(indicator, None, shown, decided, colour, in_force=valid)))
    return found


def overall_value(context: Context, assessment: Assessment) -> float | None:
    """Return the figure of all units, for comparison with one; None where all are looked at."""
    if context.unit is None:
        return None
    return answers.ask(figure, assessment.indicator, context.scope.with_unit(None)).value


def mark_and_word(assessment: Assessment) -> str:
    return assessments.mark_and_word(language(), assessment)


def value_or_word(assessment: Assessment) -> float | str | None:
    return assessments.value_or_word(language(), assessment)


def not_in_force_text(indicator: Indicator) -> str:
    """Return "không áp dụng trước 2022", for a figure that is only for reference."""
    return assessments.not_in_force_remark(language(), indicator)


def indicator_label(assessment: Assessment) -> str:
    return assessments.assessment_name(language(), assessment)


def gap_text(assessment: Assessment) -> str:
    return assessments.gap_text(language(), assessment)


def target_text(assessment: Assessment) -> str:
    return assessments.target_words(language(), assessment.indicator, assessment.target)
