"""Say in a sentence why a load, an undo or the like did not happen; what was served before still is."""

import errno
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
from sqlalchemy.exc import DBAPIError

from etl.problem import FileRefused, problem_sentence
from etl.storage import archive
from languages import has_phrase, say
from warehouse import snapshots
from warehouse.home import Home


def describe_fault(language: str, fault: BaseException) -> str:
    """Explain the fault by its number; a number without words is given itself, for whoever looks it up."""
    if not isinstance(fault, OSError):
        return say(language, "denied.database")
    key = f"denied.{errno.errorcode.get(fault.errno or 0, '').lower()}"
    return (
        say(language, key) if has_phrase(language, key) else say(language, "denied.other", number=fault.errno)
    )


FULL = (errno.ENOSPC, errno.EDQUOT)
# What DuckDB raises where the disk lets it down; other errors of it are mistakes of ours.
_DISK = (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException, duckdb.InternalException)


class OperationStopped(Exception):
    """Signal that nothing was published. `key` names a sentence under [stopped]; a fault is said in words."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(f"{key} {values}")
        self.key, self.values = key, values

    def sentence(self, language: str) -> str:
        told = {name: _told(language, value) for name, value in self.values.items()}
        return say(language, f"stopped.{self.key}", **told)


def _told(language: str, value: object) -> object:
    return describe_fault(language, value) if isinstance(value, BaseException) else value


class AlreadyLoading(OperationStopped):
    """Signal that another load holds the home."""


class ArchiveUnreadable(OperationStopped):
    """Signal that a file that was loaded before cannot be loaded again with these settings."""

    def __init__(self, refusal: FileRefused) -> None:
        super().__init__("archive_unreadable", file=refusal.file)
        self.refusal = refusal

    def sentence(self, language: str) -> str:
        reason = problem_sentence(language, self.refusal.problem, self.refusal.file, self.refusal.sheet, None)
        return say(language, "stopped.archive_unreadable", reason=reason)


@contextmanager
def guard_storage(home: Home, paths: Sequence[Path]) -> Iterator[None]:
    """Remove leftovers whatever happens inside; report what the disk refuses with place and free space."""
    try:
        clean_storage(home)
        try:
            yield
        finally:
            clean_storage(home)
    except OSError as failed:
        raise _denied(home, paths, failed.errno in FULL, failed.filename, failed) from failed
    except DBAPIError as failed:
        if isinstance(failed.orig, duckdb.OutOfMemoryException):
            raise OperationStopped("no_memory", place=home.path) from failed
        if not isinstance(failed.orig, _DISK):
            raise
        raise _denied(home, paths, _no_room(home, paths), home.snapshots, failed) from failed


def clean_storage(home: Home) -> None:
    """Remove what broken-off loads left among the snapshots and in the archive."""
    snapshots.remove_leftovers(home)
    archive.remove_leftovers(home)


def _denied(
    home: Home, paths: Sequence[Path], is_full: bool, place: object, reason: Exception
) -> OperationStopped:
    if not is_full:
        return OperationStopped("denied", place=place or home.path, reason=reason)
    free = shutil.disk_usage(home.path).free
    return OperationStopped(
        "no_room", place=home.path, needed=_megabytes(_needed(home, paths)), free=_megabytes(free)
    )


def _no_room(home: Home, paths: Sequence[Path]) -> bool:
    return shutil.disk_usage(home.path).free < _needed(home, paths)


def _needed(home: Home, paths: Sequence[Path]) -> int:
    """Estimate the bytes needed: draft and copy as large as now, new files once raw and twice as facts."""
    serving = snapshots.current_snapshot(home)
    there = serving.path.stat().st_size if serving else 0
    return 2 * there + 3 * sum(path.stat().st_size for path in paths if path.is_file()) + (8 << 20)


def _megabytes(size: int) -> str:
    return f"{size / (1 << 20):.0f} MB"
