"""Explain the signs of a chart, only those that occur in it."""

from languages import say
from reports.chart import Bars, Chart, Lines, known
from reports.colours import OF_MARK


def explained(chart: Chart, language: str) -> str:
    said = _in_bars(chart) if isinstance(chart, Bars) else _in_lines(chart)
    return " ".join(say(language, f"picture.{key}") for key, is_so in said.items() if is_so)


def _in_bars(chart: Bars) -> dict[str, bool]:
    return {
        "limits": any(len(known((bar.low, bar.high))) == 2 for bar in chart.bars),
        "own_targets": bool(known(bar.target for bar in chart.bars)),
        "marks": any(bar.mark in OF_MARK for bar in chart.bars),
    }


def _in_lines(chart: Lines) -> dict[str, bool]:
    return {
        "band": any(len(known((point.low, point.high))) == 2 for point in chart.points),
        "beyond": any(point.beyond for point in chart.points),
    }
