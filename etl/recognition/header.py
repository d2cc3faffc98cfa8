"""Recognise by its headings which source a sheet comes from, and where its header stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from etl.parsing.cells import SCORE
from etl.problem import Problem
from etl.recognition.header_rows import HeaderRows, candidate_header_rows
from etl.settings import Settings, SourceWords
from etl.sources import SOURCES
from etl.sources.definition import Field, Source
from etl.text import fold


@dataclass(frozen=True)
class Header:
    """Describe where a source's columns stand in a sheet.

    `rows`: the row numbers of the header, one or several. `columns`: the source's column -> number of the
    sheet's column. `headings`: all of the sheet, by column number. `missing`: required, not there. `hidden`:
    columns of the sheet of which nobody knows what they hold.
    """

    source: Source
    rows: tuple[int, ...]
    columns: Mapping[str, int]
    headings: Mapping[int, str]
    missing: tuple[str, ...]
    hidden: frozenset[int] = frozenset()

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def is_near_match(self) -> bool:
        """Tell whether half of the required headings are there: the sheet is meant to be this source."""
        return 2 * len(self.missing) <= len(self.source.required_columns)

    @property
    def reason(self) -> str:
        """Return the recognised headings from left to right: the reason why the source was chosen."""
        return ", ".join(self.headings[number] for number in sorted(self.columns.values()))

    @property
    def heading_columns(self) -> tuple[tuple[str, str | None], ...]:
        """Return each heading, from left to right, and the source's column that it was taken for."""
        columns = {number: column for column, number in self.columns.items()}
        return tuple((self.headings[number], columns.get(number)) for number in sorted(self.headings))

    def find_column_number(self, headings: tuple[str, ...]) -> int | None:
        """Return the number of the first column of the sheet that has one of these headings."""
        wanted = {fold(text) for text in headings}
        return next((number for number, text in self.headings.items() if fold(text) in wanted), None)

    def heading(self, column: str) -> str:
        return self.headings[self.columns[column]]


def source_fields(source: Source, words: SourceWords) -> tuple[Field, ...]:
    """Return the source's fields and one for each aspect that settings ask about."""
    return source.fields + tuple(Field(aspect, SCORE) for aspect in words.aspects)


def recognise_header(cells: pd.DataFrame, settings: Settings) -> Header | None:
    """Return the header of the source that fits best, even if it lacks a heading; None where none is near."""
    return max(
        (header for header in candidate_headers(cells, settings) if header.is_near_match),
        key=_fit,
        default=None,
    )


def candidate_headers(cells: pd.DataFrame, settings: Settings) -> Iterator[Header]:
    """Yield what each of the first rows would be as the header of each source."""
    for seen in candidate_header_rows(cells):
        for name, words in settings.sources.items():
            yield _header(SOURCES[name], words, seen)


def missing_headings_problem(header: Header, settings: Settings) -> Problem:
    """Return the problem of a header that lacks required headings, with what the sheet has instead."""
    listed = settings.sources[header.source.name].headings
    wanted = [listed[column][0] if listed.get(column) else column for column in header.missing]
    return Problem("heading_missing", None, ", ".join(header.headings.values()), ", ".join(wanted))


def repeated_heading_problem(header: Header) -> Problem | None:
    """Return a problem where two columns share a heading: nobody can say which one is meant."""
    seen: dict[str, int] = {}
    for number, heading in header.headings.items():
        first = seen.setdefault(fold(heading), number)
        if first != number and first in header.columns.values():
            return Problem("heading_twice", None, heading)
    return None


def _fit(header: Header) -> tuple[bool, float, int, int, int]:
    share = 1 - len(header.missing) / len(header.source.required_columns)
    # Of two as good ones: the header of fewer storeys, then the upper one.
    return header.is_complete, share, len(header.columns), -len(header.rows), -header.rows[0]


def _header(source: Source, words: SourceWords, header_rows: HeaderRows) -> Header:
    wanted = words.headings | words.aspects
    known = {fold(text) for texts in wanted.values() for text in texts}
    headings = {number: _name(names, known) for number, names in header_rows.names.items()}
    folded: dict[str, int] = {}
    for number, text in headings.items():
        folded.setdefault(fold(text), number)
    columns: dict[str, int] = {}
    for column in (field.column for field in source_fields(source, words)):
        # Settings list the headings of a column in the order in which they are preferred.
        places = (folded[text] for text in map(fold, wanted.get(column, ())) if text in folded)
        for number in places:
            columns.setdefault(column, number)
    absent = tuple(column for column in source.required_columns if column not in columns)
    return Header(source, header_rows.rows, columns, headings, absent)


def _name(names: tuple[str, ...], known_headings: set[str]) -> str:
    return next((name for name in names if fold(name) in known_headings), names[-1])
