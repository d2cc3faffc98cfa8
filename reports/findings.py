"""Say in sentences what needs a decision: figures below a target or worse than before, beyond chance."""

from indicators.assessment import entries_of
from indicators.attention import AttentionEntry
from indicators.catalogue import CATALOGUE
from indicators.queries import maps
from indicators.worsening import find_worsenings
from presentation.findings import sentence
from reports.context import Subject


def findings(subject: Subject) -> list[AttentionEntry]:
    """Return the findings of all units, the most important first; for one unit only its own."""
    scope = subject.scope.with_unit(None)
    compared = [one for units in subject.assess_units().values() for one in units]
    events = tuple(maps(subject.connection)) if scope.map else ()
    worse = find_worsenings(subject.connection, tuple(CATALOGUE), scope, subject.min_n, events)
    unit = subject.scope.unit
    return [one for one in entries_of(compared, worse) if unit in (None, one.unit_id)]


def plain_sentence(subject: Subject, finding: AttentionEntry) -> str:
    """Return the sentence of the screen without its marks of emphasis."""
    unit = subject.names.name_of(finding.unit_id)
    text = sentence(subject.language, unit, finding, subject.scope.closes_on).replace("**", "")
    return text if text.endswith(".") else text + "."
