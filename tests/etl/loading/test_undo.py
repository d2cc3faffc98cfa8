"""A load is taken back whole, an earlier snapshot served again; numbers only grow and the log tells all."""

import json
import shutil
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, strategies
from hypothesis import settings as examples
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from etl.loading.load import load
from etl.loading.rebuild import rebuild
from etl.loading.undo import rollback, undo
from etl.settings import Settings
from etl.storage import archive
from etl.storage.errors import OperationStopped
from tests.support import example_counts
from tests.support.source_files import row, table, write_csv
from warehouse.connection import open_reader
from warehouse.home import PROJECT, Home
from warehouse.snapshots import current_snapshot, list_snapshots
from warehouse.tables import FACTS, load_file, setting

WHEN = datetime(2021, 8, 31, 6)
OPEN = {"Ngày_kết_thúc_xử_lý": None, "Ngày_trả_kết_quả": None, "Trạng_thái_hồ_sơ": "Đang xử lý"}


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


@pytest.fixture
def bring(home, settings, tmp_path):
    def load_rows(name, *rows, source="cases", printed=None, **options):
        above = [[f"Ngày xuất dữ liệu: {printed}"]] if printed else []
        path = write_csv(tmp_path / name, [*above, *table(source, *rows)])
        return load([path], home, settings, **({"loaded_at": WHEN} | options))

    return load_rows


def facts(home):
    """All that the pages show: every fact with the file and row it is known from, and the closing date."""
    with open_reader(current_snapshot(home)) as connection:
        told = [sorted(map(repr, connection.execute(select(fact)).all())) for fact in FACTS]
        about = select(setting.c.key, setting.c.value).where(setting.c.key.not_in(["built_at", "origin"]))
        return told, sorted(map(tuple, connection.execute(about)))


def log(home):
    return [json.loads(line) for line in home.log.read_text("utf-8").splitlines()]


def statuses(home):
    with open_reader(current_snapshot(home)) as connection:
        return [(one.code, one.status) for one in connection.execute(select(FACTS[0]).order_by("code"))]


def test_what_a_load_had_replaced_comes_back(home, bring, settings):
    bring("a.csv", row(Mã_hồ_sơ="H", **OPEN), printed="03/08/2021")
    before = facts(home)
    bring("b.csv", row(Mã_hồ_sơ="H"), row(Mã_hồ_sơ="I"), printed="05/08/2021")
    assert statuses(home) == [("H", 10), ("I", 10)]
    snapshot, gone = undo(home, settings, started_at=WHEN)
    assert [kept.name for kept in gone] == ["b.csv"]
    assert statuses(home) == [("H", 4)]
    assert facts(home) == before
    assert snapshot.id == "0003"


def test_a_load_from_the_middle_leaves_what_came_after(home, bring, settings):
    for number, name in enumerate(("a", "b", "c"), 1):
        assert bring(f"{name}.csv", row(Mã_hồ_sơ=name)).load_no == number
    undo(home, settings, load_no=2, started_at=WHEN, user_name="An")
    assert [code for code, _ in statuses(home)] == ["a", "c"]
    assert [(kept.name, kept.load_no) for kept in archive.read_order(home)] == [("a.csv", 1), ("c.csv", 3)]


def test_the_log_tells_who_did_what(home, bring, settings):
    bring("a.csv", row(Mã_hồ_sơ="a"), loader="watch")
    bring("b.csv", row(Mã_hồ_sơ="b"), row(Mã_hồ_sơ=None), loader="An")
    undo(home, settings, started_at=WHEN, user_name="Bình")
    rollback(home, "2", started_at=WHEN, user_name="Bình")
    rebuild(home, settings, started_at=WHEN, user_name="Chi")
    told = [
        (line["did"], line["by"], line["snapshot"], line["load_no"], line["copy_of"]) for line in log(home)
    ]
    assert told == [
        ("load", "watch", "0001", 1, None),
        ("load", "An", "0002", 2, None),
        ("undo", "Bình", "0003", 2, "0001"),
        ("rollback", "Bình", "0004", None, "0002"),
        ("rebuild", "Chi", "0005", None, None),
    ]
    assert [line["files"][0]["name"] for line in log(home)[:3]] == ["a.csv", "b.csv", "b.csv"]


def test_a_load_that_publishes_nothing_is_in_the_log_too(home, settings, tmp_path):
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 cut off")
    load([tmp_path / "broken.xlsx"], home, settings, loaded_at=WHEN)
    assert [(line["snapshot"], line["files"][0]["refused"]) for line in log(home)] == [(None, "damaged")]


def test_one_file_of_a_load_can_be_taken_back(home, settings, tmp_path):
    files = [write_csv(tmp_path / f"{n}.csv", table("cases", row(Mã_hồ_sơ=n))) for n in "abc"]
    load(files, home, settings, loaded_at=WHEN)
    undo(home, settings, file="b.csv", started_at=WHEN)
    assert [code for code, _ in statuses(home)] == ["a", "c"]
    undo(home, settings, file=archive.read_order(home)[0].sha256[:12], started_at=WHEN)
    assert [code for code, _ in statuses(home)] == ["c"]


def test_the_number_of_an_undone_load_never_comes_again(home, bring, settings):
    bring("a.csv", row(Mã_hồ_sơ="a"))
    bring("b.csv", row(Mã_hồ_sơ="b"))
    undo(home, settings, started_at=WHEN)
    again = bring("b.csv", row(Mã_hồ_sơ="b"))
    assert (again.load_no, again.files[0].account.loaded) == (3, 1)


def test_rows_know_the_load_and_the_loader(home, bring):
    bring("a.csv", row(), loader="watch", dates="day_first")
    with open_reader(current_snapshot(home)) as connection:
        columns = (load_file.c.load_no, load_file.c.loader, load_file.c.dates)
        assert connection.execute(select(*columns)).one() == (1, "watch", "day_first")


def test_an_empty_home_opens_without_error(home, bring, settings, monkeypatch):
    bring("a.csv", row())
    undo(home, settings, started_at=WHEN)
    monkeypatch.setenv("REFORM_HOME", str(home.path))
    page = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60).run()
    assert not page.exception and page.info
    assert bring("a.csv", row()).files[0].account.loaded == 1
    with pytest.raises(OperationStopped, match="no_such_load"):
        undo(home, settings, load_no=1, started_at=WHEN)


def test_the_closing_date_of_an_undone_load_goes_with_it(home, bring, settings):
    bring("a.csv", row(Mã_hồ_sơ="a"), closing_date=date(2021, 8, 20))
    before = facts(home)
    bring("b.csv", row(Mã_hồ_sơ="b"), closing_date=date(2021, 8, 25))
    undo(home, settings, started_at=WHEN)
    assert facts(home) == before
    for snapshot in list_snapshots(home):
        snapshot.path.unlink()
    rebuild(home, settings)
    assert facts(home) == before, "the archive and its order alone say it too"


def test_an_undo_with_other_settings_is_made_again(home, bring, settings, tmp_path):
    bring("a.csv", row(Mã_hồ_sơ="a"))
    bring("b.csv", row(Mã_hồ_sơ="b"))
    folder = shutil.copytree(PROJECT / "settings", tmp_path / "settings")
    statuses_ = (folder / "statuses.csv").read_text("utf-8")
    (folder / "statuses.csv").write_text(
        statuses_.replace("Result returned,1,", "Result returned,0,"), "utf-8"
    )
    undo(home, Settings.read(folder), started_at=WHEN)
    with open_reader(current_snapshot(home)) as connection:
        found = connection.execute(select(FACTS[0].c.code, FACTS[0].c.counts_06a)).all()
    assert found == [("a", False)]


def test_a_rollback_serves_an_earlier_snapshot_and_the_order_follows(home, bring, settings):
    bring("a.csv", row(Mã_hồ_sơ="a"))
    before = facts(home)
    bring("b.csv", row(Mã_hồ_sơ="b"))
    assert rollback(home, "0001", started_at=WHEN).id == "0003"
    assert facts(home) == before
    assert bring("c.csv", row(Mã_hồ_sơ="c")).load_no == 3
    assert [kept.name for kept in archive.read_order(home)] == ["a.csv", "c.csv"]
    with pytest.raises(OperationStopped, match="no_snapshot"):
        rollback(home, "99", started_at=WHEN)


def test_two_files_of_one_name_have_to_be_told_apart(home, bring, settings):
    bring("a.csv", row(Mã_hồ_sơ="a"))
    bring("a.csv", row(Mã_hồ_sơ="b"))
    with pytest.raises(OperationStopped, match="several_files"):
        undo(home, settings, file="a.csv", started_at=WHEN)
    assert current_snapshot(home).id == "0002"


def test_an_order_of_an_earlier_version_still_reads(home):
    home.prepare()
    lines = [
        '{"name": "a", "sha256": "1", "loaded_at": "2021-08-02T06:15:00"}',
        '{"name": "b", "sha256": "2", "loaded_at": "2021-08-02T06:15:00"}',
        '{"name": "c", "sha256": "3", "loaded_at": "2021-08-03T06:15:00"}',
    ]
    (home.archive / "order.jsonl").write_text("\n".join(lines), "utf-8")
    assert [(kept.name, kept.load_no, kept.loader) for kept in archive.read_order(home)] == [
        ("a", 1, ""),
        ("b", 1, ""),
        ("c", 2, ""),
    ]


@dataclass
class Office:
    """What a clerk may do with four small files whose cases overlap, and the plain list of what is left."""

    folder: Path
    settings: Settings
    left: list[Path]

    def files(self):
        drawn = {
            "1.csv": ("03/08/2021", [row(Mã_hồ_sơ="H", **OPEN), row(Mã_hồ_sơ="I")]),
            "2.csv": ("05/08/2021", [row(Mã_hồ_sơ="H"), row(Mã_hồ_sơ="J", **OPEN)]),
            "3.csv": (None, [row(Mã_hồ_sơ="J"), row(Mã_hồ_sơ="H", Hình_thức_nộp="Trực tiếp")]),
            "4.csv": ("04/08/2021", [row(Mã_hồ_sơ="I", **OPEN), row(Mã_hồ_sơ="H", **OPEN)]),
        }
        for name, (printed, rows) in drawn.items():
            above = [[f"Ngày xuất dữ liệu: {printed}"]] if printed else []
            yield write_csv(self.folder / name, [*above, *table("cases", *rows)])


@examples(max_examples=example_counts.of(4, 8), deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=strategies.lists(strategies.sampled_from(["1", "2", "3", "4", "last", "first"]), max_size=5))
def test_after_any_loads_and_undos_the_facts_are_those_of_the_files_that_are_left(acts, settings):
    with TemporaryDirectory() as folder:
        office = Office(Path(folder), settings, [])
        files = {path.stem: path for path in office.files()}
        home, fresh = Home(Path(folder) / "home"), Home(Path(folder) / "fresh")
        moment = WHEN
        for act in acts:
            moment += timedelta(minutes=1)
            if act in files and files[act] not in office.left:
                load([files[act]], home, settings, loaded_at=moment)
                office.left.append(files[act])
            elif act not in files and office.left:
                gone = office.left.pop(-1 if act == "last" else 0)
                undo(home, settings, file=gone.name, started_at=moment)
        for path in office.left:
            load([path], fresh, settings, loaded_at=moment)
        if office.left:
            assert facts(home) == facts(fresh)
        elif current_snapshot(home):
            assert not any(facts(home)[0])
