"""Undo a load or go back to an earlier snapshot: each makes a new snapshot, and nothing is deleted."""

from datetime import datetime
from pathlib import Path

from etl.loading.draft import finish, fits, open_draft_from_archive, publish, read_home_state
from etl.settings import Settings
from etl.storage import snapshot_settings
from etl.storage.archive import ArchivedFile
from etl.storage.errors import OperationStopped
from etl.storage.lock import Step, hold_home_lock, ignore_step
from etl.storage.log import LogEntry
from warehouse import snapshots
from warehouse.connection import open_once, open_writer
from warehouse.current_user import current_user
from warehouse.home import Home
from warehouse.snapshots import Snapshot
from warehouse.tables import schema_hash

SHORTEST_HASH = 6


class NothingToUndo(OperationStopped):
    """Signal that there is no file left."""


def undo(
    home: Home,
    settings: Settings,
    *,
    load_no: int | None = None,
    file: str | None = None,
    started_at: datetime,
    user_name: str | None = None,
    wait: float = 0,
    on_step: Step = ignore_step,
) -> tuple[Snapshot, tuple[ArchivedFile, ...]]:
    """Take a load back (the last one, the one of this number) or one file (by hash or name).

    The new snapshot is what the files that remain give, in their order: what the load had replaced comes
    back. Returns it with the files that left; they stay in the archive and can be loaded again.
    """
    user_name = user_name or current_user()
    with hold_home_lock(home, user_name, wait, on_step):
        base = read_home_state(home)
        gone = _chosen(base.order, load_no, file)
        order = tuple(kept for kept in base.order if kept not in gone)
        files = tuple({"name": kept.name, "sha256": kept.sha256} for kept in gone)
        numbers = {kept.load_no for kept in gone}
        earlier = _holding(home, order, settings)
        deed = LogEntry(
            did="undo",
            at=started_at,
            by=user_name,
            snapshot=snapshots.next_id(home),
            load_no=numbers.pop() if len(numbers) == 1 else None,
            copy_of=earlier.id if earlier else None,
            files=files,
        )
        if earlier:
            path = _copied(home, earlier, deed, on_step)
        else:
            with open_draft_from_archive(home, order, settings, on_step) as draft:
                finish(draft, deed, on_step)
            path = draft.path
        return publish(home, path, list(order), deed, on_step), gone


def rollback(
    home: Home,
    snapshot_id: str,
    *,
    started_at: datetime,
    user_name: str | None = None,
    wait: float = 0,
    on_step: Step = ignore_step,
) -> Snapshot:
    """Publish a copy of an earlier snapshot as the newest; the order of loading follows it."""
    user_name = user_name or current_user()
    with hold_home_lock(home, user_name, wait, on_step):
        read_home_state(home)
        earlier = snapshots.find_snapshot(home, snapshot_id)
        if earlier is None:
            raise OperationStopped("no_snapshot", asked=snapshot_id)
        if not snapshots.is_complete(earlier):
            raise OperationStopped("snapshot_damaged", id=earlier.id)
        with open_once(earlier.path) as connection:
            order = snapshot_settings.read_load_order(connection)
            if snapshot_settings.read_state(connection).get("schema") != schema_hash():
                raise OperationStopped("snapshot_of_other_version", id=earlier.id)
        deed = LogEntry("rollback", started_at, user_name, snapshots.next_id(home), copy_of=earlier.id)
        path = _copied(home, earlier, deed, on_step)
        return publish(home, path, order, deed, on_step)


def _chosen(
    order: tuple[ArchivedFile, ...], load_no: int | None, file: str | None
) -> tuple[ArchivedFile, ...]:
    if not order:
        raise NothingToUndo("nothing_to_undo")
    if file is not None:
        return _named(order, file)
    number = load_no if load_no is not None else max(kept.load_no for kept in order)
    chosen = tuple(kept for kept in order if kept.load_no == number)
    if not chosen:
        known = ", ".join(str(number) for number in sorted({kept.load_no for kept in order}))
        raise OperationStopped("no_such_load", asked=number, known=known)
    return chosen


def _named(order: tuple[ArchivedFile, ...], name_or_hash: str) -> tuple[ArchivedFile, ...]:
    found = [kept for kept in order if kept.name == name_or_hash]
    if not found and len(name_or_hash) >= SHORTEST_HASH:
        found = [kept for kept in order if kept.sha256.startswith(name_or_hash.lower())]
    if not found:
        raise OperationStopped("no_such_file", asked=name_or_hash)
    if len(found) > 1:
        candidates = ", ".join(kept.sha256[:12] for kept in found)
        raise OperationStopped("several_files", asked=name_or_hash, candidates=candidates)
    return tuple(found)


def _holding(home: Home, order: tuple[ArchivedFile, ...], settings: Settings) -> Snapshot | None:
    """Find the newest earlier snapshot that says exactly what these files say now."""
    for snapshot in reversed(snapshots.list_snapshots(home)):
        if snapshots.is_complete(snapshot) and fits(snapshot, settings) and _order(snapshot) == order:
            return snapshot
    return None


def _order(snapshot: Snapshot) -> tuple[ArchivedFile, ...]:
    with open_once(snapshot.path) as connection:
        return tuple(snapshot_settings.read_load_order(connection))


def _copied(home: Home, earlier_snapshot: Snapshot, entry: LogEntry, on_step: Step) -> Path:
    path = snapshots.create_draft(home, earlier_snapshot)
    on_step("drafted", path.name)
    with open_writer(path) as connection:
        snapshot_settings.write_origin(connection, entry)
    return path
