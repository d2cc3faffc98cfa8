"""Load source files into one published snapshot, or change nothing.

A load copies the current snapshot to a draft, brings the new files in, derives, and publishes the draft under
a new name. Readers keep the old one until then; a killed load leaves a draft that the next one removes. Where
the settings or the tables have changed since, the draft begins empty and takes every archived file again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from etl.formats.incoming import IncomingFile, unpack_files
from etl.loading import result
from etl.loading.draft import (
    Draft,
    HomeState,
    finish,
    open_draft,
    publish,
    read_home_state,
    read_with_originals,
)
from etl.loading.result import FileOutcome, LoadOutcome
from etl.parsing.dates import Answer
from etl.problem import FileRefused, Problem, name_refusals
from etl.reading.read_file import hash_file
from etl.settings import Settings
from etl.storage import archive, log, snapshot_settings
from etl.storage.archive import ArchivedFile
from etl.storage.errors import AlreadyLoading, ArchiveUnreadable, OperationStopped
from etl.storage.lock import Step, hold_home_lock, ignore_step
from etl.storage.log import LogEntry
from warehouse import snapshots
from warehouse.current_user import current_user
from warehouse.home import Home

__all__ = ["AlreadyLoading", "ArchiveUnreadable", "Step", "OperationStopped", "load"]

Dates = Answer | Mapping[str, Answer] | None


@dataclass(frozen=True)
class _Load:
    """Hold what all files of one load have in common."""

    home: Home
    loaded_at: datetime
    load_no: int
    loader: str
    dates: Dates
    keeps: bool  # a check keeps nothing
    on_step: Step

    def archived_file(self, name: str, sha256: str) -> ArchivedFile:
        answer = self.dates.get(name) if isinstance(self.dates, Mapping) else self.dates
        return ArchivedFile(name, sha256, self.loaded_at, self.load_no, self.loader, answer)


def load(
    paths: list[Path],
    home: Home,
    settings: Settings,
    *,
    loaded_at: datetime,
    closing_date: date | None = None,
    dates: Dates = None,
    loader: str | None = None,
    root_folder: Path | None = None,
    publish: bool = True,
    wait: float = 0,
    on_step: Step = ignore_step,
) -> LoadOutcome:
    """Bring the files in and publish one snapshot; with `publish` False only say what would become of them.

    Files that are refused do not hold up the others; where none comes in, nothing is published. `dates`:
    day_first | month_first, for all files that leave it open or by the name of the file. `root_folder`: the
    names of the files are relative to it. `wait`: seconds to wait for another load to end.
    """
    by = loader or current_user()
    with hold_home_lock(home, by, wait, on_step, paths):
        base = read_home_state(home)
        # The log still knows the numbers of undone loads, which must not come again.
        number = max(base.next_load, log.last_load_number(home) + 1)
        this = _Load(home, loaded_at, number, by, dates, publish, on_step)
        with unpack_files(paths, root_folder) as incoming:
            return _bring_in(incoming, this, base, settings, closing_date)


def _bring_in(
    incoming_files: list[IncomingFile | FileRefused],
    context: _Load,
    base: HomeState,
    settings: Settings,
    closing_date: date | None,
) -> LoadOutcome:
    with open_draft(context.home, base, settings, context.on_step) as draft:
        files = [_one(source, draft, context) for source in incoming_files]
        if closing_date and draft.order:
            draft.set_closing_date(closing_date)
        # Other settings and another closing date change what is told of the files that are there.
        changed = draft.again or (closing_date is not None and bool(draft.order))
        came_in = changed or any(file.has_facts and not file.known for file in files)
        deed = _deed(context, files, came_in)
        day = finish(draft, deed, context.on_step) if came_in else None
    if not context.keeps:
        return LoadOutcome(files, damaged=base.damaged, changes=came_in)
    if not came_in:
        log.write(context.home, deed.line)
        return LoadOutcome(files, damaged=base.damaged)
    snapshot = publish(context.home, draft.path, draft.order, deed, context.on_step)
    return LoadOutcome(files, snapshot, day, context.load_no, changes=True, damaged=base.damaged)


def _deed(context: _Load, files: list[FileOutcome], has_changes: bool) -> LogEntry:
    return LogEntry(
        did="load",
        at=context.loaded_at,
        by=context.loader,
        snapshot=snapshots.next_id(context.home) if has_changes else None,
        load_no=context.load_no if has_changes else None,
        files=tuple(map(result.count_outcomes, files)),
    )


def _one(source: IncomingFile | FileRefused, draft: Draft, context: _Load) -> FileOutcome:
    if isinstance(source, FileRefused):
        return FileOutcome(source.file, refused=source)
    try:
        with name_refusals(source.name):
            sha256 = hash_file(source.path)
            if any(kept.sha256 == sha256 for kept in draft.order):
                return _known(source, draft, sha256, context)
            return _new(source, draft, context)
    except FileRefused as refusal:
        return FileOutcome(source.name, refused=refusal)


def _new(source: IncomingFile, draft: Draft, context: _Load) -> FileOutcome:
    if not context.keeps:
        return _taken_in(source, source.path, draft, context)
    # What is understood is a copy: the file may be saved again while it is read.
    copy = archive.copy_for_reading(context.home, source.path)
    try:
        return _taken_in(source, copy, draft, context)
    finally:
        copy.unlink(missing_ok=True)


def _taken_in(source: IncomingFile, path: Path, draft: Draft, context: _Load) -> FileOutcome:
    file = read_with_originals(path, context.archived_file(source.name, ""), draft.settings, draft.connection)
    if any(kept.sha256 == file.sha256 for kept in draft.order):
        return _known(source, draft, file.sha256, context)
    sample = snapshot_settings.is_sample(draft.connection)
    if sample is not None and file.sample != sample:
        raise FileRefused(Problem("sample_into_real" if file.sample else "real_into_sample"))
    context.on_step("understood", source.name)
    if context.keeps:
        archive.store_copy(context.home, path, file.sha256)
        context.on_step("archived", source.name)
    account = draft.add_file(file, context.archived_file(source.name, file.sha256))
    context.on_step("merged", source.name)
    return FileOutcome(source.name, file, account)


def _known(source: IncomingFile, draft: Draft, sha256: str, context: _Load) -> FileOutcome:
    """Report the file as loaded before; nothing comes in again, but a check asks again about its rejects."""
    account = snapshot_settings.read_account(draft.connection, sha256)
    file = None
    if account.rejected and not context.keeps:
        file = read_with_originals(
            source.path, context.archived_file(source.name, sha256), draft.settings, draft.connection
        )
    return FileOutcome(source.name, file, account.account_of_reload(), known=True)
