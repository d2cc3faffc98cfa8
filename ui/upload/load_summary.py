"""Reduce a load to what is shown of each file, so that a session does not hold whole files."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date

import pandas as pd

from etl.assumptions import Assumption
from etl.loading.result import FileOutcome, LoadOutcome
from etl.problem import FileRefused, Problem
from etl.proposals import HeadingProposal, UnitProposal
from etl.reading.packed_frames import PackedFrames
from etl.reading.read_file import ReadFile
from etl.row_account import RowAccount
from warehouse.snapshots import Snapshot

ROWS = 20  # of each file


@dataclass(frozen=True)
class RepeatedProblem:
    """Describe a problem: where it stands first, and in how many cells it is."""

    problem: Problem
    sheet: str
    row: int
    count: int


@dataclass(frozen=True)
class RecognisedFile:
    """Describe what a file was recognised as; `rows` are the first facts, as the tables have them."""

    source: str
    reason: str
    sample: bool
    as_of: date | None
    as_of_basis: str
    assumed: tuple[Assumption, ...]
    columns: tuple[tuple[str, str | None], ...]
    rows: pd.DataFrame
    wrong: tuple[RepeatedProblem, ...]
    proposals: tuple[HeadingProposal, ...]
    unknown_units: tuple[UnitProposal, ...]


@dataclass(frozen=True)
class FileSummary:
    """Describe a file; `taken` is None where it was refused, or was there already."""

    name: str
    refused: FileRefused | None
    account: RowAccount | None
    known: bool
    brought: bool
    taken: RecognisedFile | None

    @property
    def state(self) -> str:
        if self.refused:
            return "asked" if self.proposals or self.asks_date_order else "refused"
        if self.known:
            return "known"
        return "good" if self.brought else "nothing"

    @property
    def asks_date_order(self) -> bool:
        """Tell whether somebody has to say if its days or its months come first."""
        return self.refused is not None and self.refused.problem.key == "dates_ambiguous"

    @property
    def assumes_date_order(self) -> bool:
        """Tell whether its days were read first although nothing in it says so."""
        return bool(self.taken and any(one.key == "dates_either" for one in self.taken.assumed))

    @property
    def proposals(self) -> tuple[HeadingProposal, ...]:
        if self.refused:
            return self.refused.proposals
        return self.taken.proposals if self.taken else ()

    @property
    def unknown_units(self) -> tuple[UnitProposal, ...]:
        return self.taken.unknown_units if self.taken else ()


@dataclass(frozen=True)
class LoadSummary:
    """Describe a load; `snapshot` is None where nothing was published, be it because nobody had asked for it.

    `changes` tells whether publishing would change something.
    """

    files: tuple[FileSummary, ...]
    snapshot: Snapshot | None
    closing: date | None
    load_no: int | None
    changes: bool

    def count(self, state: str) -> int:
        return sum(file.state == state for file in self.files)


def summarise_load(outcome: LoadOutcome) -> LoadSummary:
    files = tuple(map(_file, outcome.files))
    return LoadSummary(files, outcome.snapshot, outcome.closing, outcome.load_no, outcome.changes)


def _file(file: FileOutcome) -> FileSummary:
    taken = _taken(file.understood) if file.understood else None
    return FileSummary(file.name, file.refused, file.account, file.known, file.has_facts, taken)


def _taken(file: ReadFile) -> RecognisedFile:
    return RecognisedFile(
        source=file.source,
        reason=file.reason,
        sample=file.sample,
        as_of=file.as_of,
        as_of_basis=file.as_of_basis,
        assumed=file.assumed,
        columns=file.columns,
        rows=_first(file.taken.facts),
        wrong=_wrong(file.taken.rejects),
        proposals=file.proposals,
        unknown_units=file.unknown_units,
    )


def _first(facts: PackedFrames) -> pd.DataFrame:
    first = next(iter(facts), None)
    return pd.DataFrame() if first is None else first.head(ROWS).reset_index(drop=True)


def _wrong(rejects: PackedFrames) -> tuple[RepeatedProblem, ...]:
    """Combine problems: the same slip in a hundred rows is said once."""
    first: dict[Problem, tuple[str, int]] = {}
    counts: Counter[Problem] = Counter()
    for block in rejects:
        for sheet, row, problems in zip(block["sheet"], block["row_no"], block["problems"], strict=True):
            for problem in (Problem(**told) for told in json.loads(problems)):
                first.setdefault(problem, (str(sheet), int(row)))
                counts[problem] += 1
    return tuple(RepeatedProblem(problem, *place, counts[problem]) for problem, place in first.items())
