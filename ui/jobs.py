"""A load beside the page: it goes on when its user leaves, and the page looks how far it is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Thread

from etl.alone import Step
from etl.outcome import Outcome
from etl.stopped import Stopped

Work = Callable[[Step], Outcome]


@dataclass
class Job:
    """`done` once there is an outcome or the reason why there is none (a sentence)."""

    work: Work
    steps: list[tuple[str, str]] = field(default_factory=list)
    outcome: Outcome | None = None
    failed: Stopped | None = None

    @property
    def done(self) -> bool:
        return self.outcome is not None or self.failed is not None

    @property
    def files(self) -> list[str]:
        """The files that were understood so far."""
        return [about for step, about in self.steps if step == "understood"]

    def start(self) -> "Job":
        # Not a daemon: a server that is stopped lets a load come to its end.
        Thread(target=self._run).start()
        return self

    def _run(self) -> None:
        try:
            self.outcome = self.work(lambda step, about: self.steps.append((step, about)))
        except Stopped as failed:
            self.failed = failed
