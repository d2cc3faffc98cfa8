"""Lock a home while it is changed: one process at a time, and a second one is told who holds the lock."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from etl.storage.errors import AlreadyLoading, OperationStopped, guard_storage
from warehouse.home import Home

Step = Callable[[str, str], None]  # name of the step, what it is about


def ignore_step(step: str, subject: str) -> None:
    """Ignore the step, for callers that do not show progress."""


@contextmanager
def hold_home_lock(
    home: Home, user_name: str, wait: float, on_step: Step, paths: Sequence[Path] = ()
) -> Iterator[None]:
    """Hold the home's lock; wait at most `wait` seconds for another process to end. Leave no leftovers."""
    try:
        home.prepare()
    except OSError as failed:
        raise OperationStopped("denied", place=failed.filename, reason=failed) from failed
    with _locked(home, wait, on_step), guard_storage(home, paths):
        _sign(home, user_name)
        on_step("locked", str(home.path))
        yield


@contextmanager
def _locked(home: Home, wait: float, on_step: Step) -> Iterator[None]:
    lock = FileLock(home.lock)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        on_step("waiting", "{pid} {by} {since}".format(**read_lock_holder(home)))
        try:
            lock.acquire(timeout=wait)
        except Timeout as held:
            raise AlreadyLoading("busy", home=home.path, **read_lock_holder(home)) from held
    try:
        yield
    finally:
        lock.release()


def read_lock_holder(home: Home) -> dict[str, str]:
    """Return process id, account and start time of the lock's holder, as it wrote them down; – if unknown."""
    try:
        told = json.loads(home.lock_holder.read_text("utf-8"))
        return {key: str(told[key]) for key in ("pid", "by", "since")}
    except (OSError, ValueError, KeyError):  # it has not written it yet
        return {"pid": "–", "by": "–", "since": "–"}


def _sign(home: Home, user_name: str) -> None:
    since = datetime.now().isoformat(" ", timespec="seconds")
    home.lock_holder.write_text(json.dumps({"pid": os.getpid(), "by": user_name, "since": since}), "utf-8")
