"""A disk that is full, denies or loses bytes: the old snapshot serves, nothing is left, it is said why."""

import os
import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from etl.loading.load import load
from etl.loading.rebuild import rebuild
from etl.loading.undo import rollback
from etl.storage.errors import OperationStopped
from tests.support.snapshot_reader import seen
from tests.support.source_files import row, table, write_csv
from warehouse.home import Home
from warehouse.snapshots import current_snapshot, damaged_snapshots, list_snapshots

pytestmark = pytest.mark.crash
WHEN = datetime(2021, 8, 31)
ROWS = 3_000


@pytest.fixture
def bring(settings, tmp_path):
    def load_cases(home, name, count=1):
        cases = (row(Mã_hồ_sơ=f"{name}-{number}") for number in range(count))
        path = write_csv(tmp_path / f"{name}.csv", table("cases", *cases))
        return load([path], home, settings, loaded_at=WHEN)

    return load_cases


@pytest.fixture
def small_disk(tmp_path):
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(place)]
    try:
        mounted = subprocess.run(command, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("mounting is not possible here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def leave_free(place, size):
    status = os.statvfs(place)
    (place / "ballast").write_bytes(bytes(status.f_bavail * status.f_frsize - size))


def files_of(home):
    return sorted(
        str(path) for path in home.path.rglob("*") if path not in (home.lock, home.lock_holder, home.log)
    )


@pytest.mark.parametrize(
    "room", [0.01, 0.5, 1.02, 1.5, 1.9]
)  # of a snapshot's size: fails at later and later steps
def test_on_a_full_disk_the_old_snapshot_serves(room, small_disk, bring):
    home = Home(small_disk / "home")
    bring(home, "a")
    before, files = seen(home), files_of(home)
    leave_free(small_disk, int(room * current_snapshot(home).path.stat().st_size))
    with pytest.raises(OperationStopped) as full:
        bring(home, "b", ROWS)
    assert full.value.key == "no_room"
    assert str(home.path) in full.value.sentence("vi") and "hết chỗ" in full.value.sentence("vi")
    assert seen(home) == before
    # A file that came whole into the archive may stay there: it is only bytes under their own hash.
    left = set(files_of(home)) - set(files)
    assert [path for path in left if len(Path(path).name) != 64] == []
    (small_disk / "ballast").unlink()
    bring(home, "b", ROWS)
    assert seen(home) == ("0002", 2, 1 + ROWS)


def test_a_folder_that_cannot_be_written_is_said(tmp_path, bring):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "archive").write_text("a file in the place of a folder", "utf-8")
    with pytest.raises(OperationStopped, match="denied") as denied:
        bring(Home(tmp_path / "home"), "a")
    assert "archive" in denied.value.sentence("vi")


@pytest.mark.parametrize("harm", ["cut", "empty", "garbled"])
def test_a_damaged_snapshot_is_never_served_and_a_load_loses_nothing(harm, tmp_path, bring):
    home = Home(tmp_path / "home")
    bring(home, "a")
    bring(home, "b", 2)
    newest = current_snapshot(home).path
    whole = newest.read_bytes()
    harmed = {"cut": whole[: len(whole) // 2], "empty": b"", "garbled": bytes(len(whole))}[harm]
    newest.write_bytes(harmed)
    assert seen(home) == ("0001", 1, 1)
    assert [snapshot.id for snapshot in damaged_snapshots(home)] == ["0002"]
    with pytest.raises(OperationStopped, match="snapshot_damaged"):
        rollback(home, "0002", started_at=WHEN)
    outcome = bring(home, "c")
    assert [snapshot.id for snapshot in outcome.damaged] == ["0002"]
    assert seen(home) == ("0003", 3, 4)
    assert damaged_snapshots(home) == []


def test_where_no_snapshot_can_be_read_the_archive_is_enough(tmp_path, bring, settings):
    home = Home(tmp_path / "home")
    bring(home, "a")
    bring(home, "b", 2)
    for snapshot in list_snapshots(home):
        snapshot.path.write_bytes(b"")
    assert current_snapshot(home) is None
    rebuild(home, settings)
    assert seen(home) == ("0003", 2, 3)


@pytest.mark.parametrize("name", ["a?b", "a#b%20", "kho số liệu", "it's"])
def test_a_home_may_lie_in_a_folder_of_any_name(name, tmp_path, bring):
    home = Home(tmp_path / name / "home")
    bring(home, "a")
    bring(home, "b")
    assert seen(home) == ("0002", 2, 2)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == [name]


def test_what_is_archived_is_what_was_understood(tmp_path, bring, settings):
    """The file is saved again after it was understood: its new bytes are another file."""
    home, path = Home(tmp_path / "home"), tmp_path / "a.csv"
    write_csv(path, table("cases", row(Mã_hồ_sơ="before")))
    old = path.read_bytes()

    def save_again(step, about):
        if step == "understood":
            write_csv(path, table("cases", row(Mã_hồ_sơ="before"), row(Mã_hồ_sơ="after")))

    load([path], home, settings, loaded_at=WHEN, on_step=save_again)
    assert [kept.read_bytes() for kept in home.archive.iterdir() if len(kept.name) == 64] == [old]
    rebuild(home, settings)
    assert seen(home)[2] == 1


def test_without_memory_the_old_snapshot_serves(tmp_path, bring, monkeypatch):
    home = Home(tmp_path / "home")
    bring(home, "a")
    before = seen(home)
    monkeypatch.setattr("warehouse.connection._WRITER_MEMORY", "1MB")
    with pytest.raises(OperationStopped) as short:
        bring(home, "b", ROWS)
    assert short.value.key == "no_memory" and "bộ nhớ" in short.value.sentence("vi")
    assert seen(home) == before
