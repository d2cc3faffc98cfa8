"""A file in, facts out, and what became of each of its rows: the front of the load, without any database."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from etl import propose, recognise
from etl.age import age, latest
from etl.aligned import aligned
from etl.assumed import Assumed
from etl.fold import fold
from etl.limits import content
from etl.part import Part, part
from etl.problem import FileRefused, Problem
from etl.proposals import HeadingProposal, UnitProposal
from etl.read import Sheet, read
from etl.recognise import Header
from etl.settings import Settings
from etl.source import Source
from etl.sources import SOURCES
from etl.span import NoSpan
from etl.tables import tables
from warehouse.tables import answer, check_result

_ANSWERS = [column.name for column in answer.c if column.name != "file_id"]
_NOTED = [column.name for column in check_result.c if column.name not in ("file_id", "unit_id")]


@dataclass(frozen=True)
class Understood:
    """rows_read = facts + aside + rejects: every row with something in it, of all sheets.

    `facts`, `answers`: the columns of their tables without file_id. `aside`: sheet, row_no, kind, text.
    `rejects`: sheet, row_no, cells and problems as JSON. `flags`: sheet, row_no, problems, of loaded rows.
    `noted`: columns of check_result without unit_id and file_id.
    `as_of_basis`: printed | latest_event | order.
    `proposals`: headings that may be columns of the source, `unknown_units`: names that mean no unit; both to
    be confirmed, neither applied.
    """

    name: str
    sha256: str
    source: str
    reason: str
    sample: bool
    as_of: date | None
    as_of_basis: str
    assumed: tuple[Assumed, ...]
    rows_read: int
    facts: pd.DataFrame
    answers: pd.DataFrame
    aside: pd.DataFrame
    rejects: pd.DataFrame
    flags: pd.DataFrame
    noted: pd.DataFrame
    proposals: tuple[HeadingProposal, ...] = ()
    unknown_units: tuple[UnitProposal, ...] = ()


def digest(path: Path, name: str) -> str:
    return hashlib.sha256(content(path, name)).hexdigest()


def understand(
    path: Path, name: str, settings: Settings, loaded_on: date = date.max, *, dates: str | None = None
) -> Understood:
    """The file at `path`, which people know as `name`; FileRefused where it cannot be loaded."""
    held = content(path, name)
    book = read(held, name)
    sheets = [table for sheet in book.sheets if len(sheet.cells) for table in tables(sheet, settings)]
    found = [
        aligned(sheet, header, settings)
        for sheet, header in zip(sheets, _headers(sheets, name, settings), strict=True)
    ]
    headers = [one.header if one else None for one in found]
    source = next(header.source for header in headers if header)
    parts = [
        _part(sheet, header, settings, loaded_on, name) for sheet, header in zip(sheets, headers, strict=True)
    ]
    said = [text for sheet in parts for text in sheet.said]
    facts = source.finish(_joined([sheet.facts for sheet in parts], _columns(source)))
    as_of, basis = age(said, latest(facts, source.events, loaded_on), settings.reading, loaded_on)
    return Understood(
        name=name,
        sha256=hashlib.sha256(held).hexdigest(),
        source=source.name,
        reason=next(header.reason for header in headers if header),
        sample=_marked(said, settings),
        as_of=as_of,
        as_of_basis=basis,
        assumed=(
            *book.assumed,
            *(told for one in found if one for told in one.assumed),
            *(assumed for sheet in parts for assumed in sheet.assumed),
        ),
        rows_read=sum(len(sheet.cells) for sheet in sheets),
        facts=facts,
        answers=_answers([sheet.answers for sheet in parts], facts),
        aside=_joined([sheet.aside for sheet in parts], ["sheet", "row_no", "kind", "text"]),
        rejects=_joined([sheet.rejects for sheet in parts], ["sheet", "row_no", "cells", "problems"]),
        flags=_joined([sheet.flags for sheet in parts], ["sheet", "row_no", "problems"]),
        noted=_joined([sheet.noted for sheet in parts], _NOTED),
        proposals=_proposals(sheets, headers, settings),
        unknown_units=propose.units([sheet.unknown_units for sheet in parts], settings),
    )


def _part(sheet: Sheet, header: Header | None, settings: Settings, loaded_on: date, name: str) -> Part:
    try:
        return part(sheet, header, settings, loaded_on)
    except NoSpan as unknown:
        raise FileRefused(name, unknown.problem, sheet.name) from unknown


def _headers(sheets: list[Sheet], name: str, settings: Settings) -> list[Header | None]:
    """Per sheet its header, None where it has none; one source a file."""
    headers = [recognise.recognise(sheet.cells, settings) for sheet in sheets]
    if not any(headers):
        raise (
            FileRefused(name, Problem("empty_file")) if not sheets else _unrecognised(name, sheets, settings)
        )
    for sheet, header in zip(sheets, headers, strict=True):
        if header and (problem := _unusable(header, settings)):
            raise FileRefused(name, problem, sheet.name, propose.headings(sheet, header, settings))
    first = next(header for header in headers if header)
    for sheet, header in zip(sheets, headers, strict=True):
        if header and header.source is not first.source:
            raise FileRefused(name, Problem("two_sources", None, header.reason, first.reason), sheet.name)
    return headers


def _unusable(header: Header, settings: Settings) -> Problem | None:
    return recognise.twice(header) if header.complete else recognise.missing(header, settings)


def _proposals(
    sheets: list[Sheet], headers: list[Header | None], settings: Settings
) -> tuple[HeadingProposal, ...]:
    """Each question once, though every sheet may have the heading."""
    found = {
        (proposal.column, fold(proposal.heading)): proposal
        for sheet, header in zip(sheets, headers, strict=True)
        for proposal in (propose.headings(sheet, header, settings) if header else ())
    }
    return tuple(found.values())


def _unrecognised(name: str, sheets: list[Sheet], settings: Settings) -> FileRefused:
    """Names the first row that could be a header, and what a header of each source has at least."""
    rows = sheets[0].cells.iloc[:40]
    widest = rows.iloc[int(rows.notna().sum(axis=1).argmax())].dropna()
    wanted = "; ".join(
        ", ".join((words.headings.get(column) or (column,))[0] for column in SOURCES[source].required)
        for source, words in settings.sources.items()
    )
    problem = Problem("unrecognised", None, ", ".join(str(text) for text in widest[:20]), wanted)
    return FileRefused(name, problem, sheets[0].name, propose.all_missing(sheets[0], settings))


def _columns(source: Source) -> list[str]:
    return [column.name for column in source.table.c if column.name != "file_id"]


def _joined(frames: list[pd.DataFrame], columns: list[str]) -> pd.DataFrame:
    filled = [frame for frame in frames if len(frame)]
    joined = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=columns)
    return joined[columns]


def _answers(frames: list[pd.DataFrame], facts: pd.DataFrame) -> pd.DataFrame:
    joined = _joined(frames, [column for column in _ANSWERS if column != "key"])
    if joined.empty:
        return pd.DataFrame(columns=_ANSWERS)
    return joined.merge(facts[["key", "sheet", "row_no"]], on=["sheet", "row_no"])[_ANSWERS]


def _marked(said: list[str], settings: Settings) -> bool:
    marks = tuple(map(fold, settings.reading.sample_mark))
    return any(mark in fold(text) for text in said for mark in marks)
