"""Snapshots: whole immutable files under their own names; the newest complete one is current.

A live file is never replaced (docs/decisions.md, 3): a load builds beside, under a name that no reader looks
at, and renames the finished file to a name that nobody has opened yet.
"""

import os
import re
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from warehouse.home import Home

KEPT = 10
_COMPLETE = re.compile(r"(\d{4,})-[0-9a-f]{8}\.duckdb")


@dataclass(frozen=True)
class Snapshot:
    id: str
    path: Path


def listing(home: Home) -> list[Snapshot]:
    """All complete snapshots, oldest first."""
    if not home.snapshots.is_dir():
        return []
    named = ((_COMPLETE.fullmatch(path.name), path) for path in home.snapshots.iterdir())
    found = [Snapshot(match.group(1), path) for match, path in named if match]
    return sorted(found, key=lambda snapshot: int(snapshot.id))


def current(home: Home) -> Snapshot | None:
    """The one to serve; None where nothing was ever loaded."""
    return next(reversed(listing(home)), None)


def draft(home: Home, based_on: Snapshot | None) -> Path:
    """A file to build the next snapshot in: a copy of `based_on`, or none yet. Leftovers are removed."""
    for leftover in home.snapshots.glob(".building*"):
        leftover.unlink()
    path = home.snapshots / ".building.duckdb"
    if based_on:
        shutil.copyfile(based_on.path, path)
    return path


def publish(home: Home, built: Path) -> Snapshot:
    """Give the finished file the next name. Its bytes are on the disk before its name is."""
    newest = current(home)
    name = f"{int(newest.id) + 1 if newest else 1:04}"
    _to_disk(built)
    # The random part: a number can come again where all were lost, a path that was once open must not.
    path = home.snapshots / f"{name}-{secrets.token_hex(4)}.duckdb"
    os.replace(built, path)
    return Snapshot(name, path)


def copy_out(home: Home, snapshot: Snapshot) -> None:
    """Write warehouse.duckdb, the copy for other tools; the product itself never opens it."""
    fresh = home.path / ".warehouse.copying"
    shutil.copyfile(snapshot.path, fresh)
    os.replace(fresh, home.warehouse)


def forget_old(home: Home) -> None:
    """Keep the newest snapshots; one that a reader still has open stays readable to it."""
    for snapshot in listing(home)[:-KEPT]:
        with suppress(
            PermissionError
        ):  # Windows keeps a file that somebody has open; the next load tries again
            snapshot.path.unlink()


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
