"""Source files in, one published snapshot out, or nothing.

A load copies the current snapshot to a draft, brings the new files in, derives, and publishes the draft under
a new name. Readers keep the old one until then; a killed load leaves a draft that the next one removes. Where
the settings or the tables have changed since, the draft begins empty and takes every archived file again.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Connection

from etl import archive, checks, decided, derive
from etl.account import Account
from etl.archive import Kept
from etl.bring_in import bring_in
from etl.outcome import FileOutcome, Outcome
from etl.problem import FileRefused, Problem
from etl.settings import Settings
from etl.understand import Understood, digest, understand
from warehouse import snapshots
from warehouse.connection import reader, writer
from warehouse.home import Home
from warehouse.snapshots import Snapshot

Step = Callable[[str, str], None]


def _quietly(step: str, about: str) -> None:
    """For callers that do not show progress."""


class AlreadyLoading(Exception):
    """Another load holds the home."""


class ArchiveUnreadable(Exception):
    """A file that was loaded before cannot be loaded again with these settings; nothing was published."""

    def __init__(self, refusal: FileRefused) -> None:
        super().__init__(refusal.file)
        self.refusal = refusal


@dataclass
class Draft:
    """The snapshot being built, with the files that it holds."""

    connection: Connection
    settings: Settings
    order: list[Kept]
    again: bool = False  # made again from the archive, since the settings are others now

    def take(self, file: Understood, loaded_at: datetime) -> Account:
        account = bring_in(self.connection, file, len(self.order) + 1, loaded_at)
        self.order.append(Kept(file.name, file.sha256, loaded_at))
        return account


def load(
    paths: list[Path],
    home: Home,
    settings: Settings,
    *,
    loaded_at: datetime,
    closing: date | None = None,
    publish: bool = True,
    on_step: Step = _quietly,
) -> Outcome:
    """Bring the files in and publish one snapshot; with `publish` False only say what would become of them.

    Files that are refused do not hold up the others; where none comes in, nothing is published.
    """
    with _alone(home):
        on_step("locked", str(home.path))
        base = snapshots.current(home)
        with _drafting(home, base, settings, on_step) as (path, draft):
            sample = decided.is_sample(draft.connection)
            files = []
            for source in paths:
                outcome = _one(source, home, draft, sample, loaded_at, publish, on_step)
                sample = outcome.understood.sample if sample is None and outcome.understood else sample
                files.append(outcome)
            # Other settings and another closing date change what is told of the files that are there.
            changed = draft.again or (closing is not None and bool(draft.order))
            came_in = changed or any(file.brought and not file.known for file in files)
            if came_in:
                closing = _finish(draft, loaded_at, closing, bool(sample), on_step)
        on_step("checkpointed", path.name)
        if not (came_in and publish):
            path.unlink()
            return Outcome(files)
        return Outcome(files, _publish(home, path, draft.order, on_step), closing)


def rebuild(home: Home, settings: Settings, on_step: Step = _quietly) -> Snapshot | None:
    """Make the snapshot again from archive, order and settings; None where nothing was ever loaded."""
    with _alone(home):
        base = snapshots.current(home)
        order = _order_of(base) if base else archive.read_order(home)
        if not order:
            return None
        path = snapshots.draft(home, None)
        with writer(path) as connection:
            draft = _again(connection, settings, order, home, on_step)
            sample = bool(decided.is_sample(connection))
            _finish(draft, order[-1].loaded_at, _given_closing(base), sample, on_step)
        return _publish(home, path, draft.order, on_step)


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    home.prepare()
    try:
        with FileLock(home.lock, timeout=0):
            yield
    except Timeout as held:
        raise AlreadyLoading(str(home.path)) from held


@contextmanager
def _drafting(
    home: Home, base: Snapshot | None, settings: Settings, on_step: Step
) -> Iterator[tuple[Path, Draft]]:
    """The draft to build in: a copy of `base`, or `base` made again where it does not fit any more."""
    order = _order_of(base) if base else []
    current = base if base and _fits(base, settings) else None
    path = snapshots.draft(home, current)
    on_step("drafted", path.name)
    with writer(path) as connection:
        if current:
            derive.forget_expected(connection)
            yield path, Draft(connection, settings, order)
        else:
            draft = _again(connection, settings, order, home, on_step)
            draft.again = base is not None
            yield path, draft


def _again(connection: Connection, settings: Settings, order: list[Kept], home: Home, on_step: Step) -> Draft:
    """A draft that begins empty and takes the archived files in their order."""
    decided.write(connection, settings)
    on_step("settings_written", settings.digest)
    draft = Draft(connection, settings, [])
    for kept in order:
        path = archive.place_of(home, kept.sha256)
        try:
            file = understand(path, kept.name, settings, kept.loaded_at.date())
        except FileRefused as refusal:
            raise ArchiveUnreadable(refusal) from refusal
        draft.take(file, kept.loaded_at)
    return draft


def _one(
    path: Path,
    home: Home,
    draft: Draft,
    sample: bool | None,
    loaded_at: datetime,
    keep: bool,
    on_step: Step,
) -> FileOutcome:
    try:
        sha256 = digest(path)
        if any(kept.sha256 == sha256 for kept in draft.order):
            return _known(path, draft, sha256)
        file = understand(path, path.name, draft.settings, loaded_at.date())
        if sample is not None and file.sample != sample:
            raise FileRefused(path.name, Problem("sample_into_real" if file.sample else "real_into_sample"))
    except FileRefused as refusal:
        return FileOutcome(path.name, refused=refusal)
    on_step("understood", path.name)
    if keep:
        archive.keep(home, path, file.sha256)
        on_step("archived", path.name)
    account = draft.take(file, loaded_at)
    on_step("merged", path.name)
    return FileOutcome(path.name, file, account)


def _known(path: Path, draft: Draft, sha256: str) -> FileOutcome:
    account = decided.account_of(draft.connection, sha256)
    return FileOutcome(path.name, account=account.unchanged(), known=True)


def _finish(draft: Draft, loaded_at: datetime, closing: date | None, sample: bool, on_step: Step) -> date:
    day, basis = derive.closing_date(draft.connection, closing, loaded_at.date())
    derive.expect_box_days(draft.connection, day)
    checks.across(draft.connection)
    decided.write_state(draft.connection, closing=day, basis=basis, sample=sample, built_at=loaded_at)
    on_step("derived", day.isoformat())
    return day


def _publish(home: Home, path: Path, order: list[Kept], on_step: Step) -> Snapshot:
    snapshot = snapshots.publish(home, path)
    on_step("published", snapshot.id)
    snapshots.copy_out(home, snapshot)
    on_step("copied", home.warehouse.name)
    archive.write_order(home, order)
    on_step("recorded", snapshot.id)
    snapshots.forget_old(home)
    return snapshot


def _order_of(snapshot: Snapshot) -> list[Kept]:
    with reader(snapshot) as connection:
        return decided.order(connection)


def _fits(snapshot: Snapshot, settings: Settings) -> bool:
    with reader(snapshot) as connection:
        return decided.fits(connection, settings)


def _given_closing(base: Snapshot | None) -> date | None:
    if base is None:
        return None
    with reader(base) as connection:
        state = decided.state(connection)
    return date.fromisoformat(state["closing"]) if state["closing_basis"] == "given" else None
