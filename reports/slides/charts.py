"""Add PowerPoint's own charts: whoever gets the deck goes on editing their numbers."""

from math import ceil, floor
from typing import Any

from pptx.chart.chart import Chart as Drawn
from pptx.chart.series import BarSeries, LineSeries
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Inches, Pt

from languages import say
from presentation import numbers
from presentation.chart import Bar, Bars, Chart, Lines, finite_values
from presentation.colours import LIGHT, OF_MARK
from reports.model.characters import visible_text
from reports.slides.data import SafeChartData
from reports.slides.page import FONT, SMALL, Box

MOST_BARS = 25  # whose names are read on one slide
_TITLE = 14.0  # points
_MOST_MONTHS = 8  # labels on the axis
_FEW = 5  # between whose ends an axis needs decimals
_ROOM = 1.15  # of the longest bar, with the figure behind it


def add_chart(slide: Slide, box: Box, chart: Chart, language: str, longest_bar: float = 0) -> None:
    """Add a chart; `longest_bar` is that of all its parts, where some bars stand on other slides."""
    data, kind = (
        (_of_bars(chart, language), XL_CHART_TYPE.BAR_CLUSTERED)
        if isinstance(chart, Bars)
        else (_of_lines(chart, language), XL_CHART_TYPE.LINE_MARKERS)
    )
    place = (Inches(box.left), Inches(box.top), Inches(box.width), Inches(box.height))
    frame: Any = slide.shapes.add_chart(kind, *place, data)
    frame._element.nvGraphicFramePr.cNvPr.set(
        "descr", visible_text(chart.title)[0]
    )  # what screen readers read
    drawn = frame.chart
    _look(drawn, chart, language)
    if isinstance(chart, Bars):
        _bars(drawn, chart, language, longest_bar)
    else:
        _lines(drawn, chart, language)


def _of_bars(chart: Bars, language: str) -> SafeChartData:
    data = SafeChartData(number_format=_format(chart, language))
    data.categories = [_label(bar, language) for bar in chart.bars]
    data.add_series(say(language, "column.figure"), [bar.value for bar in chart.bars])
    if chart.target is not None:
        data.add_series(_target(chart, chart.target, language), [chart.target] * len(chart.bars))
    return data


def _label(bar: Bar, language: str) -> str:
    """Return the name of a bar with the mark of its signal, or a note that its cases are few."""
    few = say(language, "chart.few") if bar.few else ""
    return visible_text(f"{bar.label} {bar.mark}".rstrip() + few)[0]


def _of_lines(chart: Lines, language: str) -> SafeChartData:
    data = SafeChartData(number_format=_format(chart, language))
    data.categories = [point.day for point in chart.points]
    data.add_series(say(language, "column.figure"), [point.value for point in chart.points])
    if chart.target is not None:
        data.add_series(_target(chart, chart.target, language), [chart.target] * len(chart.points))
    if finite_values(point.low for point in chart.points):
        data.add_series(say(language, "slides.low"), [point.low for point in chart.points])
        data.add_series(say(language, "slides.high"), [point.high for point in chart.points])
    return data


def _target(chart: Chart, target: float, language: str) -> str:
    return say(language, "chart.target", value=numbers.target_text(language, target, chart.percent))


def _format(chart: Chart, language: str, digits: int | None = None) -> str:
    """Return the number format, with the language by which programs choose the decimal sign.

    PowerPoint takes the sign of its machine.
    """
    if digits is None:
        digits = 1 if chart.percent or not _whole(chart) else 0
    written = f"[$-{say(language, 'slides.locale')}]#,##0" + ("." + "0" * digits if digits else "")
    return written + ('"%"' if chart.percent else "")


def _whole(chart: Chart) -> bool:
    return all(value.is_integer() for value in values_of(chart))


def values_of(chart: Chart) -> list[float]:
    return finite_values(one.value for one in (chart.bars if isinstance(chart, Bars) else chart.points))


def _look(pptx_chart: Drawn, chart: Chart, language: str) -> None:
    pptx_chart.font.size, pptx_chart.font.name = Pt(SMALL), FONT
    pptx_chart.font.color.rgb = _rgb(LIGHT.text)
    for id in pptx_chart._chartSpace.iter(qn("c:axId"), qn("c:crossAx")):
        id.set("val", id.get("val").lstrip("-"))  # the library's own ones break the standard
    pptx_chart.has_title = True
    frame = pptx_chart.chart_title.text_frame
    frame.text = visible_text(_titled(chart))[0]
    font = frame.paragraphs[0].runs[0].font
    font.size, font.bold, font.name = Pt(_TITLE), True, FONT
    font._element.set("lang", say(language, "slides.tag"))
    pptx_chart.chart_title.include_in_layout = False
    pptx_chart.has_legend = len(pptx_chart.plots[0].series) > 1
    if pptx_chart.has_legend:
        pptx_chart.legend.position, pptx_chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False


def _titled(chart: Chart) -> str:
    """Return the title with what its axis measures, kept on one line."""
    unit = chart.unit.replace(" ", "\u00a0")
    return chart.title if chart.percent else f"{chart.title} ({unit})"


def _bars(pptx_chart: Drawn, chart: Bars, language: str, longest_bar: float) -> None:
    """Style the bars, the first one on top; the target is a frame that the bar of a figure fills."""
    plot = pptx_chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    _axes_of_bars(pptx_chart, chart, longest_bar)
    figures: BarSeries = plot.series[0]
    _fill(figures, LIGHT.mid)
    for place, bar in enumerate(chart.bars):
        if bar.mark in OF_MARK:
            _fill(figures.points[place], OF_MARK[bar.mark])
    labels = figures.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format, labels.number_format_is_linked = _format(chart, language), False
    paper = (
        f'<c:spPr {nsdecls("c", "a")}><a:solidFill><a:srgbClr val="{LIGHT.bg[1:]}"/></a:solidFill></c:spPr>'
    )
    labels._element.find(qn("c:numFmt")).addnext(parse_xml(paper))  # the frame of the target stays behind it
    if chart.target is not None:
        frame = plot.series[1]
        frame.format.fill.background()
        frame.format.line.color.rgb, frame.format.line.width = _rgb(LIGHT.text), Pt(0.75)


def _axes_of_bars(pptx_chart: Drawn, chart: Bars, longest_bar: float) -> None:
    names, values = pptx_chart.category_axis, pptx_chart.value_axis
    names.reverse_order = True  # PowerPoint would begin with the lowest bar
    names.format.line.color.rgb = _rgb(LIGHT.muted)
    names.major_tick_mark = XL_TICK_MARK.NONE
    every = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
    names._element.find(qn("c:noMultiLvlLbl")).addprevious(every)  # no name is left out
    longest_bar = max(finite_values([bar.value for bar in chart.bars] + [chart.target, longest_bar]))
    longest_bar = max(longest_bar, 100.0) if chart.percent else longest_bar
    values.minimum_scale, values.maximum_scale = 0, longest_bar * _ROOM or 1
    values.has_major_gridlines, values.visible = False, False


def _lines(pptx_chart: Drawn, chart: Lines, language: str) -> None:
    """Style the lines; a month without a value breaks the line."""
    looks: list[tuple[str, float, MSO_LINE | None]] = [(LIGHT.accent, 2.5, None)]
    if chart.target is not None:
        looks.append((LIGHT.text, 1.5, MSO_LINE.DASH))
    looks += [(LIGHT.mid, 1.25, MSO_LINE.ROUND_DOT)] * 2
    for series, (colour, thick, dash) in zip(pptx_chart.plots[0].series, looks, strict=False):
        series.smooth = False
        series.format.line.color.rgb, series.format.line.width = _rgb(colour), Pt(thick)
        if dash:
            series.format.line.dash_style = dash
            series.marker.style = XL_MARKER_STYLE.NONE
    _marks(pptx_chart.plots[0].series[0], chart)
    _axes_of_lines(pptx_chart, chart, language)


def _marks(series: LineSeries, chart: Lines) -> None:
    """Mark months by dots, those beyond the natural limits by a large diamond."""
    _mark(series.marker, XL_MARKER_STYLE.CIRCLE, 5)
    for place, point in enumerate(chart.points):
        if point.beyond:
            _mark(series.points[place].marker, XL_MARKER_STYLE.DIAMOND, 11)


def _mark(marker: Any, style: XL_MARKER_STYLE, size: int) -> None:  # noqa: ANN401
    marker.style, marker.size = style, size
    _fill(marker, LIGHT.accent)


def _axes_of_lines(pptx_chart: Drawn, chart: Lines, language: str) -> None:
    days, values = pptx_chart.category_axis, pptx_chart.value_axis
    days.tick_labels.number_format, days.tick_labels.number_format_is_linked = 'mm"/"yyyy', False
    low, high = _ends(chart)
    values.minimum_scale, values.maximum_scale = low, high
    digits = 0 if high - low >= _FEW else None
    values.tick_labels.number_format = _format(chart, language, digits)
    values.tick_labels.number_format_is_linked = False
    if high - low < _FEW and not chart.percent and _whole(chart):
        values.major_unit = 1  # nothing is counted by halves
    for axis in (days, values):
        axis.format.line.color.rgb = _rgb(LIGHT.muted)
    values.major_gridlines.format.line.color.rgb = _rgb(LIGHT.grid)
    _step(days._element, len(chart.points) // _MOST_MONTHS + 1)


def _step(axis: Any, months: int) -> None:  # noqa: ANN401
    """Label the axis every so many months."""
    unit = axis.find(qn("c:baseTimeUnit"))
    unit.set("val", "months")
    for name, value in (("majorTimeUnit", "months"), ("majorUnit", months)):
        unit.addnext(parse_xml(f'<c:{name} {nsdecls("c")} val="{value}"/>'))


def _ends(chart: Lines) -> tuple[float, float]:
    """Return the ends of the axis: tens of percent for rates, so that months differ visibly; else from 0."""
    values = finite_values(one for point in chart.points for one in (point.value, point.low, point.high))
    values += finite_values([chart.target])
    if not chart.percent:
        return 0.0, max(values) * _ROOM or 1.0
    low, high = (10.0 * turned(one / 10) for turned, one in ((floor, min(values)), (ceil, max(values))))
    return low, max(high, low + 10)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour[1:])


def _fill(shape: Any, colour: str) -> None:  # noqa: ANN401
    shape.format.fill.solid()
    shape.format.fill.fore_color.rgb = _rgb(colour)
