"""Services as they are installed: the units verify, their commands work, an upgrade keeps the office's."""

import os
import shlex
import shutil
import socket
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.support.snapshot_reader import seen
from tests.support.source_files import row, table, write_csv
from warehouse.home import PROJECT, Home

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="services of Linux")
# What would change this machine stands aside; what asks another account to do something does it itself.
ASIDE = {
    "systemctl": 'echo "$@" >>"$CALLS"',
    "make": "exit 0",
    "chown": "exit 0",
    "id": "exit 0",
    "runuser": 'while [ "$1" != -- ]; do shift; done; shift; exec "$@"',
}


class Installed:
    """The program, a home and a folder for back-ups, each in a place of its own."""

    def __init__(self, place: Path) -> None:
        self.program, self.home, self.backups = place / "program", Home(place / "home"), place / "backups"
        self.units, self.calls, aside = place / "units", place / "calls", place / "aside"
        for folder in (self.program, self.units, aside):
            folder.mkdir()
        (self.program / ".venv").symlink_to(Path(sys.prefix))
        for name, script in ASIDE.items():
            (aside / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
            (aside / name).chmod(0o755)
        self.environment = {
            "PATH": f"{aside}:{os.environ['PATH']}",
            "CALLS": str(self.calls),
            "REFORM_PROGRAM": str(self.program),
            "REFORM_HOME": str(self.home.path),
            "REFORM_BACKUPS": str(self.backups),
            "REFORM_UNITS": str(self.units),
        }

    def install(self) -> str:
        command = ["sh", str(PROJECT / "deploy/linux/install.sh")]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def call(self, unit: str) -> tuple[list[str], dict[str, str], str]:
        """Command, environment and folder, as systemd would have them."""
        parser = ConfigParser(interpolation=None)
        parser.optionxform = str
        parser.read(self.units / unit, "utf-8")
        service = parser["Service"]
        environment = dict(part.split("=", 1) for part in shlex.split(service["Environment"]))
        environment |= {"PATH": "/usr/bin:/bin", "HOME": str(self.home.path), "PYTHONDONTWRITEBYTECODE": "1"}
        return shlex.split(service["ExecStart"]), environment, service["WorkingDirectory"]

    def run(self, unit: str) -> int:
        command, environment, folder = self.call(unit)
        return subprocess.run(command, env=environment, cwd=folder, stdin=subprocess.DEVNULL).returncode

    def command(self, *words: str) -> str:
        """What `python -m` with these words says, called by hand where the services run."""
        (python, *_), environment, folder = self.call("reform-load.service")
        options = {"env": environment, "cwd": folder, "capture_output": True, "text": True}
        done = subprocess.run([python, "-m", *words], stdin=subprocess.DEVNULL, **options)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def installed(tmp_path):
    place = Installed(tmp_path)
    assert "Chưa nạp số liệu nào" in place.install()
    return place


def put(home, name):
    write_csv(home.inbox / name, table("cases", row(Mã_hồ_sơ=name)))


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_the_units_verify(installed):
    units = sorted(map(str, installed.units.iterdir()))
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True)
    assert len(units) == 5
    assert (done.returncode, done.stderr) == (0, "")


def test_the_nightly_load_and_the_back_up_work_and_write_where_they_may(installed):
    before = sorted(installed.program.rglob("[!.]*"))
    put(installed.home, "a.csv")
    assert installed.run("reform-load.service") == 0
    assert seen(installed.home) == ("0001", 1, 1)
    assert installed.run("reform-backup.service") == 0
    assert len(list(installed.backups.iterdir())) == 1
    (installed.home.inbox / "b.xlsx").write_bytes(b"")
    assert installed.run("reform-load.service") == 1, "which the unit calls a success"
    assert sorted(installed.program.rglob("[!.]*")) == before


def test_the_dashboard_draws_its_first_page(installed):
    put(installed.home, "a.csv")
    assert installed.run("reform-load.service") == 0
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command, environment, folder = installed.call("reform-dashboard.service")
    options = {"env": environment, "cwd": folder, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen([*command, f"--server.port={port}"], text=True, **options) as process:
        try:
            assert any("URL" in line for line in process.stdout)
            # This runs dashboard.py with its first page; a script that fails raises here.
            urlopen(f"http://127.0.0.1:{port}/_stcore/script-health-check", timeout=120).close()
        finally:
            process.terminate()
            process.communicate(timeout=20)


def test_officers_commands_work(installed):
    put(installed.home, "a.csv")
    assert "nạp 1 " in installed.command("etl", "check", str(installed.home.inbox / "a.csv"))
    assert installed.run("reform-load.service") == 0
    written = installed.program.parent / "so-lieu.xlsx"
    installed.command("reports", "workbook", "--period", "2021-08", "--out", str(written))
    assert written.stat().st_size


def test_services_are_started_again_after_what_is_there_was_brought_up_to_date(installed):
    put(installed.home, "a.csv")
    installed.run("reform-load.service")
    assert "không phải làm gì" in installed.install()
    assert seen(installed.home) == ("0001", 1, 1)
    calls = installed.calls.read_text("utf-8").splitlines()
    assert calls[-1] == "enable --now reform-dashboard.service reform-load.timer reform-backup.timer"


def test_an_upgrade_never_touches_the_settings_of_the_home(installed):
    shutil.copytree(installed.program / "settings", installed.home.own_settings)
    own = change(installed.home.own_settings)
    installed.install()
    assert (installed.home.own_settings / "organisation.toml").read_text("utf-8") == own


def test_settings_changed_in_the_folder_of_the_program_are_kept_as_the_offices(installed):
    own = change(installed.program / "settings")
    assert str(installed.home.own_settings) in installed.install()
    assert (installed.home.own_settings / "organisation.toml").read_text("utf-8") == own
    program = (installed.program / "settings" / "organisation.toml").read_text("utf-8")
    assert program == (PROJECT / "settings" / "organisation.toml").read_text("utf-8")


def test_settings_that_nobody_changed_stay_the_programs(installed):
    installed.install()
    assert not installed.home.own_settings.exists()


def test_a_room_of_an_older_version_leaves_nothing_behind(installed):
    (installed.program / "etl" / "of_long_ago.py").write_text("", "utf-8")
    installed.install()
    assert not (installed.program / "etl" / "of_long_ago.py").exists()


def change(settings):
    path = settings / "organisation.toml"
    path.write_text(path.read_text("utf-8").replace("Gia Viễn", "Hoa Lư"), "utf-8")
    return path.read_text("utf-8")
