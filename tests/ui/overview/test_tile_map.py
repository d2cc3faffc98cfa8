"""The map on the overview: each unit with its figure, signal and way on, where settings know places."""

import shutil

import pytest

from indicators.assessment import assess_units
from tests.etl.settings.test_tiles_and_boundaries import OURS, REAL, SQUARE, collection, feature, shared
from tests.ui.components.test_charts import drawn  # noqa: F401
from tests.ui.test_pages import opened
from ui.overview.boundary_map import area, label_point
from ui.palette import LIGHT

MAP = "Các đơn vị trên bản đồ"


@pytest.fixture
def home(tmp_path, sample_home, monkeypatch):
    """The sample with settings of its own, which a test may change."""
    (tmp_path / "snapshots").symlink_to(sample_home.snapshots, target_is_directory=True)
    shutil.copytree(OURS, tmp_path / "settings")
    monkeypatch.setenv("REFORM_HOME", str(tmp_path))
    return tmp_path


def boundaries(home, name, text):
    folder = home / "settings" / "boundaries"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")


def has_map(app):
    return any(MAP in head.value for head in app.subheader)


def tiles(drawn):  # noqa: F811
    (figure, alt, table) = drawn[-1]
    (bar,) = figure.data
    return dict(zip([one[0] for one in bar.customdata], bar.text, strict=True)), bar, alt, table


def test_each_commune_is_a_tile_with_its_figure_and_mark(home, drawn, sample_snapshot, ask_scope):  # noqa: F811
    app = opened("overview", ky="2021-Q2")
    assert not app.exception and has_map(app)
    told, bar, alt, table = tiles(drawn)
    assert len(told) == 21 and "Hồ sơ đúng hạn (06a) của 21 đơn vị, 2 nơi" in alt
    assert told["14464@start"] == "Me<br><b>95,5</b>"  # without the word for its kind
    measured = {
        one.unit_id: one
        for one in assess_units(sample_snapshot, ("on_time_06a",), ask_scope(period="2021-Q2"), 30)[
            "on_time_06a"
        ]
    }
    for (unit, tip), fill in zip(bar.customdata, bar.marker.color, strict=True):
        one = measured[unit]
        value = f"{one.figure.value:.1f}".replace(".", ",")
        assert value in told[unit] and value in tip
        assert (("▼" in told[unit]), fill == LIGHT.low_bg) == ((one.signal == "low"),) * 2
    assert len(table.rows) == 33  # the offices are in the table behind


def test_another_indicator_can_be_looked_at(home, drawn):  # noqa: F811
    app = opened("overview", ky="2021-Q2")
    app.selectbox(key="map_indicator").set_value("satisfied_5").run()
    told, bar, _, _ = tiles(drawn)
    assert not app.exception
    assert told["14524@start"] == "Gia<br>Phong<br><b>chưa</b><br><b>báo cáo</b>"  # words, not a number
    place = [one[0] for one in bar.customdata].index("14524@start")
    assert bar.insidetextfont.color[place] == LIGHT.muted and bar.marker.color[place] == LIGHT.bg


@pytest.mark.parametrize(
    ("period", "map_on", "count"), [("2021-Q2", "2025-01-01", 18), ("2021-Q2", "2025-07-01", 7)]
)
def test_a_later_map_has_its_own_tiles(home, drawn, period, map_on, count):  # noqa: F811
    app = opened("overview", ky=period, ban_do=map_on)
    told, _, _, _ = tiles(drawn)
    assert not app.exception and len(told) == count
    left = [note.value for note in app.markdown if "Chưa có vị trí trên bản đồ" in note.value]
    assert ("Gia Tân" in " ".join(left)) == (count == 7)


def test_settings_without_tiles_have_no_map(home):
    (home / "settings" / "tiles.csv").unlink()
    app = opened("overview", ky="2021-Q2")
    assert not app.exception and not has_map(app)


def test_a_broken_file_says_so_and_takes_nothing_from_the_tiles(home, drawn):  # noqa: F811
    boundaries(
        home, "2021-01-01.geojson", collection(feature("14464", [SQUARE]), feature("14467", [SQUARE[:3]]))
    )
    app = opened("overview", ky="2021-Q2")
    assert not app.exception and len(tiles(drawn)[0]) == 21
    assert "2021-01-01.geojson, đối tượng thứ 2 (mã 14467)" in app.warning[0].value.replace("\\", "")


def test_real_boundaries_are_drawn_and_every_part_of_them_can_be_chosen(home, drawn):  # noqa: F811
    boundaries(home, "2025-07-01.geojson", shared(REAL).read_text("utf-8"))
    app = opened("overview", ky="2021-Q2", ban_do="2025-07-01")
    assert not app.exception
    figure, alt, _ = drawn[-1]
    *polygons, reach, labels = figure.data
    assert len(polygons) == 7 and all(one.fill == "toself" for one in polygons)
    assert len({unit for unit, _ in reach.customdata}) == 7 and len(reach.x) > 200
    assert any("Đại<br>Hoàng" in text for text in labels.text) and "của 7 đơn vị" in alt
    app.segmented_control(key="map_way").set_value("tiles").run()
    assert len(tiles(drawn)[0]) == 7


def test_units_of_another_time_keep_their_tiles(home, drawn):  # noqa: F811
    """The boundaries of the seven say nothing of the twenty-one."""
    boundaries(home, "2025-07-01.geojson", shared(REAL).read_text("utf-8"))
    assert not opened("overview", ky="2021-Q2").exception
    assert len(tiles(drawn)[0]) == 21


def test_the_middle_of_a_bent_area_lies_inside():
    horseshoe = (
        (0.0, 0.0),
        (9.0, 0.0),
        (9.0, 9.0),
        (8.0, 9.0),
        (8.0, 1.0),
        (1.0, 1.0),
        (1.0, 9.0),
        (0.0, 9.0),
        (0.0, 0.0),
    )
    x, y = label_point(horseshoe)
    assert (0 < x < 1 or 8 < x < 9) and 0 < y < 9
    assert area(horseshoe) == 9 * 9 - 7 * 8
