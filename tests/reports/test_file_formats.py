"""A new format is one line of the table of formats: commands and pages then offer it of themselves."""

import os
import subprocess
import sys

from warehouse.home import PROJECT

ONE_LINE = """
from reports.file_formats import FORMATS, FileFormat
write = lambda table, language: f"{language}: {table.title}".encode()
FORMATS["ods"] = FileFormat("application/x-ods", table=write)
"""
COMMAND = """
from reports.__main__ import app
app()
"""
BUTTONS = """
import sys
from tests.ui.test_pages import opened
page = opened(sys.argv[1], ky="2021-Q2", don_vi="toan-bo")
assert not page.exception
for one in page.get("download_button"):
    print(one.proto.label, one.proto.id)
"""


def run(script, home, *words):
    """Run the script in a process of its own, which has not read the table of formats yet."""
    told = {"REFORM_HOME": str(home.path), "PYTHONPATH": str(PROJECT), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", ONE_LINE + script, *map(str, words)]
    done = subprocess.run(command, cwd=PROJECT, env=os.environ | told, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_command_line_offers_it_and_writes_it(sample_home, tmp_path):
    for name in ("figures", "table"):
        path = tmp_path / f"{name}.ods"
        run(COMMAND, sample_home, name, "--period", "2021-Q2", "--format", "ods", "--out", path)
        assert path.read_text("utf-8").startswith("vi: ")


def test_pages_offer_it_beside_the_others(sample_home):
    """The page of downloads has it for figures, that of built tables for the table, others below a table."""
    assert "Tải ODS" in run(BUTTONS, sample_home, "reports")
    assert "Tải ODS" in run(BUTTONS, sample_home, "builder")
    below_tables = run(BUTTONS, sample_home, "cases")
    assert below_tables.count("Tải ODS") == below_tables.count("Tải CSV") > 0
