"""Write the sheet of units by indicators, whose cells point at their figures in the sheet of all figures."""

from xlsxwriter.utility import xl_rowcol_to_cell

from indicators.assessment import Assessment
from indicators.queries.shares import Indicators
from languages.writing import NOTHING
from ledger.passports import Passport
from presentation import assessments
from presentation.context import Context
from reports.proof.figures import cell_of
from reports.proof.layout import HEAD
from reports.proof.styles import ProofWorkbook

Lines = list[tuple[Assessment, Passport]]


def write_matrix(book: ProofWorkbook, context: Context, indicators: Indicators, lines: Lines) -> None:
    """Write the matrix; `lines` has for each unit all indicators, all units together first."""
    name = book.say("proof.sheet.matrix")
    sheet = book.add_sheet(name, book.say("proof.title.matrix", period=context.period_name))
    units = len(lines) // len(indicators)
    heads = [book.say("matrix.unit"), *(book.say(f"indicator.{one.id}.short") for one in indicators)]
    book.write_headings(sheet, HEAD, heads, [26.0, *[11.0] * len(indicators)], units)
    sheet.freeze_panes(HEAD + 1, 1)
    for row in range(units):
        of_unit = lines[row * len(indicators) : (row + 1) * len(indicators)]
        sheet.write_string(HEAD + 1 + row, 0, context.name_of(of_unit[0][0].unit_id))
        for place, (one, _) in enumerate(of_unit):
            shown = assessments.value_or_word(book.language, one)
            style = book.formats["number" if one.indicator.digits else "whole"]
            formula = f"={cell_of(book, row * len(indicators) + place)}"
            told = NOTHING if shown is None else shown
            sheet.write_formula(HEAD + 1 + row, place + 1, formula, style, told)


def column_of(book: ProofWorkbook, place: int, units: int) -> tuple[str, str]:
    """Return the cells of the units' names and of one indicator's figures, without all units together."""
    sheet = f"'{book.say('proof.sheet.matrix')}'!"

    def cells(column: int) -> str:
        first, last = (
            xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True) for row in (HEAD + 2, HEAD + units)
        )
        return f"={sheet}{first}:{last}"

    return cells(0), cells(place + 1)
