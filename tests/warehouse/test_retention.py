"""Which snapshots stay: the newest ten, each month's last, those that somebody refers to."""

import pytest

from warehouse import retention
from warehouse.connection import open_writer
from warehouse.home import Home
from warehouse.snapshots import list_snapshots, publish_draft
from warehouse.tables import setting


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path / "home")
    home.prepare()
    return home


def made(home, *days):
    for day in days:
        path = home.snapshots / ".building.duckdb"
        with open_writer(path) as connection:
            connection.execute(setting.insert(), {"key": "built_at", "value": f"{day}T06:00:00"})
        publish_draft(home, path)


def numbers(home):
    return [int(snapshot.id) for snapshot in list_snapshots(home)]


def test_the_newest_ten_and_each_months_last_stay(home):
    made(home, "2021-05-03", "2021-05-28", "2021-06-01", "2021-06-02")
    made(home, *(f"2021-07-{day:02}" for day in range(1, 13)))
    retention.delete_old_snapshots(home)
    assert numbers(home) == [2, 4, *range(7, 17)]


def test_months_go_too_after_two_years(home, monkeypatch):
    monkeypatch.setattr(retention, "MONTHS", 2)
    made(home, "2021-01-03", "2021-02-28", "2021-03-01", "2021-04-01")
    made(home, *(f"2021-07-{day:02}" for day in range(1, 11)))
    retention.delete_old_snapshots(home)
    assert numbers(home) == [3, 4, *range(5, 15)]


def test_what_somebody_refers_to_stays(home):
    made(home, *(f"2021-07-{day:02}" for day in range(1, 14)))
    retention.keep_snapshot(home, "0002", "giao ban tháng 7", "An")
    retention.delete_old_snapshots(home)
    assert numbers(home) == [2, *range(4, 14)]
    assert retention.kept_snapshots(home) == {"0002": "giao ban tháng 7"}
