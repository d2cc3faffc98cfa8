"""Give all charts one template. Values are printed; lines and bars say how far and how sure.

Traces and layout are plain data until the end: a figure that grows part by part copies itself each time.
Nothing is drawn without words for who does not see it, and without its numbers as a table.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from presentation.chart import escape_text
from presentation.numbers import shorten
from ui.components import tables
from ui.large_type import scale_size
from ui.palette import palette
from ui.text import number, say

_QUIET = {"displayModeBar": False, "scrollZoom": False}
# Otherwise what is not chosen fades, and stays faded on the way back.
_UNFADED = {one: {"marker": {"opacity": 1}} for one in ("selected", "unselected")}
CHECKED = False  # against Plotly's own schema: most of a chart's time. The tests check every chart.
_LONGEST = 56  # letters of a name above its bar

Parts = dict[str, Any]  # of a figure, by the names that Plotly gives them


def layout(
    height: int,
    *,
    left: int = 8,
    right: int = 8,
    top: int = 8,
    bottom: int = 28,
    x: Parts | None = None,
    y: Parts | None = None,
    **more: object,
) -> Parts:
    """Return the layout that all charts share, with the chart's own axes and parts."""
    tokens = palette()
    axis: Parts = {
        "automargin": True,
        "gridcolor": tokens.grid,
        "gridwidth": 1,
        "zeroline": False,
        "fixedrange": True,
        "tickfont": {"color": tokens.muted},
    }
    return {
        "height": scale_size(height),
        "margin": {
            "l": scale_size(left),
            "r": scale_size(right),
            "t": scale_size(top),
            "b": scale_size(bottom),
        },
        "showlegend": False,
        "separators": say("format.point") + say("format.thousands"),
        "font": {"family": '"Source Sans", sans-serif', "size": scale_size(13), "color": tokens.text},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "bargap": 0.25,
        "dragmode": False,
        "hoverlabel": {"bgcolor": tokens.bg, "bordercolor": tokens.mid, "font": {"color": tokens.text}},
        "xaxis": axis | (x or {}),
        "yaxis": axis | {"ticklabelstandoff": 6} | (y or {}),
    } | more


def label(text: str, **place: object) -> Parts:
    """Return words in a chart, without an arrow."""
    return {"text": text, "showarrow": False} | place


def side_label(text: str, shift: int = 8, **place: object) -> Parts:
    """Return words at the right of the plot, in its margin."""
    return label(text, x=1, xref="paper", xanchor="left", xshift=scale_size(shift), align="left", **place)


def bar_label(text: str, y: float, shift: int) -> Parts:
    """Return a name above its bar, so that a phone has the whole width for both."""
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": y, "yshift": scale_size(shift)}
    return label(escape_text(shorten(text, _LONGEST)), bgcolor=palette().bg, borderpad=0, **place)


def line(
    *,
    width: float,
    dash: str = "solid",
    x: float | date | None = None,
    y: float | None = None,
    colour: str | None = None,
) -> Parts:
    """Return a line across the whole plot, up at x or along y."""
    look = {"color": colour or palette().text, "width": width, "dash": dash}
    shape: Parts = {"type": "line", "line": look}
    if x is not None:
        return shape | {"x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "y domain"}
    return shape | {"y0": y, "y1": y, "x0": 0, "x1": 1, "xref": "x domain"}


def _figure(traces: list[Parts], shape: Parts) -> go.Figure:
    return go.Figure(traces, shape, _validate=CHECKED)


def draw_chart(
    traces: list[Parts], shape: Parts, key: str, alt: str, build_table: tables.TableBuilder
) -> None:
    st.plotly_chart(_figure(traces, shape), key=key, theme=None, config=_QUIET, alt=alt)
    _numbers(key, build_table)


def draw_selectable_chart(
    traces: list[Parts],
    shape: Parts,
    key: str,
    alt: str,
    build_table: tables.TableBuilder,
    open_row: Callable[[int], None] | None = None,
    draw_extra: Callable[[], None] | None = None,
) -> list[Any]:
    """Draw the chart; return the `customdata` of the point that was chosen, or an empty list.

    `open_row` takes the number of a table row; `draw_extra` draws further downloads below the table.
    """
    event: Any = st.plotly_chart(
        _figure(
            [_UNFADED | trace if "customdata" in trace else trace for trace in traces],
            shape | {"clickmode": "event+select"},
        ),
        key=key,
        theme=None,
        config=_QUIET,
        on_select="rerun",
        selection_mode="points",
        alt=alt,
    )
    _numbers(key, build_table, open_row, draw_extra)
    chosen = [point["customdata"] for point in event["selection"]["points"] if point.get("customdata")]
    return list(chosen[0]) if chosen else []


def _numbers(
    key: str,
    build_table: tables.TableBuilder,
    open_row: Callable[[int], None] | None = None,
    draw_extra: Callable[[], None] | None = None,
) -> None:
    """Offer the same numbers to read and to download; nothing is built before it is opened."""
    # Not type="compact": Streamlit fades its label under the contrast that text needs.
    opened = st.expander(say("chart.numbers"), key=f"numbers-{key}", on_change="rerun")
    if opened.open:
        with opened:
            chosen = tables.draw_table(build_table(), is_selectable=open_row is not None, key_prefix=key)
            if draw_extra:
                draw_extra()
        if open_row and chosen is not None:
            open_row(chosen)


def draw_bars(
    labels: list[str],
    counts: list[float],
    colours: list[str],
    key: str,
    alt: str,
    build_table: tables.TableBuilder,
    ids: list[str],
) -> str | None:
    """Draw horizontal bars from 0 in the order given, with their counts; return the id of the chosen one."""
    bar = {
        "type": "bar",
        "y": [escape_text(one) for one in labels],
        "x": counts,
        "orientation": "h",
        "text": [number(count) for count in counts],
        "textposition": "outside",
        "marker": {"color": colours},
        "customdata": [[one] for one in ids],
        "hoverinfo": "none",  # not "skip": what is skipped cannot be chosen
        "cliponaxis": False,
    }
    names = {"autorange": "reversed", "tickfont": {"color": palette().text}, "showgrid": False}
    shape = layout(30 * len(labels) + 24, right=56, bottom=8, x={"visible": False}, y=names)
    chosen = draw_selectable_chart([bar], shape, key, alt, build_table)
    return str(chosen[0]) if chosen else None
