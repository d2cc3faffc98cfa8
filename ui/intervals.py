"""Interval bars: what a rate is, and how sure, against its target."""

from dataclasses import dataclass

import plotly.graph_objects as go
import streamlit as st

from indicators.fairness import DRAWN, JUDGED, exact_limits, wilson_limits
from indicators.view import Measured
from ui import charts
from ui.palette import MARKS, colour, palette
from ui.text import FIGURE_SPACE, measure, number, parts, say

_HIGH, _FOOT = 38, 34
_LONGEST = 56  # letters of a name above its bar


@dataclass(frozen=True, eq=False)
class Bar:
    """`id` is what is opened when the bar is chosen; `whole` the figure of all units, for comparison."""

    id: str
    label: str
    shown: Measured
    whole: float | None = None


def drawable(shown: Measured) -> bool:
    return shown.figure.numerator is not None and shown.figure.n > 0 and shown.indicator.unit == "percent"


def worst_first(bars: list[Bar]) -> list[Bar]:
    rank = {"low": 0, "same": 1, "few": 2, "none": 2, "high": 3}

    def order(bar: Bar) -> tuple[int, float]:
        aim = bar.shown.target.value if bar.shown.target else 0.0
        return rank.get(bar.shown.signal, 2), (bar.shown.figure.value or 0.0) - aim

    return sorted(bars, key=order)


def intervals(bars: list[Bar], key: str, alt: str) -> str | None:
    """Draw them in the order given; returns the id of the bar that was chosen."""
    figure = charts.template(_HIGH * len(bars) + _FOOT, left=0, right=138, top=4, bottom=26)
    ends = [_limits(bar.shown) for bar in bars]
    low = _low_end(bars, ends)
    for place, (bar, limits) in enumerate(zip(bars, ends, strict=True)):
        _lines(figure, place, bar, limits)
        _words(figure, place, bar)
    _points(figure, bars)
    margin = (100 - low) * 0.03
    figure.update_yaxes(range=[len(bars) - 0.5, -0.95], showticklabels=False, showgrid=False)
    figure.update_xaxes(range=[max(0, low) - margin, 100 + margin], ticksuffix="%", nticks=6)
    figure.update_layout(clickmode="event+select")
    event = st.plotly_chart(
        figure,
        key=key,
        theme=None,
        config={"displayModeBar": False, "scrollZoom": False},
        on_select="rerun",
        selection_mode="points",
        alt=alt,
    )
    chosen = [point for point in event["selection"]["points"] if point.get("customdata")]
    return chosen[0]["customdata"][0] if chosen else None


def _low_end(bars: list[Bar], ends: list[tuple[float, float, float, float]]) -> float:
    """Where the axis begins: no figure, target or judged limit is cut, only the long ones of few cases."""
    places = [bar.shown.figure.value or 0.0 for bar in bars]
    places += [bar.shown.target.value for bar in bars if bar.shown.target]
    places += [bar.whole for bar in bars if bar.whole is not None]
    places += [limits[0] for bar, limits in zip(bars, ends, strict=True) if bar.shown.signal != "few"]
    return min(*places, 95)


def _limits(shown: Measured) -> tuple[float, float, float, float]:
    """Outer (99.8%, judged by) and inner (95%, drawn) limits."""
    numerator, n = shown.figure.numerator or 0, shown.figure.n
    return (*exact_limits(numerator, n, JUDGED), *wilson_limits(numerator, n, DRAWN))


def _lines(figure: go.Figure, place: int, bar: Bar, limits: tuple[float, float, float, float]) -> None:
    tokens = palette()
    for first, last, width, opacity in ((*limits[:2], 2, 1), (*limits[2:], 7, 0.55)):
        line = {"color": colour(bar.shown.signal), "width": width}
        figure.add_scatter(
            x=[first, last], y=[place] * 2, mode="lines", line=line, opacity=opacity, hoverinfo="skip"
        )
    if bar.whole is not None:
        marker = {
            "symbol": "diamond",
            "size": 9,
            "color": tokens.bg,
            "line": {"color": tokens.text, "width": 1.4},
        }
        figure.add_scatter(x=[bar.whole], y=[place], mode="markers", hoverinfo="skip", marker=marker)
    if bar.shown.target:
        marker = {"symbol": "line-ns", "size": 15, "line": {"color": tokens.text, "width": 2}}
        figure.add_scatter(
            x=[bar.shown.target.value], y=[place], mode="markers", hoverinfo="skip", marker=marker
        )


def _points(figure: go.Figure, bars: list[Bar]) -> None:
    """All dots in one trace, on top of the lines: they are what one points at."""
    figure.add_scatter(
        x=[bar.shown.figure.value for bar in bars],
        y=list(range(len(bars))),
        mode="markers",
        marker={
            "size": 11,
            "color": [colour(bar.shown.signal) for bar in bars],
            "line": {"color": palette().bg, "width": 1.5},
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        customdata=[[bar.id, _tip(bar)] for bar in bars],
        hovertemplate="%{customdata[1]}<extra></extra>",
    )


def _tip(bar: Bar) -> str:
    shown = bar.shown
    return f"{bar.label}: {measure(shown.indicator, shown.figure.value)} ({parts(shown.figure)})"


def _shortened(label: str) -> str:
    """Names of procedures are sentences; pointing at the dot tells the whole of it."""
    return label if len(label) <= _LONGEST else label[: _LONGEST - 1].rstrip() + "…"


def _words(figure: go.Figure, place: int, bar: Bar) -> None:
    """The name above the bar, so that a phone has the whole width for it; mark, value and n at the right."""
    tokens, shown = palette(), bar.shown
    figure.add_annotation(
        x=0,
        xref="paper",
        xanchor="left",
        y=place,
        yshift=15,
        showarrow=False,
        text=_shortened(bar.label),
        bgcolor=tokens.bg,
        borderpad=0,
    )
    few = say("chart.few") if shown.signal == "few" else ""
    sure = shown.signal in ("low", "high")
    figure.add_annotation(
        x=1,
        xref="paper",
        xanchor="left",
        xshift=8,
        y=place,
        showarrow=False,
        align="left",
        text=f"{MARKS[shown.signal]} <b>{measure(shown.indicator, shown.figure.value)}</b>{FIGURE_SPACE}"
        f"n = {number(shown.figure.n)}{few}",
        font={"color": colour(shown.signal) if sure else tokens.text},
    )
