"""One sheet: the rows set aside, the facts, the rows rejected with their reasons, the rows flagged."""

import json
from dataclasses import asdict, dataclass, replace
from dataclasses import fields as members
from datetime import date

import pandas as pd

from etl import layout, rules
from etl.assumed import Assumed
from etl.columns import Body, Noted, Problems, as_json, nothing, parsed
from etl.events import Log, log
from etl.given import given
from etl.parse import MOMENT
from etl.problem import Problem
from etl.propose import unknown_units
from etl.read import Sheet, letters
from etl.recognise import Header, fields
from etl.settings import Settings
from etl.source import Field


@dataclass(frozen=True)
class Part:
    """What one sheet gave. `said`: the rows set aside with all their words, for whoever looks for a mark."""

    said: list[str]
    aside: pd.DataFrame
    facts: pd.DataFrame
    answers: pd.DataFrame
    rejects: pd.DataFrame
    flags: pd.DataFrame
    unknown_units: pd.DataFrame  # name, day
    noted: pd.DataFrame
    assumed: tuple[Assumed, ...] = ()


def part(sheet: Sheet, header: Header | None, settings: Settings, loaded_on: date = date.max) -> Part:
    cells = sheet.cells
    if header is None:
        # Nobody knows what its columns hold, so its words are not kept: they may be personal.
        alone = _aside(
            sheet.name, pd.Series("sheet", index=cells.index), pd.Series(None, cells.index, dtype="str")
        )
        blank = pd.DataFrame()
        return Part(list(layout.texts(cells, set())), alone, blank, blank, blank, blank, blank, blank)
    kinds = layout.kinds(cells, header, settings.reading)
    rows = cells.loc[cells.index.difference(kinds.index)]
    body = _body(rows, header, settings)
    events = _events(rows, body, header, settings)
    body = events.body if events else body
    said = layout.texts(cells.loc[kinds.index], set())
    body.titles = tuple(said[kinds == "title"])
    body.sums = _by_column(cells.loc[kinds.index[kinds == "total"]], header)
    facts = header.source.complete(body, settings)
    rules.nothing_ahead(body, facts.rows[list(header.source.events)], settings, loaded_on)
    if events:
        kinds = pd.concat([kinds, pd.Series("event", index=events.close(), dtype="str")]).sort_index()
    good = body.good()
    return Part(
        said=list(said),
        aside=_aside(sheet.name, kinds, layout.texts(cells.loc[kinds.index], _personal(header))),
        facts=_placed(facts.rows.loc[good], sheet.name),
        answers=_placed(facts.answers.loc[facts.answers.index.isin(good)], sheet.name),
        rejects=_rejects(sheet.name, rows, header, body.wrong),
        flags=_flags(sheet.name, {row: body.remarks[row] for row in good if row in body.remarks}),
        unknown_units=unknown_units(body, header),
        noted=_noted(sheet.name, body.noted),
        assumed=tuple(replace(one, sheet=sheet.name) for one in body.assumed),
    )


def _body(rows: pd.DataFrame, header: Header, settings: Settings) -> Body:
    """The rows with each column parsed, and with what is wrong in single cells."""
    words = settings.sources[header.source.name]
    headings = {column: header.heading(column) for column in header.columns}
    values: dict[str, pd.Series] = {}
    body = Body(pd.DataFrame(index=rows.index), headings)
    for field in fields(header.source, words):
        if field.column not in header.columns:
            values[field.column] = nothing(rows.index, field.parser)
            continue
        cells = rows[header.columns[field.column]]
        known = given(header.source, field, settings)
        values[field.column], bad = parsed(cells, field.parser, known, headings[field.column])
        lenient = words.unreadable.get(field.column) == "empty" and field.filled != "always"
        _note(body.remarks if lenient else body.wrong, bad)
        if field.filled != "no":
            blank = {row: [Problem("empty", headings[field.column])] for row in rows.index[cells.isna()]}
            _note(body.remarks if lenient else body.wrong, blank)
    body.values = pd.DataFrame(values, index=rows.index)
    return body


def _events(rows: pd.DataFrame, body: Body, header: Header, settings: Settings) -> Log | None:
    rule = settings.sources[header.source.name].events
    if rule is None:
        return None
    at, step = header.number(rule.at), header.number(rule.step)
    moments = None
    if at:
        known = given(header.source, Field("at", MOMENT), settings)
        moments, bad = parsed(rows[at], MOMENT, known, header.headings[at])
        blank = {row: [Problem("empty", header.headings[at])] for row in rows.index[rows[at].isna()]}
        _note(body.wrong, bad | blank)
    return log(body, header.source, rule, moments, rows[step] if step else None)


def _by_column(cells: pd.DataFrame, header: Header) -> pd.DataFrame:
    return pd.DataFrame({column: cells[number] for column, number in header.columns.items()})


def _note(where: Problems, problems: Problems) -> None:
    for row, found in problems.items():
        where[row] += found


def _personal(header: Header) -> frozenset[int]:
    columns = header.source.table.c
    return header.hidden | {
        number
        for column, number in header.columns.items()
        if column in columns and columns[column].info.get("personal")
    }


def _placed(rows: pd.DataFrame, sheet: str) -> pd.DataFrame:
    return rows.rename_axis("row_no").reset_index().assign(sheet=sheet)


def _aside(sheet: str, kinds: "pd.Series", texts: "pd.Series") -> pd.DataFrame:
    return _placed(pd.DataFrame({"kind": kinds, "text": texts}), sheet)


def _rejects(sheet: str, rows: pd.DataFrame, header: Header, wrong: Problems) -> pd.DataFrame:
    blamed = sorted(wrong)
    numbers = [int(number) for number in rows.columns]
    told = (_cells(dict(zip(numbers, cells, strict=True)), header) for cells in rows.loc[blamed].to_numpy())
    found = [
        (sheet, row, cells, as_json(dict.fromkeys(wrong[row])))
        for row, cells in zip(blamed, told, strict=True)
    ]
    return pd.DataFrame(found, columns=["sheet", "row_no", "cells", "problems"])


def _cells(row: dict[int, str], header: Header) -> str:
    """The cells as they were, by heading; by column letter where there is none or it stands twice."""
    told: dict[str, str | None] = {}
    for number, cell in row.items():
        heading = header.headings.get(number)
        if heading is None and pd.isna(cell):
            continue
        name = f"{heading} ({letters(number)})" if heading in told else heading or letters(number)
        # Blank cells too: the rows go out and come back as a file that has all headings.
        told[name] = None if pd.isna(cell) else cell
    return json.dumps(told, ensure_ascii=False)


def _flags(sheet: str, remarks: Problems) -> pd.DataFrame:
    found = [(sheet, row, as_json(remarks[row])) for row in sorted(remarks)]
    return pd.DataFrame(found, columns=["sheet", "row_no", "problems"])


def _noted(sheet: str, noted: list[Noted]) -> pd.DataFrame:
    columns = [member.name for member in members(Noted)]
    return pd.DataFrame([asdict(one) for one in noted], columns=columns).assign(sheet=sheet)
