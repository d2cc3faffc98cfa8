"""Rank a unit among its like: its rank with the interval, and units of about its size."""

from indicators.assessment import Assessment
from indicators.catalogue import CATALOGUE
from indicators.definition import Indicator
from indicators.fairness.ranks import Rank, rank_intervals
from indicators.fairness.similar import pooled_rate, similar_units
from presentation import assessments
from presentation.context import Context
from ui.text import language

_SIZE = "received_cases"


def find_rank(context: Context, indicator: Indicator) -> Rank | None:
    """Rank the view's unit among the units of its kind; None where it has too few cases, or no rate."""
    figures = {unit: shown.figure for unit, shown in _alike(context, indicator).items()}
    return rank_intervals(indicator, figures, context.min_n).get(context.unit or "")


def rank_sentence(context: Context, indicator: Indicator) -> str:
    return assessments.rank_sentence(language(), find_rank(context, indicator), context.level)


def similar_unit_ids(context: Context) -> tuple[str, ...]:
    """Return the ids of the units of its kind that received about as many cases."""
    sizes = {unit: shown.figure.value or 0 for unit, shown in _alike(context, CATALOGUE[_SIZE]).items()}
    return similar_units(sizes, context.unit or "")


def rate_of_similar_units(context: Context, indicator: Indicator, units: tuple[str, ...]) -> float | None:
    """Return the rate of these units together."""
    found = _alike(context, indicator)
    return pooled_rate(indicator, [found[unit].figure for unit in units if unit in found])


def _alike(context: Context, indicator: Indicator) -> dict[str, Assessment]:
    """Return the assessments of the units of the same kind as the view's."""
    return {
        str(one.unit_id): one
        for one in context.assess_units((indicator,))[indicator.id]
        if context.names.level_of(one.unit_id) == context.level
    }
