"""Each file that was read is kept under its hash; the order of loading stands beside, in plain text.

A snapshot follows from archive + order + settings. The order is a copy of the snapshot's own list of files,
for the day on which no snapshot can be read any more.
"""

import json
import os
import shutil
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from warehouse.home import Home


@dataclass(frozen=True)
class Kept:
    """One loaded file: the name under which it came, its hash, and when it was first loaded."""

    name: str
    sha256: str
    loaded_at: datetime


def keep(home: Home, path: Path, sha256: str) -> None:
    """Copy the file into the archive, whole or not at all."""
    place = place_of(home, sha256)
    if place.exists():
        return
    fresh = place.with_suffix(".copying")
    shutil.copyfile(path, fresh)
    os.replace(fresh, place)


def place_of(home: Home, sha256: str) -> Path:
    return home.archive / sha256


def write_order(home: Home, files: list[Kept]) -> None:
    lines = [json.dumps(asdict(file), default=datetime.isoformat, ensure_ascii=False) for file in files]
    fresh = home.archive / "order.copying"
    fresh.write_text("\n".join(lines) + "\n", "utf-8")
    os.replace(fresh, home.archive / "order.jsonl")


def read_order(home: Home) -> list[Kept]:
    path = home.archive / "order.jsonl"
    if not path.exists():
        return []
    entries = (json.loads(line) for line in path.read_text("utf-8").splitlines() if line)
    return [
        Kept(entry["name"], entry["sha256"], datetime.fromisoformat(entry["loaded_at"])) for entry in entries
    ]
