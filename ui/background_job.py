"""Run work in the background: it goes on when its user leaves, and the page looks how far it is."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Generic, TypeVar

from etl.storage.errors import OperationStopped
from etl.storage.lock import Step

Result = TypeVar("Result")


class Job(Generic[Result]):
    """Start work in a thread; `steps` are those done so far, with their subjects, as the load names them."""

    def __init__(self, work: Callable[[Step], Result]) -> None:
        self.steps: list[tuple[str, str]] = []
        # No daemon: a server that is stopped lets a load come to its end.
        beside = ThreadPoolExecutor(1)
        self._future = beside.submit(work, lambda step, about: self.steps.append((step, about)))
        self._future.add_done_callback(_log_mistake)
        beside.shutdown(wait=False)

    @property
    def is_done(self) -> bool:
        return self._future.done()

    def wait(self) -> "Job[Result]":
        self._future.exception()
        return self

    @property
    def error(self) -> BaseException | None:
        """Return why it did not come to its end, or None; waits for the end."""
        return self._future.exception()

    @property
    def result(self) -> Result:
        return self._future.result()


def _log_mistake(future: "Future[Any]") -> None:
    """Log an error that is no answer to a user, for whoever looks after the program."""
    failed = future.exception()
    if failed and not isinstance(failed, OperationStopped | OSError):
        logging.getLogger(__name__).error("a load broke off", exc_info=failed)
