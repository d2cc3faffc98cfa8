"""Watch the inbox: load what lands there and move it away with its account beside it, without anyone.

A file is taken once two looks found it unchanged. A process that is killed after publishing and before moving
leaves files that the next look finds known, and moves.
"""

import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from filelock import FileLock, Timeout

from etl.formats.incoming import display_name, list_source_files
from etl.loading.load import load
from etl.loading.report import file_lines, reject_reasons
from etl.loading.result import FileOutcome
from etl.services.inbox import InboxVerdict, Stamp, move_from_inbox, read_stamp
from etl.settings import Settings, SettingsInvalid
from etl.storage.errors import OperationStopped, describe_fault
from languages import say
from warehouse.home import Home

_LARGEST, _FILES = 1 << 20, 9  # some years of nightly loads
_LINE = logging.Formatter("%(asctime)s %(levelname)-7s %(message)s", "%Y-%m-%d %H:%M:%S")


class _InTurns(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Ignore a full disk: the other handler says the same on the screen, and the service goes on."""


@contextmanager
def service_log(home: Home) -> Iterator[logging.Logger]:
    """Open the log only as long as it is needed: Windows cannot rotate a file that is open elsewhere."""
    logger = logging.Logger("etl")
    logger.addHandler(logging.StreamHandler(sys.stderr))
    try:
        home.service_log.parent.mkdir(parents=True, exist_ok=True)
        logger.addHandler(_InTurns(home.service_log, maxBytes=_LARGEST, backupCount=_FILES, encoding="utf-8"))
    except OSError as denied:
        logger.error(str(denied))
    for handler in logger.handlers:
        handler.setFormatter(_LINE)
    try:
        yield logger
    finally:
        for handler in logger.handlers:
            handler.close()


# What browsers and copying programs call a file that they have not finished.
UNFINISHED = (".part", ".partial", ".filepart", ".tmp", ".temp", ".crdownload", ".download", ".opdownload")


@dataclass
class Watcher:
    """Load and move the files of an inbox. `wait`: the seconds to wait for another load to end.

    `settings` is asked at each load, since users confirm headings meanwhile.
    """

    home: Home
    settings: Callable[[], Settings]
    language: str
    clock: Callable[[], datetime]
    wait: float = 0
    seen: dict[Path, Stamp] = field(default_factory=dict)
    judged: dict[Path, InboxVerdict] = field(default_factory=dict)  # loaded, not yet moved
    told: tuple[str, ...] = ()

    def scan_inbox(self) -> None:
        """Remember the files of the inbox: the first of two looks."""
        self.seen = _lying(self.home)

    def process_inbox(self) -> bool:
        """Look a second time, load the unchanged files and move them; False where one did not come in.

        `OperationStopped` where nothing could be loaded: all stays where it is.
        """
        with _alone(self.home, self.wait), service_log(self.home) as log:
            lying = _lying(self.home)
            same = {path: found for path, found in lying.items() if self.seen.get(path) == found}
            self.seen = lying
            # A file that was saved again is another one: what was said of the first does not hold for it.
            self.judged = {path: one for path, one in self.judged.items() if same.get(path) == one.stamp}
            try:
                reached = self._judge({p: found for p, found in same.items() if p not in self.judged}, log)
            except OperationStopped as stopped:
                self._tell(log, stopped.sentence(self.language))
                raise
            came_in = all(one.came_in for one in self.judged.values())
            moved = [self._move(path, one, log) for path, one in list(self.judged.items())]
            if reached and all(moved):
                self.told = ()
            return came_in and reached

    def _judge(self, stamps: dict[Path, Stamp], log: logging.Logger) -> bool:
        """Load all files in one load, and tell whether each could be opened."""
        if not stamps:
            return True
        settings = self._settings()
        outcome = load(
            list(stamps),
            self.home,
            settings,
            loaded_at=self.clock(),
            loader="watch",
            root_folder=self.home.inbox,
            wait=self.wait,
        )
        if outcome.snapshot:
            log.info(say(self.language, "watch.published", id=outcome.snapshot.id))
        for path, found in stamps.items():
            files = _of(path, self.home, outcome.files)
            if not any(one.refused and one.refused.problem.key == "unreachable" for one in files):
                self.judged[path] = self._verdict(found, files, settings)
        lost = [path for path in stamps if path not in self.judged]
        if lost:  # taken away meanwhile, or open in another program: the next look tries again
            self._tell(log, *(say(self.language, "watch.unreachable", file=path) for path in lost))
        return not lost

    def _settings(self) -> Settings:
        try:
            return self.settings()
        except SettingsInvalid as wrong:
            raise OperationStopped("settings_wrong", reason=wrong.sentence(self.language)) from wrong

    def _verdict(self, file_stamp: Stamp, files: list[FileOutcome], settings: Settings) -> InboxVerdict:
        return InboxVerdict(
            stamp=file_stamp,
            came_in=all(file.has_facts for file in files),
            lines=tuple(line for file in files for line in file_lines(file, self.language)),
            reasons=tuple(line for file in files for line in reject_reasons(file, settings, self.language)),
        )

    def _move(self, path: Path, verdict: InboxVerdict, log: logging.Logger) -> bool:
        try:
            away = move_from_inbox(self.home, path, verdict, self.clock())
        except OSError as denied:
            self._tell(
                log,
                say(
                    self.language, "watch.not_moved", file=path, reason=describe_fault(self.language, denied)
                ),
            )
            return False
        del self.judged[path]
        level = logging.INFO if verdict.came_in else logging.WARNING
        for line in verdict.lines:
            log.log(level, line)
        if away:
            if verdict.reasons:
                words = {"count": len(verdict.reasons), "place": away.account}
                log.warning(say(self.language, "watch.rejected", **words))
            log.log(level, say(self.language, "watch.moved", place=away.place))
        return True

    def _tell(self, log: logging.Logger, *sentences: str) -> None:
        """Log a hindrance that lasts only once, not at each look."""
        if sentences != self.told:
            for line in sentences:
                log.error(line)
        self.told = sentences


@contextmanager
def _alone(home: Home, wait: float) -> Iterator[None]:
    """Let one watcher at a time look, load and move."""
    try:
        home.prepare()
        with FileLock(home.watch_lock, timeout=wait):
            yield
    except Timeout as held:
        raise OperationStopped("watched", home=home.path) from held
    except OSError as denied:
        raise OperationStopped("denied", place=denied.filename or home.path, reason=denied) from denied


def _lying(home: Home) -> dict[Path, Stamp]:
    """Return the finished files of the inbox and of its folders."""
    paths = list_source_files(home.inbox) if home.inbox.is_dir() else []
    finished = (path for path in paths if not path.name.lower().endswith(UNFINISHED))
    return {path: found for path in finished if (found := read_stamp(path))}


def _of(path: Path, home: Home, files: Iterable[FileOutcome]) -> list[FileOutcome]:
    """Return what became of the file, or of each member if it is an archive."""
    name = display_name(path, home.inbox)
    return [file for file in files if file.name == name or file.name.startswith(f"{name}/")]
