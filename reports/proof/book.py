"""Write all sheets of the workbook in their order, with bounded memory."""

from io import BytesIO

from indicators.catalogue import CATALOGUE
from indicators.queries.shares import Indicators
from reports.context import Subject
from reports.passports import passport_of
from reports.proof.about_sheet import write_definitions, write_passports, write_sources
from reports.proof.charts import write_charts
from reports.proof.figures import FigureLine, write_figures
from reports.proof.layout import LONGEST_SHEET, EvidenceSheets
from reports.proof.matrix import write_matrix
from reports.proof.rows import write_facts
from reports.proof.styles import ProofWorkbook
from reports.proof.totals import write_totals
from reports.report_type import BuiltFile
from reports.spreadsheet.safe_workbook import SafeWorkbook

ALL: Indicators = tuple(CATALOGUE.values())


def proof(subject: Subject, indicators: Indicators = ALL, row_limit: int = LONGEST_SHEET) -> BuiltFile:
    """Write the workbook of the unit, or of all units.

    `row_limit`: rows that a sheet holds; more are continued on another one.
    """
    file = BytesIO()
    lines = [(one, passport_of(subject, one)) for one in subject.assess_unit_or_all(indicators)]
    with SafeWorkbook(file) as workbook:
        book = ProofWorkbook(workbook, subject.language, subject.sample)
        # Sheets stand in the order in which they begin; formulas have to know first where the rows will lie.
        title = subject.say("proof.title.figures", unit=subject.unit_name, period=subject.period_name)
        figures = book.add_sheet(
            subject.say("proof.sheet.figures"), title, (subject.say("proof.figures_note"),)
        )
        if subject.scope.unit is None:
            write_matrix(book, subject, indicators, lines)
        write_charts(book, subject, indicators, lines)
        ground = EvidenceSheets(
            write_facts(book, subject, indicators, row_limit), write_totals(book, subject, indicators)
        )
        write_figures(book, figures, subject, ground, [FigureLine(one, p.id) for one, p in lines])
        write_definitions(book, indicators)
        sources = book.add_sheet(book.say("proof.sheet.sources"), book.say("proof.title.sources"))
        write_passports(book, subject, lines)
        write_sources(book, sources, subject)
    return BuiltFile(file.getvalue(), tuple(passport for _, passport in lines))
