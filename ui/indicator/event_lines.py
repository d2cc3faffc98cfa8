"""Mark dated events on a chart over time: a thin line a day with a short label; pointing shows the text."""

from datetime import date

import pandas as pd

from languages import text_key
from presentation.chart import escape_text
from ui.components import charts
from ui.palette import palette
from ui.text import day, language

_HIGH = 20  # room above the plot for the labels


def label_room(events: pd.DataFrame) -> int:
    """Return the pixels above the plot that the labels need."""
    return 8 + (0 if events.empty else _HIGH)


def line_shapes(events: pd.DataFrame) -> list[charts.Parts]:
    return [charts.line(x=one, width=1, dash="dot", colour=palette().muted) for one in _days(events)]


def label_shapes(events: pd.DataFrame) -> list[charts.Parts]:
    """Return one label a day, for all events of that day, above their line."""
    font = {"color": palette().muted}
    place = {"y": 1, "yref": "paper", "yanchor": "bottom", "font": font}
    return [
        charts.label(
            escape_text("; ".join(_of(events, one)[text_key("short", language())])),
            x=one,
            xanchor="center",
            **place,
        )
        for one in _days(events)
    ]


def point_trace(events: pd.DataFrame, height: float) -> charts.Parts:
    """Return a mark at the head of each line, which shows the whole text when pointed at."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": _days(events),
        "y": [height] * len(_days(events)),
        "marker": {"symbol": "line-ns", "size": 11, "line": {"color": palette().muted, "width": 2}},
        "unselected": {"marker": {"opacity": 1}},
        "text": ["<br>".join(map(escape_text, event_texts(_of(events, one)))) for one in _days(events)],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }


def event_texts(events: pd.DataFrame) -> list[str]:
    """Return sentences like "01/07/2025: what happened (by which decision)"."""
    return [
        f"{day(one.day)}: {getattr(one, text_key('title', language()))} ({one.basis})"
        for one in events.itertuples()
    ]


def month_text(events: pd.DataFrame, first_day: date, last_day: date) -> str:
    inside = events[[first_day <= one <= last_day for one in events["day"]]]
    return "; ".join(event_texts(inside))


def _days(events: pd.DataFrame) -> list[date]:
    return list(dict.fromkeys(events["day"]))


def _of(events: pd.DataFrame, event_day: date) -> pd.DataFrame:
    return events[events["day"] == event_day]
