"""Add Excel's own charts, drawn from the live figures: rates beside targets, and units compared."""

from xlsxwriter.chart import Chart

from indicators.assessment import Assessment
from indicators.fairness import is_rate
from indicators.queries.shares import Indicators
from ledger.passports import Passport
from presentation import assessments
from presentation.colours import LIGHT
from presentation.context import Context
from reports.proof.figures import cell_of
from reports.proof.layout import HEAD
from reports.proof.matrix import column_of
from reports.proof.styles import ProofWorkbook

_OF_UNITS = ("on_time_06a", "overdue_open", "signed_full", "satisfied_5")
_HIGH = 17  # rows that a chart of ordinary size covers
Lines = list[tuple[Assessment, Passport]]


def write_charts(book: ProofWorkbook, context: Context, indicators: Indicators, lines: Lines) -> None:
    title = book.say("proof.title.charts", unit=context.unit_name, period=context.period_name)
    sheet = book.add_sheet(book.say("proof.sheet.charts"), title)
    own = [(place, one) for place, (one, _) in enumerate(lines[: len(indicators)]) if _drawn(one)]
    book.write_headings(
        sheet,
        HEAD,
        [book.say("column.indicator"), book.say("column.figure"), book.say("column.target")],
        [40.0, 12.0, 12.0],
        len(own),
    )
    for row, (place, one) in enumerate(own, start=HEAD + 1):
        sheet.write_string(row, 0, assessments.assessment_name(book.language, one))
        sheet.write_formula(row, 1, f"={cell_of(book, place)}", book.formats["number"], one.figure.value or 0)
        if one.target:
            sheet.write_number(row, 2, one.target.value, book.formats["number"])
    below = HEAD + 3 + len(own)
    if own:
        sheet.insert_chart(HEAD, 4, _rates(book, len(own)))
    if context.scope.unit is None:
        units = len(lines) // len(indicators)
        ids = [one.id for one in indicators]
        for number, id in enumerate(one for one in _OF_UNITS if one in ids):
            chart = _of_units(book, id, ids.index(id), units)
            sheet.insert_chart(max(below, HEAD + 24) + (number // 2) * (_HIGH + 8), (number % 2) * 6, chart)


def _drawn(assessment: Assessment) -> bool:
    return is_rate(assessment.indicator) and assessment.figure.value is not None and assessment.in_force


def _rates(book: ProofWorkbook, count: int) -> Chart:
    sheet = book.say("proof.sheet.charts")
    chart = book.file.add_chart({"type": "bar"})
    names = [sheet, HEAD + 1, 0, HEAD + count, 0]
    for column, key, colour in ((1, "column.figure", LIGHT.accent), (2, "column.target", LIGHT.mid)):
        cells = [sheet, HEAD + 1, column, HEAD + count, column]
        chart.add_series(
            {
                "name": book.say(key),
                "categories": names,
                "values": cells,
                "fill": {"color": colour},
                "gap": 60,
            }
        )
    chart.set_title({"name": book.say("proof.rates_chart"), "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis(
        {"min": 0, "max": 100, "major_gridlines": {"visible": True, "line": {"color": LIGHT.grid}}}
    )
    chart.set_size({"width": 720, "height": 120 + 34 * count})
    return chart


def _of_units(book: ProofWorkbook, id: str, place: int, units: int) -> Chart:
    chart = book.file.add_chart({"type": "bar"})
    names, values = column_of(book, place, units)
    chart.add_series({"categories": names, "values": values, "fill": {"color": LIGHT.accent}, "gap": 40})
    chart.set_title({"name": book.say(f"indicator.{id}.name"), "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True})
    chart.set_size({"width": 620, "height": 80 + 18 * units})
    return chart
