"""Make the passports of a built table: only whole figures of a unit or of all units in a period have one."""

from dataclasses import replace

from indicators.assessment import Measured, applies
from ledger.passports import Passport
from presentation.assessments import named
from presentation.numbers import period as period_words
from reports.context import Subject
from reports.custom_table.figures import Head, Line
from reports.custom_table.spec import UNIT
from reports.custom_table.table import Built
from reports.documents.official import with_parts
from reports.model.blocks import Told
from reports.passports import passport_of

Given = list[tuple[Passport, Told]]


def passports(subject: Subject, built: Built) -> Given:
    """Make the passports of the table's figures.

    A filtered figure or one of a group has none: an id leads to the figure of a unit and a period.
    """
    if built.words.wanted.divided_by:
        return []
    given: dict[str, tuple[Passport, Told]] = {}
    for line in built.lines:
        if line is built.found.whole and built.words.wanted.units:
            continue  # of some units together there is no page
        for place, head in enumerate(built.found.heads):
            one = _given(subject, built, line, place, head)
            if one:
                given.setdefault(one[0].id, one)
    return list(given.values())


def _given(
    subject: Subject, built: Built, line: Line, place: int, head: Head
) -> tuple[Passport, Told] | None:
    period = line.period or head.period
    of_unit = built.words.wanted.rows == UNIT
    if not built.words.is_whole(period) or (not of_unit and built.words.wanted.units):
        return None
    scope = subject.scope.at(period).of(line.key if of_unit else None)
    about = Subject(subject.connection, replace(subject.asked, scope=scope))
    valid = applies(head.indicator, scope)
    shown = Measured(head.indicator, scope.unit, line.figures[place], None, "none", in_force=valid)
    passport = passport_of(about, shown)
    what = f"{named(subject.language, shown)}, {period_words(subject.language, period)}"
    told = Told(passport.id, subject.names.of(scope.unit), what, with_parts(about, shown))
    return passport, told
