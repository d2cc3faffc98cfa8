"""Make the passports of a built table: only whole figures of a unit or of all units in a period have one."""

from indicators.assessment import Assessment, basis_applies
from ledger.passports import Passport
from presentation.assessments import assessment_name
from presentation.context import Context
from presentation.custom_table.figures import ColumnHead, TableRow
from presentation.custom_table.spec import UNIT
from presentation.custom_table.table import BuiltTable
from presentation.numbers import period_text as period_words
from reports.documents.official import figure_with_parts
from reports.model.blocks import PrintedFigure
from reports.passports import passport_of

Given = list[tuple[Passport, PrintedFigure]]


def collect_passports(context: Context, built_table: BuiltTable) -> Given:
    """Make the passports of the table's figures.

    A filtered figure or one of a group has none: an id leads to the figure of a unit and a period.
    """
    if built_table.words.wanted.split_dimensions:
        return []
    given: dict[str, tuple[Passport, PrintedFigure]] = {}
    for line in built_table.lines:
        if line is built_table.found.whole and built_table.words.wanted.units:
            continue  # of some units together there is no page
        for place, head in enumerate(built_table.found.heads):
            one = _given(context, built_table, line, place, head)
            if one:
                given.setdefault(one[0].id, one)
    return list(given.values())


def _given(
    context: Context, built_table: BuiltTable, line: TableRow, place: int, head: ColumnHead
) -> tuple[Passport, PrintedFigure] | None:
    period = line.period or head.period
    of_unit = built_table.words.wanted.rows == UNIT
    if not built_table.words.is_whole(period) or (not of_unit and built_table.words.wanted.units):
        return None
    scope = context.scope.with_period(period).with_unit(line.key if of_unit else None)
    about = context.with_scope(scope)
    valid = basis_applies(head.indicator, scope)
    shown = Assessment(head.indicator, scope.unit, line.figures[place], None, "none", in_force=valid)
    passport = passport_of(about, shown)
    what = f"{assessment_name(context.language, shown)}, {period_words(context.language, period)}"
    told = PrintedFigure(passport.id, context.name_of(scope.unit), what, figure_with_parts(about, shown))
    return passport, told
