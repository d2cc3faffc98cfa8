"""Draw horizontal bars: name at the left, mark and figure at the right, limits and target over the bar."""

from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from languages import say
from presentation import numbers
from presentation.chart import Bar, Bars, finite_values
from presentation.colours import LIGHT, OF_MARK
from reports.picture.lettering import fit_text, text_width
from reports.picture.sheet import LABEL, SMALL, WIDTH, DrawingSheet, tick_labels, ticks

_ROW, _ABOVE, _BELOW = 0.26, 0.2, 0.2  # inches: a bar with its gap; the target's label; the axis
_SHORTEST_NAME, _LONGEST_NAME, _LONGEST_TEXT, _GAP, _MARK = 0.9, 2.1, 2.3, 0.1, 0.16
_THICK = 0.62  # of a bar, as a share of its row


@dataclass(frozen=True)
class _Columns:
    """Hold where the plot begins and ends, and where the texts at its right begin."""

    left: float
    right: float
    mark: float
    text: float


def height(chart: Bars) -> float:
    return _ROW * len(chart.bars) + _above(chart) + _BELOW


def _above(chart: Bars) -> float:
    return _ABOVE if finite_values([chart.target]) else 0.0


def draw(sheet: DrawingSheet, chart: Bars, language: str) -> None:
    columns = _columns(chart)
    axes = sheet.plot(columns.left, columns.right, sheet.bottom + _BELOW, sheet.top - _above(chart))
    low, high = _ends(chart)
    axes.set_xlim(low, high)
    axes.set_ylim(len(chart.bars) - 0.5, -0.5)
    _axis(sheet, axes, chart, columns, language)
    for place, bar in enumerate(chart.bars):
        _bar(axes, bar, place)
        _words(sheet, bar, sheet.sheet_position(axes, 0, place)[1], columns, place)
    if finite_values([chart.target]):
        _target(sheet, axes, chart, language)


def _columns(chart: Bars) -> _Columns:
    name = max(_SHORTEST_NAME, *(text_width(_name(bar), LABEL) for bar in chart.bars))
    text = max(text_width(_text(bar), LABEL, bold=bool(bar.mark)) for bar in chart.bars)
    marked = _MARK if any(bar.mark for bar in chart.bars) else 0
    right = WIDTH - text - marked
    return _Columns(name + _GAP, right - _GAP, right, right + marked)


def _name(bar: Bar) -> str:
    return fit_text(bar.label, _LONGEST_NAME, LABEL)


def _text(bar: Bar) -> str:
    return fit_text(bar.text, _LONGEST_TEXT, LABEL, bold=bool(bar.mark))


def _ends(chart: Bars) -> tuple[float, float]:
    """Return the ends of the axis: bars begin at 0, and rates have all of their 100%."""
    values = finite_values(one for bar in chart.bars for one in (bar.value, bar.low, bar.high, bar.target))
    values += [0.0, *finite_values([chart.target]), *([100.0] if chart.percent else [])]
    return min(values), max(values) if max(values) > min(values) else min(values) + 1


def _axis(sheet: DrawingSheet, axes: Axes, chart: Bars, columns: _Columns, language: str) -> None:
    low, high = axes.get_xlim()
    places = ticks(
        low, high, all(value.is_integer() for value in finite_values(bar.value for bar in chart.bars))
    )
    for place, text in zip(places, tick_labels(language, places, chart.percent), strict=True):
        axes.axvline(place, color=LIGHT.grid, linewidth=0.8, zorder=0)
        x, _ = sheet.sheet_position(axes, place, 0)
        sheet.write(x, sheet.bottom + _BELOW / 2, text, SMALL, LIGHT.muted, "center")
    if not chart.percent:
        unit = fit_text(chart.unit, columns.left - 2 * _GAP, SMALL)
        sheet.write(columns.left - 2 * _GAP, sheet.bottom + _BELOW / 2, unit, SMALL, LIGHT.muted, "right")


def _bar(axes: Axes, bar: Bar, place: int) -> None:
    for value in finite_values([bar.value]):
        colour = OF_MARK.get(bar.mark, LIGHT.mid)
        corner = (min(value, 0), place - _THICK / 2)
        axes.add_patch(Rectangle(corner, abs(value), _THICK, color=colour, linewidth=0, gid=f"bar-{place}"))
    limits = finite_values((bar.low, bar.high))
    if len(limits) == 2:  # light around dark, so that it is seen on the bar and beside it
        for colour, thick, name in ((LIGHT.bg, 2.6, None), (LIGHT.text, 1.0, f"limits-{place}")):
            axes.add_line(_line(limits, [place, place], colour, thick, 3, name))
    for target in finite_values([bar.target]):
        axes.add_line(_line([target] * 2, [place - 0.42, place + 0.42], LIGHT.text, 2, 4, f"target-{place}"))


def _line(
    x: list[float], y: list[float], colour: str, thickness: float, order: int, name: str | None
) -> Line2D:
    return Line2D(
        x, y, color=colour, linewidth=thickness, solid_capstyle="butt", zorder=order, clip_on=False, gid=name
    )


def _words(sheet: DrawingSheet, bar: Bar, y: float, columns: _Columns, place: int) -> None:
    colour = OF_MARK.get(bar.mark, LIGHT.text if finite_values([bar.value]) else LIGHT.muted)
    sheet.write(columns.left - _GAP, y, _name(bar), align="right")
    if bar.mark:
        sheet.write(columns.mark, y, bar.mark, colour=colour, name=f"mark-{place}")
    sheet.write(columns.text, y, _text(bar), colour=colour, bold=bool(bar.mark))


def _target(sheet: DrawingSheet, axes: Axes, chart: Bars, language: str) -> None:
    assert chart.target is not None
    look: dict[str, Any] = {"linewidth": 1.2, "dashes": (4, 2), "zorder": 5, "clip_on": False}
    axes.axvline(chart.target, color=LIGHT.text, gid="target", **look)
    x, _ = sheet.sheet_position(axes, chart.target, 0)
    text = say(language, "chart.target", value=numbers.target_text(language, chart.target, chart.percent))
    half = text_width(text, SMALL) / 2
    x = min(max(x, half), WIDTH - half)
    sheet.write(x, sheet.top - _ABOVE / 2, text, SMALL, align="center")
