"""Write the figures one a row, with parts and passport, for other programs to read."""

from collections.abc import Callable

import pandas as pd

from indicators.assessment import Assessment
from languages.writing import NOTHING
from ledger.passports import Passport
from presentation import assessments
from presentation.context import Context
from presentation.numbers import file_name
from presentation.table import Column, Table
from reports.passports import passport_of
from reports.report_type import BuiltFile

_COLUMNS = {
    "unit_id": "text",
    "unit": "text",
    "indicator_id": "text",
    "indicator": "text",
    "figure": "number",
    "measure": "text",
    "numerator": "number",
    "denominator": "number",
    "target": "text",
    "signal": "text",
    "passport": "text",
}


def figures_by_row(context: Context, write: Callable[[Table, str], bytes]) -> BuiltFile:
    """Write the figures of a unit; without a unit those of all together and then of each unit."""
    shown = context.assess_unit_or_all()
    passports = tuple(passport_of(context, one) for one in shown)
    rows = [_row(context, one, passport) for one, passport in zip(shown, passports, strict=True)]
    columns = tuple(Column(name, _heading(context, name), kind) for name, kind in _COLUMNS.items())
    table = Table(
        file_name("bang-so-lieu", context.unit_name, context.scope.period.key),
        context.say("handed.figures"),
        columns,
        pd.DataFrame(rows, columns=list(_COLUMNS), dtype=object),
        context.notes_with_definitions(one.indicator for one in shown),
    )
    return BuiltFile(write(table, context.language), passports)


def _row(context: Context, assessment: Assessment, passport: Passport) -> tuple[object, ...]:
    language, indicator = context.language, assessment.indicator
    shown = assessments.value_or_word(language, assessment)
    return (
        assessment.unit_id or "",
        context.name_of(assessment.unit_id),
        indicator.id,
        assessments.assessment_name(language, assessment),
        NOTHING if shown is None else shown,
        context.say(f"measure.{indicator.unit}"),
        assessment.figure.numerator,
        assessment.figure.denominator,
        assessments.target_words(language, indicator, assessment.target),
        assessments.mark_and_word(language, assessment),
        passport.id,
    )


def _heading(context: Context, name: str) -> str:
    return context.say("column.indicator_id" if name == "indicator_id" else f"proof.column.{name}")
