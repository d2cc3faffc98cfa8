"""A load killed at any step leaves readers with the old snapshot or the new one, and the next load works."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from etl.load import AlreadyLoading, load, rebuild
from tests.watch_snapshots import seen
from tests.workbooks import row, table, write_xlsx
from warehouse.home import PROJECT, Home
from warehouse.snapshots import current, listing

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
    "published": True,
    "copied": True,
    "recorded": True,
}
WHEN = datetime(2021, 8, 31)


@pytest.fixture
def home(tmp_path, settings):
    home = Home(tmp_path / "home")
    load([cases_file(tmp_path, "H-1", "H-2")], home, settings, loaded_at=WHEN)
    return home


@pytest.fixture
def other_reader(home):
    """Asks in another process, which keeps its connections open between questions."""
    command = [sys.executable, "-m", "tests.watch_snapshots", str(home.path)]
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
    return cases_file(folder, "H-3", "H-4", "H-5")


def killed_at(step: str, home: Home, file: Path) -> None:
    command = [sys.executable, "-m", "tests.load_killed_at", step, str(home.path), str(file)]
    assert subprocess.run(command, cwd=PROJECT, check=False).returncode == -9


@pytest.mark.parametrize(("step", "published"), STEPS.items(), ids=STEPS)
def test_readers_see_all_of_a_load_or_none_of_it(
    step, published, home, settings, tmp_path, other_reader, monkeypatch
):
    dashboard = dashboard_of(home, monkeypatch)
    if step == "settings_written":  # only a first load or one with other settings writes them
        home = Home(tmp_path / "empty")
        killed_at(step, home, second_file(tmp_path))
        assert current(home) is None
    else:
        before = ("0001", 1, 2)
        assert other_reader() == seen(home) == before
        killed_at(step, home, second_file(tmp_path))
        assert other_reader() == seen(home) == (("0002", 2, 5) if published else before)
        dashboard.run()
        assert dashboard.title and not dashboard.exception and not dashboard.error
    load([second_file(tmp_path), cases_file(tmp_path, "H-9")], home, settings, loaded_at=WHEN)
    assert seen(home)[2] == (4 if step == "settings_written" else 6)
    assert not list(home.snapshots.glob(".building*"))


def test_a_rebuild_gives_the_same_figures(home, settings, tmp_path):
    load([second_file(tmp_path)], home, settings, loaded_at=WHEN)
    before = seen(home)
    rebuild(home, settings)
    assert seen(home)[1:] == before[1:]
    assert [snapshot.id for snapshot in listing(home)] == ["0001", "0002", "0003"]


def test_a_rebuild_works_from_the_archive_alone(home, settings, tmp_path):
    load([second_file(tmp_path)], home, settings, loaded_at=WHEN)
    before = seen(home)
    for snapshot in listing(home):
        snapshot.path.unlink()
    rebuild(home, settings)
    assert seen(home)[1:] == before[1:]


def test_a_second_load_is_refused_while_one_runs(home, settings, tmp_path):
    def load_again(step: str, about: str) -> None:
        if step == "drafted":
            with pytest.raises(AlreadyLoading):
                load([second_file(tmp_path)], home, settings, loaded_at=WHEN)

    load([second_file(tmp_path)], home, settings, loaded_at=WHEN, on_step=load_again)
    assert seen(home)[2] == 5
