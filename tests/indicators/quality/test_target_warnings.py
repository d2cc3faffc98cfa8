"""Targets that no figure can be judged by are said, on both pages and on the command line."""

import shutil
from datetime import datetime

import pytest
from typer.testing import CliRunner

from etl.loading.load import load
from etl.settings import Settings
from indicators.cli.commands import app
from indicators.quality.target_warnings import target_warnings
from tests.support.source_files import row, table, write_xlsx
from tests.ui.test_pages import opened
from warehouse.connection import open_reader
from warehouse.home import PROJECT, Home
from warehouse.snapshots import current_snapshot

WRONG = """on_time_6a,parent,2021-01-01,,95,Căn cứ
on_time_766,office,2010-01-01,2010-12-31,950,Căn cứ
median_days,office,2010-01-01,2010-12-31,-1,Căn cứ
median_days,office,2009-01-01,2009-12-31,950,Căn cứ
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("doubts")
    copy = shutil.copytree(PROJECT / "settings", folder / "settings")
    with (copy / "targets.csv").open("a", encoding="utf-8") as targets:
        targets.write(WRONG)
    place = Home(folder / "home")
    path = write_xlsx(folder / "a.xlsx", table("cases", row()))
    load([path], place, Settings.read(copy), loaded_at=datetime(2021, 8, 31))
    return place


def test_a_target_of_no_indicator_and_one_that_cannot_be_are_said(home):
    with open_reader(current_snapshot(home)) as connection:
        said = target_warnings(connection, "vi")
    assert ["on_time_6a" in one for one in said].count(True) == 1
    assert any("950 của “on_time_766”" in one and "từ 0 đến 100" in one for one in said)
    assert any("−1 của “median_days”" in one for one in said)
    assert len(said) == 3


def test_our_own_targets_are_not_doubted(sample_snapshot):
    assert target_warnings(sample_snapshot, "vi") == []


def test_the_list_of_indicators_says_it(home):
    answer = CliRunner().invoke(app, ["list", "--format", "csv", "--home", str(home.path)])
    assert answer.exit_code == 0
    assert "“on_time_6a”" in answer.stderr and "on_time_6a," not in answer.stdout


@pytest.mark.parametrize("place", ["data", "catalogue"])
def test_the_pages_warn(home, place, monkeypatch):
    monkeypatch.setenv("REFORM_HOME", str(home.path))
    app = opened(place)
    warned = [one.value for one in app.warning]
    assert len(warned) == 3 and any("“on\\_time\\_6a”" in one for one in warned)
