"""Draw units as polygons of their boundaries; the maps of libraries fetch theirs from the internet."""

import math
from collections.abc import Iterator

from etl.settings.boundaries import Boundaries, Point, Ring
from indicators.assessment import Assessment
from ui.components import charts, tables
from ui.palette import palette, text_colour, tint

_HIGH, _GRID, _REACH = 440, 28, 18  # pixels; points across the map; size of each
UnitWords = dict[str, tuple[list[str], str, str]]


def draw_boundary_map(
    unit_assessments: list[Assessment],
    shapes: Boundaries,
    words: UnitWords,
    key: str,
    alt: str,
    build_table: tables.TableBuilder,
) -> str | None:
    """Draw the units; return the id of the one that was chosen."""
    rings = {one.unit_id or "": shapes.rings[one.unit_id or ""] for one in unit_assessments}
    every = [point for parts in rings.values() for ring in parts for point in ring]
    west, east = (edge(x for x, _ in every) for edge in (min, max))
    south, north = (edge(y for _, y in every) for edge in (min, max))
    shape = charts.layout(
        _HIGH,
        left=0,
        right=0,
        top=4,
        bottom=4,
        x={"visible": False, "range": [west, east], "constrain": "domain"},
        y={
            "visible": False,
            "range": [south, north],
            "scaleanchor": "x",
            # A degree of longitude is shorter than one of latitude, the more so the farther north.
            "scaleratio": 1 / math.cos(math.radians((south + north) / 2)),
        },
    )
    # The largest first: what lies inside of another one stays on top.
    ordered = sorted(unit_assessments, key=lambda one: -max(area(ring) for ring in rings[one.unit_id or ""]))
    polygons = [_polygon(one, ring) for one in ordered for ring in rings[one.unit_id or ""]]
    traces = [*polygons, _reach(rings, words, (west, south, east, north)), _labels(ordered, rings, words)]
    chosen = charts.draw_selectable_chart(traces, shape, key, alt, build_table)
    return str(chosen[0]) if chosen else None


def _polygon(assessment: Assessment, ring: Ring) -> charts.Parts:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _ in ring],
        "y": [y for _, y in ring],
        "fill": "toself",
        "fillcolor": tint(assessment.signal),
        "line": {"color": palette().mid, "width": 1.2},
        "hoverinfo": "skip",
    }


def _reach(
    rings: dict[str, tuple[Ring, ...]], words: UnitWords, limits: tuple[float, float, float, float]
) -> charts.Parts:
    """Return invisible points all over each unit, since an area alone answers no click."""
    points = [(unit, point) for unit, parts in rings.items() for point in _inside(parts, limits)]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [point[0] for _, point in points],
        "y": [point[1] for _, point in points],
        "marker": {"size": _REACH, "opacity": 0},
        "selected": {"marker": {"opacity": 0}},
        "unselected": {"marker": {"opacity": 0}},
        "customdata": [[unit, words[unit][2]] for unit, _ in points],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _labels(
    unit_assessments: list[Assessment], rings: dict[str, tuple[Ring, ...]], words: UnitWords
) -> charts.Parts:
    ids = [one.unit_id or "" for one in unit_assessments]
    places = [label_point(max(rings[unit], key=area)) for unit in ids]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "text": ["<br>".join([*words[unit][0], f"<b>{words[unit][1]}</b>"]) for unit in ids],
        "textfont": {"size": 13, "color": [text_colour(one.signal) for one in unit_assessments]},
        "hoverinfo": "skip",
    }


def _inside(parts: tuple[Ring, ...], limits: tuple[float, float, float, float]) -> Iterator[Point]:
    west, south, east, north = limits
    for across in range(_GRID):
        for down in range(_GRID):
            x = west + (across + 0.5) * (east - west) / _GRID
            y = south + (down + 0.5) * (north - south) / _GRID
            if any(_cuts(ring, y, x) % 2 for ring in parts):
                yield x, y
    yield from (label_point(ring) for ring in parts)  # a unit smaller than the grid still answers


def area(ring: Ring) -> float:
    """Return the area in square degrees, by the shoelace formula: only to tell larger from smaller."""
    return abs(sum(x * b - a * y for (x, y), (a, b) in zip(ring, ring[1:], strict=False))) / 2


def label_point(ring: Ring) -> Point:
    """Find where a label has most room: of some points inside, the one farthest from every corner."""
    south, north = min(y for _, y in ring), max(y for _, y in ring)
    levels = (south + (step + 0.5) * (north - south) / _GRID for step in range(_GRID))
    inside = [point for level in levels for point in _halfway(ring, level)]
    return max(inside, key=lambda point: min(math.dist(point, corner) for corner in ring), default=ring[0])


def _halfway(ring: Ring, level: float) -> Iterator[Point]:
    """Yield the middle of each stretch at this height that lies inside the ring."""
    cuts = sorted(_crossings(ring, level))
    yield from (((first + last) / 2, level) for first, last in zip(cuts[::2], cuts[1::2], strict=False))


def _cuts(ring: Ring, level: float, x: float) -> int:
    """Count how often a line from x to the east leaves or enters the ring: an odd number inside."""
    return sum(cut > x for cut in _crossings(ring, level))


def _crossings(ring: Ring, level: float) -> Iterator[float]:
    for (x, y), (a, b) in zip(ring, ring[1:], strict=False):
        if (y > level) != (b > level):
            yield x + (level - y) / (b - y) * (a - x)
