"""Read the blocks of a file one after the other, and collect what each gives and what they say together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

import pandas as pd
import pyarrow as pa

from etl.assumptions import Assumption
from etl.formats.blocks import SheetBlocks
from etl.formats.sheet import Sheet
from etl.parsing.date_order import DateEvidence, decide_order
from etl.parsing.dates import DAY_FIRST, Answer, DateOrder
from etl.parsing.reporting_span import NoSpan
from etl.problem import FileRefused, Problem
from etl.proposals import HeadingProposal
from etl.reading import reject_origin
from etl.reading.block_reader import ReadBlock, read_block
from etl.reading.file_date import latest_event_day
from etl.reading.packed_frames import PackedFrames
from etl.reading.reject_originals import Originals
from etl.recognition import suggest
from etl.recognition.header import Header
from etl.recognition.required_headings import find_header, header_refusal
from etl.recognition.shifted_headings import align_headings
from etl.recognition.stacked_tables import split_tables
from etl.settings import Settings
from etl.sources.definition import RowNumbering
from warehouse.tables import answer, check_result

_ANSWERS = [column.name for column in answer.c if column.name != "file_id"]
_NOTED = [column.name for column in check_result.c if column.name not in ("file_id", "unit_id")]


def _packed(*columns: str) -> PackedFrames:
    return field(default_factory=lambda: PackedFrames(columns))


@dataclass
class FileReader:
    """Read a file's rows in the `order` that was given, else in the one for which the first rows speak."""

    settings: Settings
    until: date  # later events are slips of the pen
    order: DateOrder | None = None
    dates: Answer | None = None  # what a person says about day and month
    originals: Originals | None = None  # of rows that were rejected and come back
    header: Header | None = None  # the first one
    numbering: RowNumbering = field(default_factory=RowNumbering)
    evidence: DateEvidence = field(default_factory=DateEvidence)
    said: list[str] = field(default_factory=list)
    assumed: list[Assumption] = field(default_factory=list)
    proposals: dict[HeadingProposal, None] = field(default_factory=dict)
    unknown_units: list[pd.DataFrame] = field(default_factory=list)
    latest: date | None = None
    rows: int = 0
    facts: PackedFrames = field(default_factory=PackedFrames)
    answers: PackedFrames = _packed(*_ANSWERS)
    aside: PackedFrames = _packed("sheet", "row_no", "kind", "text")
    rejects: PackedFrames = _packed("sheet", "row_no", "cells", "problems", "shown")
    flags: PackedFrames = _packed("sheet", "row_no", "problems")
    noted: PackedFrames = _packed(*_NOTED)
    origins: PackedFrames = _packed(*reject_origin.COLUMNS)  # where the rows that come back stood first

    def read_sheets(self, sheets: Iterable[SheetBlocks]) -> None:
        top: Sheet | None = None
        for sheet in sheets:
            for block in self._sheet(sheet):
                top = top or block
        pa.default_memory_pool().release_unused()  # the cells as they were read are not wanted any more
        if self.header is None:
            raise header_refusal(top, self.settings) if top else FileRefused(Problem("empty_file"))

    def reader_of_fact(self, fact: pd.DataFrame) -> "FileReader":
        """Return a reader as if the file held this one fact and nothing else."""
        one = FileReader(self.settings, self.until, self.order, header=self.header, rows=1)
        one.facts = PackedFrames(list(fact.columns))
        one.facts.add(fact)
        return one

    def _sheet(self, sheet: SheetBlocks) -> Iterator[Sheet]:
        """Read each block as if it stood right below the header, and below the signature if there was one."""
        above: pd.DataFrame | None = None
        header: Header | None = None
        for block, origins in self._together(sheet):
            self.rows += len(block.cells)
            cells = block.cells if above is None else pd.concat([above, block.cells])
            for place, table in enumerate(split_tables(Sheet(sheet.name, cells), self.settings, header)):
                # The first table of a later block goes on with the one before.
                header = self._header(table) if above is None or place else header
                fresh = table.cells.index[table.cells.index.isin(block.cells.index)]
                given = self._part(self._filled(table, header, origins), header, fresh, origins)
                self._add(given)
                last = table.cells
            above = last.loc[given.above]
            yield block

    def _together(self, sheet: SheetBlocks) -> Iterator[tuple[Sheet, pd.DataFrame]]:
        """Yield the blocks, each with the origins that its rows tell.

        All blocks come as one where a fact is made of rows that may stand far apart.
        """
        blocks = sheet.blocks()
        first = next(blocks, None)
        if first is None:  # text without a single filled cell
            return
        if any(words.events for words in self.settings.sources.values()):
            first = pd.concat([first, *blocks])
        added = reject_origin.find_added_columns(first)
        if added.origin is None and reject_origin.is_reject_sheet(first):
            raise FileRefused(Problem("origin_lost"), sheet.name)
        for block in chain([first], blocks):
            cells, origins = reject_origin.split_origins(block, added, sheet.name)
            self.origins.add(origins)
            if len(cells):
                yield Sheet(sheet.name, cells), origins

    def _header(self, sheet: Sheet) -> Header | None:
        header = find_header(sheet, self.settings, self.header)
        found = align_headings(sheet, header, self.settings)
        if header is None or found is None:
            return None
        self.assumed += found.assumed
        self.proposals |= dict.fromkeys(suggest.propose_headings(sheet, found.header, self.settings))
        if self.header is None:
            self.header = found.header
            names = [column.name for column in header.source.table.c if column.name != "file_id"]
            self.facts = PackedFrames(names)
            self.numbering = header.source.numbering()
        return found.header

    def _filled(self, table: Sheet, header: Header | None, origins: pd.DataFrame) -> Sheet:
        if self.originals is None or header is None or origins.empty:
            return table
        return Sheet(table.name, self.originals.unmask_cells(table.cells, header.headings, origins))

    def _part(
        self, table: Sheet, header: Header | None, new_rows: "pd.Index", origins: pd.DataFrame
    ) -> ReadBlock:
        original = (
            self.originals.find_date_order(origins["sha256"]) if self.originals and len(origins) else None
        )
        known = Assumption("dates_as_original", None, table.name)
        if original and original != DAY_FIRST and known not in self.assumed:
            self.assumed.append(known)
        ordered = (lambda _: original) if original else self._ordered
        try:
            return read_block(table, header, self.settings, new_rows, ordered, self.until)
        except NoSpan as unknown:
            raise FileRefused(unknown.problem, table.name) from unknown

    def _ordered(self, date_evidence: DateEvidence) -> DateOrder:
        self.evidence.add(date_evidence)
        if self.order is None:
            self.order = decide_order(self.evidence, self.dates) or DAY_FIRST
        return self.order

    def _add(self, block: ReadBlock) -> None:
        self.said += block.said
        self.assumed += block.assumed
        self.unknown_units.append(block.unknown_units)
        if len(block.facts):
            assert self.header
            facts = self.numbering.number_rows(block.facts)
            newest = latest_event_day(facts, self.header.source.events, self.until)
            self.latest = max(filter(None, (self.latest, newest)), default=None)
            self.facts.add(facts)
            if len(block.answers):
                places = facts[["key", "sheet", "row_no"]]
                self.answers.add(block.answers.merge(places, on=["sheet", "row_no"]))
        self.aside.add(block.aside)
        self.rejects.add(block.rejects)
        self.flags.add(block.flags)
        self.noted.add(block.noted)
