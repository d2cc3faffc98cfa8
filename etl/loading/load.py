"""Load source files into one published snapshot, or change nothing.

A load copies the current snapshot to a draft, brings the new files in, derives, and publishes the draft under
a new name. Readers keep the old one until then; a killed load leaves a draft that the next one removes. Where
the settings or the tables have changed since, the draft begins empty and takes every archived file again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from etl.formats.incoming import Incoming, unpacked
from etl.loading import result
from etl.loading.draft import Draft, Standing, drafting, finish, publish, standing, understood
from etl.loading.result import FileOutcome, Outcome
from etl.parsing.dates import Answer
from etl.problem import FileRefused, Problem
from etl.reading.read_file import digest
from etl.settings import Settings
from etl.storage import archive, log, snapshot_settings
from etl.storage.archive import Kept
from etl.storage.errors import AlreadyLoading, ArchiveUnreadable, Stopped
from etl.storage.lock import Step, alone, quietly
from etl.storage.log import Deed
from warehouse import snapshots
from warehouse.current_user import account
from warehouse.home import Home

__all__ = ["AlreadyLoading", "ArchiveUnreadable", "Step", "Stopped", "load"]

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

    def kept(self, name: str, sha256: str) -> Kept:
        answer = self.dates.get(name) if isinstance(self.dates, Mapping) else self.dates
        return Kept(name, sha256, self.loaded_at, self.load_no, self.loader, answer)


def load(
    paths: list[Path],
    home: Home,
    settings: Settings,
    *,
    loaded_at: datetime,
    closing: date | None = None,
    dates: Dates = None,
    loader: str | None = None,
    within: Path | None = None,
    publish: bool = True,
    wait: float = 0,
    on_step: Step = quietly,
) -> Outcome:
    """Bring the files in and publish one snapshot; with `publish` False only say what would become of them.

    Files that are refused do not hold up the others; where none comes in, nothing is published. `dates`:
    day_first | month_first, for all files that leave it open or by the name of the file. `root_folder`: the
    names of the files are relative to it. `wait`: seconds to wait for another load to end.
    """
    by = loader or account()
    with alone(home, by, wait, on_step, paths):
        base = standing(home)
        # The log still knows the numbers of undone loads, which must not come again.
        number = max(base.next_load, log.last_load(home) + 1)
        this = _Load(home, loaded_at, number, by, dates, publish, on_step)
        with unpacked(paths, within) as incoming:
            return _bring_in(incoming, this, base, settings, closing)


def _bring_in(
    incoming: list[Incoming | FileRefused],
    this: _Load,
    base: Standing,
    settings: Settings,
    closing: date | None,
) -> Outcome:
    with drafting(this.home, base, settings, this.on_step) as draft:
        files = [_one(source, draft, this) for source in incoming]
        if closing and draft.order:
            draft.close_on(closing)
        # Other settings and another closing date change what is told of the files that are there.
        changed = draft.again or (closing is not None and bool(draft.order))
        came_in = changed or any(file.brought and not file.known for file in files)
        deed = _deed(this, files, came_in)
        day = finish(draft, deed, this.on_step) if came_in else None
    if not this.keeps:
        return Outcome(files, damaged=base.damaged, changes=came_in)
    if not came_in:
        log.write(this.home, deed.line)
        return Outcome(files, damaged=base.damaged)
    snapshot = publish(this.home, draft.path, draft.order, deed, this.on_step)
    return Outcome(files, snapshot, day, this.load_no, changes=True, damaged=base.damaged)


def _deed(this: _Load, files: list[FileOutcome], came_in: bool) -> Deed:
    return Deed(
        did="load",
        at=this.loaded_at,
        by=this.loader,
        snapshot=snapshots.next_id(this.home) if came_in else None,
        load_no=this.load_no if came_in else None,
        files=tuple(map(result.became, files)),
    )


def _one(source: Incoming | FileRefused, draft: Draft, this: _Load) -> FileOutcome:
    if isinstance(source, FileRefused):
        return FileOutcome(source.file, refused=source)
    try:
        sha256 = digest(source.path, source.name)
        if any(kept.sha256 == sha256 for kept in draft.order):
            return _known(source, draft, sha256, this)
        return _new(source, draft, this)
    except FileRefused as refusal:
        return FileOutcome(source.name, refused=refusal)


def _new(source: Incoming, draft: Draft, this: _Load) -> FileOutcome:
    if not this.keeps:
        return _taken_in(source, source.path, draft, this)
    # What is understood is a copy: the file may be saved again while it is read.
    copy = archive.take(this.home, source.path)
    try:
        return _taken_in(source, copy, draft, this)
    finally:
        copy.unlink(missing_ok=True)


def _taken_in(source: Incoming, path: Path, draft: Draft, this: _Load) -> FileOutcome:
    file = understood(path, this.kept(source.name, ""), draft.settings, draft.connection)
    if any(kept.sha256 == file.sha256 for kept in draft.order):
        return _known(source, draft, file.sha256, this)
    sample = snapshot_settings.is_sample(draft.connection)
    if sample is not None and file.sample != sample:
        raise FileRefused(source.name, Problem("sample_into_real" if file.sample else "real_into_sample"))
    this.on_step("understood", source.name)
    if this.keeps:
        archive.keep(this.home, path, file.sha256)
        this.on_step("archived", source.name)
    account = draft.take(file, this.kept(source.name, file.sha256))
    this.on_step("merged", source.name)
    return FileOutcome(source.name, file, account)


def _known(source: Incoming, draft: Draft, sha256: str, this: _Load) -> FileOutcome:
    """Report the file as loaded before; nothing comes in again, but a check asks again about its rejects."""
    account = snapshot_settings.account_of(draft.connection, sha256)
    file = None
    if account.rejected and not this.keeps:
        file = understood(source.path, this.kept(source.name, sha256), draft.settings, draft.connection)
    return FileOutcome(source.name, file, account.unchanged(), known=True)
