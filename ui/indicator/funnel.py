"""Draw the funnel: units by their number of cases, within the limits that chance alone would keep them in."""

import numpy as np

from indicators.assessment import Measured
from indicators.definition import Indicator
from indicators.fairness import DRAWN, JUDGED
from indicators.fairness.funnel import Funnel, funnel, funnel_limits
from presentation.assessments import MARKS
from presentation.chart import literal
from ui import messages
from ui.components import charts, splits, view_assessments
from ui.components.intervals import drawable
from ui.palette import colour, palette
from ui.text import measure, name, note, number, parts, say
from ui.view import View

_STEPS = 60  # points of a line
_ROOM = 0.06  # of the axis, beyond its outermost point
Limits = tuple[np.ndarray, np.ndarray]


def by_unit(view: View, indicator: Indicator, kind: str) -> str | None:
    """Draw the units of one kind; return the id of the one that was chosen."""
    shown = [
        one
        for one in view_assessments.units(view, indicator)
        if drawable(one) and view.level_of(one.unit_id) == kind
    ]
    if len(shown) < 2:
        messages.nothing()
        return None
    shape = funnel([one.figure.numerator or 0 for one in shown], [one.figure.n for one in shown])
    note(say("funnel.wider" if shape.over_dispersed else "funnel.chance", rate=number(shape.rate, 1)))
    chosen = charts.draw_to_choose(
        [*_lines(shape, shown), _points(view, shown)],
        _layout(view, indicator, shape, shown),
        f"funnel-{kind}-{indicator.id}-{view.period.key}-{view.scope.map}",
        say("funnel.alt", indicator=name(indicator)),
        lambda: splits.of_units(view, indicator),
    )
    return str(chosen[0]) if chosen else None


def _lines(shape: Funnel, shown: list[Measured]) -> list[charts.Parts]:
    """Return the narrow band of 95% and the wide one of 99.8%."""
    most = max(one.figure.n for one in shown)
    # Closer together where cases are few: there the limits bend most.
    across = np.unique(np.geomspace(min(one.figure.n for one in shown), most * (1 + _ROOM), _STEPS))
    traces: list[charts.Parts] = []
    for level, dash in ((JUDGED, "solid"), (DRAWN, "dot")):
        for edge in funnel_limits(shape, across, level):
            traces.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "x": list(across),
                    "y": list(edge),
                    "line": {"color": palette().mid, "width": 1, "dash": dash},
                    "hoverinfo": "skip",
                }
            )
    return traces


def _points(view: View, shown: list[Measured]) -> charts.Parts:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [one.figure.n for one in shown],
        "y": [one.figure.value for one in shown],
        "marker": {
            "size": 10,
            "color": [colour(one.signal) for one in shown],
            "line": {"color": palette().bg, "width": 1.5},
        },
        "customdata": [[one.unit_id, _tip(view, one)] for one in shown],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _tip(view: View, one: Measured) -> str:
    unit = literal(view.name_of(one.unit_id))
    return f"{unit}: {measure(one.indicator, one.figure.value)} ({parts(one.figure)})"


def _layout(view: View, indicator: Indicator, shape: Funnel, shown: list[Measured]) -> charts.Parts:
    """Return the layout, with outliers by name and the common rate at the right end."""
    names = [
        charts.label(
            f"{MARKS[one.signal]} {literal(view.name_of(one.unit_id))}",
            x=one.figure.n,
            y=one.figure.value,
            yshift=13,
            font={"color": colour(one.signal)},
        )
        for one in shown
        if one.signal in ("low", "high")
    ]
    text = say("funnel.common", rate=number(shape.rate, 1))
    whole = charts.beside(text, 6, y=shape.rate, font={"color": palette().text})
    lowest = min(one.figure.value or 0 for one in shown)
    return charts.layout(
        340,
        right=138,
        bottom=44,
        x={
            "title": {"text": say("funnel.cases"), "font": {"size": 13}},
            "rangemode": "tozero",
            "nticks": 6,
            "showgrid": False,
        },
        y={"ticksuffix": "%", "nticks": 6, "range": [max(0, lowest - 5), 100.9]},
        shapes=[charts.line(y=shape.rate, width=1)],
        annotations=[*names, whole],
    )
