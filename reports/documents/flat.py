"""Write the figures one a row, with parts and passport, for other programs to read."""

import pandas as pd

from indicators.assessment import Assessment
from languages.writing import NOTHING
from ledger.passports import Passport
from presentation import assessments
from presentation.numbers import file_name
from presentation.table import Column, Table
from reports.context import Subject
from reports.passports import passport_of
from reports.report_type import BuiltFile
from reports.spreadsheet.table_csv import csv_bytes

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


def figures_csv(subject: Subject) -> BuiltFile:
    """Write the figures of a unit; without a unit those of all together and then of each unit."""
    shown = subject.assess_unit_or_all()
    passports = tuple(passport_of(subject, one) for one in shown)
    rows = [_row(subject, one, passport) for one, passport in zip(shown, passports, strict=True)]
    columns = tuple(Column(name, _heading(subject, name), kind) for name, kind in _COLUMNS.items())
    table = Table(
        file_name("bang-so-lieu", subject.unit_name, subject.scope.period.key),
        subject.say("handed.figures"),
        columns,
        pd.DataFrame(rows, columns=list(_COLUMNS), dtype=object),
        subject.notes_with_definitions(one.indicator for one in shown),
    )
    return BuiltFile(csv_bytes(table, subject.language), passports)


def _row(subject: Subject, assessment: Assessment, passport: Passport) -> tuple[object, ...]:
    language, indicator = subject.language, assessment.indicator
    shown = assessments.value_or_word(language, assessment)
    return (
        assessment.unit_id or "",
        subject.names.name_of(assessment.unit_id),
        indicator.id,
        assessments.assessment_name(language, assessment),
        NOTHING if shown is None else shown,
        subject.say(f"measure.{indicator.unit}"),
        assessment.figure.numerator,
        assessment.figure.denominator,
        assessments.target_words(language, indicator, assessment.target),
        assessments.mark_and_word(language, assessment),
        passport.id,
    )


def _heading(subject: Subject, name: str) -> str:
    return subject.say("column.indicator_id" if name == "indicator_id" else f"proof.column.{name}")
