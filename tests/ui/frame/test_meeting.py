"""A meeting stays on the snapshot that it began with; what is not the newest says so; a wrong one says so."""

from datetime import datetime

import pytest
from streamlit.testing.v1 import AppTest

from etl.loading.load import load
from tests.support.source_files import row, table, write_xlsx
from tests.ui.test_pages import opened
from ui.frame import meeting
from ui.menu import PAGES
from warehouse import retention
from warehouse.home import PROJECT, Home
from warehouse.retention import kept_snapshots
from warehouse.snapshots import list_snapshots

FIRST = {"Mã_hồ_sơ": "A1", "Ngày_tiếp_nhận": "05/07/2021", "Ngày_hẹn_trả": "20/07/2021"}
HELD = {"che_do": "hop", "ban": "0001"}


@pytest.fixture
def home(tmp_path, monkeypatch):
    place = Home(tmp_path / "home")
    monkeypatch.setenv("REFORM_HOME", str(place.path))
    return place


@pytest.fixture
def publish(home, tmp_path, settings):
    """One more case each time: the snapshots differ in one figure."""

    def published(number):
        more = FIRST | {"Mã_hồ_sơ": f"A{number}"}
        path = write_xlsx(tmp_path / f"lan-{number}.xlsx", table("cases", row(**more)))
        load([path], home, settings, loaded_at=datetime(2021, 9, number))

    published(1)
    return published


@pytest.fixture
def sample(sample_home, monkeypatch):
    monkeypatch.setenv("REFORM_HOME", str(sample_home.path))


def words(app):
    return " ".join(element.value for element in app.markdown)


def test_a_meeting_stays_on_its_snapshot_when_a_newer_one_is_published(publish, home):
    app = opened("overview")
    app.button(key="meeting_begin").click().run()
    assert {name: app.query_params[name] for name in HELD} == HELD
    assert "Cuộc họp đang dùng bản số liệu 0001" in words(app)
    publish(2)
    app.run()
    assert app.session_state.snapshot.id == "0001"
    assert "Cuộc họp đang dùng bản số liệu 0001" in words(app) and "Đã có bản số liệu 0002" in words(app)
    app.button(key="meeting_end").click().run()
    assert app.session_state.snapshot.id == "0002"
    assert not HELD.keys() & app.query_params.keys() and "Cuộc họp đang dùng" not in words(app)


def test_a_link_of_a_meeting_opens_the_same_snapshot(publish, home):
    publish(2)
    app = opened("overview", **HELD)
    assert app.session_state.snapshot.id == "0001" and "Cuộc họp đang dùng bản số liệu 0001" in words(app)


def test_retention_keeps_the_snapshot_of_a_meeting(publish, home, monkeypatch):
    opened("overview", **HELD).run()
    assert list(kept_snapshots(home)) == ["0001"]
    monkeypatch.setattr(retention, "NEWEST", 1)
    monkeypatch.setattr(retention, "MONTHS", 0)
    for number in (2, 3):
        publish(number)
    assert "0001" in [one.id for one in list_snapshots(home)]
    lines = home.kept_list.read_text("utf-8").splitlines()
    assert len(lines) == 2  # once, however often the page runs and however many look at it


def test_a_link_to_an_older_snapshot_without_a_meeting_says_that_it_is_not_the_newest(publish, home):
    publish(2)
    app = opened("overview", ban="0001")
    assert app.session_state.snapshot.id == "0001" and "Bản mới nhất là 0002" in words(app)
    assert not home.kept_list.exists()  # who only looks keeps nothing
    app.button(key="to_newest").click().run()
    assert app.session_state.snapshot.id == "0002" and "ban" not in app.query_params


def test_the_next_unit_and_the_one_before(publish):
    app = opened("unit", **HELD, ky="2021-07")
    app.button(key="meeting_next").click().run()
    first = app.query_params["don_vi"]
    app.button(key="meeting_next").click().run()
    assert app.query_params["don_vi"] != first
    app.button(key="meeting_previous").click().run()
    assert app.query_params["don_vi"] == first
    assert app.query_params["ban"] == "0001"


def test_what_to_check_stays_open_from_unit_to_unit(publish):
    app = opened("integrity", **HELD, ky="2021-07", phep_thu="off_hours")
    app.button(key="meeting_next").click().run()
    first = app.query_params["don_vi"]
    app.button(key="meeting_next").click().run()
    assert (
        app.query_params["don_vi"] not in (first, "toan-bo") and app.query_params["phep_thu"] == "off_hours"
    )


def test_cells_of_a_large_table_are_never_markdown():
    def script():
        import pandas as pd

        from ui import large_type

        large_type.draw_large_table(
            pd.DataFrame({"*Tên*": ["![a](http://x/y.png)"], "Số_hiệu": ["a_b_c"]}), "t", False
        )

    shown = AppTest.from_function(script).run().table[0].value
    address = "http\\:\u2060//x/y.png"  # parted by a joiner that is not seen
    assert shown.index[0] == rf"!\[a\]({address})" and shown.index.name == r"\*Tên\*"
    assert list(shown.columns) == [r"Số\_hiệu"] and shown.iloc[0, 0] == r"a\_b\_c"


def test_shortcuts_are_none_that_browsers_or_streamlit_keep_for_themselves():
    keys = [meeting.PREVIOUS, meeting.NEXT, meeting.ROWS, meeting.BACK]
    assert len(set(keys)) == 4 and all(key.startswith("Shift+") for key in keys)


WRONG = {
    "ky": "2021-Q7",
    "lich": "moon",
    "ngon_ngu": "fr",
    "ban_do": "2020-02-30",
    "ban": "0999",
    "che_do": "x",
}
OF_PAGES = {
    "unit": {"don_vi": "X", "chi_so": "X"},
    "indicator": {"don_vi": "X", "chi_so": "X"},
    "cases": {"don_vi": "X", "ma": "X", "thu_tuc": "X"},
    "signing": {"don_vi": "X"},
    "satisfaction": {"don_vi": "X"},
    "integrity": {"don_vi": "X", "phep_thu": "X"},
}
CASES = [
    (place, name, asked)
    for place in PAGES
    for name, asked in [*WRONG.items(), *OF_PAGES.get(place, {}).items(), ("xa", "14515")]
]


@pytest.fixture(scope="module")
def visit(sample_home):
    """One session that goes from page to page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFORM_HOME", str(sample_home.path))
        app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60).run()

        def visited(place, **address):
            app.query_params.clear()
            for name, value in address.items():
                app.query_params[name] = value
            return app.switch_page(str(PROJECT / PAGES[place][0])).run()

        yield visited


@pytest.mark.parametrize(("place", "name", "asked"), CASES)
def test_a_wrong_part_of_an_address_says_so_and_shows_nothing_else(visit, place, name, asked):
    app = visit(place, **{name: asked})
    told = asked if name != "xa" else "xa"
    assert len(app.error) == 1 and told in app.error[0].value
    assert not app.title and not app.dataframe and not app.metric and not app.subheader


def test_what_was_wrong_is_not_remembered(visit):
    for name, asked in WRONG.items():
        assert visit("catalogue", **{name: asked}).error
        assert not visit("catalogue").error
