"""Assess figures against their targets, and put the result in words: for cards, matrix and intervals."""

from indicators.assessment import Assessment, assess_indicator, assess_units, basis_applies, targets_by_level
from indicators.assessment import target_of as decided_target
from indicators.catalogue import CATALOGUE
from indicators.definition import Indicator
from indicators.fairness import target_signal
from indicators.figure import figure_from_row
from indicators.queries import Target, figure, split
from presentation import assessments
from ui import answers
from ui.text import language
from ui.view import View


def assess_in_view(view: View, indicator: Indicator) -> Assessment:
    """Assess the indicator for the view's unit, with the periods before."""
    return answers.ask(assess_indicator, indicator, view.scope, target_for_view(view, indicator), view.min_n)


def assess_all_indicators(view: View) -> list[Assessment]:
    return [assess_in_view(view, indicator) for indicator in CATALOGUE.values()]


def assess_each_unit(view: View, indicator: Indicator) -> list[Assessment]:
    """Assess the indicator for each unit, whatever unit the view has."""
    return answers.ask(assess_units, (indicator.id,), view.scope.with_unit(None), view.min_n)[indicator.id]


def assess_each_unit_by_indicator(view: View) -> dict[str, list[Assessment]]:
    """Assess all indicators for each unit in one query, by id of the indicator."""
    return answers.ask(assess_units, tuple(CATALOGUE), view.scope.with_unit(None), view.min_n)


def assess_groups(view: View, indicator: Indicator, dimension: str) -> list[tuple[str, Assessment]]:
    """Assess each group of a split against the target of the view's level; empty groups have no name."""
    decided = target_for_view(view, indicator)
    together = answers.ask(figure, indicator, view.scope)
    rows = answers.ask(split, indicator, view.scope, dimension)
    found = []
    for _, row in rows.iterrows():
        shown = figure_from_row(indicator, row)
        colour = target_signal(indicator, shown, decided.value if decided else None, together, view.min_n)
        valid = basis_applies(indicator, view.scope)
        found.append((row["group"], Assessment(indicator, None, shown, decided, colour, in_force=valid)))
    return found


def overall_value(view: View, assessment: Assessment) -> float | None:
    """Return the figure of all units, for comparison with one; None where all are looked at."""
    if view.unit is None:
        return None
    return answers.ask(figure, assessment.indicator, view.scope.with_unit(None)).value


def target_for_view(view: View, indicator: Indicator, level: str | None = None) -> Target | None:
    """Return the target of the view's unit, or of another level."""
    return decided_target(answers.ask(targets_by_level), indicator, level or view.level, view.scope)


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
