"""Undo a load or go back to an earlier snapshot: each makes a new snapshot, and nothing is deleted."""

from datetime import datetime
from pathlib import Path

from etl.loading.draft import drafting_again, finish, fits, publish, standing
from etl.settings import Settings
from etl.storage import snapshot_settings
from etl.storage.archive import Kept
from etl.storage.errors import Stopped
from etl.storage.lock import Step, alone, quietly
from etl.storage.log import Deed
from warehouse import snapshots
from warehouse.connection import glance, writer
from warehouse.current_user import account
from warehouse.home import Home
from warehouse.snapshots import Snapshot
from warehouse.tables import schema

SHORTEST_HASH = 6


class NothingToUndo(Stopped):
    """Signal that there is no file left."""


def undo(
    home: Home,
    settings: Settings,
    *,
    load_no: int | None = None,
    file: str | None = None,
    at: datetime,
    by: str | None = None,
    wait: float = 0,
    on_step: Step = quietly,
) -> tuple[Snapshot, tuple[Kept, ...]]:
    """Take a load back (the last one, the one of this number) or one file (by hash or name).

    The new snapshot is what the files that remain give, in their order: what the load had replaced comes
    back. Returns it with the files that left; they stay in the archive and can be loaded again.
    """
    by = by or account()
    with alone(home, by, wait, on_step):
        base = standing(home)
        gone = _chosen(base.order, load_no, file)
        order = tuple(kept for kept in base.order if kept not in gone)
        files = tuple({"name": kept.name, "sha256": kept.sha256} for kept in gone)
        numbers = {kept.load_no for kept in gone}
        earlier = _holding(home, order, settings)
        deed = Deed(
            did="undo",
            at=at,
            by=by,
            snapshot=snapshots.next_id(home),
            load_no=numbers.pop() if len(numbers) == 1 else None,
            copy_of=earlier.id if earlier else None,
            files=files,
        )
        if earlier:
            path = _copied(home, earlier, deed, on_step)
        else:
            with drafting_again(home, order, settings, on_step) as draft:
                finish(draft, deed, on_step)
            path = draft.path
        return publish(home, path, list(order), deed, on_step), gone


def rollback(
    home: Home, id: str, *, at: datetime, by: str | None = None, wait: float = 0, on_step: Step = quietly
) -> Snapshot:
    """Publish a copy of an earlier snapshot as the newest; the order of loading follows it."""
    by = by or account()
    with alone(home, by, wait, on_step):
        standing(home)
        earlier = snapshots.find(home, id)
        if earlier is None:
            raise Stopped("no_snapshot", asked=id)
        if not snapshots.whole(earlier):
            raise Stopped("snapshot_damaged", id=earlier.id)
        with glance(earlier.path) as connection:
            order = snapshot_settings.order(connection)
            if snapshot_settings.state(connection).get("schema") != schema():
                raise Stopped("snapshot_of_other_version", id=earlier.id)
        deed = Deed("rollback", at, by, snapshots.next_id(home), copy_of=earlier.id)
        path = _copied(home, earlier, deed, on_step)
        return publish(home, path, order, deed, on_step)


def _chosen(order: tuple[Kept, ...], load_no: int | None, file: str | None) -> tuple[Kept, ...]:
    if not order:
        raise NothingToUndo("nothing_to_undo")
    if file is not None:
        return _named(order, file)
    number = load_no if load_no is not None else max(kept.load_no for kept in order)
    chosen = tuple(kept for kept in order if kept.load_no == number)
    if not chosen:
        known = ", ".join(str(number) for number in sorted({kept.load_no for kept in order}))
        raise Stopped("no_such_load", asked=number, known=known)
    return chosen


def _named(order: tuple[Kept, ...], asked: str) -> tuple[Kept, ...]:
    found = [kept for kept in order if kept.name == asked]
    if not found and len(asked) >= SHORTEST_HASH:
        found = [kept for kept in order if kept.sha256.startswith(asked.lower())]
    if not found:
        raise Stopped("no_such_file", asked=asked)
    if len(found) > 1:
        candidates = ", ".join(kept.sha256[:12] for kept in found)
        raise Stopped("several_files", asked=asked, candidates=candidates)
    return tuple(found)


def _holding(home: Home, order: tuple[Kept, ...], settings: Settings) -> Snapshot | None:
    """Find the newest earlier snapshot that says exactly what these files say now."""
    for snapshot in reversed(snapshots.listing(home)):
        if snapshots.whole(snapshot) and fits(snapshot, settings) and _order(snapshot) == order:
            return snapshot
    return None


def _order(snapshot: Snapshot) -> tuple[Kept, ...]:
    with glance(snapshot.path) as connection:
        return tuple(snapshot_settings.order(connection))


def _copied(home: Home, earlier: Snapshot, deed: Deed, on_step: Step) -> Path:
    path = snapshots.draft(home, earlier)
    on_step("drafted", path.name)
    with writer(path) as connection:
        snapshot_settings.write_origin(connection, deed)
    return path
