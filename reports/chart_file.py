"""Write one indicator's chart as a file: over units or months, with its sources below it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from indicators.definition import Indicator
from presentation.chart import Chart
from presentation.context import Context
from reports.chart_data import bars_by_unit, line_by_month
from reports.file_formats import ChartWriter, chart_writers
from reports.model.characters import replaced_note
from reports.model.printable import count_replaced_in_picture
from reports.report_type import Build, BuiltFile, ReportType

BY: dict[str, Callable[[Context, Indicator], Chart]] = {"unit": bars_by_unit, "month": line_by_month}
_TOLD = ("organisation", "period", "closing", "map", "map_left", "definition", "basis", "snapshot")


def chart_type(indicator: Indicator, dimension: str) -> ReportType:
    """Return the type of a chart file; `dimension` is one of BY."""
    builds: dict[str, Build] = {
        ending: partial(_built, write, indicator, dimension) for ending, write in chart_writers().items()
    }
    return ReportType(f"bieu-do-{indicator.id}-{dimension}", builds)


def _built(write: ChartWriter, indicator: Indicator, dimension: str, context: Context) -> BuiltFile:
    chart = BY[dimension](context, indicator)
    if context.is_sample:
        chart = replace(chart, title=f"{context.say('file.sample')} · {chart.title}")
    foot = [_foot(context, indicator), *_replaced(context, chart)]
    return BuiltFile(write(chart, context.language, foot=foot))


def _replaced(context: Context, chart: Chart) -> list[str]:
    told = replaced_note(context.language, count_replaced_in_picture(chart))
    return [f"{label}: {text}." for label, text in told]


def _foot(context: Context, indicator: Indicator) -> str:
    """Return the notes of any file without the names of its sources, which the snapshot knows."""
    told = {context.say(f"file.{key}") for key in _TOLD}
    entries = context.notes(indicator).entries
    return ". ".join(f"{label}: {text.rstrip('.')}" for label, text in entries if label in told) + "."
