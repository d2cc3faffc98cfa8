"""Write one indicator's chart as a file: over units or months, with its sources below it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from indicators.definition import Indicator
from presentation.chart import Chart
from reports.chart_data import bars_by_unit, months
from reports.context import Subject
from reports.model.printable import replaced, replaced_in_picture
from reports.report_type import Build, Kind, Made

BY: dict[str, Callable[[Subject, Indicator], Chart]] = {"unit": bars_by_unit, "month": months}
ENDINGS = ("png", "svg")
_TOLD = ("organisation", "period", "closing", "map", "map_left", "definition", "basis", "snapshot")


def pictured(indicator: Indicator, by: str) -> Kind:
    """Return the type of a chart file; `dimension` is one of BY."""
    builds: dict[str, Build] = {ending: partial(_built, ending, indicator, by) for ending in ENDINGS}
    return Kind(f"bieu-do-{indicator.id}-{by}", builds)


def _built(ending: str, indicator: Indicator, by: str, subject: Subject) -> Made:
    from reports import picture  # here, since it takes a second that only who draws has to wait

    chart = BY[by](subject, indicator)
    if subject.sample:
        chart = replace(chart, title=f"{subject.say('file.sample')} · {chart.title}")
    draw: Callable[..., bytes] = picture.png if ending == "png" else picture.svg
    foot = [_foot(subject, indicator), *_replaced(subject, chart)]
    return Made(draw(chart, subject.language, foot=foot))


def _replaced(subject: Subject, chart: Chart) -> list[str]:
    told = replaced(subject.language, replaced_in_picture(chart))
    return [f"{label}: {text}." for label, text in told]


def _foot(subject: Subject, indicator: Indicator) -> str:
    """Return the notes of any file without the names of its sources, which the snapshot knows."""
    told = {subject.say(f"file.{key}") for key in _TOLD}
    entries = subject.notes(indicator).entries
    return ". ".join(f"{label}: {text.rstrip('.')}" for label, text in entries if label in told) + "."
