"""Which source a sheet comes from, known by its headings, and where its header stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from etl.fold import fold
from etl.parse import SCORE
from etl.problem import Problem
from etl.settings import Settings, SourceWords
from etl.source import Field, Source
from etl.sources import SOURCES

_LOOKED_AT = 40  # rows with something in them, from the top


@dataclass(frozen=True)
class Header:
    """Where a source's columns stand in a sheet.

    `rows`: one row number, or two where the header has two storeys. `columns`: the source's column -> number
    of the sheet's column. `headings`: all of the sheet, by column number. `missing`: required, not there.
    """

    source: Source
    rows: tuple[int, ...]
    columns: Mapping[str, int]
    headings: Mapping[int, str]
    missing: tuple[str, ...]

    @property
    def complete(self) -> bool:
        return not self.missing

    @property
    def near(self) -> bool:
        """Half of the required headings are there: meant to be this source."""
        return 2 * len(self.missing) <= len(self.source.required)

    @property
    def reason(self) -> str:
        return ", ".join(self.headings[number] for number in sorted(self.columns.values()))

    def heading(self, column: str) -> str:
        return self.headings[self.columns[column]]


def fields(source: Source, words: SourceWords) -> tuple[Field, ...]:
    """The source's fields and one for each aspect that settings ask about."""
    return source.fields + tuple(Field(aspect, SCORE) for aspect in words.aspects)


def recognise(cells: pd.DataFrame, settings: Settings) -> Header | None:
    """The header of the source that fits best, even one that lacks a heading; None where none comes near."""
    found = [
        header
        for words, rows in _candidates(cells)
        for name in settings.sources
        if (header := _header(SOURCES[name], settings.sources[name], words, rows)).near
    ]
    return max(found, key=_fit, default=None)


def missing(header: Header, settings: Settings) -> Problem:
    """The problem of a header that lacks required headings, with what the sheet has instead."""
    listed = settings.sources[header.source.name].headings
    wanted = [listed[column][0] if listed.get(column) else column for column in header.missing]
    return Problem("heading_missing", None, ", ".join(header.headings.values()), ", ".join(wanted))


def twice(header: Header) -> Problem | None:
    """The same heading over two columns: nobody can say which one is meant."""
    seen: dict[str, int] = {}
    for number, heading in header.headings.items():
        first = seen.setdefault(fold(heading), number)
        if first != number and first in header.columns.values():
            return Problem("heading_twice", None, heading)
    return None


def _fit(header: Header) -> tuple[bool, float, int, int, int]:
    share = 1 - len(header.missing) / len(header.source.required)
    # Of two as good ones: the header of one storey, then the upper one.
    return header.complete, share, len(header.columns), -len(header.rows), -header.rows[0]


def _candidates(cells: pd.DataFrame) -> Iterable[tuple[Mapping[int, str], tuple[int, ...]]]:
    """Each of the first rows alone, and over the next one: below merged cells the lower one names columns."""
    top = cells.iloc[:_LOOKED_AT]
    rows = [(row, _words(top.columns, cells)) for row, cells in zip(top.index, top.to_numpy(), strict=True)]
    for row, words in rows:
        yield words, (row,)
    for (row, upper), (next_row, lower) in zip(rows, rows[1:], strict=False):
        yield dict(sorted((upper | lower).items())), (row, next_row)


def _words(columns: "pd.Index", cells: Iterable[str]) -> dict[int, str]:
    return {
        column: " ".join(text.split())
        for column, text in zip(columns, cells, strict=True)
        if not pd.isna(text)
    }


def _header(source: Source, words: SourceWords, seen: Mapping[int, str], rows: tuple[int, ...]) -> Header:
    wanted = words.headings | words.aspects
    folded: dict[str, int] = {}
    for number, text in seen.items():
        folded.setdefault(fold(text), number)
    columns: dict[str, int] = {}
    for column in (field.column for field in fields(source, words)):
        # Settings list the headings of a column in the order in which they are preferred.
        known = (folded[text] for text in map(fold, wanted.get(column, ())) if text in folded)
        for number in known:
            columns.setdefault(column, number)
    absent = tuple(column for column in source.required if column not in columns)
    return Header(source, rows, columns, seen, absent)
