"""Write all sheets of the workbook in their order, with bounded memory."""

from io import BytesIO

from indicators.catalogue import CATALOGUE
from indicators.queries.shares import Indicators
from presentation.context import Context
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


def proof(context: Context, indicators: Indicators = ALL, row_limit: int = LONGEST_SHEET) -> BuiltFile:
    """Write the workbook of the unit, or of all units.

    `row_limit`: rows that a sheet holds; more are continued on another one.
    """
    file = BytesIO()
    lines = [(one, passport_of(context, one)) for one in context.assess_unit_or_all(indicators)]
    with SafeWorkbook(file) as workbook:
        book = ProofWorkbook(workbook, context.language, context.is_sample)
        # Sheets stand in the order in which they begin; formulas have to know first where the rows will lie.
        title = context.say("proof.title.figures", unit=context.unit_name, period=context.period_name)
        figures = book.add_sheet(
            context.say("proof.sheet.figures"), title, (context.say("proof.figures_note"),)
        )
        if context.scope.unit is None:
            write_matrix(book, context, indicators, lines)
        write_charts(book, context, indicators, lines)
        ground = EvidenceSheets(
            write_facts(book, context, indicators, row_limit), write_totals(book, context, indicators)
        )
        write_figures(book, figures, context, ground, [FigureLine(one, p.id) for one, p in lines])
        write_definitions(book, indicators)
        sources = book.add_sheet(book.say("proof.sheet.sources"), book.say("proof.title.sources"))
        write_passports(book, context, lines)
        write_sources(book, sources, context)
    return BuiltFile(file.getvalue(), tuple(passport for _, passport in lines))
