"""A figure over its months, with its target; a month opens its rows."""

import pandas as pd

from indicators.definition import Indicator
from indicators.periods import named, run
from indicators.queries import history
from reports.formats import digits_of, file_name
from reports.table import Column, Table
from ui import charts, data, empty, state
from ui.palette import palette
from ui.state import WHOLE, View
from ui.taken import notes_of
from ui.text import measure, name, number, parts_label, say

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
    _draw(view, indicator, rows, target, key)


def _aim(indicator: Indicator, target: float) -> str:
    return number(target, 0 if target == int(target) else 1) + ("%" if indicator.unit == "percent" else "")


def _draw(view: View, indicator: Indicator, rows: pd.DataFrame, target: float | None, key: str) -> None:
    tokens, last = palette(), rows.iloc[-1]
    labels = [
        (last["value"], f"<b>{measure(indicator, last['value'])}</b> {last['day']:%m/%Y}", tokens.accent)
    ]
    heights = list(rows["value"])
    if target is not None:
        labels.append((target, say("chart.target", value=_aim(indicator, target)), tokens.text))
        heights.append(target)
    spread = charts.spread(labels, (max(heights) - min(heights) or 1) * 0.13)
    shape = charts.layout(
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
            charts.beside(text, 6, y=place, font={"color": colour}) for place, text, colour in spread
        ],
    )
    alt, own = say("chart.trend_alt", indicator=name(indicator)), f"{key}-{view.period.key}"
    chosen = charts.draw_to_choose(
        [_line(indicator, rows)], shape, own, alt, lambda: _table(view, indicator, rows)
    )
    if chosen and chosen[0] != view.period.key:
        state.go("indicator", don_vi=view.unit or WHOLE, chi_so=indicator.id, ky=str(chosen[0]))


def _line(indicator: Indicator, rows: pd.DataFrame) -> charts.Parts:
    return {
        "type": "scatter",
        "x": list(rows["day"]),
        "y": list(rows["value"]),
        "mode": "lines+markers",
        "line": {"color": palette().accent, "width": 2},
        "marker": {"size": 5},
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
        "customdata": [
            [row.key, f"{row.day:%m/%Y}: {measure(indicator, row.value)}{parts_label(row)}"]
            for row in rows.itertuples()
        ],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _table(view: View, indicator: Indicator, rows: pd.DataFrame) -> Table:
    columns = (
        Column("month", say("column.month")),
        Column(
            "value",
            say("column.value", unit=say(f"measure.{indicator.unit}")),
            "number" if digits_of(indicator) else "whole",
        ),
        Column("numerator", say("column.numerator"), "whole"),
        Column("denominator", say("column.denominator"), "whole"),
        Column("n", "n", "whole"),
    )
    file = file_name("dien-bien", indicator.id, view.unit or "tat-ca", view.period.key)
    title = f"{name(indicator)}, {view.name_of(view.unit)}"
    told = rows.assign(month=[f"{day:%m/%Y}" for day in rows["day"]])
    return Table(file, title, columns, told, notes_of(view, indicator))
