"""Draw a figure over its months: target, natural limits, dated events; a month opens its rows."""

from datetime import date

import pandas as pd
import streamlit as st

from indicators.definition import Indicator
from indicators.monthly import monthly_figures
from indicators.periods import period_from_key
from indicators.queries import dated_events
from presentation.chart import spread_labels
from presentation.context import Context
from presentation.numbers import file_name, target_text
from presentation.table import Column, Table
from ui import answers, messages, navigation
from ui.address import WHOLE
from ui.components import charts, control_chart
from ui.components.file_writers import installed_writers
from ui.components.table_notes import build_table_notes
from ui.indicator import event_lines
from ui.palette import palette
from ui.text import indicator_name, language, measure_text, note, parts_label, period, say, short_measure_text

_YEAR = 14  # months; more than that are marked by their Januaries


def draw_trend(context: Context, indicator: Indicator, target: float | None, key: str) -> None:
    """Draw the chart, and offer its numbers as files; dated events stand on both."""
    rows = answers.ask(monthly_figures, indicator, context.scope).dropna(subset=["value"])
    if len(rows) < 2:
        messages.draw_empty_note("empty.trend")
        return
    events = answers.ask(
        dated_events, context.scope, rows["day"].iloc[0], _end(context, rows["key"].iloc[-1])
    )
    limits = control_chart.limits(context, indicator)
    note(control_chart.caption(limits, rows, context.scope.closes_on))
    days, heights = list(rows["day"]), [*rows["value"], *([] if target is None else [target])]
    traces = [*control_chart.band(limits, days), _line(indicator, rows), control_chart.marks(limits, days)]
    traces += [] if events.empty else [event_lines.point_trace(events, max(heights))]
    chosen = charts.draw_selectable_chart(
        traces,
        _shape(indicator, rows, events, target, heights),
        f"{key}-{context.period.key}",
        say("chart.trend_alt", indicator=indicator_name(indicator)),
        lambda: build_trend_table(context, indicator, rows, events),
        draw_extra=lambda: _pictures(context, indicator, key),
    )
    if chosen and chosen[0] != context.period.key:
        navigation.open_page(
            "indicator", don_vi=context.unit or WHOLE, chi_so=indicator.id, ky=str(chosen[0])
        )


def _pictures(context: Context, indicator: Indicator, key: str) -> None:
    with st.container(horizontal=True, gap="small", horizontal_alignment="right"):
        installed_writers().draw_chart_buttons(context, indicator, "month", key)


def _end(context: Context, key: str) -> date:
    return period_from_key(key, context.scope.closes_on).last


def build_trend_table(
    context: Context, indicator: Indicator, rows: pd.DataFrame, events: pd.DataFrame
) -> Table:
    """Build the table with one line a month, and what happened in it."""
    spans = [period_from_key(key, context.scope.closes_on) for key in rows["key"]]
    lines = rows.assign(
        month=[period(span).replace("\u00a0", " ") for span in spans],
        event=[event_lines.month_text(events, span.first, span.last) for span in spans],
    )
    kind = "number" if indicator.digits else "whole"
    columns = (
        Column("month", say("chart.month")),
        Column("value", say("column.value", unit=say(f"measure.{indicator.unit}")), kind),
        *(Column(one, say(f"column.{one}"), "whole") for one in ("numerator", "denominator")),
        Column("n", "n", "whole"),
        Column("event", say("chart.event")),
    )
    title = f"{indicator_name(indicator)}, {context.unit_name}, {say('indicator_page.trend')}"
    file = file_name("dien-bien", indicator.id, context.unit or "tat-ca", context.period.key)
    return Table(file, title, columns, lines, build_table_notes(context, indicator))


def _shape(
    indicator: Indicator,
    rows: pd.DataFrame,
    events: pd.DataFrame,
    target: float | None,
    heights: list[float],
) -> charts.Parts:
    return charts.layout(
        220,
        right=112,
        top=event_lines.label_room(events),
        x={
            "tickformat": "%m/%Y",
            "dtick": "M12" if len(rows) > _YEAR else "M4",
            "tickangle": 0,
            "showgrid": False,
        },
        y={"ticksuffix": "%" if indicator.unit == "percent" else "", "nticks": 5},
        shapes=[
            *([] if target is None else [charts.line(y=target, width=1.2, dash="dash")]),
            *event_lines.line_shapes(events),
        ],
        annotations=[*_at_the_end(indicator, rows, target, heights), *event_lines.label_shapes(events)],
    )


def _line(indicator: Indicator, rows: pd.DataFrame) -> charts.Parts:
    return {
        "type": "scatter",
        "x": list(rows["day"]),
        "y": list(rows["value"]),
        "mode": "lines+markers",
        "line": {"color": palette().accent, "width": 2},
        "marker": {"size": 5},
        "customdata": [
            [row.key, f"{row.day:%m/%Y}: {measure_text(indicator, row.value)}{parts_label(row)}"]
            for row in rows.itertuples()
        ],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _at_the_end(
    indicator: Indicator, rows: pd.DataFrame, target: float | None, heights: list[float]
) -> list[charts.Parts]:
    """Return the last value and the target, at the right of the plot."""
    tokens, last = palette(), rows.iloc[-1]
    labels = [
        (
            last["value"],
            f"<b>{short_measure_text(indicator, last['value'])}</b> {last['day']:%m/%Y}",
            tokens.accent,
        )
    ]
    if target is not None:
        labels.append(
            (
                target,
                say("chart.target", value=target_text(language(), target, indicator.unit == "percent")),
                tokens.text,
            )
        )
    placed = spread_labels(labels, (max(heights) - min(heights) or 1) * 0.13)
    return [charts.side_label(text, 6, y=place, font={"color": colour}) for place, text, colour in placed]
