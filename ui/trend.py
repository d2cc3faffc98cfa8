"""A figure over its months, with its target."""

import pandas as pd

from indicators.definition import Indicator
from indicators.fairness.chart import Chart
from indicators.periods import named, run
from indicators.queries import history
from ui import charts, control, data, empty
from ui.palette import palette
from ui.state import View
from ui.text import measure, note, number, parts_label, say

MONTHS = 24
_YEAR = 14  # months; more than that are marked by their Januaries


def months(view: View, indicator: Indicator, count: int = MONTHS) -> pd.DataFrame:
    """key, parts and `day` of the months up to the end of the period, those of no data left out."""
    scope = view.scope
    found = run("month", scope.closing.replace(year=scope.closing.year - 3), scope.last_day, scope.closes_on)
    asked = tuple(month for month in found[-count:] if month.last <= scope.closing)
    if not asked:
        return pd.DataFrame(columns=["key", "numerator", "denominator", "value", "n", "state", "day"])
    rows = data.ask(history, indicator, scope, asked)
    return rows.assign(day=[named(key, None).first for key in rows["key"]])


def trend(view: View, indicator: Indicator, target: float | None, key: str) -> None:
    rows = months(view, indicator).dropna(subset=["value"])
    if len(rows) < 2:
        empty.nothing("empty.trend")
        return
    limits = control.of_months(view, indicator, rows)
    note(control.caption(limits, rows, view.scope.closes_on))
    _draw(view, indicator, rows, limits, target, key)


def _aim(indicator: Indicator, target: float) -> str:
    return number(target, 0 if target == int(target) else 1) + ("%" if indicator.unit == "percent" else "")


def _draw(
    view: View, indicator: Indicator, rows: pd.DataFrame, limits: Chart, target: float | None, key: str
) -> None:
    days = list(rows["day"])
    traces = [*control.band(limits, days), _line(indicator, rows), control.marks(limits, days)]
    alt = say("chart.trend_alt", indicator=say(f"indicator.{indicator.id}.name"))
    charts.draw(traces, _shape(indicator, rows, target), key, alt)


def _line(indicator: Indicator, rows: pd.DataFrame) -> charts.Parts:
    return {
        "type": "scatter",
        "x": list(rows["day"]),
        "y": list(rows["value"]),
        "mode": "lines+markers",
        "line": {"color": palette().accent, "width": 2},
        "marker": {"size": 5},
        "customdata": [
            f"{row.day:%m/%Y}: {measure(indicator, row.value)}{parts_label(row)}" for row in rows.itertuples()
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _shape(indicator: Indicator, rows: pd.DataFrame, target: float | None) -> charts.Parts:
    return charts.layout(
        220,
        right=112,
        x={
            "tickformat": "%m/%Y",
            "dtick": "M12" if len(rows) > _YEAR else "M4",
            "tickangle": 0,
            "showgrid": False,
        },
        y={"ticksuffix": "%" if indicator.unit == "percent" else "", "nticks": 5},
        shapes=[] if target is None else [charts.line(y=target, width=1.2, dash="dash")],
        annotations=[
            charts.beside(text, 6, y=place, font={"color": colour})
            for place, text, colour in _labels(indicator, rows, target)
        ],
    )


def _labels(indicator: Indicator, rows: pd.DataFrame, target: float | None) -> list[tuple[float, str, str]]:
    """At the right end: the last value and the target, moved apart."""
    tokens, last = palette(), rows.iloc[-1]
    labels = [
        (last["value"], f"<b>{measure(indicator, last['value'])}</b> {last['day']:%m/%Y}", tokens.accent)
    ]
    heights = list(rows["value"])
    if target is not None:
        labels.append((target, say("chart.target", value=_aim(indicator, target)), tokens.text))
        heights.append(target)
    return charts.spread(labels, (max(heights) - min(heights) or 1) * 0.13)
