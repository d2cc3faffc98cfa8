"""Every page in every language on the loaded sample, without a browser."""

import shutil

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool
from streamlit.testing.v1 import AppTest

from indicators.catalogue import CATALOGUE, MAIN
from indicators.queries import figure, rows
from languages import LANGUAGES
from ui.menu import PAGES
from warehouse.home import PROJECT

UNIT = "14470@start"


@pytest.fixture
def open_page(sample_home, monkeypatch):
    monkeypatch.setenv("REFORM_HOME", str(sample_home.path))
    return opened


def opened(place, **address):
    """The page as a new session sees it; the first run is the overview's, as AppTest begins there."""
    app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60)
    _write(app, address)
    app.run()
    if place == "overview":
        return app
    _write(app, address)
    return app.switch_page(str(PROJECT / PAGES[place][0])).run()


def _write(app, address):
    for name, value in address.items():
        app.query_params[name] = value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PAGES)
def test_every_page_runs_in_every_language(open_page, place, language):
    app = open_page(place, ngon_ngu=language)
    assert not app.exception and not app.error
    assert app.title[0].value
    assert app.query_params["ngon_ngu"] == language and app.query_params["ky"] == "2021-Q2"


@pytest.mark.parametrize("place", ["unit", "indicator", "cases", "signing", "satisfaction"])
def test_a_page_of_one_unit_runs(open_page, place):
    app = open_page(place, don_vi=UNIT, ky="2021-06", lich="admin")
    assert not app.exception and not app.error
    assert app.query_params["don_vi"] == UNIT and app.query_params["lich"] == "admin"


@pytest.mark.parametrize("indicator", CATALOGUE)
@pytest.mark.parametrize("period", ["2021-Q3", "all"])
def test_every_indicator_opens_to_its_rows(open_page, indicator, period):
    app = open_page("indicator", chi_so=indicator, ky=period)
    assert not app.exception and not app.error


@pytest.mark.parametrize(
    ("place", "address"),
    [
        ("overview", {"ky": "2021-Q7"}),
        ("overview", {"lich": "moon"}),
        ("overview", {"ngon_ngu": "fr"}),
        ("unit", {"don_vi": "X"}),
        ("indicator", {"chi_so": "X"}),
        ("cases", {"ma": "X"}),
    ],
)
def test_a_wrong_id_says_so_and_shows_nothing_else(open_page, place, address):
    app = open_page(place, **address)
    assert next(iter(address.values())) in app.error[0].value
    assert not app.title and not app.dataframe and not app.metric


@pytest.mark.parametrize("place", [place for place in PAGES if place != "upload"])
def test_without_data_a_page_leads_to_where_files_are_loaded(tmp_path, monkeypatch, place):
    monkeypatch.setenv("REFORM_HOME", str(tmp_path))
    app = opened(place)
    assert not app.exception and len(app.info) == 1
    assert app.get("page_link")[0].proto.label == "Nạp tệp →"


def test_without_data_files_can_be_put_in(tmp_path, monkeypatch):
    monkeypatch.setenv("REFORM_HOME", str(tmp_path))
    app = opened("upload")
    assert not app.exception and not app.info and app.file_uploader


def test_an_unfinished_period_is_called_so(open_page):
    app = open_page("overview", ky="2021-Q3")
    assert any("Kỳ chưa chốt" in note.value for note in app.markdown)


def test_a_card_shows_the_figure_of_the_question(open_page, sample_snapshot, ask_scope):
    answer = figure(sample_snapshot, CATALOGUE["on_time_06a"], ask_scope(period="2021-Q2"))
    app = open_page("overview", ky="2021-Q2")
    assert app.metric[0].value == f"{answer.value:.1f}".replace(".", ",") + "%"


@pytest.mark.parametrize("place", PAGES)
def test_no_personal_column_reaches_the_browser(open_page, place):
    app = open_page(place)
    headings = {str(column) for table in app.dataframe for column in table.value.columns}
    assert not headings & {"Chủ hồ sơ", "Số điện thoại", "Địa chỉ", "Ý kiến khác"}


def test_a_part_of_a_code_finds_cases_and_a_whole_code_opens_one(open_page, sample_snapshot, ask_scope):
    found = rows(sample_snapshot, CATALOGUE["finished_cases"], ask_scope(period="2021-06"), 1)
    some = found["code"].iloc[0]
    app = open_page("cases")
    app.text_input(key="case_search").set_value(some[:14]).run()
    assert not app.exception
    app.text_input(key="case_search").set_value(some).run()
    assert not app.exception and app.query_params["ma"] == some


def test_a_snapshot_of_another_version_says_how_to_make_it_again(sample_home, tmp_path, monkeypatch):
    shutil.copytree(sample_home.snapshots, tmp_path / "snapshots")
    path = next((tmp_path / "snapshots").glob("*.duckdb"))
    with create_engine(f"duckdb:///{path}", poolclass=NullPool).begin() as connection:
        connection.exec_driver_sql("UPDATE setting SET value = 'old' WHERE key = 'schema'")
    monkeypatch.setenv("REFORM_HOME", str(tmp_path))
    app = opened("overview")
    assert not app.exception and len(app.warning) == 1
    assert "etl rebuild" in app.code[0].value


def test_slides_are_of_the_indicators_that_are_picked(open_page):
    app = open_page("reports")
    picked = app.multiselect(key="slides-indicators")
    assert picked.value == [one.id for one in MAIN] and len(picked.options) == len(CATALOGUE)
    app = picked.set_value([]).run()
    assert not app.exception
    assert [text for text in app.markdown if "Hãy chọn ít nhất một chỉ số." in text.value]
