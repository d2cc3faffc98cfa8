"""Decide which snapshots stay: the newest, each month's last, and those that somebody refers to."""

import csv
from contextlib import suppress
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from sqlalchemy import select

from warehouse.connection import open_once
from warehouse.home import Home
from warehouse.snapshot import Snapshot
from warehouse.snapshots import is_complete, list_snapshots
from warehouse.tables import setting

NEWEST = 10
MONTHS = 24  # a figure is compared with the same month of the year before, and reported for a closed year
_HEAD = ("id", "reason", "by")


def keep_snapshot(home: Home, id: str, reason: str, author: str) -> None:
    """Keep this snapshot, which a meeting or a document refers to, until its line is taken out."""
    path = home.kept_list
    fresh = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        if fresh:
            lines.writerow(_HEAD)
        lines.writerow((id, reason, author))


def kept_snapshots(home: Home) -> dict[str, str]:
    """Return id -> reason of the snapshots that somebody refers to."""
    if not home.kept_list.exists():
        return {}
    with home.kept_list.open(encoding="utf-8-sig", newline="") as file:
        return {line["id"].zfill(4): line["reason"] for line in csv.DictReader(file) if line.get("id")}


def delete_old_snapshots(home: Home) -> None:
    """Remove what need not stay; one that a reader still has open stays readable to it."""
    found = list_snapshots(home)
    stay = {snapshot.id for snapshot in found[-NEWEST:]} | kept_snapshots(home).keys()
    if len(found) > NEWEST:
        stay |= {snapshot.id for snapshot in _last_of_months(found)}
    for snapshot in found:
        if snapshot.id not in stay:
            with suppress(PermissionError):  # Windows keeps a file that is open; the next load tries again
                snapshot.path.unlink()


def _last_of_months(snapshots: list[Snapshot]) -> list[Snapshot]:
    dated = [(_month(one.path), one) for one in snapshots if is_complete(one)]
    ends = [one for (month, one), (next_month, _) in pairwise(dated) if month != next_month]
    return ends[-MONTHS:]


@lru_cache(maxsize=256)
def _month(path: Path) -> str:
    """Return the year and month in which the snapshot was made; a published file never changes."""
    with open_once(path) as connection:
        made = connection.scalar(select(setting.c.value).where(setting.c.key == "built_at"))
    return (made or "")[:7]
