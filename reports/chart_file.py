"""Write one indicator's chart as a file: over units or months, with its sources below it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from indicators.definition import Indicator
from presentation.chart import Chart
from reports.chart_data import bars_by_unit, line_by_month
from reports.context import Subject
from reports.model.characters import replaced_note
from reports.model.printable import count_replaced_in_picture
from reports.report_type import Build, BuiltFile, ReportType

BY: dict[str, Callable[[Subject, Indicator], Chart]] = {"unit": bars_by_unit, "month": line_by_month}
ENDINGS = ("png", "svg")
_TOLD = ("organisation", "period", "closing", "map", "map_left", "definition", "basis", "snapshot")


def chart_type(indicator: Indicator, dimension: str) -> ReportType:
    """Return the type of a chart file; `dimension` is one of BY."""
    builds: dict[str, Build] = {ending: partial(_built, ending, indicator, dimension) for ending in ENDINGS}
    return ReportType(f"bieu-do-{indicator.id}-{dimension}", builds)


def _built(ending: str, indicator: Indicator, dimension: str, subject: Subject) -> BuiltFile:
    from reports import picture  # here, since it takes a second that only who draws has to wait

    chart = BY[dimension](subject, indicator)
    if subject.sample:
        chart = replace(chart, title=f"{subject.say('file.sample')} · {chart.title}")
    draw: Callable[..., bytes] = picture.png if ending == "png" else picture.svg
    foot = [_foot(subject, indicator), *_replaced(subject, chart)]
    return BuiltFile(draw(chart, subject.language, foot=foot))


def _replaced(subject: Subject, chart: Chart) -> list[str]:
    told = replaced_note(subject.language, count_replaced_in_picture(chart))
    return [f"{label}: {text}." for label, text in told]


def _foot(subject: Subject, indicator: Indicator) -> str:
    """Return the notes of any file without the names of its sources, which the snapshot knows."""
    told = {subject.say(f"file.{key}") for key in _TOLD}
    entries = subject.notes(indicator).entries
    return ". ".join(f"{label}: {text.rstrip('.')}" for label, text in entries if label in told) + "."
