"""LibreOffice without a window: it recomputes workbooks and turns documents into PDF."""

import shutil
import subprocess
from pathlib import Path

import pytest

_ALWAYS_RECOMPUTE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
  <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_LONGEST = 300  # seconds


def converted(path: Path, ending: str, into: Path) -> Path:
    """`path` as another kind of file in the folder `into`; a workbook is recomputed on the way."""
    return all_converted([path], ending, into)[0]


def all_converted(paths: list[Path], ending: str, into: Path) -> list[Path]:
    """Of one start of the program."""
    program = shutil.which("soffice")
    if program is None:
        pytest.fail(
            "LibreOffice is missing: apt-get install libreoffice-calc libreoffice-writer (or run as root)"
        )
    profile = into / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS_RECOMPUTE, "utf-8")
    out = into / ending
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", ending, "--outdir", str(out), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_LONGEST)
    made = [out / f"{path.stem}.{ending}" for path in paths]
    assert all(one.exists() for one in made), done.stdout + done.stderr
    return made
