"""A load killed at any step leaves readers with the old snapshot or the new one, and the next load works."""

import json
import os
import subprocess
import sys
import threading
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from etl.loading.load import AlreadyLoading, load
from etl.loading.rebuild import rebuild
from tests.support import example_counts
from tests.support.snapshot_reader import seen
from tests.support.source_files import row, table, write_csv, write_xlsx
from warehouse.home import PROJECT, Home
from warehouse.snapshots import current_snapshot, list_snapshots

pytestmark = pytest.mark.crash
STEPS = {
    # step: whether the new snapshot is there when the load dies
    "locked": False,
    "drafted": False,
    "settings_written": False,
    "understood": False,
    "archived": False,
    "merged": False,
    "derived": False,
    "checkpointed": False,
    "prepared": False,
    "published": True,
    "copied": True,
    "recorded": True,
}
BACK = [
    (act, step, published)
    for act in ("undo", "rollback")
    for step, published in (("drafted", False), ("prepared", False), ("published", True), ("copied", True))
]
ROWS = 2_000
PAIRS = example_counts.of(4, 10)
WHEN = datetime(2021, 8, 31)


@pytest.fixture
def home(tmp_path, settings):
    home = Home(tmp_path / "home")
    load([cases_file(tmp_path, "H-1", "H-2")], home, settings, loaded_at=WHEN)
    return home


@pytest.fixture
def other_reader(home):
    """Asks in another process, which keeps its connections open between questions."""
    command = [sys.executable, "-m", "tests.support.snapshot_reader", str(home.path)]
    with subprocess.Popen(command, cwd=PROJECT, stdin=-1, stdout=-1, text=True) as process:

        def ask() -> tuple[str, int, int]:
            process.stdin.write("\n")
            process.stdin.flush()
            name, files, cases = process.stdout.readline().split()
            return name, int(files), int(cases)

        yield ask
        process.stdin.close()


def dashboard_of(home: Home, monkeypatch) -> AppTest:
    monkeypatch.setenv("REFORM_HOME", str(home.path))
    return AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60).run()


def cases_file(folder: Path, *codes: str) -> Path:
    rows = (row(Mã_hồ_sơ=code) for code in codes)
    return write_xlsx(folder / f"{codes[0]}.xlsx", table("cases", *rows))


def second_file(folder: Path) -> Path:
    rows = (row(Mã_hồ_sơ=f"S-{number}") for number in range(ROWS))
    return write_csv(folder / "second.csv", table("cases", *rows))


def killed_at(step: str, home: Home, *what: object) -> None:
    command = [sys.executable, "-m", "tests.etl.loading.crash_process", step, str(home.path), *map(str, what)]
    assert subprocess.run(command, cwd=PROJECT, check=False).returncode == -9


@pytest.mark.parametrize(("step", "published"), STEPS.items(), ids=STEPS)
def test_readers_see_all_of_a_load_or_none_of_it(
    step, published, home, settings, tmp_path, other_reader, monkeypatch
):
    dashboard = dashboard_of(home, monkeypatch)
    if step == "settings_written":  # only a first load or one with other settings writes them
        home = Home(tmp_path / "empty")
        killed_at(step, home, "load", second_file(tmp_path))
        assert current_snapshot(home) is None
    else:
        before = ("0001", 1, 2)
        assert other_reader() == seen(home) == before
        killed_at(step, home, "load", second_file(tmp_path))
        assert other_reader() == seen(home) == (("0002", 2, 2 + ROWS) if published else before)
        dashboard.run()
        assert dashboard.title and not dashboard.exception and not dashboard.error
    load([second_file(tmp_path), cases_file(tmp_path, "H-9")], home, settings, loaded_at=WHEN)
    assert seen(home)[2] == ROWS + (1 if step == "settings_written" else 3)
    assert leftovers(home) == []


@pytest.mark.parametrize(("act", "step", "published"), BACK[:: example_counts.of(3, 1)])
def test_an_undo_or_a_rollback_too_is_there_whole_or_not_at_all(
    act, step, published, home, settings, tmp_path, other_reader
):
    load([second_file(tmp_path)], home, settings, loaded_at=WHEN)
    before = ("0002", 2, 2 + ROWS)
    assert other_reader() == seen(home) == before
    killed_at(step, home, act, "0001")
    assert other_reader() == seen(home) == (("0003", 1, 2) if published else before)
    load([cases_file(tmp_path, "H-9")], home, settings, loaded_at=WHEN)
    assert seen(home)[2] == (3 if published else 3 + ROWS)
    assert leftovers(home) == []
    deeds = [json.loads(line)["did"] for line in home.log.read_text("utf-8").splitlines()]
    assert deeds == ["load", "load", *([act] if published else []), "load"], "nothing is missing in the log"


def test_two_loads_at_once_come_in_one_after_the_other(home, tmp_path):
    command = [sys.executable, "-m", "tests.etl.loading.concurrent_load", str(home.path), str(PAIRS)]
    both = [subprocess.Popen([*command, name], cwd=PROJECT) for name in ("left", "right")]
    last = seen(home)
    while any(process.poll() is None for process in both):
        now = seen(home)
        assert now >= last and now[2] == now[1] + 1, "whole loads only, and time runs on"
        last = now
    assert [process.returncode for process in both] == [0, 0]
    assert seen(home)[1:] == (1 + 2 * PAIRS, 2 + 2 * PAIRS)


def leftovers(home: Home) -> list[Path]:
    hidden = [path for path in home.path.rglob(".*") if path not in (home.lock, home.lock_holder)]
    return [*hidden, *home.path.rglob("*.copying"), *home.path.rglob("*.wal")]


def test_a_rebuild_gives_the_same_figures(home, settings, tmp_path):
    load([second_file(tmp_path)], home, settings, loaded_at=WHEN)
    before = seen(home)
    rebuild(home, settings)
    assert seen(home)[1:] == before[1:]
    assert [snapshot.id for snapshot in list_snapshots(home)] == ["0001", "0002", "0003"]


def test_a_rebuild_works_from_the_archive_alone(home, settings, tmp_path):
    load([second_file(tmp_path)], home, settings, loaded_at=WHEN)
    before = seen(home)
    for snapshot in list_snapshots(home):
        snapshot.path.unlink()
    rebuild(home, settings)
    assert seen(home)[1:] == before[1:]


def test_a_second_load_is_refused_while_one_runs(home, settings, tmp_path):
    def load_again(step: str, about: str) -> None:
        if step == "drafted":
            with pytest.raises(AlreadyLoading):
                load([second_file(tmp_path)], home, settings, loaded_at=WHEN)

    load([second_file(tmp_path)], home, settings, loaded_at=WHEN, on_step=load_again)
    assert seen(home)[2] == 2 + ROWS


def test_whoever_comes_second_is_told_who_holds_the_home_and_waits(home, settings, tmp_path):
    waiting = []

    def start_second(step: str, about: str) -> None:
        if step == "locked":
            thread.start()
            told.wait()
            with pytest.raises(AlreadyLoading) as held:
                load([second_file(tmp_path)], home, settings, loaded_at=WHEN)
            assert f"{os.getpid()} (tài khoản An)" in held.value.sentence("vi")

    def second() -> None:
        load([cases_file(tmp_path, "H-8")], home, settings, loaded_at=WHEN, wait=60, on_step=note)

    def note(step: str, about: str) -> None:
        waiting.append((step, about))
        told.set()

    thread, told = threading.Thread(target=second), threading.Event()
    load([cases_file(tmp_path, "H-7")], home, settings, loaded_at=WHEN, loader="An", on_step=start_second)
    thread.join()
    step, about = waiting[0]
    assert step == "waiting" and about.startswith(f"{os.getpid()} An ")
    assert seen(home)[1:] == (3, 4)
