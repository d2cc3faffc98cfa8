"""Prepare the control chart of a figure: the limits of chance for its months, and what follows from them."""

from datetime import date

import pandas as pd

from indicators.definition import Indicator
from indicators.fairness.chart import Chart
from indicators.fairness.icons import Assurance, Variation, assurance, variation
from indicators.monthly import breaks, natural_limits
from indicators.periods import named
from ui import answers
from ui.components import charts
from ui.palette import palette
from ui.text import period, say
from ui.view import View

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


def events(view: View, indicator: Indicator | None = None) -> tuple[date, ...]:
    """Return the days of dated events at which the series of months begins anew."""
    return answers.ask(breaks, view.scope, indicator)


def limits(view: View, indicator: Indicator) -> Chart:
    """Compute the natural limits of the months up to the end of the period that have a value."""
    return answers.ask(natural_limits, indicator, view.scope, events(view, indicator), view.min_n)


def icons(indicator: Indicator, found: Chart, target: float | None) -> tuple[Variation, Assurance]:
    return variation(found, indicator.higher_is_better), assurance(found, target, indicator.higher_is_better)


def words(icon: Variation | Assurance) -> str:
    """Return the icon with its meaning: "▼ Kém đi rõ rệt"."""
    kind = "variation" if isinstance(icon, Variation) else "assurance"
    return f"{ICONS[icon]} " + say(f"control.{kind}_{icon}")


def caption(found: Chart, months: pd.DataFrame, closes_on: int | None) -> str:
    """Say in words what the chart shows, for reading before it is looked at."""
    outside = [named(key, closes_on) for key, mark in zip(months["key"], found.marks, strict=True) if mark]
    if not found.months or found.low[-1] != found.low[-1]:
        return say("control.few")
    if not outside:
        return say("control.inside")
    return say("control.outside", months=", ".join(period(month) for month in outside[-3:]))


def band(found: Chart, days: list[date]) -> list[charts.Parts]:
    """Return the limits behind the line, cut where the series begins anew."""
    traces: list[charts.Parts] = []
    for one in sorted(set(found.segment)):
        part = found.segment == one
        across = [day for day, inside in zip(days, part, strict=True) if inside]
        edge: charts.Parts = {
            "type": "scatter",
            "mode": "lines",
            "line": {"width": 0, "shape": "hvh"},
            "hoverinfo": "skip",
        }
        traces += [
            edge | {"x": across, "y": list(found.low[part])},
            edge
            | {
                "x": across,
                "y": list(found.high[part]),
                "fill": "tonexty",
                "fillcolor": palette().band + "66",
            },
        ]
    return traces


def marks(found: Chart, days: list[date]) -> charts.Parts:
    """Return a ◆ for each month that belongs to a change beyond chance."""
    beyond = [(day, value) for day, value, mark in zip(days, found.values, found.marks, strict=True) if mark]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [day for day, _ in beyond],
        "y": [value for _, value in beyond],
        "marker": {"symbol": "diamond", "size": 10, "color": palette().accent},
        "unselected": {"marker": {"opacity": 1}},
        "hoverinfo": "skip",
    }
