"""Prepare the control chart of a figure: the limits of chance for its months, and what follows from them."""

from datetime import date

import pandas as pd

from indicators.definition import Indicator
from indicators.fairness.chart import ControlChart
from indicators.fairness.icons import Assurance, Variation, assurance, variation
from indicators.monthly import monthly_chart, series_breaks
from indicators.periods import period_from_key
from presentation.context import Context
from ui import answers
from ui.components import charts
from ui.palette import palette
from ui.text import period, say

ICONS = {
    Variation.IMPROVING: "▲",
    Variation.WORSENING: "▼",
    Variation.STEADY: "○",
    Variation.FEW: "–",
    Assurance.SURELY_MEETS: "▲",
    Assurance.SURELY_FAILS: "▼",
    Assurance.EITHER: "○",
    Assurance.FEW: "–",
    Assurance.NO_TARGET: "–",
}


def events(context: Context, indicator: Indicator | None = None) -> tuple[date, ...]:
    """Return the days of dated events at which the series of months begins anew."""
    return answers.ask(series_breaks, context.scope, indicator)


def limits(context: Context, indicator: Indicator) -> ControlChart:
    """Compute the natural limits of the months up to the end of the period that have a value."""
    return answers.ask(monthly_chart, indicator, context.scope, events(context, indicator), context.min_n)


def icons(indicator: Indicator, chart: ControlChart, target: float | None) -> tuple[Variation, Assurance]:
    return variation(chart, indicator.higher_is_better), assurance(chart, target, indicator.higher_is_better)


def icon_text(icon: Variation | Assurance) -> str:
    """Return the icon with its meaning: "▼ Kém đi rõ rệt"."""
    kind = "variation" if isinstance(icon, Variation) else "assurance"
    return f"{ICONS[icon]} " + say(f"control.{kind}_{icon}")


def caption(chart: ControlChart, months: pd.DataFrame, closes_on: int | None) -> str:
    """Say in words what the chart shows, for reading before it is looked at."""
    outside = [
        period_from_key(key, closes_on) for key, mark in zip(months["key"], chart.marks, strict=True) if mark
    ]
    if not chart.month_count or chart.low[-1] != chart.low[-1]:
        return say("control.few")
    if not outside:
        return say("control.inside")
    return say("control.outside", months=", ".join(period(month) for month in outside[-3:]))


def band(chart: ControlChart, days: list[date]) -> list[charts.Parts]:
    """Return the limits behind the line, cut where the series begins anew."""
    traces: list[charts.Parts] = []
    for one in sorted(set(chart.segment)):
        part = chart.segment == one
        across = [day for day, inside in zip(days, part, strict=True) if inside]
        edge: charts.Parts = {
            "type": "scatter",
            "mode": "lines",
            "line": {"width": 0, "shape": "hvh"},
            "hoverinfo": "skip",
        }
        traces += [
            edge | {"x": across, "y": list(chart.low[part])},
            edge
            | {
                "x": across,
                "y": list(chart.high[part]),
                "fill": "tonexty",
                "fillcolor": palette().band + "66",
            },
        ]
    return traces


def marks(chart: ControlChart, days: list[date]) -> charts.Parts:
    """Return a ◆ for each month that belongs to a change beyond chance."""
    beyond = [(day, value) for day, value, mark in zip(days, chart.values, chart.marks, strict=True) if mark]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [day for day, _ in beyond],
        "y": [value for _, value in beyond],
        "marker": {"symbol": "diamond", "size": 10, "color": palette().accent},
        "unselected": {"marker": {"opacity": 1}},
        "hoverinfo": "skip",
    }
