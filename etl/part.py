"""A block of a sheet: rows set aside, facts, rows rejected with their reasons, rows flagged."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from etl import dates, layout
from etl.columns import Body, Coded, Problems, as_json, nothing, parsed
from etl.date_order import DateColumn, Evidence, evidence
from etl.dates import Order
from etl.given import given
from etl.problem import Problem
from etl.read import Sheet, letters
from etl.recognise import Header, fields
from etl.settings import Settings
from etl.source import Field


@dataclass(frozen=True)
class Part:
    """What one block of a sheet gave. `said`: the rows set aside with all their words, for whoever looks for
    a mark. `above`: the rows below which the next block has to be seen."""

    said: list[str]
    aside: pd.DataFrame
    facts: pd.DataFrame
    answers: pd.DataFrame
    rejects: pd.DataFrame
    flags: pd.DataFrame
    above: "pd.Index"


def part(
    sheet: Sheet,
    header: Header | None,
    settings: Settings,
    fresh: "pd.Index",
    ordered: Callable[[Evidence], Order],
) -> Part:
    """Of a sheet's rows those that are `fresh`; how their dates are read is known once they are seen."""
    cells = sheet.cells
    if header is None:
        # Nobody knows what its columns hold, so its words are not kept: they may be personal.
        alone = _aside(sheet.name, pd.Series("sheet", index=fresh), pd.Series(None, fresh, dtype="str"))
        blank = pd.DataFrame()
        said = list(layout.texts(cells, set()))
        return Part(said, alone, blank, blank, blank, blank, fresh[:0])
    every = layout.kinds(cells, header, settings.reading)
    signed = every.index[every == "signature"][:1]
    kinds = every[every.index.isin(fresh)]
    set_aside = cells.loc[kinds.index]
    rows = cells.loc[fresh[~fresh.isin(kinds.index)]]
    body = _body(rows, header, settings, sheet.name, ordered)
    facts = header.source.complete(body, settings)
    good = body.good()
    return Part(
        said=list(layout.texts(set_aside, set())),
        aside=_aside(sheet.name, kinds, layout.texts(set_aside, _personal(header))),
        facts=_placed(facts.rows.loc[good], sheet.name),
        answers=_placed(facts.answers.loc[facts.answers.index.isin(good)], sheet.name),
        rejects=_rejects(sheet.name, rows, header, body.wrong),
        flags=_flags(
            sheet.name, {row: found for row, found in body.remarks.items() if row not in body.wrong}
        ),
        above=pd.Index(header.rows).append(signed),
    )


def _body(
    rows: pd.DataFrame, header: Header, settings: Settings, sheet: str, ordered: Callable[[Evidence], Order]
) -> Body:
    """The rows with each column parsed, and with what is wrong in single cells."""
    words = settings.sources[header.source.name]
    headings = {column: header.heading(column) for column in header.columns}
    every = fields(header.source, words)
    coded = {f.column: Coded.of(rows[header.columns[f.column]]) for f in every if f.column in headings}
    # Where settings leave cells that cannot be read empty, they have decided about the odd ones.
    strict = [field for field in every if words.unreadable.get(field.column) != "empty"]
    order = ordered(evidence(_dates(strict, coded, header), sheet))
    values: dict[str, pd.Series] = {}
    body = Body(pd.DataFrame(index=rows.index), headings)
    for field in every:
        if field.column not in coded:
            values[field.column] = nothing(rows.index, field.parser)
            continue
        cells, heading = coded[field.column], headings[field.column]
        known = given(header.source, field, settings, order)
        values[field.column], bad = parsed(cells, field.parser, known, heading)
        if field.filled != "no":
            bad |= {int(row): [Problem("empty", heading)] for row in rows.index[cells.places < 0]}
        lenient = words.unreadable.get(field.column) == "empty" and field.filled != "always"
        for row, problems in bad.items():
            # A date that a program wrote where there is none is as good as a blank.
            blank = field.filled == "no" and problems[0].key == "day_placeholder"
            (body.remarks if lenient or blank else body.wrong)[row] += problems
    body.values = pd.DataFrame(values, index=rows.index)
    return body


def _dates(every: Iterable[Field], coded: Mapping[str, Coded], header: Header) -> dict[str, DateColumn]:
    return {
        field.column: DateColumn(
            letters(header.columns[field.column]),
            coded[field.column],
            dates.apart(coded[field.column].different),
            field.after,
        )
        for field in every
        if field.is_day and field.column in coded
    }


def _personal(header: Header) -> set[int]:
    columns = header.source.table.c
    return {
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
