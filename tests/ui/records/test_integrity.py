"""Cần kiểm tra: from files to sentences and rows; due dates that a later file moved; nothing personal."""

import json
from datetime import datetime

import pytest
from sqlalchemy import select

from etl.loading.load import load
from etl.loading.rebuild import rebuild
from indicators.catalogue.integrity_tests import TESTS
from indicators.queries.integrity import marked_rows
from indicators.scope_from_words import scope_from_words
from languages import LANGUAGES, say
from presentation.integrity import rows_table
from presentation.table import Notes
from tests.support.source_files import row, table, write_xlsx
from tests.ui.test_pages import opened
from warehouse.connection import open_reader
from warehouse.home import Home
from warehouse.snapshots import current_snapshot
from warehouse.tables import due_version

pytestmark = pytest.mark.integrity
UNIT, DAYS = "14467@start", {"Ngày tiếp nhận": "14/06/2021", "Ngày kết thúc xử lý": "16/06/2021"}


def a_case(number, **cells):
    changed = {"Mã hồ sơ": f"000.00.18.H42-210614-{number:04}", "Ngày hẹn trả": "18/06/2021"} | DAYS | cells
    return row(**{heading.replace(" ", "_"): cell for heading, cell in changed.items()})


@pytest.fixture(scope="module")
def home(tmp_path_factory, settings):
    """26 cases of one telephone number; the second file moves the due date of two of them."""
    folder = tmp_path_factory.mktemp("integrity")
    every = [a_case(number) for number in range(26)]
    moved = [a_case(number, **{"Ngày hẹn trả": "24/06/2021"}) for number in range(2)]
    moved.append(a_case(2, **{"Ngày hẹn trả": "16/06/2021"}))
    for number, rows in enumerate((every, moved)):
        file = write_xlsx(folder / f"{number}.xlsx", table("cases", *rows))
        load([file], Home(folder / "home"), settings, loaded_at=datetime(2021, 7, 1 + number))
    return Home(folder / "home")


@pytest.fixture
def open_page(home, monkeypatch):
    monkeypatch.setenv("REFORM_HOME", str(home.path))
    return opened


def versions(home):
    with open_reader(current_snapshot(home)) as connection:
        found = connection.execute(select(due_version).order_by(due_version.c.code, due_version.c.due_on))
        return [(one.code[-4:], one.due_on.isoformat(), one.file_id) for one in found]


def test_due_dates_that_files_tell_otherwise_are_kept_with_the_file_that_told_them(home, settings):
    told = versions(home)
    assert told == [
        ("0000", "2021-06-18", 1),
        ("0000", "2021-06-24", 2),
        ("0001", "2021-06-18", 1),
        ("0001", "2021-06-24", 2),
        ("0002", "2021-06-16", 2),
        ("0002", "2021-06-18", 1),
    ]
    rebuild(home, settings, started_at=datetime(2021, 7, 5))
    assert versions(home) == told


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_finding_is_a_sentence_that_says_how_many(open_page, language):
    app = open_page("integrity", ky="2021-06", ngon_ngu=language)
    assert not app.exception and not app.error
    texts = [one.value for one in app.markdown]
    for test in ("due_moved", "one_filer"):
        what = say(language, f"integrity.what.{test}")
        assert any(what in text for text in texts), test
    assert app.subheader[0].value == say(language, "integrity.count", count="2")
    assert len(app.dataframe[-1].value) == len(TESTS)


@pytest.mark.parametrize(("test", "count"), [("due_moved", 2), ("one_filer", 26), ("zero_minutes", 0)])
def test_a_finding_opens_its_rows(open_page, test, count):
    app = open_page("integrity", ky="2021-06", don_vi=UNIT, phep_thu=test)
    assert not app.exception and not app.error
    assert app.query_params["phep_thu"] == test
    assert (len(app.dataframe[0].value) if count else len(app.info) - 1) == count


def test_who_filed_is_a_number(open_page):
    app = open_page("integrity", ky="2021-06", don_vi=UNIT, phep_thu="one_filer")
    assert set(app.dataframe[0].value["Người nộp"]) == {"người nộp 1 (•••)"}
    shown = json.dumps([table.value.to_csv() for table in app.dataframe], ensure_ascii=False)
    assert "0900000001" not in shown and "Nguyễn Văn Mẫu" not in shown


def test_a_test_that_does_not_exist_says_so(open_page):
    app = open_page("integrity", phep_thu="X")
    assert "X" in app.error[0].value and not app.title and not app.dataframe


@pytest.mark.parametrize("test", TESTS)
def test_every_test_can_be_opened(open_page, test):
    app = open_page("integrity", ky="2021-06", phep_thu=test)
    assert not app.exception and not app.error


def test_the_file_of_a_test_holds_times_and_no_person(home):
    with open_reader(current_snapshot(home)) as connection:
        found = marked_rows(connection, "one_filer", scope_from_words(connection, period="2021-06"))
    taken = rows_table("vi", "one_filer", found, {}, {}, "x", "x", Notes())
    names = [column.name for column in taken.columns]
    assert {"received_at", "finished_at", "extra", "row_no"} <= set(names)
    assert set(taken.rows["phone"]) == {"•••"}
