"""Build a snapshot as a draft, copied from the served one or rebuilt from the archive; then publish it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from etl.loading import cross_checks, derive
from etl.loading.insert_file import insert_file
from etl.problem import FileRefused
from etl.reading.read_file import ReadFile, read_file
from etl.reading.reject_originals import Originals
from etl.row_account import RowAccount
from etl.settings import Settings
from etl.storage import archive, log, snapshot_settings
from etl.storage.archive import ArchivedFile
from etl.storage.errors import ArchiveUnreadable
from etl.storage.lock import Step
from etl.storage.log import LogEntry
from warehouse import snapshots
from warehouse.connection import open_once, open_writer
from warehouse.home import Home
from warehouse.retention import delete_old_snapshots
from warehouse.snapshots import Snapshot


@dataclass(frozen=True)
class HomeState:
    """Hold the state of a home before a change. `damaged`: newer snapshots that cannot be read."""

    serving: Snapshot | None
    damaged: tuple[Snapshot, ...]
    order: tuple[ArchivedFile, ...]

    @property
    def next_load(self) -> int:
        return max((kept.load_no for kept in self.order), default=0) + 1


def read_home_state(home: Home) -> HomeState:
    serving, damaged = snapshots.current_snapshot(home), tuple(snapshots.damaged_snapshots(home))
    if serving is None or damaged:
        # What the unreadable one held is known from the plain text beside the archive.
        return HomeState(serving, damaged, tuple(archive.read_order(home)))
    with open_once(serving.path) as connection:
        order, state = snapshot_settings.read_load_order(connection), snapshot_settings.read_state(connection)
    log.add_missing_line(home, state.get("origin"))
    return HomeState(serving, (), tuple(order))


@dataclass
class Draft:
    """Hold the snapshot being built, with the files that it contains."""

    path: Path
    connection: Connection
    settings: Settings
    order: list[ArchivedFile]
    again: bool = False  # made again from the archive, since what is served does not fit any more

    def add_file(self, file: ReadFile, archived_file: ArchivedFile) -> RowAccount:
        account = insert_file(self.connection, file, len(self.order) + 1, archived_file)
        self.order.append(archived_file)
        return account

    def set_closing_date(self, day: date) -> None:
        """Give the last file the closing date that came with this load, whoever loaded that file."""
        self.order[-1] = replace(self.order[-1], closing=day)
        snapshot_settings.set_last_closing_date(self.connection, day)


@contextmanager
def open_draft(home: Home, base: HomeState, settings: Settings, on_step: Step) -> Iterator[Draft]:
    """Open the draft to build in: a copy of what is served, or a rebuild where that does not fit any more."""
    fitting = base.serving if base.serving and not base.damaged and fits(base.serving, settings) else None
    path = snapshots.create_draft(home, fitting)
    on_step("drafted", path.name)
    with open_writer(path) as connection:
        if fitting:
            derive.forget_expected_days(connection)
            yield Draft(path, connection, settings, list(base.order))
        else:
            draft = fill_draft_from_archive(home, path, connection, base.order, settings, on_step)
            draft.again = bool(base.order)
            yield draft


@contextmanager
def open_draft_from_archive(
    home: Home, order: tuple[ArchivedFile, ...], settings: Settings, on_step: Step
) -> Iterator[Draft]:
    """Open a draft that starts empty and takes these archived files."""
    path = snapshots.create_draft(home, None)
    on_step("drafted", path.name)
    with open_writer(path) as connection:
        yield fill_draft_from_archive(home, path, connection, order, settings, on_step)


def fill_draft_from_archive(
    home: Home,
    path: Path,
    connection: Connection,
    order: tuple[ArchivedFile, ...],
    settings: Settings,
    on_step: Step,
) -> Draft:
    snapshot_settings.write(connection, settings)
    on_step("settings_written", settings.digest)
    draft = Draft(path, connection, settings, [])
    for kept in order:
        try:
            file = read_with_originals(archive.archive_path(home, kept.sha256), kept, settings, connection)
        except FileRefused as refusal:
            raise ArchiveUnreadable(refusal) from refusal
        draft.add_file(file, kept)
        on_step("taken", kept.name)
    return draft


def read_with_originals(
    path: Path, archived_file: ArchivedFile, settings: Settings, connection: Connection
) -> ReadFile:
    """Read the file beside the draft's rejects: rows that were rejected may come back in it."""
    return read_file(
        path,
        archived_file.name,
        settings,
        archived_file.loaded_at.date(),
        archived_file.dates,
        originals=Originals(connection),
    )


def fits(snapshot: Snapshot, settings: Settings) -> bool:
    with open_once(snapshot.path) as connection:
        return snapshot_settings.fits(connection, settings)


def finish(draft: Draft, entry: LogEntry, on_step: Step) -> date | None:
    """Derive what follows from all facts; return the closing date, None where there are no files."""
    snapshot_settings.write_origin(draft.connection, entry)
    if not draft.order:
        return None
    last = draft.order[-1]
    day, basis = derive.find_closing_date(draft.connection, last.closing, last.loaded_at.date())
    derive.expect_box_days(draft.connection, day)
    cross_checks.check_across_files(draft.connection)
    sample = bool(snapshot_settings.is_sample(draft.connection))
    snapshot_settings.write_state(draft.connection, closing_date=day, basis=basis, sample=sample)
    on_step("derived", day.isoformat())
    return day


def publish(home: Home, path: Path, order: list[ArchivedFile], entry: LogEntry, on_step: Step) -> Snapshot:
    """Publish the draft: first all that needs room, then only renames, and a line in the log."""
    on_step("checkpointed", path.name)
    copy, listed = snapshots.prepare_copy(home, path), archive.prepare_order(home, order)
    on_step("prepared", copy.name)
    snapshot = snapshots.publish_draft(home, path)
    on_step("published", snapshot.id)
    _show(lambda: snapshots.publish_copy(home, copy), home.warehouse, on_step)
    on_step("copied", home.warehouse.name)
    _show(lambda: archive.write_order(home, listed), listed, on_step)
    _show(lambda: log.add_missing_line(home, entry.line), home.log, on_step)
    on_step("recorded", snapshot.id)
    delete_old_snapshots(home)
    return snapshot


def _show(step: Callable[[], None], place: Path, on_step: Step) -> None:
    """Run a step that only writes copies; its failure (on Windows one may be open) stops nothing."""
    try:
        step()
    except OSError:
        on_step("not_shown", str(place))
