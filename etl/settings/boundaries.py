"""Read the boundaries of units, if there are any: GeoJSON files in the folder of settings.

A file holds the boundaries of one day, which is its name (2025-07-01.geojson): codes are used again, so that
only with a day they name a unit. Features of units that are not ours are left aside.
"""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from etl.problem import Problem, SettingsInvalid, name_refusals
from etl.settings.csv_table import read_text_file
from etl.settings.units import Unit

FOLDER, CODE = "boundaries", "code"
Point = tuple[float, float]  # degrees east, degrees north
Ring = tuple[Point, ...]  # closed: the last point is the first one
_CORNERS = 4  # points of the smallest closed ring


@dataclass(frozen=True)
class Boundaries:
    """Hold the outer `rings` of each unit, by id. Holes are left out: what lies in them is drawn on top."""

    file: str
    rings: dict[str, tuple[Ring, ...]]


def boundary_files(folder: Path) -> list[Path]:
    return sorted((folder / FOLDER).glob("*.geojson"))


def read_boundaries(path: Path, units: Sequence[Unit]) -> Boundaries:
    """Read a file; SettingsInvalid names the file, the feature (`row`, counted from 1) and the fault."""
    with name_refusals(path.name):
        return Boundaries(path.name, _rings_by_unit(path, units))


def _rings_by_unit(path: Path, units: Sequence[Unit]) -> dict[str, tuple[Ring, ...]]:
    day = _day(path)
    by_code = {unit.code: unit.id for unit in units if unit.is_valid(day)}
    rings: dict[str, tuple[Ring, ...]] = {}
    for number, feature in enumerate(_features(path), start=1):
        code = _code(number, feature)
        if code not in by_code:
            continue
        if by_code[code] in rings:
            raise _wrong("boundary_twice", number, code)
        rings[by_code[code]] = tuple(_rings(number, feature, code))
    if not rings:
        raise _wrong("boundary_nobody", None, None, path.stem)
    return rings


def _day(path: Path) -> date:
    try:
        return date.fromisoformat(path.stem)
    except ValueError as wrong:
        raise _wrong("boundary_day", None, path.stem, "2025-07-01.geojson") from wrong


def _features(path: Path) -> list[Any]:
    try:
        found = json.loads(read_text_file(path))
    except json.JSONDecodeError as wrong:
        raise _wrong("boundary_not_json", None, f"{wrong.lineno}:{wrong.colno}") from wrong
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list):
        raise _wrong("boundary_no_features", None, None, "FeatureCollection")
    return features


def _code(number: int, feature: Any) -> str:  # noqa: ANN401
    properties = feature.get("properties") if isinstance(feature, dict) else None
    code = properties.get(CODE) if isinstance(properties, dict) else None
    if not isinstance(code, str | int) or not str(code).strip():
        raise _wrong("boundary_no_code", number, None, CODE)
    return str(code).strip()


def _rings(number: int, feature: dict[str, Any], code: str) -> Iterator[Ring]:
    geometry = feature.get("geometry")
    geometry = geometry if isinstance(geometry, dict) else {}
    kind = geometry.get("type")
    if kind not in ("Polygon", "MultiPolygon"):
        raise _wrong("boundary_kind", number, kind, "Polygon, MultiPolygon", code)
    polygons = geometry.get("coordinates")
    if not isinstance(polygons, list) or not polygons:
        raise _wrong("boundary_open", number, None, None, code)
    for polygon in [polygons] if kind == "Polygon" else polygons:
        outer = polygon[0] if isinstance(polygon, list) and polygon else None
        yield _ring(number, outer, code)


def _ring(number: int, points: Any, code: str) -> Ring:  # noqa: ANN401
    if not isinstance(points, list) or len(points) < _CORNERS or points[0] != points[-1]:
        raise _wrong("boundary_open", number, None, None, code)
    for point in points:
        if not _in_degrees(point):
            raise _wrong("boundary_degrees", number, json.dumps(point), None, code)
    return tuple((float(point[0]), float(point[1])) for point in points)


def _in_degrees(point: Any) -> bool:  # noqa: ANN401
    """Tell whether the point is in degrees. Maps in metres of VN-2000 have to be converted first."""
    if not isinstance(point, list) or len(point) < 2:
        return False
    numbers = all(isinstance(part, int | float) and math.isfinite(part) for part in point[:2])
    return numbers and abs(point[0]) <= 180 and abs(point[1]) <= 90


def _wrong(
    key: str,
    number: int | None,
    found_text: str | None,
    expected_text: str | None = None,
    code: str = "",
) -> SettingsInvalid:
    return SettingsInvalid(Problem(key, code or None, found_text, expected_text), number)
