"""Read a file into facts and an account of each of its rows: the front of the load, without any database."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import pandas as pd

from etl.assumptions import Assumption
from etl.formats import blocks
from etl.formats.blocks import WorkbookBlocks
from etl.formats.fast_csv import IrregularText
from etl.parsing.date_order import decide_order, order_assumptions, order_question
from etl.parsing.dates import Answer
from etl.problem import FileRefused, Problem, name_refusals
from etl.proposals import HeadingProposal, UnitProposal
from etl.reading.file_date import find_file_date
from etl.reading.file_reader import FileReader
from etl.reading.reject_originals import Originals
from etl.recognition import suggest
from etl.settings import Settings
from etl.text import fold


@dataclass(frozen=True)
class ReadFile:
    """Represent one file that was read. rows_read = facts + set_aside_rows + rejects, of all sheets.

    `facts`, `answers`: columns of their tables without file_id. `set_aside_rows`: sheet, row_no, kind, text.
    `rejects`: sheet, row_no, cells and problems as JSON. `flags`: sheet, row_no, problems, of loaded rows.
    `taken` holds the same rows block by block, and what rules noted (columns of check_result).
    `as_of_basis`: printed | latest_event | order. `proposals`: headings that may be columns of the source,
    `unknown_units`: names that mean no unit; both to be confirmed, neither applied.
    """

    name: str
    sha256: str
    source: str
    reason: str
    sample: bool
    as_of: date | None
    as_of_basis: str
    assumed: tuple[Assumption, ...]
    taken: FileReader
    proposals: tuple[HeadingProposal, ...] = ()
    unknown_units: tuple[UnitProposal, ...] = ()

    @property
    def columns(self) -> tuple[tuple[str, str | None], ...]:
        """Return each heading of the first table and the source's column that it was taken for."""
        return self.taken.header.heading_columns if self.taken.header else ()

    @property
    def rows_read(self) -> int:
        return self.taken.rows

    @property
    def facts(self) -> pd.DataFrame:
        return self.taken.facts.to_frame()

    @property
    def answers(self) -> pd.DataFrame:
        return self.taken.answers.to_frame()

    @property
    def set_aside_rows(self) -> pd.DataFrame:
        return self.taken.aside.to_frame()

    @property
    def rejects(self) -> pd.DataFrame:
        return self.taken.rejects.to_frame()

    @property
    def flags(self) -> pd.DataFrame:
        return self.taken.flags.to_frame()

    @property
    def rule_notes(self) -> pd.DataFrame:
        return self.taken.noted.to_frame()


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file; FileRefused where it cannot be opened."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as lost:  # gone, a folder, no permission
        raise FileRefused(Problem("unreachable")) from lost


def read_file(
    path: Path,
    name: str,
    settings: Settings,
    loaded_on: date = date.max,
    dates: Answer | None = None,
    originals: Originals | None = None,
) -> ReadFile:
    """Read the file at `path`, which people know as `name`; FileRefused where it cannot be loaded.

    `dates`: what a person says about the order of day and month, where the file does not tell. `originals`:
    the files in which rows that were rejected and come back stood first.
    """
    with name_refusals(name):
        begin = partial(FileReader, settings, loaded_on, dates=dates, originals=originals)
        book, taken = _read_rows(path, begin)
        sha256 = hash_file(path)
    assert taken.header and taken.order
    as_of, basis = find_file_date(taken.said, taken.latest, settings.reading, loaded_on)
    return ReadFile(
        name=name,
        sha256=sha256,
        source=taken.header.source.name,
        reason=taken.header.reason,
        sample=_marked(taken.said, settings),
        as_of=as_of,
        as_of_basis=basis,
        assumed=(*book.assumed, *taken.assumed, *order_assumptions(taken.order, taken.evidence, dates)),
        taken=taken,
        proposals=tuple(taken.proposals),
        unknown_units=suggest.propose_units(taken.unknown_units, settings),
    )


def _read_rows(path: Path, begin: Callable[[], FileReader]) -> tuple[WorkbookBlocks, FileReader]:
    plain = blocks.open_text_blocks(path)
    try:
        book = plain or blocks.read_into_blocks(path)
        return book, _taken(book, begin())
    except IrregularText:
        # Plain by its beginning, but not further down: only the careful reader can say what is wrong.
        book = blocks.read_into_blocks(path)
        return book, _taken(book, begin())


def _taken(book: WorkbookBlocks, file_reader: FileReader) -> FileReader:
    """Read the blocks, and again if all rows speak for another order of day and month than the first did."""
    file_reader.read_sheets(book.sheets)
    order = decide_order(file_reader.evidence, file_reader.dates)
    if order is None:
        raise FileRefused(*order_question(file_reader.evidence))
    if order == file_reader.order:
        return file_reader
    again = FileReader(
        file_reader.settings,
        file_reader.until,
        order,
        file_reader.dates,
        file_reader.originals,
    )
    again.read_sheets(book.sheets)
    return again


def _marked(texts: list[str], settings: Settings) -> bool:
    marks = tuple(map(fold, settings.reading.sample_mark))
    return any(mark in fold(text) for text in texts for mark in marks)
