"""Find what a user has to be asked: which heading may be a missing column, which unit a name may mean."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import pandas as pd

from etl.formats.detect import Sheet
from etl.parsing.columns import ParsedRows
from etl.parsing.unit_names import UnitNames
from etl.proposals import HeadingProposal, UnitProposal
from etl.recognition import header as recognition
from etl.recognition.column_evidence import ColumnEvidence, sample_rows
from etl.recognition.header import Header, source_fields
from etl.settings import Settings
from etl.sources.definition import Field
from etl.text import closeness, fold

_FITS = 0.9  # of the filled cells
_CLOSE = 0.75  # words alone
_NEAR = 0.5  # words, where the cells fit
_TRIED = 5  # headers
_SEARCHED = 300  # names of units: more different ones come from no column of units


@dataclass(frozen=True)
class _Candidate:
    field: Field
    number: int
    close: float
    fits: bool | None

    @property
    def is_likely(self) -> bool:
        if self.fits is None:
            return self.close >= _CLOSE
        # Nothing but a unit's name reads as one; days and yes stand under many headings. A column that the
        # file cannot do without is asked about all the same: somebody has to say where it stands.
        return self.fits and (self.close >= _NEAR or self.field.column == "unit" or self.field.required)

    @property
    def basis(self) -> Literal["words", "cells", "both"]:
        if not self.fits:
            return "words"
        return "both" if self.close >= _NEAR else "cells"


class _Counted(NamedTuple):
    name: str
    rows: int
    first: pd.Timestamp
    last: pd.Timestamp


def propose_headings(sheet: Sheet, header: Header, settings: Settings) -> tuple[HeadingProposal, ...]:
    """Propose, for each column that the sheet lacks, the heading that is most likely its own, if any is."""
    found = sorted(_candidates(sheet.cells, header, settings), key=lambda one: (-one.close, one.number))
    chosen: dict[str, _Candidate] = {}
    for one in found:
        if one.field.column not in chosen and one.number not in {other.number for other in chosen.values()}:
            chosen[one.field.column] = one
    return tuple(
        HeadingProposal(
            source=header.source.name,
            column=column,
            usual=_known(header, settings, column)[0],
            heading=header.headings[one.number],
            sheet=sheet.name,
            why=one.basis,
        )
        for column, one in chosen.items()
    )


def propose_missing_headings(sheet: Sheet, settings: Settings) -> tuple[HeadingProposal, ...]:
    """Propose headings for all that a sheet near to no source lacks to be one, if there are any."""
    known = (header for header in recognition.candidate_headers(sheet.cells, settings) if header.columns)
    for header in sorted(known, key=lambda header: -len(header.columns))[:_TRIED]:
        found = propose_headings(sheet, header, settings)
        if set(header.missing) <= {proposal.column for proposal in found}:
            return found
    return ()


def _candidates(cells: pd.DataFrame, header: Header, settings: Settings) -> Iterator[_Candidate]:
    words = settings.sources[header.source.name]
    taken = {fold(text) for texts in (words.headings | words.aspects).values() for text in texts}
    taken |= {fold(text) for text in settings.reading.ordinals}
    unknown = {number: fold(text) for number, text in header.headings.items() if fold(text) not in taken}
    body = sample_rows(cells.iloc[cells.index.get_loc(header.rows[-1]) + 1 :])
    evidence = ColumnEvidence(header.source, settings)
    for field in source_fields(header.source, words):
        known = [fold(text) for text in _known(header, settings, field.column)]
        if field.column in header.columns or not known:
            continue
        for number, text in unknown.items():
            share = evidence.readable_share(field, body[number])
            close = max(closeness(text, other) for other in known)
            one = _Candidate(field, number, close, None if share is None else share >= _FITS)
            if one.is_likely:
                yield one


def _known(header: Header, settings: Settings, column: str) -> tuple[str, ...]:
    words = settings.sources[header.source.name]
    return (words.headings | words.aspects).get(column, ())


def find_unknown_units(body: ParsedRows, header: Header) -> pd.DataFrame:
    """Return the name and day of the rows whose unit is unknown."""
    # A total may tell its days in the title alone: its name is then looked for on all days.
    by_need = sorted(header.source.fields, key=lambda field: not field.required)
    days = next(field.column for field in by_need if field.is_day)
    told = [
        (problem.found, body[days][row])
        for row, problems in body.wrong.items()
        for problem in problems
        if problem.key == "unit_unknown"
    ]
    return pd.DataFrame(told, columns=["name", "day"])


def propose_units(unknown_names: Sequence[pd.DataFrame], settings: Settings) -> tuple[UnitProposal, ...]:
    """Ask one question for each name, those of many rows first."""
    filled = [rows for rows in unknown_names if len(rows)]
    if not filled:
        return ()
    rows = pd.concat(filled, ignore_index=True).astype({"day": "datetime64[us]"})
    counted = rows.groupby("name")["day"].agg(["size", "min", "max"]).reset_index()
    ordered = counted.sort_values(["size", "name"], ascending=[False, True])
    names = UnitNames(settings)
    return tuple(
        _unit(names, _Counted(*cells), with_search=place < _SEARCHED)
        for place, cells in enumerate(ordered.itertuples(index=False))
    )


def _unit(names: UnitNames, tally: _Counted, with_search: bool) -> UnitProposal:
    first, last = (None if pd.isna(day) else day.date() for day in (tally.first, tally.last))
    near = names.candidates(tally.name, first, last) if with_search else ()
    return UnitProposal(tally.name, tally.rows, first, last, near)
