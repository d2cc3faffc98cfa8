"""Manage snapshots: whole immutable files under their own names; the newest readable one is current.

A live file is never replaced (docs/decisions.md, 3): a load builds beside, under a name that no reader looks
at, and renames the finished file to a name that nobody has opened yet.
"""

import os
import re
import secrets
import shutil
from pathlib import Path

from warehouse.connection import is_readable
from warehouse.home import Home
from warehouse.snapshot import Snapshot

__all__ = [
    "Snapshot",
    "remove_leftovers",
    "publish_copy",
    "current_snapshot",
    "damaged_snapshots",
    "create_draft",
    "find_snapshot",
    "list_snapshots",
    "next_id",
]
__all__ += ["prepare_copy"]

# The size stands in the name, so that name and size come to be in one step. Older names have none.
_COMPLETE = re.compile(r"(\d{4,})-[0-9a-f]{8}(?:-(\d+))?\.duckdb")


def list_snapshots(home: Home) -> list[Snapshot]:
    """Return all that were published and are kept, oldest first; whether they can be read is not asked."""
    if not home.snapshots.is_dir():
        return []
    named = ((_COMPLETE.fullmatch(path.name), path) for path in home.snapshots.iterdir())
    found = [Snapshot(match[1], path, int(match[2] or 0)) for match, path in named if match]
    return sorted(found, key=lambda snapshot: int(snapshot.id))


def current_snapshot(home: Home) -> Snapshot | None:
    """Return the snapshot to serve; None where nothing was ever loaded."""
    return next((snapshot for snapshot in reversed(list_snapshots(home)) if is_complete(snapshot)), None)


def is_complete(snapshot: Snapshot) -> bool:
    """Tell whether all of the file is there and opens: a disk that was full or died leaves pieces."""
    try:
        found = snapshot.path.stat()
    except OSError:
        return False
    return found.st_size >= snapshot.size and is_readable(snapshot.path, found.st_size, found.st_mtime_ns)


def damaged_snapshots(home: Home) -> list[Snapshot]:
    """Return the snapshots newer than the one that is served, which cannot be read."""
    serving = current_snapshot(home)
    return [one for one in list_snapshots(home) if serving is None or int(one.id) > int(serving.id)]


def find_snapshot(home: Home, id: str) -> Snapshot | None:
    return next((one for one in list_snapshots(home) if one.id == id or one.id.lstrip("0") == id), None)


def next_id(home: Home) -> str:
    """Return the next number.

    Numbers only grow, over unreadable snapshots too: a reader never goes back.
    """
    found = list_snapshots(home)
    return f"{int(found[-1].id) + 1 if found else 1:04}"


def create_draft(home: Home, base: Snapshot | None) -> Path:
    """Make a file to build the next snapshot in: a copy of `base`, or none yet."""
    path = home.snapshots / ".building.duckdb"
    path.unlink(missing_ok=True)
    if base:
        shutil.copyfile(base.path, path)
    return path


def remove_leftovers(home: Home) -> None:
    """Remove what a load left that was killed or ran out of room."""
    for leftover in (*home.snapshots.glob(".building*"), *home.path.glob(".warehouse.copying")):
        leftover.unlink(missing_ok=True)


def publish_draft(home: Home, draft_path: Path) -> Snapshot:
    """Give the finished file the next name. Its bytes are on the disk before its name is."""
    _to_disk(draft_path)
    name, size = next_id(home), draft_path.stat().st_size
    # The random part: a number can come again where all were lost, a path that was once open must not.
    path = home.snapshots / f"{name}-{secrets.token_hex(4)}-{size}.duckdb"
    os.replace(draft_path, path)
    return Snapshot(name, path, size)


def prepare_copy(home: Home, draft_path: Path) -> Path:
    """Write what will be warehouse.duckdb, while there is still a way back if it finds no room."""
    fresh = home.path / ".warehouse.copying"
    shutil.copyfile(draft_path, fresh)
    return fresh


def publish_copy(home: Home, copy_path: Path) -> None:
    """Replace warehouse.duckdb, the copy for other tools; the product itself never opens it."""
    os.replace(copy_path, home.warehouse)


def _to_disk(path: Path) -> None:
    # Open for writing: Windows flushes no file that is open for reading alone.
    with path.open("rb+") as file:
        os.fsync(file.fileno())
