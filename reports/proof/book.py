"""Write all sheets of the workbook in their order, with bounded memory."""

from io import BytesIO

from indicators.catalogue import CATALOGUE
from indicators.queries.shares import Wanted
from reports.context import Subject
from reports.passports import passport_of
from reports.proof.about import write_definitions, write_passports, write_sources
from reports.proof.charts import write_charts
from reports.proof.figures import Line, write_figures
from reports.proof.layout import LONGEST_SHEET, Ground
from reports.proof.matrix import write_matrix
from reports.proof.rows import write_facts
from reports.proof.styles import Book
from reports.proof.totals import write_totals
from reports.report_type import Made
from reports.spreadsheet.safe_workbook import Workbook

ALL: Wanted = tuple(CATALOGUE.values())


def proof(subject: Subject, wanted: Wanted = ALL, longest: int = LONGEST_SHEET) -> Made:
    """Write the workbook of the unit, or of all units.

    `row_limit`: rows that a sheet holds; more are continued on another one.
    """
    file = BytesIO()
    lines = [(one, passport_of(subject, one)) for one in subject.every(wanted)]
    with Workbook(file) as workbook:
        book = Book(workbook, subject.language, subject.sample)
        # Sheets stand in the order in which they begin; formulas have to know first where the rows will lie.
        title = subject.say("proof.title.figures", unit=subject.unit_name, period=subject.period_name)
        figures = book.sheet(subject.say("proof.sheet.figures"), title, (subject.say("proof.figures_note"),))
        if subject.scope.unit is None:
            write_matrix(book, subject, wanted, lines)
        write_charts(book, subject, wanted, lines)
        ground = Ground(write_facts(book, subject, wanted, longest), write_totals(book, subject, wanted))
        write_figures(book, figures, subject, ground, [Line(one, p.id) for one, p in lines])
        write_definitions(book, wanted)
        sources = book.sheet(book.say("proof.sheet.sources"), book.say("proof.title.sources"))
        write_passports(book, subject, lines)
        write_sources(book, sources, subject)
    return Made(file.getvalue(), tuple(passport for _, passport in lines))
