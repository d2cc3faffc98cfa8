"""The files of a load: where each lies, and the name that people know it by."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from etl.problem import FileRefused


@dataclass(frozen=True)
class Incoming:
    path: Path
    name: str


@contextmanager
def unpacked(paths: list[Path]) -> Iterator[list[Incoming | FileRefused]]:
    yield [Incoming(path, path.name) for path in paths]
