"""Describe the result of a load: for each file its account or why it was refused, and the snapshot."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from etl.problem import FileRefused
from etl.reading.read_file import ReadFile
from etl.row_account import RowAccount
from warehouse.snapshots import Snapshot


@dataclass(frozen=True)
class FileOutcome:
    """Describe what became of one file: its account, or the reason why it was refused."""

    name: str
    understood: ReadFile | None = None
    account: RowAccount | None = None
    refused: FileRefused | None = None
    known: bool = False  # the same bytes were loaded before: nothing to do but what was left open

    @property
    def has_facts(self) -> bool:
        """Tell whether any of its rows is a fact, be it one that was there already."""
        return bool(self.account and self.account.loaded + self.account.replaced + self.account.duplicate)


@dataclass(frozen=True)
class LoadOutcome:
    """Describe what became of all files of a load, and the snapshot that was published, if any."""

    files: list[FileOutcome]
    snapshot: Snapshot | None = None  # None: nothing was published
    closing: date | None = None
    load_no: int | None = None
    changes: bool = False  # whether a snapshot was, or would be, published
    damaged: tuple[
        Snapshot, ...
    ] = ()  # newer snapshots that could not be read, so that this load did without

    @property
    def has_refusal(self) -> bool:
        """Tell whether a file was refused, or held nothing that could be loaded."""
        return any(file.refused or not (file.known or file.has_facts) for file in self.files)


def count_outcomes(file: FileOutcome) -> dict[str, Any]:
    """Return a file as the log tells it: its account, or why it was refused."""
    if file.refused:
        problem = file.refused.problem
        return {"name": file.name, "refused": problem.key, "found": problem.found}
    assert file.account
    return {"name": file.name, "known": file.known, **asdict(file.account)}
