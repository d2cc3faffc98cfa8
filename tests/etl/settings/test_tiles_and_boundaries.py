"""Where units stand on a map: tiles of the settings, and boundaries that a user supplies."""

import csv
import json
import shutil
from datetime import date
from itertools import combinations

import pytest

from etl.settings import Settings, SettingsInvalid
from etl.settings.boundaries import boundary_files, read_boundaries
from etl.settings.tiles import read_tiles
from languages import LANGUAGES
from warehouse.home import PROJECT

SHARED = PROJECT.parent / "shared" / "data" / "units"
REAL = SHARED / "communes_2025_simplified.geojson"
OURS = PROJECT / "settings"
SQUARE = [[105.8, 20.3], [105.9, 20.3], [105.9, 20.4], [105.8, 20.3]]


def shared(path):
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the project")
    return path


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(OURS, tmp_path / "settings")


def lived(settings, day):
    return [u.id for u in settings.units if u.kind == "commune" and u.is_valid(date.fromisoformat(day))]


@pytest.mark.parametrize(
    ("day", "count"), [("2021-06-30", 21), ("2024-12-31", 21), ("2025-01-01", 18), ("2025-07-01", 7)]
)
def test_every_commune_of_a_day_has_a_square_of_its_own(settings, day, count):
    squares = {tile.unit_id: (tile.column, tile.row) for tile in read_tiles(OURS, settings.units)}
    places = [squares[unit] for unit in lived(settings, day)]
    assert len(set(places)) == len(places) == count
    assert max(column for column, _ in places) <= 6  # a phone shows no more beside each other


def test_the_squares_lie_as_the_communes_do(settings):
    """Of two communes more than 4 km apart, the western one is never drawn east of the other,
    nor the northern one south of it."""
    tiles = {tile.unit_id: tile for tile in read_tiles(OURS, settings.units)}
    wrong = {"14464", "14506"}  # the source has the middle of the district for these two
    places = {}
    with shared(SHARED / "units.csv").open(encoding="utf-8") as lines:
        for line in csv.DictReader(lines):
            if line["lat"] and line["ma_xa"] not in wrong:
                # degrees to kilometres, near enough at 20° north
                places[f"{line['ma_xa']}@start"] = float(line["lon"]) * 104.5, float(line["lat"]) * 110.7
    assert len(places) == 16
    for one, other in combinations(sorted(places), 2):
        east, north = (b - a for a, b in zip(places[one], places[other], strict=True))
        across, down = tiles[other].column - tiles[one].column, tiles[other].row - tiles[one].row
        assert abs(east) < 4 or east * across >= 0, (one, other)
        assert abs(north) < 4 or north * down <= 0, (one, other)


def test_settings_from_before_there_were_maps_have_no_tiles(folder):
    before = Settings.read(folder)
    (folder / "tiles.csv").unlink()
    after = Settings.read(folder)
    assert read_tiles(folder, after.units) == ()
    assert after.digest == before.digest  # what is only drawn moves no figure


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("14470@start,3,1", "value_twice"),
        ("99999@start,9,9", "unit_id_unknown"),
        ("pb-noi-vu,2,1", "tile_taken"),
        ("pb-noi-vu,a,1", "whole_wrong"),
    ],
)
def test_a_wrong_tile_is_refused_by_its_row(folder, settings, line, key):
    path = folder / "tiles.csv"
    path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")
    with pytest.raises(SettingsInvalid) as refused:
        read_tiles(folder, settings.units)
    assert (refused.value.problem.key, refused.value.row) == (key, 32)
    assert all("tiles.csv" in refused.value.sentence(language) for language in LANGUAGES)


def test_real_boundaries_are_those_of_the_seven_units(folder, settings):
    (folder / "boundaries").mkdir()
    shutil.copy(shared(REAL), folder / "boundaries" / "2025-07-01.geojson")
    (path,) = boundary_files(folder)
    found = read_boundaries(path, settings.units)
    assert set(found.rings) == set(lived(settings, "2025-07-01"))
    assert all(ring[0] == ring[-1] for rings in found.rings.values() for ring in rings)


def test_on_another_day_the_same_codes_are_other_units(tmp_path, settings):
    path = tmp_path / "2021-01-01.geojson"
    shutil.copy(shared(REAL), path)
    found = read_boundaries(path, settings.units)
    assert "14464@start" in found.rings and "14464@2025-07-01" not in found.rings


def feature(code, coordinates, kind="Polygon"):
    return {"properties": {"code": code}, "geometry": {"type": kind, "coordinates": coordinates}}


def collection(*features):
    return json.dumps({"type": "FeatureCollection", "features": features})


GOOD = feature("14464", [SQUARE])
WRONG = [
    ("boundary_not_json", None, '{"type": '),
    ("boundary_no_features", None, "[]"),
    ("boundary_no_features", None, '{"type": "Polygon"}'),
    ("boundary_no_code", 2, collection(GOOD, {"properties": {"name": "Gia Viễn"}})),
    ("boundary_no_code", 2, collection(GOOD, {"properties": None})),
    ("boundary_no_code", 1, collection("x")),
    ("boundary_twice", 2, collection(GOOD, GOOD)),
    ("boundary_nobody", None, collection(feature("1", [SQUARE]))),
    ("boundary_kind", 1, collection(feature("14464", [105.8, 20.3], "Point"))),
    ("boundary_kind", 1, collection({"properties": {"code": "14464"}, "geometry": None})),
    ("boundary_open", 1, collection(feature("14464", [SQUARE[:3]]))),
    ("boundary_open", 1, collection(feature("14464", []))),
    ("boundary_open", 1, collection(feature("14464", None))),
    ("boundary_open", 2, collection(GOOD, feature("14482", [[SQUARE], [[]]], "MultiPolygon"))),
    ("boundary_open", 1, collection(feature("14464", [[*SQUARE[:3], [1, 2]]]))),
    (
        "boundary_degrees",
        1,
        collection(feature("14464", [[[587000, 2250000], *SQUARE[1:3], [587000, 2250000]]])),
    ),
    ("boundary_degrees", 1, collection(feature("14464", [[["a", 1], *SQUARE[1:3], ["a", 1]]]))),
]


@pytest.mark.parametrize(("key", "number", "text"), WRONG, ids=[f"{i}-{w[0]}" for i, w in enumerate(WRONG)])
def test_broken_boundaries_name_the_file_and_the_feature(tmp_path, settings, key, number, text):
    path = tmp_path / "2025-07-01.geojson"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsInvalid) as refused:
        read_boundaries(path, settings.units)
    assert (refused.value.problem.key, refused.value.row) == (key, number)
    told = refused.value.sentence("vi")
    assert "2025-07-01.geojson" in told and (number is None or f"đối tượng thứ {number}" in told)


def test_a_file_that_is_not_named_by_a_day_is_refused(tmp_path, settings):
    path = tmp_path / "ranh-gioi.geojson"
    path.write_text(collection(GOOD), "utf-8")
    with pytest.raises(SettingsInvalid) as refused:
        read_boundaries(path, settings.units)
    assert refused.value.problem.key == "boundary_day"
