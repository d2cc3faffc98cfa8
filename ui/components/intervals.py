"""Draw interval bars: a rate, how sure it is, and its target."""

from dataclasses import dataclass

from indicators import assessment
from indicators.assessment import Assessment
from indicators.fairness import DRAWN, JUDGED, exact_limits, wilson_limits
from presentation.assessments import MARKS
from presentation.chart import escape_text
from ui.components import charts, tables
from ui.palette import colour, palette
from ui.text import FIGURE_SPACE, measure_text, number, parts_text, say

_HIGH, _FOOT = 38, 34


@dataclass(frozen=True, eq=False)
class IntervalBar:
    """Describe a bar: `id` is what it opens when chosen, `whole` the figure of all units, for comparison."""

    id: str
    label: str
    shown: Assessment
    whole: float | None = None


def has_interval(candidate: Assessment) -> bool:
    """Tell whether the figure is a rate with a numerator, a value and at least one case."""
    figure = candidate.figure
    parts = figure.numerator is not None and figure.value is not None and figure.n > 0
    return parts and candidate.indicator.unit == "percent"


def sort_worst_first(bars: list[IntervalBar]) -> list[IntervalBar]:
    return sorted(bars, key=lambda bar: assessment.worst_first_key(bar.shown))


def draw_interval_bars(
    bars: list[IntervalBar], key: str, alt: str, build_table: tables.TableBuilder
) -> str | None:
    """Draw the bars in the order given; return the id of the one that was chosen."""
    ends = [_limits(bar.shown) for bar in bars]
    words = [words for place, bar in enumerate(bars) for words in _words(place, bar)]
    shape = rate_layout(len(bars), _low_end(bars, ends), 138, words)
    traces = [*_lines(bars, ends), *_references(bars), _points(bars)]
    chosen = charts.draw_selectable_chart(traces, shape, key, alt, build_table)
    return str(chosen[0]) if chosen else None


def rate_layout(count: int, axis_start: float, right_margin: int, words: list[charts.Parts]) -> charts.Parts:
    """Return the layout of rates below each other, from `axis_start` to 100%: names above, figures right."""
    margin = (100 - axis_start) * 0.03
    return charts.layout(
        _HIGH * count + _FOOT,
        left=0,
        right=right_margin,
        top=4,
        bottom=26,
        x={"range": [max(0, axis_start) - margin, 100 + margin], "ticksuffix": "%", "nticks": 6},
        y={"range": [count - 0.5, -0.95], "showticklabels": False, "showgrid": False},
        annotations=words,
    )


def _low_end(bars: list[IntervalBar], ends: list[tuple[float, float, float, float]]) -> float:
    """Find where the axis begins: only the long limits of few cases are cut, no figure or target."""
    places = [bar.shown.figure.value or 0.0 for bar in bars]
    places += [bar.shown.target.value for bar in bars if bar.shown.target]
    places += [bar.whole for bar in bars if bar.whole is not None]
    places += [limits[0] for bar, limits in zip(bars, ends, strict=True) if bar.shown.signal != "few"]
    # Where all rates are near 100% the axis still shows 95 to 100%.
    return min(*places, 95)


def _limits(rate_assessment: Assessment) -> tuple[float, float, float, float]:
    """Return the outer limits (99.8%, for the assessment) and the inner ones (95%, drawn)."""
    numerator, n = rate_assessment.figure.numerator or 0, rate_assessment.figure.n
    return (*exact_limits(numerator, n, JUDGED), *wilson_limits(numerator, n, DRAWN))


def _lines(bars: list[IntervalBar], ends: list[tuple[float, float, float, float]]) -> list[charts.Parts]:
    """Return one trace a width and colour; a gap parts the bars."""
    traces: dict[tuple[int, str], charts.Parts] = {}
    for first, width, opacity in ((0, 2, 1), (2, 7, 0.55)):
        for place, (bar, limits) in enumerate(zip(bars, ends, strict=True)):
            hue = colour(bar.shown.signal)
            empty: charts.Parts = {
                "type": "scatter",
                "mode": "lines",
                "x": [],
                "y": [],
                "line": {"color": hue, "width": width},
                "opacity": opacity,
                "hoverinfo": "skip",
            }
            trace = traces.setdefault((width, hue), empty)
            trace["x"] += [limits[first], limits[first + 1], None]
            trace["y"] += [place, place, None]
    return list(traces.values())


def _references(bars: list[IntervalBar]) -> list[charts.Parts]:
    """Return the marks that a bar is compared with: the figure of all units, the target."""
    tokens = palette()
    whole = [(bar.whole, place) for place, bar in enumerate(bars) if bar.whole is not None]
    aims = [(bar.shown.target.value, place) for place, bar in enumerate(bars) if bar.shown.target]
    hollow = {"color": tokens.bg, "line": {"color": tokens.text, "width": 1.4}}
    return [
        _marks(whole, {"symbol": "diamond", "size": 9} | hollow),
        _marks(aims, {"symbol": "line-ns", "size": 15, "line": {"color": tokens.text, "width": 2}}),
    ]


def _marks(places: list[tuple[float, int]], marker: charts.Parts) -> charts.Parts:
    across, down = [x for x, _ in places], [y for _, y in places]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": across,
        "y": down,
        "marker": marker,
        "hoverinfo": "skip",
    }


def _points(bars: list[IntervalBar]) -> charts.Parts:
    """Return all dots in one trace, on top of the lines: they are what a reader points at."""
    return {
        "type": "scatter",
        "x": [bar.shown.figure.value for bar in bars],
        "y": list(range(len(bars))),
        "mode": "markers",
        "marker": {
            "size": 11,
            "color": [colour(bar.shown.signal) for bar in bars],
            "line": {"color": palette().bg, "width": 1.5},
        },
        "customdata": [[bar.id, _tip(bar)] for bar in bars],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _tip(bar: IntervalBar) -> str:
    shown = bar.shown
    label, figure = escape_text(bar.label), shown.figure
    return f"{label}: {measure_text(shown.indicator, figure.value)} ({parts_text(figure)})"


def _words(place: int, bar: IntervalBar) -> list[charts.Parts]:
    """Return the name above the bar; mark, value and n at the right."""
    shown = bar.shown
    few = say("chart.few") if shown.signal == "few" else ""
    sure = shown.signal in ("low", "high")
    value = f"{MARKS[shown.signal]} <b>{measure_text(shown.indicator, shown.figure.value)}</b>"
    return [
        charts.bar_label(bar.label, place, 15),
        charts.side_label(
            f"{value}{FIGURE_SPACE}n = {number(shown.figure.n)}{few}",
            y=place,
            font={"color": colour(shown.signal) if sure else palette().text},
        ),
    ]
