"""Draw a line over months: the band of natural limits, ◆ beyond them, the target, the last value."""

import math
from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from languages import say
from languages.writing import number
from presentation import numbers
from presentation.chart import Lines, Point, finite_values, spread_labels
from presentation.colours import LIGHT
from reports.picture.lettering import fit_text, text_width
from reports.picture.sheet import LABEL, SMALL, WIDTH, DrawingSheet, tick_labels, ticks

_HIGH, _BELOW, _ABOVE, _GAP, _LEFT = 2.2, 0.22, 0.22, 0.08, 0.26  # inches
_TICK_DOWN = 3  # as matplotlib calls the sign
_MOST_MONTHS = 8  # labels on the axis
_STEPS = (1, 2, 3, 4, 6, 12, 24, 60, 120)  # months between two of them


def height(chart: Lines) -> float:
    return _HIGH - (_ABOVE if chart.percent else 0)


def draw(sheet: DrawingSheet, chart: Lines, language: str) -> None:
    months = _by_month(chart)
    low, high = _ends(chart)
    places = ticks(
        low, high, all(value.is_integer() for value in finite_values(point.value for point in chart.points))
    )
    texts = tick_labels(language, places, chart.percent)
    labels = _at_the_end(chart, language)
    left = max(_LEFT, *(text_width(text, SMALL) + _GAP for text in texts))
    right = WIDTH - max(text_width(text, LABEL, bold=True) for _, text, _ in labels) - 2 * _GAP
    bottom, top = sheet.bottom + _BELOW, sheet.top - (0 if chart.percent else _ABOVE)
    axes = sheet.plot(left, right, bottom, top)
    axes.set_xlim(min(months) - 0.5, max(months) + 0.5)
    axes.set_ylim(low, high)
    _heights(sheet, axes, places, texts)
    if not chart.percent:
        sheet.write(0, sheet.top - _ABOVE / 2, fit_text(chart.unit, WIDTH, SMALL), SMALL, LIGHT.muted)
    _months(sheet, axes)
    _series(axes, chart, months)
    gap = (high - low) * LABEL * 1.25 / 72 / (top - bottom)
    for value, text, colour in spread_labels(labels, gap):
        _, y = sheet.sheet_position(axes, 0, value)
        sheet.write(right + _GAP, y, text, colour=colour, bold=colour == LIGHT.accent)


def _by_month(chart: Lines) -> dict[int, Point]:
    """Number the months, so that they lie equally far apart and absent ones leave their room."""
    return {point.day.year * 12 + point.day.month - 1: point for point in chart.points}


def _ends(chart: Lines) -> tuple[float, float]:
    """Return the ends of the axis with some air around the line, but no rate below 0% or above 100%.

    Values that lie outside of 0% to 100% themselves still fit.
    """
    values = finite_values(one for point in chart.points for one in (point.value, point.low, point.high))
    values += finite_values([chart.target])
    low, high = min(values), max(values)
    air = (high - low) * 0.06 or 1.0
    if chart.percent:
        return max(low - air, min(low, 0)), min(high + air, max(high, 100))
    return low - air, high + air


def _at_the_end(chart: Lines, language: str) -> list[tuple[float, str, str]]:
    """Return the labels at the right of the plot: the last value and the target."""
    last = [point for point in chart.points if finite_values([point.value])][-1]
    assert last.value is not None
    digits = 1 if chart.percent or last.value != int(last.value) else 0
    value = number(language, last.value, digits) + ("%" if chart.percent else "")
    labels = [(last.value, f"{last.day:%m/%Y}: {value}", LIGHT.accent)]
    for target in finite_values([chart.target]):
        aim = numbers.target_text(language, target, chart.percent)
        labels.append((target, say(language, "chart.target", value=aim), LIGHT.text))
    return labels


def _heights(sheet: DrawingSheet, axes: Axes, places: list[float], texts: list[str]) -> None:
    for place, text in zip(places, texts, strict=True):
        axes.axhline(place, color=LIGHT.grid, linewidth=0.8, zorder=0)
        x, y = sheet.sheet_position(axes, axes.get_xlim()[0], place)
        sheet.write(x - _GAP, y, text, SMALL, LIGHT.muted, "right")


def _months(sheet: DrawingSheet, axes: Axes) -> None:
    """Draw a tick every few months, in step with the Januaries."""
    first, last = (round(end) for end in (axes.get_xlim()[0] + 0.5, axes.get_xlim()[1] - 0.5))
    step = next((one for one in _STEPS if (last - first) // one < _MOST_MONTHS), _STEPS[-1])
    floor = axes.get_ylim()[0]
    for month in range(-(-first // step) * step, last + 1, step):
        axes.add_line(_line([month], [floor], LIGHT.muted, marker=_TICK_DOWN, markersize=3))
        x, y = sheet.sheet_position(axes, month, floor)
        sheet.write(
            x, y - _BELOW * 0.6, f"{month % 12 + 1:02}/{month // 12:04}", SMALL, LIGHT.muted, "center"
        )


def _series(axes: Axes, chart: Lines, months: dict[int, Point]) -> None:
    """Draw band, target and line; a month without a value breaks the line."""
    across = range(min(months), max(months) + 1)
    low, high, values = (
        [_or_nan(getattr(months.get(month), part, None)) for month in across]
        for part in ("low", "high", "value")
    )
    edges = [month - 0.5 for month in (*across, across[-1] + 1)]
    axes.stairs(high, edges, baseline=low, fill=True, color=LIGHT.band, alpha=0.5, linewidth=0, gid="band")
    for target in finite_values([chart.target]):
        ends = [edges[0], edges[-1]]
        axes.add_line(_line(ends, [target, target], LIGHT.text, linewidth=1.2, dashes=(4, 2), gid="target"))
    axes.add_line(_line(across, values, LIGHT.accent, linewidth=1.6, marker="o", markersize=3, gid="line"))
    for month, point in months.items():
        for value in finite_values([point.value]) if point.beyond else ():
            look = {"marker": "D", "markersize": 6, "gid": f"beyond-{month}"}
            axes.add_line(_line([month], [value], LIGHT.accent, **look))


def _or_nan(value: float | None) -> float:
    return math.nan if value is None or not math.isfinite(value) else value


def _line(x: Sequence[float], y: Sequence[float], colour: str, **look: Any) -> Line2D:  # noqa: ANN401
    return Line2D(x, y, color=colour, clip_on=False, **look)
