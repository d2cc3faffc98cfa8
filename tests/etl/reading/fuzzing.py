"""What has to hold for any file: refused in words, or its account closes; in bounded time and memory."""

import resource
import signal
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import FrameType

from sqlalchemy import Connection, create_engine

from etl.assumptions import assumption_sentence
from etl.loading.insert_file import insert_file
from etl.problem import FileRefused, Problem, problem_sentence
from etl.reading.read_file import ReadFile, read_file
from etl.settings import Settings
from etl.storage import snapshot_settings
from etl.storage.archive import ArchivedFile
from tests.etl.reading.mutations import mutated
from warehouse.home import PROJECT
from warehouse.tables import metadata

SECONDS_A_FILE = 10
FILES_A_HOME = 100
MOST_MEMORY = 3 << 30  # of the address space, of which a bare interpreter with all libraries maps a half


class TooLong(Exception):
    """A file took longer than anybody waits."""


def run(numbers: Iterable[int]) -> Counter[str]:
    """How many files were loaded and how many refused by which reason; whatever else happens is raised."""
    settings = Settings.read(PROJECT / "settings")
    counted: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for some in _batches(numbers):
            with _warehouse(settings) as warehouse:
                for number in some:
                    try:
                        counted[_one(number, Path(folder), settings, warehouse)] += 1
                    except BaseException as escaped:  # a panic of the reader is no Exception
                        raise AssertionError(f"mutation {number}: {type(escaped).__name__}") from escaped
    return counted


def _batches(numbers: Iterable[int]) -> Iterator[list[int]]:
    left = iter(numbers)
    while some := list(islice(left, FILES_A_HOME)):
        yield some


@contextmanager
def _warehouse(settings: Settings) -> Iterator[Connection]:
    """In memory and in one transaction, so that it is given up after some files as a load's draft is."""
    engine = create_engine("duckdb:///:memory:")
    metadata.create_all(engine)
    with engine.connect() as warehouse:
        snapshot_settings.write(warehouse, settings)
        yield warehouse
    engine.dispose()


def _one(number: int, folder: Path, settings: Settings, warehouse: Connection) -> str:
    name, content = mutated(number)
    path = folder / name
    path.write_bytes(content)
    signal.setitimer(signal.ITIMER_REAL, SECONDS_A_FILE)
    try:
        file = read_file(path, name, settings)
    except FileRefused as refused:
        _said(refused.problem, name)
        return refused.problem.key
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    kept = ArchivedFile(name, file.sha256, datetime(2021, 9, 1), number + 1)
    assert insert_file(warehouse, file, number + 1, kept).is_balanced
    _all_said(file)
    return "loaded"


def _all_said(file: ReadFile) -> None:
    for assumed in file.assumed:
        assert assumption_sentence("vi", assumed) and assumption_sentence("en", assumed)


def _said(problem: Problem, name: str) -> None:
    for language in ("vi", "en"):
        assert name in problem_sentence(language, problem, name, None, None)


def bounded() -> None:
    """For a process of its own: what it may take in memory, and that a file that takes too long is named."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    signal.signal(signal.SIGALRM, _ring)


def _ring(number: int, frame: FrameType | None) -> None:
    raise TooLong
