"""The blocks of a file one after the other: what each gave, and what they say together."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

import pandas as pd
import pyarrow as pa

from etl import recognise
from etl.age import latest
from etl.blocks import SheetBlocks
from etl.date_order import Evidence, decide
from etl.dates import DAY_FIRST, Answer, Order
from etl.packed import Packed
from etl.part import Part, part
from etl.problem import FileRefused, Problem
from etl.read import Sheet
from etl.recognise import Header
from etl.settings import Settings
from etl.sources import SOURCES
from warehouse.tables import answer

_ANSWERS = [column.name for column in answer.c if column.name != "file_id"]


@dataclass
class Intake:
    """Rows are read in the `order` that was given, else in the one for which the first rows speak."""

    name: str
    settings: Settings
    until: date  # later events are slips of the pen
    order: Order | None = None
    dates: Answer | None = None  # what a person says about day and month
    header: Header | None = None  # the first one
    finish: Callable[[pd.DataFrame], pd.DataFrame] | None = None
    evidence: Evidence = field(default_factory=Evidence)
    said: list[str] = field(default_factory=list)
    latest: date | None = None
    rows: int = 0
    facts: Packed = field(default_factory=Packed)
    answers: Packed = field(default_factory=lambda: Packed(_ANSWERS))
    aside: Packed = field(default_factory=lambda: Packed(["sheet", "row_no", "kind", "text"]))
    rejects: Packed = field(default_factory=lambda: Packed(["sheet", "row_no", "cells", "problems"]))
    flags: Packed = field(default_factory=lambda: Packed(["sheet", "row_no", "problems"]))

    def take(self, sheets: Iterable[SheetBlocks]) -> None:
        top = None
        for sheet in sheets:
            for block in self._sheet(sheet):
                top = block if top is None else top
        pa.default_memory_pool().release_unused()  # the cells as they were read are not wanted any more
        if self.header is None:
            raise FileRefused(
                self.name, _unrecognised(top, self.settings) if top is not None else Problem("empty_file")
            )

    def _sheet(self, sheet: SheetBlocks) -> Iterable[pd.DataFrame]:
        """Every block is read as if it stood right below the header, and below the signature if one was."""
        above: pd.DataFrame | None = None
        header: Header | None = None
        for block in sheet.blocks():
            self.rows += len(block)
            cells = block if above is None else pd.concat([above, block])
            header = self._header(Sheet(sheet.name, cells)) if above is None else header
            given = part(Sheet(sheet.name, cells), header, self.settings, block.index, self._ordered)
            self._add(given)
            above = cells.loc[given.above]
            yield block

    def _header(self, sheet: Sheet) -> Header | None:
        header = recognise.recognise(sheet.cells, self.settings)
        if header is None:
            return None
        problem = recognise.twice(header) if header.complete else recognise.missing(header, self.settings)
        if self.header and header.source is not self.header.source:
            problem = Problem("two_sources", None, header.reason, self.header.reason)
        if problem:
            raise FileRefused(self.name, problem, sheet.name)
        if self.header is None:
            self.header = header
            self.facts = Packed([column.name for column in header.source.table.c if column.name != "file_id"])
            self.finish = header.source.finish()
        return header

    def _ordered(self, found: Evidence) -> Order:
        self.evidence.add(found)
        if self.order is None:
            self.order = decide(self.evidence, self.dates) or DAY_FIRST
        return self.order

    def _add(self, given: Part) -> None:
        self.said += given.said
        if len(given.facts):
            assert self.header and self.finish
            facts = self.finish(given.facts)
            newest = latest(facts, self.header.source.events, self.until)
            self.latest = max(filter(None, (self.latest, newest)), default=None)
            self.facts.add(facts)
            if len(given.answers):
                self.answers.add(
                    given.answers.merge(facts[["key", "sheet", "row_no"]], on=["sheet", "row_no"])
                )
        self.aside.add(given.aside)
        self.rejects.add(given.rejects)
        self.flags.add(given.flags)


def _unrecognised(cells: pd.DataFrame, settings: Settings) -> Problem:
    """Names the first row that could be a header, and what a header of each source has at least."""
    rows = cells.iloc[:40]
    widest = rows.iloc[int(rows.notna().sum(axis=1).argmax())].dropna()
    wanted = "; ".join(
        ", ".join((words.headings.get(column) or (column,))[0] for column in SOURCES[source].required)
        for source, words in settings.sources.items()
    )
    return Problem("unrecognised", None, ", ".join(str(text) for text in widest[:20]), wanted)
