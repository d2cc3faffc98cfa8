"""Say in sentences what needs a decision: figures below a target or worse than before, beyond chance."""

from indicators.assessment import entries_of
from indicators.attention import Told
from indicators.catalogue import CATALOGUE
from indicators.queries import maps
from indicators.worsening import worsened
from reports.context import Subject


def findings(subject: Subject) -> list[Told]:
    """Return the findings of all units, the most important first; for one unit only its own."""
    scope = subject.scope.of(None)
    compared = [one for units in subject.by_unit().values() for one in units]
    events = tuple(maps(subject.connection)) if scope.map else ()
    worse = worsened(subject.connection, tuple(CATALOGUE), scope, subject.min_n, events)
    unit = subject.scope.unit
    return [one for one in entries_of(compared, worse) if unit in (None, one.unit_id)]
