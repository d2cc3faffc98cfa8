"""The inbox without anyone: what lies there is loaded once it is whole, moved away and accounted for."""

import logging
import os
import subprocess
import sys
import zipfile
from datetime import datetime

import pytest
from filelock import FileLock
from typer.testing import CliRunner

from etl.__main__ import app
from etl.loading.load import load
from etl.services.watch import Watcher
from etl.settings import Settings
from etl.storage.errors import OperationStopped
from tests.support.snapshot_reader import seen
from tests.support.source_files import row, table, write_csv, write_xlsx
from warehouse.connection import open_reader
from warehouse.home import PROJECT, Home
from warehouse.snapshots import current_snapshot
from warehouse.tables import load_file

WHEN = datetime(2021, 8, 31, 1, 0, 5)
STAMP = "20210831-010005"


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path / "home")
    home.prepare()
    return home


@pytest.fixture
def watcher(home, settings):
    return Watcher(home, lambda: settings, "vi", lambda: WHEN)


def put(home, name, *codes, **changed):
    path = home.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_csv(path, table("cases", *(row(Mã_hồ_sơ=code, **changed) for code in codes)))


def two_looks(watcher):
    watcher.scan_inbox()
    return watcher.process_inbox()


def lying(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_file_is_loaded_and_lies_in_done_with_its_account_beside_it(home, watcher):
    put(home, "hồ sơ.csv", "a", "b")
    assert two_looks(watcher)
    assert seen(home) == ("0001", 1, 2)
    assert lying(home.inbox) == []
    assert lying(home.loaded_files) == [f"{STAMP} hồ sơ.csv", f"{STAMP} hồ sơ.csv.txt"]
    told = (home.loaded_files / f"{STAMP} hồ sơ.csv.txt").read_text("utf-8")
    assert "hồ sơ.csv: đọc 3 = nạp 2 + thay 0 + trùng 0 + bỏ qua 1 + loại 0" in told


def test_the_load_is_the_watchers(home, watcher):
    put(home, "a.csv", "a")
    two_looks(watcher)
    with open_reader(current_snapshot(home)) as connection:
        assert [one.loader for one in connection.execute(load_file.select())] == ["watch"]


def test_a_file_that_still_grows_waits_for_the_next_look(home, watcher):
    path = put(home, "a.csv", "a")
    watcher.scan_inbox()
    put(home, "a.csv", "a", "b")
    assert watcher.process_inbox()
    assert path.exists() and current_snapshot(home) is None
    watcher.process_inbox()
    assert seen(home) == ("0001", 1, 2)


def test_a_file_that_only_came_with_the_second_look_waits_too(home, watcher):
    watcher.scan_inbox()
    put(home, "a.csv", "a")
    watcher.process_inbox()
    assert current_snapshot(home) is None


@pytest.mark.parametrize("name", ["a.csv.part", "a.CRDOWNLOAD", "a.tmp", "~$a.csv", ".a.csv", ".ẩn/a.csv"])
def test_what_is_not_finished_stays_where_it_is(name, home, watcher):
    put(home, name, "a")
    assert two_looks(watcher)
    assert lying(home.inbox) == [name] and current_snapshot(home) is None


def test_all_that_lies_there_is_one_load_and_namesakes_of_two_folders_are_told_apart(home, watcher):
    put(home, "xã Gia Hòa/hồ sơ.csv", "a")
    put(home, "xã Gia Lạc/hồ sơ.csv", "b", Ngày_tiếp_nhận="31/02/2021")
    assert not two_looks(watcher)
    assert seen(home) == ("0001", 2, 1)
    assert lying(home.loaded_files) == [f"xã Gia Hòa/{STAMP} hồ sơ.csv", f"xã Gia Hòa/{STAMP} hồ sơ.csv.txt"]
    assert lying(home.refused_files) == [f"xã Gia Lạc/{STAMP} hồ sơ.csv", f"xã Gia Lạc/{STAMP} hồ sơ.csv.txt"]


def test_a_refused_file_says_why_and_holds_up_no_other(home, watcher):
    put(home, "tốt.csv", "a")
    (home.inbox / "hỏng.xlsx").write_bytes(b"")
    assert not two_looks(watcher)
    assert seen(home)[2] == 1
    assert "hỏng.xlsx" in (home.refused_files / f"{STAMP} hỏng.xlsx.txt").read_text("utf-8")
    assert len(lying(home.loaded_files)) == 2


def test_an_archive_goes_by_its_members(home, watcher, tmp_path):
    good, bad = put(home, "a.csv", "a").rename(tmp_path / "a.csv"), tmp_path / "b.xlsx"
    bad.write_bytes(b"no workbook")
    for name, members in (("đủ.zip", [good]), ("thiếu.zip", [good, bad])):
        with zipfile.ZipFile(home.inbox / name, "w") as archive:
            for member in members:
                archive.write(member, member.name)
    assert not two_looks(watcher)
    assert lying(home.loaded_files) == [f"{STAMP} đủ.zip", f"{STAMP} đủ.zip.txt"]
    assert lying(home.refused_files) == [f"{STAMP} thiếu.zip", f"{STAMP} thiếu.zip.txt"]
    assert "thiếu.zip/b.xlsx" in (home.refused_files / f"{STAMP} thiếu.zip.txt").read_text("utf-8")


def test_rejected_rows_are_told_without_what_is_personal(home, watcher):
    rows = row(Mã_hồ_sơ="a"), row(Mã_hồ_sơ="b", Ngày_tiếp_nhận="31/02/2021", Chủ_hồ_sơ="Trần Thị Kín")
    write_xlsx(home.inbox / "a.xlsx", table("cases", *rows))
    assert two_looks(watcher)
    told = (home.loaded_files / f"{STAMP} a.xlsx.txt").read_text("utf-8")
    assert "31/02/2021" in told and "dòng 3" in told
    assert "Trần Thị Kín" not in told and "0900000001" not in told


def test_nothing_is_ever_overwritten(home, watcher):
    for code in ("a", "b"):
        put(home, "a.csv", code)
        two_looks(watcher)
    assert lying(home.loaded_files) == [
        f"{STAMP} a-2.csv", f"{STAMP} a-2.csv.txt", f"{STAMP} a.csv", f"{STAMP} a.csv.txt",
    ]  # fmt: skip


def test_a_name_as_long_as_a_file_system_allows_is_cut(home, watcher):
    put(home, "ạ" * 83 + ".csv", "a")
    assert two_looks(watcher)
    assert lying(home.inbox) == [] and len(lying(home.loaded_files)) == 2


def test_killed_after_publishing_the_next_look_moves_the_file(home, watcher, settings):
    path = put(home, "a.csv", "a")
    load([path], home, settings, loaded_at=WHEN)
    assert two_looks(watcher)
    assert seen(home) == ("0001", 1, 1)
    assert "đã nạp trước đây" in (home.loaded_files / f"{STAMP} a.csv.txt").read_text("utf-8")


def test_a_file_saved_again_after_it_was_loaded_stays_and_is_loaded_too(home, settings):
    asked = []

    def clock():
        asked.append("when loading, when moving")
        if len(asked) == 2:
            put(home, "a.csv", "a", "b")
        return WHEN

    put(home, "a.csv", "a")
    watcher = Watcher(home, lambda: settings, "vi", clock)
    two_looks(watcher)
    assert lying(home.inbox) == ["a.csv"] and not home.loaded_files.exists()
    two_looks(watcher)
    assert seen(home)[2] == 2 and lying(home.inbox) == []


def test_while_another_load_holds_the_home_all_stays_and_is_tried_again(home, watcher):
    put(home, "a.csv", "a")
    with FileLock(home.lock):
        for _ in range(3):
            with pytest.raises(OperationStopped, match="busy"):
                two_looks(watcher)
    assert lying(home.inbox) == ["a.csv"]
    assert home.service_log.read_text("utf-8").count("đang nạp vào") == 1, "a hindrance is told once"
    assert watcher.process_inbox() and lying(home.inbox) == []


def test_a_file_that_cannot_be_moved_is_loaded_once_and_moved_later(home, watcher):
    put(home, "a.csv", "a")
    home.loaded_files.write_text("a file in the place of a folder", "utf-8")
    assert two_looks(watcher)
    watcher.process_inbox()
    assert seen(home) == ("0001", 1, 1) and len(home.log.read_text("utf-8").splitlines()) == 1
    home.loaded_files.unlink()
    watcher.process_inbox()
    assert lying(home.inbox) == [] and len(lying(home.loaded_files)) == 2
    assert home.service_log.read_text("utf-8").count("Chưa chuyển được") == 1


def test_wrong_settings_are_told_and_all_stays(home, tmp_path):
    (home.path / "settings").mkdir()
    put(home, "a.csv", "a")

    watcher = Watcher(home, lambda: Settings.read_home(home), "vi", lambda: WHEN)
    with pytest.raises(OperationStopped, match="settings_wrong"):
        two_looks(watcher)
    assert lying(home.inbox) == ["a.csv"]
    assert "organisation.toml" in home.service_log.read_text("utf-8")


def test_the_log_tells_time_level_and_sentence(home, watcher):
    put(home, "a.csv", "a")
    (home.inbox / "b.xlsx").write_bytes(b"")
    two_looks(watcher)
    lines = home.service_log.read_text("utf-8").splitlines()
    times = [datetime.strptime(line[:19], "%Y-%m-%d %H:%M:%S") for line in lines]
    assert times == sorted(times)
    assert any(" INFO " in line and "a.csv: đọc 2 = nạp 1" in line for line in lines)
    assert any(" WARNING " in line and "b.xlsx" in line for line in lines)
    assert logging.getLogger("etl").handlers == [], "nobody else's log is changed"


def test_an_empty_inbox_leaves_no_line(home, watcher):
    assert two_looks(watcher)
    assert home.service_log.read_text("utf-8") == "" and not home.loaded_files.exists()


@pytest.mark.parametrize(("content", "code"), [(None, 0), (b"", 1)])
def test_the_command_with_once(content, code, home):
    put(home, "a.csv", "a")
    if content is not None:
        (home.inbox / "b.xlsx").write_bytes(content)
    answer = CliRunner().invoke(app, ["watch", "--once", "--every", "0", "--home", str(home.path)])
    assert answer.exit_code == code
    assert seen(home)[2] == 1 and lying(home.inbox) == []


def test_two_watchers_at_once_load_each_file_once(home):
    for number in range(6):
        put(home, f"{number}.csv", f"case-{number}")
    command = [sys.executable, "-m", "etl", "watch", "--once", "--every", "0.5", "--home", str(home.path)]
    both = [subprocess.Popen(command, cwd=PROJECT, stderr=subprocess.PIPE) for _ in range(2)]
    said = [process.communicate()[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert seen(home)[1:] == (6, 6)
    assert lying(home.inbox) == [] and len(lying(home.loaded_files)) == 12


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
def test_what_is_no_file_is_passed_over(home, watcher):
    os.mkfifo(home.inbox / "a.csv")
    assert two_looks(watcher)
