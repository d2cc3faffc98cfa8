"""A file in, facts out, and what became of each of its rows: the front of the load, without any database."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from etl import recognise
from etl.age import age, latest
from etl.assumed import Assumed
from etl.fold import fold
from etl.part import Part, part
from etl.problem import FileRefused, Problem
from etl.read import Sheet, read
from etl.recognise import Header
from etl.settings import Settings
from etl.source import Source
from etl.sources import SOURCES
from etl.span import NoSpan
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


def digest(path: Path) -> str:
    return hashlib.sha256(_content(path, path.name)).hexdigest()


def understand(path: Path, name: str, settings: Settings, loaded_on: date = date.max) -> Understood:
    """The file at `path`, which people know as `name`; FileRefused where it cannot be loaded."""
    content = _content(path, name)
    book = read(content, name)
    sheets = [sheet for sheet in book.sheets if len(sheet.cells)]
    headers = _headers(sheets, name, settings)
    source = next(header.source for header in headers if header)
    parts = [
        _part(sheet, header, settings, loaded_on, name) for sheet, header in zip(sheets, headers, strict=True)
    ]
    said = [text for sheet in parts for text in sheet.said]
    facts = source.finish(_joined([sheet.facts for sheet in parts], _columns(source)))
    as_of, basis = age(said, latest(facts, source.events, loaded_on), settings.reading, loaded_on)
    return Understood(
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        source=source.name,
        reason=next(header.reason for header in headers if header),
        sample=_marked(said, settings),
        as_of=as_of,
        as_of_basis=basis,
        assumed=(*book.assumed, *(assumed for sheet in parts for assumed in sheet.assumed)),
        rows_read=sum(len(sheet.cells) for sheet in sheets),
        facts=facts,
        answers=_answers([sheet.answers for sheet in parts], facts),
        aside=_joined([sheet.aside for sheet in parts], ["sheet", "row_no", "kind", "text"]),
        rejects=_joined([sheet.rejects for sheet in parts], ["sheet", "row_no", "cells", "problems"]),
        flags=_joined([sheet.flags for sheet in parts], ["sheet", "row_no", "problems"]),
        noted=_joined([sheet.noted for sheet in parts], _NOTED),
    )


def _part(sheet: Sheet, header: Header | None, settings: Settings, loaded_on: date, name: str) -> Part:
    try:
        return part(sheet, header, settings, loaded_on)
    except NoSpan as unknown:
        raise FileRefused(name, unknown.problem, sheet.name) from unknown


def _content(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as lost:  # gone, a folder, no permission
        raise FileRefused(name, Problem("unreachable")) from lost


def _headers(sheets: list[Sheet], name: str, settings: Settings) -> list[Header | None]:
    """Per sheet its header, None where it has none; one source a file."""
    headers = [recognise.recognise(sheet.cells, settings) for sheet in sheets]
    if not any(headers):
        raise FileRefused(name, Problem("empty_file") if not sheets else _unrecognised(sheets, settings))
    for sheet, header in zip(sheets, headers, strict=True):
        problem = header and _unusable(header, settings)
        if problem:
            raise FileRefused(name, problem, sheet.name)
    first = next(header for header in headers if header)
    for sheet, header in zip(sheets, headers, strict=True):
        if header and header.source is not first.source:
            raise FileRefused(name, Problem("two_sources", None, header.reason, first.reason), sheet.name)
    return headers


def _unusable(header: Header, settings: Settings) -> Problem | None:
    return recognise.twice(header) if header.complete else recognise.missing(header, settings)


def _unrecognised(sheets: list[Sheet], settings: Settings) -> Problem:
    """Names the first row that could be a header, and what a header of each source has at least."""
    rows = sheets[0].cells.iloc[:40]
    widest = rows.iloc[int(rows.notna().sum(axis=1).argmax())].dropna()
    wanted = "; ".join(
        ", ".join((words.headings.get(column) or (column,))[0] for column in SOURCES[source].required)
        for source, words in settings.sources.items()
    )
    return Problem("unrecognised", None, ", ".join(str(text) for text in widest[:20]), wanted)


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
