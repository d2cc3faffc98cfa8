"""Rank a unit among its like: its rank with the interval, and units of about its size."""

from indicators.assessment import Assessment
from indicators.catalogue import CATALOGUE
from indicators.definition import Indicator
from indicators.fairness.ranks import Rank, rank_intervals
from indicators.fairness.similar import pooled_rate, similar_units
from presentation import assessments
from ui.components import view_assessments
from ui.text import language
from ui.view import View

_SIZE = "received_cases"


def find_rank(view: View, indicator: Indicator) -> Rank | None:
    """Rank the view's unit among the units of its kind; None where it has too few cases, or no rate."""
    figures = {unit: shown.figure for unit, shown in _alike(view, indicator).items()}
    return rank_intervals(indicator, figures, view.min_n).get(view.unit or "")


def rank_sentence(view: View, indicator: Indicator) -> str:
    return assessments.rank_sentence(language(), find_rank(view, indicator), view.level)


def similar_unit_ids(view: View) -> tuple[str, ...]:
    """Return the ids of the units of its kind that received about as many cases."""
    sizes = {unit: shown.figure.value or 0 for unit, shown in _alike(view, CATALOGUE[_SIZE]).items()}
    return similar_units(sizes, view.unit or "")


def rate_of_similar_units(view: View, indicator: Indicator, units: tuple[str, ...]) -> float | None:
    """Return the rate of these units together."""
    found = _alike(view, indicator)
    return pooled_rate(indicator, [found[unit].figure for unit in units if unit in found])


def _alike(view: View, indicator: Indicator) -> dict[str, Assessment]:
    """Return the assessments of the units of the same kind as the view's."""
    return {
        str(one.unit_id): one
        for one in view_assessments.assess_each_unit(view, indicator)
        if view.level_of(one.unit_id) == view.level
    }
