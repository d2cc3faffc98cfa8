"""Represent a snapshot: a whole immutable file with a number that only grows."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Snapshot:
    """Name a snapshot file.

    `size`: its bytes when it was published; a shorter file is a piece of it. 0: not recorded.
    """

    id: str
    path: Path
    size: int = 0
