"""Write the sheet of all figures: live formulas beside what the screen shows, a check and the passport."""

from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell

from indicators.assessment import Assessment
from indicators.definition import Percentile
from languages.writing import NOTHING
from presentation import assessments
from presentation.context import Context
from reports.proof.formulas import build_formulas
from reports.proof.layout import EvidenceSheets
from reports.proof.styles import ProofWorkbook
from reports.spreadsheet.safe_workbook import SafeSheet

FIGURES_HEAD = 6  # the row of headings
_COLUMNS = {
    "unit": 26.0,
    "unit_id": 16.0,
    "indicator": 40.0,
    "numerator": 11.0,
    "denominator": 11.0,
    "figure": 11.0,
    "measure": 14.0,
    "target": 9.0,
    "signal": 26.0,
    "shown": 15.0,
    "check": 10.0,
    "passport": 14.0,
}
PLACES = {name: place for place, name in enumerate(_COLUMNS)}
_WHOLE = "*"


@dataclass(frozen=True)
class FigureLine:
    """Hold one figure of one unit, with the id of its passport."""

    measured: Assessment
    passport: str


def write_figures(
    book: ProofWorkbook, sheet: SafeSheet, context: Context, evidence: EvidenceSheets, lines: list[FigureLine]
) -> None:
    first, last = FIGURES_HEAD + 2, FIGURES_HEAD + 1 + len(lines)
    checks = f"{_letter('check')}{first}:{_letter('check')}{last}"
    ok, off = book.say("proof.agrees"), book.say("proof.differs")
    sheet.write_string(4, 0, book.say("proof.whole_check"), book.formats["head"])
    sheet.write_formula(4, 1, f'=IF(COUNTIF({checks},"{off}")=0,"{ok}","{off}")', book.formats["check"], ok)
    book.write_headings(
        sheet,
        FIGURES_HEAD,
        [book.say(f"proof.column.{one}") for one in _COLUMNS],
        [*_COLUMNS.values()],
        len(lines),
    )
    sheet.freeze_panes(FIGURES_HEAD + 1, 3)
    for row, line in enumerate(lines, start=FIGURES_HEAD + 1):
        _write(book, sheet, context, evidence, row, line)
    _mark(book, sheet, f"{_letter('check')}{first}:{_letter('check')}{last}", off)


def _write(
    book: ProofWorkbook,
    sheet: SafeSheet,
    context: Context,
    evidence: EvidenceSheets,
    row: int,
    line: FigureLine,
) -> None:
    one = line.measured
    indicator, figure = one.indicator, one.figure
    style = book.formats["number" if indicator.digits else "whole"]
    texts = {
        "unit": context.name_of(one.unit_id),
        "unit_id": one.unit_id or _WHOLE,
        "indicator": assessments.assessment_name(book.language, one),
        "measure": book.say(f"measure.{indicator.unit}"),
        "target": assessments.target_words(book.language, indicator, one.target),
        "signal": assessments.mark_and_word(book.language, one),
        "passport": line.passport,
    }
    for name, text in texts.items():
        sheet.write_string(row, PLACES[name], text, book.formats["text"])
    shown = assessments.value_or_word(book.language, one)
    told = NOTHING if shown is None else shown
    sheet.write(row, PLACES["shown"], told, style)
    if figure.state not in (
        "value",
        "none",
    ):  # silence, or a unit that cannot be made up: no formula says that
        sheet.write(row, PLACES["figure"], told, style)
        sheet.write_string(row, PLACES["check"], NOTHING, book.formats["check"])
        return
    _write_live(book, sheet, evidence, row, one, told)


def _write_live(
    book: ProofWorkbook,
    sheet: SafeSheet,
    evidence: EvidenceSheets,
    row: int,
    assessment: Assessment,
    shown_value: float | str,
) -> None:
    indicator, figure = assessment.indicator, assessment.figure
    style = book.formats["number" if indicator.digits else "whole"]
    cells = {name: xl_rowcol_to_cell(row, place) for name, place in PLACES.items()}
    unit = cells["unit_id"] if assessment.unit_id else None
    formulas = build_formulas(indicator, evidence, unit, (cells["numerator"], cells["denominator"]), NOTHING)
    n = figure.n if isinstance(indicator, Percentile) else figure.denominator
    for name, formula, value in (
        ("numerator", formulas.numerator, figure.numerator),
        ("denominator", formulas.denominator, n),
    ):
        if formula:
            sheet.write_formula(row, PLACES[name], formula, book.formats["whole"], value or 0)
    place = PLACES["figure"]
    if formulas.value is None:
        sheet.write(row, place, shown_value, style)
        sheet.write_string(row, PLACES["check"], book.say(f"proof.{formulas.why}"))
        return
    if formulas.array:
        sheet.write_array_formula(row, place, row, place, f"{{{formulas.value}}}", style, shown_value)
    else:
        sheet.write_formula(row, place, formulas.value, style, shown_value)
    sheet.write_formula(
        row, PLACES["check"], _check(book, cells), book.formats["check"], book.say("proof.agrees")
    )


def _check(book: ProofWorkbook, cells: dict[str, str]) -> str:
    found, shown = cells["figure"], cells["shown"]
    ok, off = book.say("proof.agrees"), book.say("proof.differs")
    near = f"ABS({found}-{shown})<0.000001"
    return f'=IF(IF(AND(ISNUMBER({found}),ISNUMBER({shown})),{near},{found}={shown}),"{ok}","{off}")'


def _mark(book: ProofWorkbook, sheet: SafeSheet, cells: str, mismatch_word: str) -> None:
    """Highlight the checks that differ."""
    look = {"type": "cell", "criteria": "==", "value": f'"{mismatch_word}"', "format": book.formats["mark"]}
    sheet.conditional_format(cells, look)


def _letter(name: str) -> str:
    return xl_rowcol_to_cell(0, PLACES[name]).rstrip("1")


def cell_of(book: ProofWorkbook, place: int) -> str:
    """Return the cell, as any sheet names it, of the figure at that place among the lines."""
    cell = xl_rowcol_to_cell(FIGURES_HEAD + 1 + place, PLACES["figure"], row_abs=True, col_abs=True)
    return f"'{book.say('proof.sheet.figures')}'!{cell}"
