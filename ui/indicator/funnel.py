"""Draw the funnel: units by their number of cases, within the limits that chance alone would keep them in."""

import numpy as np

from indicators.assessment import Assessment
from indicators.definition import Indicator
from indicators.fairness import DRAWN, JUDGED
from indicators.fairness.funnel import Funnel, fit_funnel, funnel_limits
from presentation.assessments import MARKS
from presentation.chart import escape_text
from presentation.context import Context
from ui import messages
from ui.components import charts, splits
from ui.components.intervals import has_interval
from ui.palette import colour, palette
from ui.text import indicator_name, measure_text, note, number, parts_text, say, say_with_levels

_STEPS = 60  # points of a line
_ROOM = 0.06  # of the axis, beyond its outermost point
Limits = tuple[np.ndarray, np.ndarray]


def draw_funnel(context: Context, indicator: Indicator, kind: str) -> str | None:
    """Draw the units of one kind; return the id of the one that was chosen."""
    shown = [
        one
        for one in context.assess_units((indicator,))[indicator.id]
        if has_interval(one) and context.names.level_of(one.unit_id) == kind
    ]
    if len(shown) < 2:
        messages.draw_empty_note()
        return None
    shape = fit_funnel([one.figure.numerator or 0 for one in shown], [one.figure.n for one in shown])
    key = "funnel.wider" if shape.is_over_dispersed else "funnel.chance"
    note(say_with_levels(key, rate=number(shape.rate, 1)))
    chosen = charts.draw_selectable_chart(
        [*_lines(shape, shown), _points(context, shown)],
        _layout(context, indicator, shape, shown),
        f"funnel-{kind}-{indicator.id}-{context.period.key}-{context.scope.map}",
        say("funnel.alt", indicator=indicator_name(indicator)),
        lambda: splits.build_units_table(context, indicator),
    )
    return str(chosen[0]) if chosen else None


def _lines(shape: Funnel, unit_assessments: list[Assessment]) -> list[charts.Parts]:
    """Return the narrow band of 95% and the wide one of 99.8%."""
    most = max(one.figure.n for one in unit_assessments)
    # Closer together where cases are few: there the limits bend most.
    across = np.unique(
        np.geomspace(min(one.figure.n for one in unit_assessments), most * (1 + _ROOM), _STEPS)
    )
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


def _points(context: Context, unit_assessments: list[Assessment]) -> charts.Parts:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [one.figure.n for one in unit_assessments],
        "y": [one.figure.value for one in unit_assessments],
        "marker": {
            "size": 10,
            "color": [colour(one.signal) for one in unit_assessments],
            "line": {"color": palette().bg, "width": 1.5},
        },
        "customdata": [[one.unit_id, _tip(context, one)] for one in unit_assessments],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _tip(context: Context, assessment: Assessment) -> str:
    unit = escape_text(context.name_of(assessment.unit_id))
    figure = assessment.figure
    return f"{unit}: {measure_text(assessment.indicator, figure.value)} ({parts_text(figure)})"


def _layout(
    context: Context, indicator: Indicator, shape: Funnel, unit_assessments: list[Assessment]
) -> charts.Parts:
    """Return the layout, with outliers by name and the common rate at the right end."""
    names = [
        charts.label(
            f"{MARKS[one.signal]} {escape_text(context.name_of(one.unit_id))}",
            x=one.figure.n,
            y=one.figure.value,
            yshift=13,
            font={"color": colour(one.signal)},
        )
        for one in unit_assessments
        if one.signal in ("low", "high")
    ]
    text = say("funnel.common", rate=number(shape.rate, 1))
    whole = charts.side_label(text, 6, y=shape.rate, font={"color": palette().text})
    lowest = min(one.figure.value or 0 for one in unit_assessments)
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
