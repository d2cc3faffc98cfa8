"""Build a snapshot as a draft, copied from the served one or rebuilt from the archive; then publish it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from etl.loading import cross_checks, derive
from etl.loading.insert_file import bring_in
from etl.problem import FileRefused
from etl.reading.read_file import Understood, understand
from etl.reading.reject_originals import Originals
from etl.row_account import Account
from etl.settings import Settings
from etl.storage import archive, log, snapshot_settings
from etl.storage.archive import Kept
from etl.storage.errors import ArchiveUnreadable
from etl.storage.lock import Step
from etl.storage.log import Deed
from warehouse import snapshots
from warehouse.connection import glance, writer
from warehouse.home import Home
from warehouse.retention import forget_old
from warehouse.snapshots import Snapshot


@dataclass(frozen=True)
class Standing:
    """Hold the state of a home before a change. `damaged`: newer snapshots that cannot be read."""

    serving: Snapshot | None
    damaged: tuple[Snapshot, ...]
    order: tuple[Kept, ...]

    @property
    def next_load(self) -> int:
        return max((kept.load_no for kept in self.order), default=0) + 1


def standing(home: Home) -> Standing:
    serving, damaged = snapshots.current(home), tuple(snapshots.damaged(home))
    if serving is None or damaged:
        # What the unreadable one held is known from the plain text beside the archive.
        return Standing(serving, damaged, tuple(archive.read_order(home)))
    with glance(serving.path) as connection:
        order, state = snapshot_settings.order(connection), snapshot_settings.state(connection)
    log.catch_up(home, state.get("origin"))
    return Standing(serving, (), tuple(order))


@dataclass
class Draft:
    """Hold the snapshot being built, with the files that it contains."""

    path: Path
    connection: Connection
    settings: Settings
    order: list[Kept]
    again: bool = False  # made again from the archive, since what is served does not fit any more

    def take(self, file: Understood, kept: Kept) -> Account:
        account = bring_in(self.connection, file, len(self.order) + 1, kept)
        self.order.append(kept)
        return account

    def close_on(self, day: date) -> None:
        """Give the last file the closing date that came with this load, whoever loaded that file."""
        self.order[-1] = replace(self.order[-1], closing=day)
        snapshot_settings.close_last(self.connection, day)


@contextmanager
def drafting(home: Home, base: Standing, settings: Settings, on_step: Step) -> Iterator[Draft]:
    """Open the draft to build in: a copy of what is served, or a rebuild where that does not fit any more."""
    fitting = base.serving if base.serving and not base.damaged and fits(base.serving, settings) else None
    path = snapshots.draft(home, fitting)
    on_step("drafted", path.name)
    with writer(path) as connection:
        if fitting:
            derive.forget_expected(connection)
            yield Draft(path, connection, settings, list(base.order))
        else:
            draft = made_again(home, path, connection, base.order, settings, on_step)
            draft.again = bool(base.order)
            yield draft


@contextmanager
def drafting_again(home: Home, order: tuple[Kept, ...], settings: Settings, on_step: Step) -> Iterator[Draft]:
    """Open a draft that starts empty and takes these archived files."""
    path = snapshots.draft(home, None)
    on_step("drafted", path.name)
    with writer(path) as connection:
        yield made_again(home, path, connection, order, settings, on_step)


def made_again(
    home: Home,
    path: Path,
    connection: Connection,
    order: tuple[Kept, ...],
    settings: Settings,
    on_step: Step,
) -> Draft:
    snapshot_settings.write(connection, settings)
    on_step("settings_written", settings.digest)
    draft = Draft(path, connection, settings, [])
    for kept in order:
        try:
            file = understood(archive.place_of(home, kept.sha256), kept, settings, connection)
        except FileRefused as refusal:
            raise ArchiveUnreadable(refusal) from refusal
        draft.take(file, kept)
        on_step("taken", kept.name)
    return draft


def understood(path: Path, kept: Kept, settings: Settings, connection: Connection) -> Understood:
    """Read the file beside the draft's rejects: rows that were rejected may come back in it."""
    return understand(
        path, kept.name, settings, kept.loaded_at.date(), kept.dates, originals=Originals(connection)
    )


def fits(snapshot: Snapshot, settings: Settings) -> bool:
    with glance(snapshot.path) as connection:
        return snapshot_settings.fits(connection, settings)


def finish(draft: Draft, deed: Deed, on_step: Step) -> date | None:
    """Derive what follows from all facts; return the closing date, None where there are no files."""
    snapshot_settings.write_origin(draft.connection, deed)
    if not draft.order:
        return None
    last = draft.order[-1]
    day, basis = derive.closing_date(draft.connection, last.closing, last.loaded_at.date())
    derive.expect_box_days(draft.connection, day)
    cross_checks.across(draft.connection)
    sample = bool(snapshot_settings.is_sample(draft.connection))
    snapshot_settings.write_state(draft.connection, closing=day, basis=basis, sample=sample)
    on_step("derived", day.isoformat())
    return day


def publish(home: Home, path: Path, order: list[Kept], deed: Deed, on_step: Step) -> Snapshot:
    """Publish the draft: first all that needs room, then only renames, and a line in the log."""
    on_step("checkpointed", path.name)
    copy, listed = snapshots.prepare_copy(home, path), archive.prepare_order(home, order)
    on_step("prepared", copy.name)
    snapshot = snapshots.publish(home, path)
    on_step("published", snapshot.id)
    _show(lambda: snapshots.copy_out(home, copy), home.warehouse, on_step)
    on_step("copied", home.warehouse.name)
    _show(lambda: archive.write_order(home, listed), listed, on_step)
    _show(lambda: log.catch_up(home, deed.line), home.log, on_step)
    on_step("recorded", snapshot.id)
    forget_old(home)
    return snapshot


def _show(step: Callable[[], None], place: Path, on_step: Step) -> None:
    """Run a step that only writes copies; its failure (on Windows one may be open) stops nothing."""
    try:
        step()
    except OSError:
        on_step("not_shown", str(place))
