"""Assess figures against their targets, and put the result in words: for cards, matrix and intervals."""

from indicators.assessment import Measured, applies, by_unit, decided_targets, measured
from indicators.assessment import target_of as decided_target
from indicators.catalogue import CATALOGUE
from indicators.definition import Indicator
from indicators.fairness import signal
from indicators.queries import Target, as_figure, figure, split
from presentation import assessments
from ui import answers
from ui.text import language
from ui.view import View


def of_view(view: View, indicator: Indicator) -> Measured:
    """Assess the indicator for the view's unit, with the periods before."""
    return answers.ask(measured, indicator, view.scope, target_of(view, indicator), view.min_n)


def everything(view: View) -> list[Measured]:
    return [of_view(view, indicator) for indicator in CATALOGUE.values()]


def units(view: View, indicator: Indicator) -> list[Measured]:
    """Assess the indicator for each unit, whatever unit the view has."""
    return answers.ask(by_unit, (indicator.id,), view.scope.of(None), view.min_n)[indicator.id]


def every_unit(view: View) -> dict[str, list[Measured]]:
    """Assess all indicators for each unit in one query, by id of the indicator."""
    return answers.ask(by_unit, tuple(CATALOGUE), view.scope.of(None), view.min_n)


def groups(view: View, indicator: Indicator, by: str) -> list[tuple[str, Measured]]:
    """Assess each group of a split against the target of the view's level; empty groups have no name."""
    decided = target_of(view, indicator)
    together = answers.ask(figure, indicator, view.scope)
    rows = answers.ask(split, indicator, view.scope, by)
    found = []
    for _, row in rows.iterrows():
        shown = as_figure(indicator, row)
        colour = signal(indicator, shown, decided.value if decided else None, together, view.min_n)
        valid = applies(indicator, view.scope)
        found.append((row["group"], Measured(indicator, None, shown, decided, colour, in_force=valid)))
    return found


def whole(view: View, shown: Measured) -> float | None:
    """Return the figure of all units, for comparison with one; None where all are looked at."""
    if view.unit is None:
        return None
    return answers.ask(figure, shown.indicator, view.scope.of(None)).value


def target_of(view: View, indicator: Indicator, level: str | None = None) -> Target | None:
    """Return the target of the view's unit, or of another level."""
    return decided_target(answers.ask(decided_targets), indicator, level or view.level, view.scope)


def mark_and_word(shown: Measured) -> str:
    return assessments.mark_and_word(language(), shown)


def value_or_word(shown: Measured) -> float | str | None:
    return assessments.value_or_word(language(), shown)


def not_in_force(indicator: Indicator) -> str:
    """Return "không áp dụng trước 2022", for a figure that is only for reference."""
    return assessments.not_in_force(language(), indicator)


def named(shown: Measured) -> str:
    return assessments.named(language(), shown)


def gap(shown: Measured) -> str:
    return assessments.gap(language(), shown)


def aim(shown: Measured) -> str:
    return assessments.aim(language(), shown.indicator, shown.target)
