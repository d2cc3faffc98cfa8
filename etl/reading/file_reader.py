"""Read the blocks of a file one after the other, and collect what each gives and what they say together."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

import pandas as pd
import pyarrow as pa

from etl.assumptions import Assumed
from etl.formats.blocks import SheetBlocks
from etl.formats.packed import Packed
from etl.formats.sheet import Sheet
from etl.parsing.date_order import Evidence, decide
from etl.parsing.dates import DAY_FIRST, Answer, Order
from etl.parsing.reporting_span import NoSpan
from etl.problem import FileRefused, Problem
from etl.proposals import HeadingProposal
from etl.reading import reject_origin
from etl.reading.block_reader import Part, part
from etl.reading.file_date import latest
from etl.reading.reject_originals import Originals
from etl.recognition import suggest
from etl.recognition.header import Header
from etl.recognition.required_headings import header_of, unrecognised
from etl.recognition.shifted_headings import aligned
from etl.recognition.stacked_tables import tables
from etl.settings import Settings
from warehouse.tables import answer, check_result

_ANSWERS = [column.name for column in answer.c if column.name != "file_id"]
_NOTED = [column.name for column in check_result.c if column.name not in ("file_id", "unit_id")]


def _packed(*columns: str) -> Packed:
    return field(default_factory=lambda: Packed(columns))


@dataclass
class Intake:
    """Read a file's rows in the `order` that was given, else in the one for which the first rows speak."""

    name: str
    settings: Settings
    until: date  # later events are slips of the pen
    order: Order | None = None
    dates: Answer | None = None  # what a person says about day and month
    originals: Originals | None = None  # of rows that were rejected and come back
    header: Header | None = None  # the first one
    finish: Callable[[pd.DataFrame], pd.DataFrame] | None = None
    evidence: Evidence = field(default_factory=Evidence)
    said: list[str] = field(default_factory=list)
    assumed: list[Assumed] = field(default_factory=list)
    proposals: dict[HeadingProposal, None] = field(default_factory=dict)
    unknown_units: list[pd.DataFrame] = field(default_factory=list)
    latest: date | None = None
    rows: int = 0
    facts: Packed = field(default_factory=Packed)
    answers: Packed = _packed(*_ANSWERS)
    aside: Packed = _packed("sheet", "row_no", "kind", "text")
    rejects: Packed = _packed("sheet", "row_no", "cells", "problems", "shown")
    flags: Packed = _packed("sheet", "row_no", "problems")
    noted: Packed = _packed(*_NOTED)
    origins: Packed = _packed(*reject_origin.COLUMNS)  # where the rows that come back stood first

    def take(self, sheets: Iterable[SheetBlocks]) -> None:
        top: Sheet | None = None
        for sheet in sheets:
            for block in self._sheet(sheet):
                top = top or block
        pa.default_memory_pool().release_unused()  # the cells as they were read are not wanted any more
        if self.header is None:
            raise (
                unrecognised(self.name, top, self.settings)
                if top
                else FileRefused(self.name, Problem("empty_file"))
            )

    def alone(self, fact: pd.DataFrame) -> "Intake":
        """Return a reader as if the file held this one fact and nothing else."""
        one = Intake(self.name, self.settings, self.until, self.order, header=self.header, rows=1)
        one.facts = Packed(list(fact.columns))
        one.facts.add(fact)
        return one

    def _sheet(self, sheet: SheetBlocks) -> Iterator[Sheet]:
        """Read each block as if it stood right below the header, and below the signature if there was one."""
        above: pd.DataFrame | None = None
        header: Header | None = None
        for block, origins in self._together(sheet):
            self.rows += len(block.cells)
            cells = block.cells if above is None else pd.concat([above, block.cells])
            for place, table in enumerate(tables(Sheet(sheet.name, cells), self.settings, header)):
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
        added = reject_origin.added(first)
        if added.origin is None and reject_origin.lost(first):
            raise FileRefused(self.name, Problem("origin_lost"), sheet.name)
        for block in chain([first], blocks):
            cells, origins = reject_origin.apart(block, added, sheet.name)
            self.origins.add(origins)
            if len(cells):
                yield Sheet(sheet.name, cells), origins

    def _header(self, sheet: Sheet) -> Header | None:
        header = header_of(self.name, sheet, self.settings, self.header)
        found = aligned(sheet, header, self.settings)
        if header is None or found is None:
            return None
        self.assumed += found.assumed
        self.proposals |= dict.fromkeys(suggest.headings(sheet, found.header, self.settings))
        if self.header is None:
            self.header = found.header
            names = [column.name for column in header.source.table.c if column.name != "file_id"]
            self.facts = Packed(names)
            self.finish = header.source.finish()
        return found.header

    def _filled(self, table: Sheet, header: Header | None, origins: pd.DataFrame) -> Sheet:
        if self.originals is None or header is None or origins.empty:
            return table
        return Sheet(table.name, self.originals.filled(table.cells, header.headings, origins))

    def _part(self, table: Sheet, header: Header | None, fresh: "pd.Index", origins: pd.DataFrame) -> Part:
        original = self.originals.order_of(origins["sha256"]) if self.originals and len(origins) else None
        known = Assumed("dates_as_original", None, table.name)
        if original and original != DAY_FIRST and known not in self.assumed:
            self.assumed.append(known)
        ordered = (lambda _: original) if original else self._ordered
        try:
            return part(table, header, self.settings, fresh, ordered, self.until)
        except NoSpan as unknown:
            raise FileRefused(self.name, unknown.problem, table.name) from unknown

    def _ordered(self, found: Evidence) -> Order:
        self.evidence.add(found)
        if self.order is None:
            self.order = decide(self.evidence, self.dates) or DAY_FIRST
        return self.order

    def _add(self, given: Part) -> None:
        self.said += given.said
        self.assumed += given.assumed
        self.unknown_units.append(given.unknown_units)
        if len(given.facts):
            assert self.header and self.finish
            facts = self.finish(given.facts)
            newest = latest(facts, self.header.source.events, self.until)
            self.latest = max(filter(None, (self.latest, newest)), default=None)
            self.facts.add(facts)
            if len(given.answers):
                places = facts[["key", "sheet", "row_no"]]
                self.answers.add(given.answers.merge(places, on=["sheet", "row_no"]))
        self.aside.add(given.aside)
        self.rejects.add(given.rejects)
        self.flags.add(given.flags)
        self.noted.add(given.noted)
