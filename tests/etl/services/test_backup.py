"""A back-up holds all that the figures follow from; what is restored serves the same ones, or nothing is."""

import hashlib
import json
import shutil
import struct
import subprocess
import sys
import zipfile
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from etl.__main__ import app
from etl.loading.load import load
from etl.loading.rebuild import rebuild
from etl.recognition.confirmations import remember_unit_name
from etl.services.backup import backup
from etl.services.restore import restore
from etl.settings import Settings
from etl.storage.errors import OperationStopped
from ledger.passports import Passport, find_passport, issue_passports
from tests.etl.storage.test_disk import leave_free, small_disk
from tests.support.snapshot_reader import seen
from tests.support.source_files import row, table, write_csv
from warehouse.connection import open_reader, open_writer
from warehouse.home import PROJECT, Home
from warehouse.snapshots import current_snapshot, list_snapshots
from warehouse.tables import FACTS, setting

WHEN = datetime(2021, 8, 31, 3)
__all__ = ["small_disk"]


HANDED_OUT = Passport("0002", "0002-a.duckdb", "on_time_06a", "2021", "civil", "", "", 50.0, 1, 2, "value")


@pytest.fixture
def home(tmp_path, settings):
    """Two loads, a remembered name, one rejected row, and a figure that was handed out."""
    home = Home(tmp_path / "home")
    rows = row(Mã_hồ_sơ="a"), row(Mã_hồ_sơ="b"), row(Mã_hồ_sơ="c", Ngày_tiếp_nhận="31/02/2021")
    load([write_csv(tmp_path / "a.csv", table("cases", *rows))], home, settings, loaded_at=WHEN)
    remember_unit_name(home, settings, "Lạc", "14515@start")
    more = write_csv(tmp_path / "b.csv", table("ballots_5", row("ballots_5")))
    load([more], home, Settings.read_home(home), loaded_at=WHEN)
    issue_passports(home, [HANDED_OUT])
    return home


@pytest.fixture
def packed(home, tmp_path):
    return backup(home, home.settings, zip_path=tmp_path / "b.zip", started_at=WHEN)


def facts(home):
    with open_reader(current_snapshot(home)) as connection:
        return [sorted(map(repr, connection.execute(select(fact)).all())) for fact in FACTS]


def about(home):
    with open_reader(current_snapshot(home)) as connection:
        return {one.key: one.value for one in connection.execute(select(setting))}


def repacked(path, change):
    """The back-up with `change(name, content)` in place of each member; None leaves it out."""
    changed = path.with_name("changed.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return changed


def files_in(folder):
    hidden = (".loading.lock", ".loading.holder")
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in hidden
    )


def test_what_is_restored_serves_the_same_figures(home, packed, tmp_path):
    fresh = Home(tmp_path / "elsewhere")
    done = restore(packed, fresh, started_at=WHEN)
    assert done.now == done.before == current_snapshot(fresh), "nothing had to be made again"
    assert facts(fresh) == facts(home)
    assert seen(fresh) == seen(home)
    assert about(fresh) == about(home)
    assert (fresh.confirmations / "unit_names.csv").read_bytes() == (
        home.confirmations / "unit_names.csv"
    ).read_bytes()
    assert fresh.log.read_text("utf-8") == home.log.read_text("utf-8")
    assert fresh.warehouse.read_bytes() == home.warehouse.read_bytes()
    assert not fresh.own_settings.exists(), "the program's settings stay the program's"
    assert find_passport(fresh, HANDED_OUT.id) == HANDED_OUT


def test_the_restored_home_can_be_rebuilt_undone_and_loaded(home, packed, tmp_path, settings):
    fresh = Home(tmp_path / "elsewhere")
    restore(packed, fresh, started_at=WHEN)
    before = facts(fresh)
    rebuild(fresh, Settings.read_home(fresh))
    assert facts(fresh) == before
    more = write_csv(tmp_path / "c.csv", table("cases", row(Mã_hồ_sơ="z")))
    assert load([more], fresh, Settings.read_home(fresh), loaded_at=WHEN).load_no == 3


def test_an_office_gets_its_own_settings_back(home, tmp_path):
    shutil.copytree(PROJECT / "settings", home.own_settings)
    change(home.own_settings / "organisation.toml", "Gia Viễn", "Hoa Lư")
    rebuild(home, Settings.read_home(home))
    packed, fresh = (
        backup(home, home.settings, zip_path=tmp_path / "b.zip", started_at=WHEN),
        Home(tmp_path / "new"),
    )
    restore(packed, fresh, started_at=WHEN)
    assert fresh.settings == fresh.own_settings
    assert Settings.read_home(fresh) == Settings.read_home(home)
    assert about(fresh)["name"] == "huyện Hoa Lư"


def test_a_snapshot_of_another_version_is_made_again(home, tmp_path):
    age_schema(home)
    packed, fresh = (
        backup(home, home.settings, zip_path=tmp_path / "b.zip", started_at=WHEN),
        Home(tmp_path / "new"),
    )
    done = restore(packed, fresh, started_at=WHEN)
    assert done.now != done.before
    assert facts(fresh) == facts(home)


def age_schema(home):
    """The served snapshot says that another version made it."""
    with open_writer(current_snapshot(home).path) as connection:
        connection.execute(setting.update().where(setting.c.key == "schema").values(value="0" * 16))


def test_the_manifest_holds_the_hash_of_each_file(packed):
    with zipfile.ZipFile(packed) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        hashes = {
            name: hashlib.sha256(archive.read(name)).hexdigest()
            for name in archive.namelist()
            if name != "manifest.json"
        }
    assert manifest["files"] == hashes
    assert {name.split("/")[0] for name in hashes} == {
        "archive",
        "learned",
        "records",
        "settings",
        "snapshots",
    }


@pytest.mark.parametrize("at", [0.2, 0.5, 0.8])
def test_a_cut_off_file_is_refused_and_nothing_is_put_in_place(at, packed, tmp_path):
    content = packed.read_bytes()
    packed.write_bytes(content[: int(len(content) * at)])
    refused(packed, tmp_path, "backup_foreign")


@pytest.mark.parametrize("at", [0.2, 0.5, 0.8])
def test_one_changed_byte_is_enough(at, packed, tmp_path):
    content = bytearray(packed.read_bytes())
    content[inside_a_member(packed, int(len(content) * at))] ^= 0xFF
    packed.write_bytes(content)
    refused(packed, tmp_path, "backup_")


def inside_a_member(path, place):
    """The first byte of content from there on; the time in a header between members is read by nobody."""
    content = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            lengths = content[member.header_offset + 26 : member.header_offset + 30]  # name, extra
            begin = member.header_offset + 30 + sum(struct.unpack("<HH", lengths))
            if place < begin + member.compress_size:
                return max(place, begin)
    raise AssertionError(place)


def test_a_changed_a_missing_and_an_added_file_are_found(packed, tmp_path):
    for change in (
        lambda name, content: content + b"\n" if name == "archive/order.jsonl" else content,
        lambda name, content: None if name == "archive/order.jsonl" else content,
    ):
        refused(repacked(packed, change), tmp_path, "backup_damaged")
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("archive/more", b"x")
    refused(packed, tmp_path, "backup_damaged")


@pytest.mark.parametrize(
    "name",
    [
        "../out",
        "archive/../../out",
        "/out",
        "archive//out",
        "C:/out",
        "archive/..\\out",
        "out",
        "dashboard.py",
    ],
)
def test_a_name_that_leads_elsewhere_is_harmless(name, tmp_path):
    content = b"x"
    files = {name: hashlib.sha256(content).hexdigest()}
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("manifest.json", json.dumps({"format": "reform-backup-1", "files": files}))
        archive.writestr(name, content)
    refused(tmp_path / "b.zip", tmp_path, "backup_foreign")
    assert list(tmp_path.rglob("out")) == []


@pytest.mark.parametrize("content", [b"", b"no archive", None])
def test_a_foreign_file_is_refused(content, tmp_path):
    path = tmp_path / "b.zip"
    if content is None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("manifest.json", "[]")
    else:
        path.write_bytes(content)
    refused(path, tmp_path, "backup_foreign")


def refused(path, tmp_path, key):
    fresh = Home(tmp_path / "fresh")
    with pytest.raises(OperationStopped, match=key) as stopped:
        restore(path, fresh, started_at=WHEN)
    assert path.name in stopped.value.sentence("vi")
    assert files_in(fresh.path) == [] and current_snapshot(fresh) is None


@pytest.mark.parametrize("there", ["archive/x", "learned/x", "records/x", "settings/x", "snapshots/x"])
def test_only_an_empty_home_is_restored_into(there, packed, tmp_path):
    path = tmp_path / "full" / there
    path.parent.mkdir(parents=True)
    path.write_text("x", "utf-8")
    with pytest.raises(OperationStopped, match="home_not_empty"):
        restore(packed, Home(tmp_path / "full"), started_at=WHEN)
    assert files_in(tmp_path / "full") == [there]


def test_the_last_fourteen_of_a_folder_stay_and_nothing_else_is_touched(home, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "of-somebody.zip").write_bytes(b"x")
    (folder / ".reform-20210101-000000.zip.writing").write_bytes(b"killed")
    made = [
        backup(home, home.settings, folder=folder, started_at=WHEN + timedelta(days=n)).name
        for n in range(16)
    ]
    assert sorted(path.name for path in folder.iterdir()) == ["of-somebody.zip", *made[2:]]


def test_nothing_is_overwritten(home, packed):
    content = packed.read_bytes()
    with pytest.raises(OperationStopped, match="backup_taken"):
        backup(home, home.settings, zip_path=packed, started_at=WHEN)
    assert packed.read_bytes() == content


def test_on_a_full_disk_no_piece_of_a_back_up_is_left(home, small_disk):
    leave_free(small_disk, 20_000)
    with pytest.raises(OperationStopped, match="backup_no_room") as full:
        backup(home, home.settings, folder=small_disk / "backups", started_at=WHEN)
    assert str(small_disk / "backups") in full.value.sentence("vi")
    assert list((small_disk / "backups").iterdir()) == []


def test_a_home_without_data_is_backed_up_and_restored(tmp_path):
    home, fresh = Home(tmp_path / "home"), Home(tmp_path / "fresh")
    packed = backup(home, home.settings, zip_path=tmp_path / "b.zip", started_at=WHEN)
    assert restore(packed, fresh, started_at=WHEN).now is None


def test_a_back_up_waits_for_a_load(home, tmp_path):
    def back_up_meanwhile(step, about):
        if step == "drafted":
            with pytest.raises(OperationStopped, match="busy"):
                backup(home, home.settings, zip_path=tmp_path / "b.zip", started_at=WHEN)

    rebuild(home, Settings.read_home(home), back_up_meanwhile)
    assert not (tmp_path / "b.zip").exists()


def test_the_commands(home, tmp_path):
    def call(*words):
        return CliRunner().invoke(app, [str(word) for word in words])

    assert call("backup", "--home", home.path).exit_code == 2
    done = call("backup", "--into", tmp_path / "sao lưu", "--home", home.path)
    [packed] = (tmp_path / "sao lưu").iterdir()
    assert done.exit_code == 0 and packed.name in done.output.replace("\n", "")
    restored = call("restore", packed, "--home", tmp_path / "new")
    assert restored.exit_code == 0 and "bản số liệu hiện hành 0002" in restored.output, restored.output
    again = call("restore", packed, "--home", tmp_path / "new")
    assert again.exit_code == 2 and "Chỉ khôi phục vào nơi trống" in again.output


def test_upgrade_makes_a_snapshot_of_another_version_again(home):
    age_schema(home)
    before = facts(home)
    assert "Đã làm lại bản số liệu 0003" in upgraded(home)
    assert facts(home) == before
    assert "không phải làm gì" in upgraded(home)
    assert [one.id for one in list_snapshots(home)] == ["0001", "0002", "0003"]


def test_upgrade_follows_the_settings_of_the_home(home):
    shutil.copytree(PROJECT / "settings", home.own_settings)
    change(home.own_settings / "organisation.toml", "Gia Viễn", "Hoa Lư")
    assert "Đã làm lại bản số liệu 0003" in upgraded(home)
    assert about(home)["name"] == "huyện Hoa Lư"


def test_upgrade_never_loses_facts_where_nobody_can_be_asked(home):
    shutil.copytree(PROJECT / "settings", home.own_settings)
    change(home.own_settings / "units.csv", "Xã Gia Hòa", "Xã Khác")
    assert "Chưa làm lại" in upgraded(home, 2)
    assert seen(home)[0] == "0002"


def change(path, old, new):
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_upgrade_of_a_home_without_data_says_so(tmp_path):
    assert "Chưa nạp số liệu nào" in upgraded(Home(tmp_path / "home"))


def upgraded(home, code=0):
    command = [sys.executable, "-m", "etl", "upgrade", "--home", str(home.path)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr
