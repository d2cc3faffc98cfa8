"""Say in sentences what needs a decision: figures below a target or worse than before, beyond chance."""

from indicators.assessment import entries_of
from indicators.attention import AttentionEntry
from indicators.catalogue import CATALOGUE
from indicators.queries import maps
from indicators.worsening import find_worsenings
from presentation.context import Context
from presentation.findings import sentence


def findings(context: Context) -> list[AttentionEntry]:
    """Return the findings of all units, the most important first; for one unit only its own."""
    scope = context.scope.with_unit(None)
    compared = [one for units in context.assess_units().values() for one in units]
    events = tuple(context.ask(maps)) if scope.map else ()
    worse = context.ask(find_worsenings, tuple(CATALOGUE), scope, context.min_n, events)
    unit = context.scope.unit
    return [one for one in entries_of(compared, worse) if unit in (None, one.unit_id)]


def plain_sentence(context: Context, finding: AttentionEntry) -> str:
    """Return the sentence of the screen without its marks of emphasis."""
    unit = context.name_of(finding.unit_id)
    text = sentence(context.language, unit, finding, context.scope.closes_on).replace("**", "")
    return text if text.endswith(".") else text + "."
