"""A later map on screen, in files and on the command line: the sample of 2021 on the map of 01/07/2025."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from indicators.catalogue import CATALOGUE
from indicators.cli.commands import app
from indicators.queries import figure
from languages import say
from tests.ui.test_pages import open_page  # noqa: F401
from ui.menu import PAGES

pytestmark = pytest.mark.units
JULY = "2025-07-01"
GIA_VIEN, TAY_HOA_LU, GIA_TAN, ME = "14464@2025-07-01", "14533@2025-07-01", "14503@start", "14464@start"


def texts(app):
    return [one.value for one in [*app.markdown, *app.info, *app.error]]


@pytest.mark.parametrize("place", PAGES)
def test_every_page_runs_on_a_later_map(open_page, place):  # noqa: F811
    app = open_page(place, ban_do=JULY, ky="2021-Q2")
    assert not app.exception and not app.error
    assert app.query_params["ban_do"] == JULY
    assert any("chưa phân bổ Xã Gia Lập" in text for text in texts(app))


@pytest.mark.parametrize("place", ["unit", "indicator", "cases", "signing", "satisfaction"])
def test_a_page_of_a_new_unit_shows_what_it_is_made_of(open_page, place):  # noqa: F811
    app = open_page(place, ban_do=JULY, ky="2021-Q2", don_vi=GIA_VIEN)
    assert not app.exception and not app.error
    made_of = "cộng từ Thị trấn Me, Xã Gia Hòa, Xã Gia Thịnh, Xã Gia Vượng."
    assert any(made_of in text for text in texts(app))


def test_the_figure_of_a_new_unit_is_that_of_the_question(open_page, sample_snapshot, ask_scope):  # noqa: F811
    scope = ask_scope(period="2021-Q2", unit="14464", map=date(2025, 7, 1))
    answer = figure(sample_snapshot, CATALOGUE["on_time_06a"], scope)
    app = open_page("indicator", ban_do=JULY, ky="2021-Q2", don_vi=GIA_VIEN, chi_so="on_time_06a")
    assert app.metric[0].value == f"{answer.value:.1f}".replace(".", ",") + "%"


@pytest.mark.parametrize("place", ["unit", "indicator", "cases", "signing", "satisfaction"])
def test_a_refused_unit_gets_the_reason_and_no_figure(open_page, place):  # noqa: F811
    app = open_page(place, ban_do=JULY, ky="2021-Q2", don_vi=TAY_HOA_LU)
    assert not app.exception and not app.metric and not app.dataframe
    assert "Xã Gia Tân bị chia và 4 đơn vị ngoài" in app.info[0].value


@pytest.mark.parametrize(
    ("address", "named", "way"),
    [
        ({"don_vi": GIA_VIEN}, "Xã Gia Viễn", "Quy về đơn vị từ 01/07/2025"),
        ({"don_vi": ME, "ban_do": JULY}, "Thị trấn Me", "Xem Xã Gia Viễn"),
    ],
)
def test_a_unit_that_is_not_on_the_map_says_so_and_names_the_way(open_page, address, named, way):  # noqa: F811
    app = open_page("unit", ky="2021-Q2", **address)
    assert named in app.error[0].value and not app.metric and not app.dataframe
    button = next(one for one in app.button if one.label == way)
    button.click().run()
    assert not app.exception and not app.error
    assert (app.query_params["don_vi"], app.query_params["ban_do"]) == (GIA_VIEN, JULY)


def test_an_unallocated_unit_keeps_its_figures_and_is_not_judged(open_page):  # noqa: F811
    app = open_page("unit", ban_do=JULY, ky="2021-Q2", don_vi=GIA_TAN)
    assert not app.exception and not app.error
    assert "bị chia về Xã Gia Vân, Phường Tây Hoa Lư" in app.info[0].value
    signals = app.dataframe[-1].value["Nhận định"]
    assert signals.str.contains("Chưa phân bổ").any() and not signals.str.contains("▼|▲").any()


def test_a_map_that_does_not_exist_says_so(open_page):  # noqa: F811
    app = open_page("overview", ban_do="2025-07-02")
    assert "2025-07-02" in app.error[0].value and not app.title and not app.metric


def test_the_choice_of_a_map_is_offered_and_kept(open_page):  # noqa: F811
    app = open_page("overview", ky="2021-Q2")
    assert app.selectbox(key="choice_ban_do").options == [
        "Theo thời điểm của số liệu",
        "Quy về đơn vị từ 01/01/2025",
        "Quy về đơn vị từ 01/07/2025",
    ]
    app.selectbox(key="choice_ban_do").set_value(JULY).run()
    assert app.query_params["ban_do"] == JULY
    app.selectbox(key="choice_ban_do").set_value("thoi-diem").run()
    assert app.query_params["ban_do"] == "thoi-diem"


def test_the_command_line_rolls_up_and_says_what_it_cannot(sample_home):
    asked = ["measure", "on_time_06a", "--period", "2021-Q2", "--format", "json", "--map", JULY]
    answer = CliRunner().invoke(app, [*asked, "--unit", "14488", "--home", str(sample_home.path)])
    (printed,) = json.loads(answer.stdout)
    assert (printed["state"], printed["value"]) == ("refused", None)
    assert "Xã Gia Vân (nhận một phần Xã Gia Tân bị chia)" in answer.stderr
    assert say("vi", "map.unallocated", units="Xã Gia Lập") in answer.stderr
    wrong = CliRunner().invoke(app, [*asked[:-1], "2025-07-02", "--home", str(sample_home.path)])
    assert wrong.exit_code == 2 and "2025-07-02" in wrong.stderr


def test_the_box_of_an_old_unit_opens_where_that_unit_stands(open_page, monkeypatch):  # noqa: F811
    asked = []
    monkeypatch.setattr(
        "ui.satisfaction.suggestion_box.tables.draw_table",
        lambda table, **_: 0 if "hom-thu-don-vi" in table.name else None,
    )
    monkeypatch.setattr(
        "ui.satisfaction.suggestion_box.navigation.open_page", lambda page, **ids: asked.append((page, ids))
    )
    app = open_page("satisfaction", ban_do=JULY, ky="2021-Q2", don_vi=GIA_VIEN)
    assert not app.exception
    ((page, ids),) = asked
    opened = open_page(page, ky="2021-Q2", **ids)
    assert not opened.exception and not opened.error and opened.query_params["don_vi"] == ids["don_vi"]
