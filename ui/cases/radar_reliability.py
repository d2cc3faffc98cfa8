"""Show how far the radar can be trusted: what it would have said on past days, and what happened."""

import pandas as pd
import streamlit as st

from indicators.radar.backtest import BackTest, Score
from presentation.context import Context
from presentation.numbers import file_name
from presentation.table import Column, Table
from ui import messages
from ui.components import charts, tables
from ui.components.table_notes import build_table_notes
from ui.palette import palette
from ui.text import day, number, percent, say

_WIDEST = 620
_DIGITS = 4  # of a Brier score
_STEPS = (0.1, 0.2, 0.4, 0.6, 0.8, 1.0)


def draw_reliability(context: Context, test: BackTest) -> None:
    """Show the back-test in sentences, its curve, and behind it both methods as a table."""
    if not test.count:
        messages.draw_empty_note("radar.no_test")
        return
    first, last = day(test.days[0]), day(test.days[-1])
    counts = {"count": number(test.count), "late": number(test.late), "days": len(test.days)}
    st.markdown(say("radar.tried", first=first, last=last, **counts))
    scores = {"radar": number(test.radar.brier, _DIGITS), "plain": number(test.plain.brier, _DIGITS)}
    st.markdown(say("radar.brier", **scores))
    widest = test.score_in_use.largest_gap
    # NaN, which differs from itself: no tenth had enough forecasts to be compared.
    if widest == widest:
        st.markdown(say("radar.widest", size=number(100 * widest, 1)))
    with st.container(width=_WIDEST):
        _draw(test.score_in_use, f"reliability-{context.scope.closing}", lambda: _table(context, test))


def _draw(score: Score, key: str, build_table: tables.TableBuilder) -> None:
    """Draw a dot a tenth of the forecasts: on the line what was said is what happened."""
    tokens, tenths = palette(), score.reliability
    largest = float(tenths[["chance", "share"]].to_numpy().max())
    end = next(step for step in _STEPS if step >= min(largest * 1.05, 1))
    dots = {
        "type": "scatter",
        "mode": "markers",
        "x": list(100 * tenths["chance"]),
        "y": list(100 * tenths["share"]),
        "marker": {"color": tokens.accent, "size": 9},
        "cliponaxis": False,
        "customdata": [
            say(
                "radar.dot",
                chance=percent(100 * row.chance),
                share=percent(100 * row.share),
                count=number(row.n),
            )
            for row in tenths.itertuples()
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    font = {"color": tokens.muted, "size": 13}
    axis = {"range": [0, 100 * end], "nticks": 5, "ticksuffix": "%", "tickformat": ",.0f"}
    titled = {name: {"text": say(f"radar.{name}"), "font": font} for name in ("said", "happened")}
    line = {"type": "line", "x0": 0, "y0": 0, "x1": 100 * end, "y1": 100 * end}
    shape = charts.layout(
        300,
        bottom=44,
        x=axis | {"title": titled["said"]},
        y=axis | {"title": titled["happened"]},
        shapes=[line | {"line": {"color": tokens.muted, "width": 1, "dash": "dash"}, "layer": "below"}],
    )
    charts.draw_chart([dots], shape, key, say("radar.curve_alt"), build_table)


def _table(context: Context, test: BackTest) -> Table:
    """Build the table, with the method in use first, which the chart shows."""
    ways = {"radar": test.radar, "plain": test.plain}
    ways = dict(sorted(ways.items(), key=lambda way: way[1] is not test.score_in_use))
    found = pd.concat(
        [
            score.reliability.assign(way=say(f"radar.way_{way}"), tenth=range(1, len(score.reliability) + 1))
            for way, score in ways.items()
        ],
        ignore_index=True,
    )
    found[["chance", "share"]] *= 100
    kinds = {"way": "text", "tenth": "whole", "chance": "number", "share": "number", "n": "whole"}
    columns = tuple(Column(one, say(f"radar_column.test_{one}"), kind) for one, kind in kinds.items())
    name = file_name("do-tin-cay-du-bao", str(context.scope.closing))
    return Table(name, say("radar.trust"), columns, found, build_table_notes(context))
