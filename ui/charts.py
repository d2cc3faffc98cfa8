"""The chart template. Values are printed; lines and bars say how far and how sure."""

from typing import Any

import plotly.graph_objects as go
import streamlit as st

from ui.palette import palette
from ui.text import number, say

_QUIET = {"displayModeBar": False, "scrollZoom": False}


def template(height: int, *, left: int = 8, right: int = 8, top: int = 8, bottom: int = 28) -> go.Figure:
    tokens = palette()
    axis: dict[str, Any] = {
        "automargin": True,
        "gridcolor": tokens.grid,
        "gridwidth": 1,
        "zeroline": False,
        "fixedrange": True,
        "tickfont": {"color": tokens.muted},
    }
    return go.Figure().update_layout(
        height=height,
        margin={"l": left, "r": right, "t": top, "b": bottom},
        showlegend=False,
        separators=say("format.point") + say("format.thousands"),
        font={"family": '"Source Sans", sans-serif', "size": 13, "color": tokens.text},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        bargap=0.25,
        dragmode=False,
        hoverlabel={"bgcolor": tokens.bg, "bordercolor": tokens.mid, "font": {"color": tokens.text}},
        xaxis=axis,
        yaxis=axis | {"ticklabelstandoff": 6},
    )


def draw(figure: go.Figure, key: str, alt: str) -> None:
    st.plotly_chart(figure, key=key, theme=None, config=_QUIET, alt=alt)


def spread(marks: list[tuple[float, str, str]], gap: float) -> list[tuple[float, str, str]]:
    """Labels (place, text, colour) moved apart, so that none covers another."""
    placed: list[tuple[float, str, str]] = []
    for place, text, colour in sorted(marks):
        placed.append((max(place, placed[-1][0] + gap) if placed else place, text, colour))
    return placed


def bars(labels: list[str], counts: list[float], colours: list[str], key: str, alt: str) -> None:
    """Lying bars from 0, the count at each end, in the order given."""
    tokens = palette()
    figure = template(30 * len(labels) + 24, right=56, bottom=8)
    figure.add_bar(
        y=labels,
        x=counts,
        orientation="h",
        text=[number(count) for count in counts],
        textposition="outside",
        marker_color=colours,
        hoverinfo="skip",
        cliponaxis=False,
    )
    figure.update_yaxes(autorange="reversed", tickfont={"color": tokens.text}, showgrid=False)
    figure.update_xaxes(visible=False)
    draw(figure, key, alt)
