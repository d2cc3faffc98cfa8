"""Shift headings that stand over the wrong cells: the content of the cells decides.

Some systems write twelve headings over nine cells, or begin the cells one column further on. A shift is
believed only where it is plain over many rows, and only for columns on which all plausible shifts agree.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from math import comb

import pandas as pd

from etl.assumptions import Assumption
from etl.formats.detect import Sheet, column_letters
from etl.parsing.cells import TEXT
from etl.recognition.column_evidence import ColumnEvidence, sample_rows
from etl.recognition.header import Header, source_fields
from etl.settings import Settings
from etl.sources.definition import Field
from etl.text import fold

_ROWS = 10  # fewer prove nothing
_FITS, _FAILS = 0.9, 0.1  # of the filled cells
_FAILING = 2  # columns; a single one may just be badly filled
_FURTHEST = 3  # columns by which all cells are moved
_WAYS = 10_000
_Places = Mapping[int, int]  # number of a heading -> number of the column with its cells


@dataclass(frozen=True)
class AlignedHeader:
    header: Header
    assumed: tuple[Assumption, ...] = ()


def align_headings(sheet: Sheet, header: Header | None, settings: Settings) -> AlignedHeader | None:
    """Return the header with its headings over the cells that they name; None for a sheet without one."""
    if header is None:
        return None
    body = sample_rows(sheet.cells.iloc[sheet.cells.index.get_loc(header.rows[-1]) + 1 :])
    judge = _Judge(header, body, settings)
    if len(body) < _ROWS or settings.sources[header.source.name].events or not judge.fails():
        return AlignedHeader(header)
    agreed = _agreed(header, [places for places in _ways(header, body) if judge.fits(places)])
    return AlignedHeader(header) if agreed is None else _moved(sheet, header, agreed)


class _Judge:
    """Test the columns of a sheet against the fields of its source."""

    def __init__(self, header: Header, body: pd.DataFrame, settings: Settings) -> None:
        self._header, self._body = header, body
        self._evidence = ColumnEvidence(header.source, settings)
        words = settings.sources[header.source.name]
        self._fields = [
            field for field in source_fields(header.source, words) if field.column in header.columns
        ]
        ordinals = {fold(text) for text in settings.reading.ordinals}
        self._ordinals = [number for number, text in header.headings.items() if fold(text) in ordinals]
        self._seen: dict[tuple[str, int], bool | None] = {}

    def fails(self) -> bool:
        """Return whether several columns hold hardly anything of their kind, one of them required."""
        failing = [field for field in self._fields if self._is_wrong(field)]
        return len(failing) >= _FAILING and any(field.required for field in failing)

    def _is_wrong(self, field: Field) -> bool:
        number = self._header.columns[field.column]
        if field.required and (number not in self._body or self._body[number].isna().all()):
            return True
        share = self._share(field, number)
        return share is not None and share <= _FAILS

    def fits(self, places: _Places) -> bool:
        numbered = all(self._is_numbers(places[number]) for number in self._ordinals if number in places)
        return numbered and all(self._fits(field, places) for field in self._fields)

    def _fits(self, field: Field, places: _Places) -> bool:
        number = places.get(self._header.columns[field.column])
        if number is None:
            return not field.required
        if (field.column, number) not in self._seen:
            self._seen[field.column, number] = self._holds(field, number)
        return bool(self._seen[field.column, number])

    def _holds(self, field: Field, number: int) -> bool:
        cells = self._body[number]
        if field.filled != "no" and cells.notna().mean() < _FITS:
            return False
        if field.column == self._header.source.key and field.parser is TEXT and field.column != "unit":
            return bool(cells.nunique() >= _FITS * cells.count()) and not _counts_up(cells)
        share = self._share(field, number)
        return share is None or share >= _FITS

    def _share(self, field: Field, number: int) -> float | None:
        return self._evidence.readable_share(field, self._body[number]) if number in self._body else None

    def _is_numbers(self, number: int) -> bool:
        cells = self._body[number].dropna()
        return bool(len(cells) == 0 or cells.str.fullmatch(r"\s*\d+([.,]0+)?\s*").mean() >= _FITS)


def _counts_up(cells: "pd.Series") -> bool:
    """Return whether the cells are 1, 2, 3: row numbers are as distinct as codes are."""
    steps = pd.to_numeric(cells, errors="coerce").diff().dropna()
    return bool(len(steps) >= _FITS * (len(cells) - 1) and (steps == steps.median()).mean() >= _FITS)


def _ways(header: Header, body: pd.DataFrame) -> Iterator[_Places]:
    """Yield possible shifts: cells a few columns off, or some headings without cells, the others in order."""
    headings = sorted(header.headings)
    filled = [int(number) for number in body if body[number].notna().any()]
    within = [int(number) for number in body if filled and filled[0] <= number <= filled[-1]]
    for far in range(-_FURTHEST, _FURTHEST + 1):
        yield {number: number + far for number in headings if number + far in within}
    empty = len(headings) - len(within)
    if empty > 0 and comb(len(headings), empty) <= _WAYS:
        for dropped in combinations(headings, empty):
            kept = (number for number in headings if number not in dropped)
            yield dict(zip(kept, within, strict=True))


def _agreed(header: Header, ways: list[_Places]) -> _Places | None:
    """Return what all these shifts have in common; None where that leaves out a required column."""
    if not ways:
        return None
    common = {
        number: place for number, place in ways[0].items() if all(way.get(number) == place for way in ways)
    }
    required = {header.columns[column] for column in header.source.required_columns}
    return common if required <= common.keys() else None


def _moved(sheet: Sheet, header: Header, places: _Places) -> AlignedHeader:
    columns = {column: places[number] for column, number in header.columns.items() if number in places}
    headings = {place: header.headings[number] for number, place in places.items()}
    unsure = [header.headings[number] for column, number in header.columns.items() if column not in columns]
    # Nobody knows whether the cells that are left name people.
    hidden = frozenset(int(number) for number in sheet.cells.columns if number not in headings)
    told = [
        f"“{header.headings[number]}” {column_letters(number)} → {column_letters(place)}"
        for number, place in sorted(places.items())
        if number != place and number in header.columns.values()
    ]
    assumed = [Assumption("moved", ", ".join(told), sheet.name)]
    if unsure:
        assumed.append(Assumption("unsure", ", ".join(unsure), sheet.name))
    moved = replace(header, columns=columns, headings=dict(sorted(headings.items())), hidden=hidden)
    return AlignedHeader(moved, tuple(assumed))
