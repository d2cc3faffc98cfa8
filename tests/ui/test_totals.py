"""A home that got totals alone: what its pages say, and that every figure is made of its rows."""

from datetime import datetime

import pandas as pd
import pytest

from etl.loading.load import load
from indicators.catalogue import CATALOGUE
from indicators.queries import figure, row_count, rows
from indicators.scope_from_words import scope_from_words
from languages import say
from tests.indicators.queries.test_measure import recomputed
from tests.support.source_files import write_xlsx
from tests.support.total_sheets import of_cases, of_documents
from tests.ui.test_pages import opened
from ui.text import FIGURE_SPACE, escape_markdown
from warehouse.connection import open_reader
from warehouse.home import Home
from warehouse.snapshots import current_snapshot

QUARTER = "Từ ngày 01/04/2021 đến ngày 30/06/2021"
UNIT = "14467@start"
CASES = ["Xã Gia Hòa", 100, 30, 60, 10, 85, 20, 60, 5, 15, 12, 3]
DOCUMENTS = ["Xã Gia Hòa", 50, 40, 5, 3, 2, 30, 20, 18, 19, 17, 5]


@pytest.fixture(scope="module")
def home(tmp_path_factory, settings):
    folder = tmp_path_factory.mktemp("totals")
    files = [
        write_xlsx(folder / "hồ sơ.xlsx", of_cases(CASES, title=QUARTER)),
        write_xlsx(folder / "văn bản.xlsx", of_documents(DOCUMENTS, title=QUARTER)),
    ]
    load(files, Home(folder / "home"), settings, loaded_at=datetime(2021, 7, 2))
    return Home(folder / "home")


@pytest.fixture
def open_page(home, monkeypatch):
    monkeypatch.setenv("REFORM_HOME", str(home.path))
    return opened


@pytest.mark.parametrize("indicator", CATALOGUE)
def test_a_figure_of_totals_is_what_its_rows_say(home, indicator):
    with open_reader(current_snapshot(home)) as connection:
        scope = scope_from_words(connection, period="2021-Q2")
        shown = figure(connection, CATALOGUE[indicator], scope)
        behind = rows(connection, CATALOGUE[indicator], scope)
        assert len(behind) == row_count(connection, CATALOGUE[indicator], scope)
    if CATALOGUE[indicator].totals is None:
        assert shown.value is None
        return
    assert shown.value == pytest.approx(recomputed(CATALOGUE[indicator], behind))
    assert set(behind["file"]) <= {"hồ sơ.xlsx", "văn bản.xlsx"} and behind["row_no"].notna().all()


@pytest.mark.parametrize("indicator", ["on_time_06a", "signed_leader"])
def test_the_page_of_an_indicator_lists_the_totals_behind_it(open_page, indicator):
    app = open_page("indicator", chi_so=indicator, ky="2021-Q2")
    assert not app.exception and not app.error
    listed = pd.concat([one.value for one in app.dataframe])
    assert listed.astype(str).stack().str.contains("30/06/2021").any()
    assert any(say("vi", "totals.not_divided", count=1) in one.value for one in app.markdown)


@pytest.mark.parametrize("indicator", ["open_cases", "signed_leader"])
def test_a_month_of_the_quarter_says_why_it_has_no_figure(open_page, indicator):
    app = open_page("indicator", chi_so=indicator, ky="2021-05", don_vi=UNIT)
    assert not app.exception and not app.error
    assert "Chỉ có số tổng hợp từ 01/04/2021 đến 30/06/2021, không tách được theo kỳ này." in [
        one.value for one in app.markdown
    ]


@pytest.mark.parametrize("place", ["overview", "unit", "signing", "data", "compare", "catalogue"])
def test_other_pages_run(open_page, place):
    app = open_page(place, ky="2021-Q2") if place != "unit" else open_page(place, ky="2021-05", don_vi=UNIT)
    assert not app.exception and not app.error


def test_the_calendar_of_the_data_page_shows_the_quarter_in_each_of_its_months(open_page):
    app = open_page("data")
    assert say("vi", "filled.totals_note") in " ".join(one.value for one in app.markdown)
    [calendar] = [one.value for one in app.dataframe if "05/2021" in one.value]
    assert list(calendar)[1:] == ["06/2021", "05/2021", "04/2021"]
    gia_hoa = calendar[calendar[say("vi", "fresh.unit")] == "Xã Gia Hòa"]
    assert [cell.strip(FIGURE_SPACE) for cell in gia_hoa.iloc[0, 1:]] == ["1", "1", "1"]
    assert set(calendar["05/2021"]) == {gia_hoa.iloc[0, 1], say("vi", "filled.empty")}


def test_the_page_of_two_snapshots_lists_a_corrected_total_before_any_row(tmp_path, settings, monkeypatch):
    corrected = [*DOCUMENTS[:8], 19, *DOCUMENTS[9:]]
    for number, numbers in enumerate((DOCUMENTS, corrected)):
        path = write_xlsx(tmp_path / f"{number}.xlsx", of_documents(numbers, title=QUARTER))
        load([path], Home(tmp_path / "home"), settings, loaded_at=datetime(2021, 7, 2 + number))
    monkeypatch.setenv("REFORM_HOME", str(tmp_path / "home"))
    app = opened("compare", chi_so="signed_leader", don_vi=UNIT, thang="2021-Q2")
    assert not app.exception and not app.error
    sentence = "quý II/2021: đã báo cáo 72,0% (18/25), nay 76,0% (19/25): đổi 1 dòng số tổng hợp."
    assert any(escape_markdown(sentence) in one.value for one in app.markdown)
    [line] = app.dataframe[0].value.to_dict("records")
    assert line[say("vi", "compare.id")] == "số tổng hợp từ 01/04/2021 đến 30/06/2021"
    assert line[say("vi", "compare.changes")] == "Lãnh đạo ký số: 18 → 19"
    assert line[say("vi", "compare.source_before")].startswith("0.xlsx")


def test_a_broken_identity_of_the_form_is_named_before_it_is_taken_away(tmp_path, settings, monkeypatch):
    """The quarter before left 12 cases, this one begins with 10."""
    before = ["Xã Gia Hòa", 100, 30, 60, 10, 88, 20, 60, 8, 12, 12, 0]
    quarter = "Từ ngày 01/01/2021 đến ngày 31/03/2021"
    files = [
        write_xlsx(tmp_path / "quý 1.xlsx", of_cases(before, title=quarter)),
        write_xlsx(tmp_path / "quý 2.xlsx", of_cases(CASES, title=QUARTER)),
    ]
    load(files, Home(tmp_path / "home"), settings, loaded_at=datetime(2021, 7, 2))
    monkeypatch.setenv("REFORM_HOME", str(tmp_path / "home"))
    app = opened("reports", ky="2021-Q2", don_vi=UNIT)
    assert not app.exception and not app.error
    [told] = [one.value for one in app.warning]
    assert "Đẳng thức (6) = (11) của kỳ trước không khớp" in told and "10 khác 12" in told
