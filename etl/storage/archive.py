"""Keep each file that was read under its hash, and the order of loading in plain text.

A snapshot follows from archive + order + settings. The order is a copy of the snapshot's own list of files,
for the day on which no snapshot can be read any more.
"""

import json
import os
import secrets
import shutil
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from etl.parsing.dates import Answer
from warehouse.home import Home


@dataclass(frozen=True)
class ArchivedFile:
    """Represent one loaded file: its original name, its hash, its load, and what the loader said about it.

    `dates`: day_first | month_first, the answer where the file leaves it open. `closing`: the closing date
    that was given; the last file's one is in force.
    """

    name: str
    sha256: str
    loaded_at: datetime
    load_no: int
    loader: str = ""
    dates: Answer | None = None
    closing: date | None = None


def copy_for_reading(home: Home, path: Path) -> Path:
    """Copy the file to where nobody writes, so that the bytes that are read are those archived."""
    taken = home.archive / f"{secrets.token_hex(8)}.copying"
    shutil.copyfile(path, taken)
    return taken


def store_copy(home: Home, copy: Path, sha256: str) -> Path:
    """Move the copy into the archive under its hash, completely or not at all."""
    place = archive_path(home, sha256)
    os.replace(copy, place)
    return place


def remove_leftovers(home: Home) -> None:
    """Remove unfinished copies of a load that was killed or ran out of room."""
    for leftover in home.archive.glob("*.copying"):
        leftover.unlink(missing_ok=True)


def list_files(home: Home) -> list[Path]:
    """List everything in the archive, the order of loading and the log too."""
    return sorted(path for path in home.archive.iterdir() if path.is_file() and path.suffix != ".copying")


def archive_path(home: Home, sha256: str) -> Path:
    return home.archive / sha256


def prepare_order(home: Home, files: list[ArchivedFile]) -> Path:
    """Write the order beside the one in force, while there is still a way back if it finds no room."""
    lines = [
        json.dumps(asdict(file), default=lambda day: day.isoformat(), ensure_ascii=False) + "\n"
        for file in files
    ]
    fresh = home.archive / "order.copying"
    fresh.write_text("".join(lines), "utf-8")
    return fresh


def write_order(home: Home, prepared_file: Path) -> None:
    os.replace(prepared_file, home.archive / "order.jsonl")


def read_order(home: Home) -> list[ArchivedFile]:
    path = home.archive / "order.jsonl"
    if not path.exists():
        return []
    return number_loads([_entry(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line])


def number_loads(files: list[ArchivedFile]) -> list[ArchivedFile]:
    """Number the loads of older archives, which had no numbers: files of one moment are one load."""
    if all(file.load_no for file in files):
        return files
    moments = sorted({file.loaded_at for file in files})
    return [
        ArchivedFile(one.name, one.sha256, one.loaded_at, moments.index(one.loaded_at) + 1) for one in files
    ]


def _entry(entry: dict[str, Any]) -> ArchivedFile:
    # Archives of earlier versions lack the keys that came later.
    closing = entry.get("closing")
    return ArchivedFile(
        name=entry["name"],
        sha256=entry["sha256"],
        loaded_at=datetime.fromisoformat(entry["loaded_at"]),
        load_no=entry.get("load_no", 0),
        loader=entry.get("loader", ""),
        dates=entry.get("dates"),
        closing=date.fromisoformat(closing) if closing else None,
    )
