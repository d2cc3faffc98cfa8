"""Decide which snapshots stay: the newest, each month's last, and those that somebody refers to."""

import csv
from contextlib import suppress
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from sqlalchemy import select

from warehouse.connection import glance
from warehouse.home import Home
from warehouse.snapshot import Snapshot
from warehouse.snapshots import listing, whole
from warehouse.tables import setting

NEWEST = 10
MONTHS = 24  # a figure is compared with the same month of the year before, and reported for a closed year
_HEAD = ("id", "reason", "by")


def keep(home: Home, id: str, reason: str, by: str) -> None:
    """Keep this snapshot, which a meeting or a document refers to, until its line is taken out."""
    path = home.kept
    fresh = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        if fresh:
            lines.writerow(_HEAD)
        lines.writerow((id, reason, by))


def kept(home: Home) -> dict[str, str]:
    """Return id -> reason of the snapshots that somebody refers to."""
    if not home.kept.exists():
        return {}
    with home.kept.open(encoding="utf-8-sig", newline="") as file:
        return {line["id"].zfill(4): line["reason"] for line in csv.DictReader(file) if line.get("id")}


def forget_old(home: Home) -> None:
    """Remove what need not stay; one that a reader still has open stays readable to it."""
    found = listing(home)
    stay = {snapshot.id for snapshot in found[-NEWEST:]} | kept(home).keys()
    if len(found) > NEWEST:
        stay |= {snapshot.id for snapshot in _last_of_months(found)}
    for snapshot in found:
        if snapshot.id not in stay:
            with suppress(PermissionError):  # Windows keeps a file that is open; the next load tries again
                snapshot.path.unlink()


def _last_of_months(found: list[Snapshot]) -> list[Snapshot]:
    dated = [(_month(one.path), one) for one in found if whole(one)]
    ends = [one for (month, one), (next_month, _) in pairwise(dated) if month != next_month]
    return ends[-MONTHS:]


@lru_cache(maxsize=256)
def _month(path: Path) -> str:
    """Return the year and month in which the snapshot was made; a published file never changes."""
    with glance(path) as connection:
        made = connection.scalar(select(setting.c.value).where(setting.c.key == "built_at"))
    return (made or "")[:7]
