"""Prepare a chart for Plotly in the page, from the same values as its picture."""

import json
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from languages import say
from languages.writing import number
from presentation import numbers
from presentation.chart import Bar, Bars, Chart, Lines, Point, escape_text, finite_values
from presentation.colours import LIGHT, OF_MARK
from presentation.confidence_levels import level_fields

Parts = dict[str, Any]
_BAR, _AROUND, _MONTHS, _TEXTS = 28, 80, 340, 240  # pixels: a bar, what is around bars, months, figures
_LONGEST = 40  # letters of a name beside its bar; the pointer shows all of it
_NO_MORE = "<extra></extra>"  # Plotly's box beside the tip


def plotly_script() -> str:
    """Return the program that draws, as its package carries it."""
    return files("plotly").joinpath("package_data", "plotly.min.js").read_text("utf-8")


def plot_json(chart: Chart, language: str) -> str | None:
    """Return traces and layout as JSON, None where there is nothing to draw."""
    if isinstance(chart, Bars):
        drawn = _bars(chart, language) if chart.bars else None
    else:
        drawn = _lines(chart, language) if finite_values(point.value for point in chart.points) else None
    return json.dumps(drawn, ensure_ascii=False) if drawn else None


def _bars(chart: Bars, language: str) -> Parts:
    """Place bars by their numbers, as names may repeat."""
    places = list(range(len(chart.bars)))
    limits = [_arms(bar) for bar in chart.bars]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [bar.value for bar in chart.bars],
        "y": places,
        "marker": {"color": [OF_MARK.get(bar.mark, LIGHT.mid) for bar in chart.bars]},
        "hovertemplate": [_tip(bar, chart, language) + _NO_MORE for bar in chart.bars],
        "error_x": {
            "arrayminus": [down for down, _ in limits],
            "array": [up for _, up in limits],
            "color": LIGHT.text,
            "thickness": 1,
            "width": 0,
        },
    }
    own = {
        "type": "scatter",
        "mode": "markers",
        "x": [bar.target for bar in chart.bars],
        "y": places,
        "marker": {"symbol": "line-ns", "size": 18, "line": {"width": 2, "color": LIGHT.text}},
        "hoverinfo": "skip",
    }
    layout = _layout(chart, language, _BAR * len(places) + _AROUND)
    names = [escape_text(numbers.shorten(bar.label, _LONGEST)) for bar in chart.bars]
    layout["yaxis"] |= {"tickvals": places, "ticktext": names, "autorange": "reversed", "showgrid": False}
    layout["xaxis"] |= {"range": [0, 100.5]} if chart.percent else {"rangemode": "tozero"}
    layout["margin"] |= {"r": _TEXTS}
    layout["annotations"] = [_beside(bar, place) for place, bar in enumerate(chart.bars)]
    _mark_target(layout, chart, language, "x")
    return {"data": [bars, own], "layout": layout}


def _arms(bar: Bar) -> tuple[float, float]:
    """Return how far the limits are from the value, downwards and upwards."""
    if bar.value is None or bar.low is None or bar.high is None:
        return 0.0, 0.0
    return bar.value - bar.low, bar.high - bar.value


def _tip(bar: Bar, chart: Bars, language: str) -> str:
    told = f"{escape_text(bar.label)}: {escape_text(bar.text)}"
    if bar.low is None or bar.high is None:
        return told
    ends = [_value(one, chart.percent, language) for one in (bar.low, bar.high)]
    return (
        f"{told}<br>{say(language, 'picture.between', low=ends[0], high=ends[1], **level_fields(language))}"
    )


def _beside(bar: Bar, place: int) -> Parts:
    """Write the figure in words at the right of the plot."""
    text = f"{bar.mark} {bar.text}" if bar.mark else bar.text
    colour = OF_MARK.get(bar.mark, LIGHT.text)
    return _label(escape_text(text), x=1, xref="paper", xanchor="left", y=place, font={"color": colour})


def _lines(chart: Lines, language: str) -> Parts:
    days = [point.day.isoformat() for point in chart.points]
    values = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": days,
        "y": [point.value for point in chart.points],
        "line": {"color": LIGHT.accent},
        "marker": {
            "symbol": ["diamond" if point.beyond else "circle" for point in chart.points],
            "size": [11 if point.beyond else 6 for point in chart.points],
        },
        "hovertemplate": [_month_tip(point, chart, language) + _NO_MORE for point in chart.points],
    }
    layout = _layout(chart, language, _MONTHS)
    layout["xaxis"] |= {"type": "date", "tickformat": "%m/%Y", "showgrid": False}
    if not chart.percent:
        layout["yaxis"] |= {"title": {"text": escape_text(chart.unit)}}
    _mark_target(layout, chart, language, "y")
    low, high = ([getattr(point, part) for point in chart.points] for part in ("low", "high"))
    return {"data": [*_band(days, low, high), values], "layout": layout}


def _band(days: Sequence[str], low: Sequence[float | None], high: Sequence[float | None]) -> list[Parts]:
    """Draw the limits as steps, with the space between them filled."""
    edge: Parts = {"type": "scatter", "mode": "lines", "x": days, "hoverinfo": "skip"}
    edge |= {"line": {"width": 0, "shape": "hvh"}}
    return [edge | {"y": low}, edge | {"y": high, "fill": "tonexty", "fillcolor": f"{LIGHT.band}80"}]


def _month_tip(point: Point, chart: Lines, language: str) -> str:
    return f"{point.day:%m/%Y}: {_value(point.value, chart.percent, language)}"


def _value(value: float | None, percent: bool, language: str) -> str:
    digits = 1 if percent or (value is not None and value != int(value)) else 0
    return number(language, value, digits) + ("%" if percent and value is not None else "")


def _layout(chart: Chart, language: str, height: int) -> Parts:
    axis = {"gridcolor": LIGHT.grid, "zeroline": False, "fixedrange": False}
    suffix = {"ticksuffix": "%"} if chart.percent else {}
    return {
        "height": height,
        "font": {"family": '"Times New Roman", Tinos, serif', "size": 14, "color": LIGHT.text},
        "title": {"text": escape_text(chart.title), "font": {"size": 15}},
        "showlegend": False,
        "separators": say(language, "format.point") + say(language, "format.thousands"),
        "margin": {"t": 50, "b": 30, "l": 10, "r": 110},
        "hoverlabel": {"bgcolor": LIGHT.bg, "bordercolor": LIGHT.mid, "font": {"color": LIGHT.text}},
        "xaxis": axis | {"automargin": True} | (suffix if isinstance(chart, Bars) else {}),
        "yaxis": axis | {"automargin": True} | (suffix if isinstance(chart, Lines) else {}),
        "annotations": [],
        "shapes": [],
    }


def _mark_target(layout: Parts, chart: Chart, language: str, axis: str) -> None:
    """Draw a broken line across the plot, with its words at its end."""
    if chart.target is None:
        return
    other = "y" if axis == "x" else "x"
    line = {"color": LIGHT.text, "width": 1.2, "dash": "dash"}
    ends = {f"{axis}0": chart.target, f"{axis}1": chart.target, f"{other}0": 0, f"{other}1": 1}
    layout["shapes"].append({"type": "line", f"{other}ref": "paper", "line": line, **ends})
    text = say(language, "chart.target", value=numbers.target_text(language, chart.target, chart.percent))
    side = {"xanchor": "left"} if axis == "y" else {"yanchor": "bottom"}
    layout["annotations"].append(
        _label(text, **{axis: chart.target, other: 1, f"{other}ref": "paper"}, **side)
    )


def _label(text: str, **place: object) -> Parts:
    return {"text": text, "showarrow": False} | place
