"""Read a block of a sheet into facts, rows set aside, rejects with their reasons, and flagged rows."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from dataclasses import field as member
from dataclasses import fields as members
from datetime import date

import pandas as pd

from etl.assumptions import Assumed
from etl.formats.detect import Sheet, letters
from etl.parsing import dates, rules
from etl.parsing.cells import CHOICE, MOMENT
from etl.parsing.columns import Body, Coded, Noted, Problems, as_json, nothing, parsed
from etl.parsing.date_order import DateColumn, Evidence, evidence
from etl.parsing.dates import DAY_FIRST, Order
from etl.problem import Problem
from etl.recognition import row_kinds
from etl.recognition.header import Header, fields
from etl.recognition.suggest import unknown_units
from etl.settings import Settings
from etl.sources.definition import Field
from etl.sources.event_log import Log, log
from etl.sources.vocabulary import given

_DASHES = ("-", "--", "–", "—")


@dataclass(frozen=True)
class Part:
    """Hold what one block gave. `said`: the rows set aside with all their words, to be searched for a mark.

    `above`: the rows below which the next block has to be read. `unknown_units`: name, day.
    """

    said: list[str]
    aside: pd.DataFrame
    above: "pd.Index"
    facts: pd.DataFrame = member(default_factory=pd.DataFrame)
    answers: pd.DataFrame = member(default_factory=pd.DataFrame)
    rejects: pd.DataFrame = member(default_factory=pd.DataFrame)
    flags: pd.DataFrame = member(default_factory=pd.DataFrame)
    noted: pd.DataFrame = member(default_factory=pd.DataFrame)
    unknown_units: pd.DataFrame = member(default_factory=pd.DataFrame)
    assumed: tuple[Assumed, ...] = ()


def part(
    sheet: Sheet,
    header: Header | None,
    settings: Settings,
    fresh: "pd.Index",
    ordered: Callable[[Evidence], Order],
    loaded_on: date,
) -> Part:
    """Read the new rows of a sheet; the order of day and month is chosen once its dates have been seen."""
    cells = sheet.cells
    if header is None:
        return _unread(sheet, fresh)
    every = row_kinds.kinds(cells, header, settings.reading)
    signed = every.index[every == "signature"][:1]
    kinds = every[every.index.isin(fresh)]
    rows = cells.loc[fresh[~fresh.isin(kinds.index)]]
    body = _body(rows, header, settings, sheet.name, ordered)
    events = _events(rows, body, header, settings)
    body = events.body if events else body
    said = row_kinds.texts(cells.loc[kinds.index], set())
    body.titles = tuple(said[kinds == "title"])
    body.sums = _by_column(cells.loc[kinds.index[kinds == "total"]], header)
    facts = header.source.complete(body, settings)
    rules.nothing_ahead(body, facts.rows[list(header.source.events)], settings, loaded_on)
    if events:
        kinds = pd.concat([kinds, pd.Series("event", index=events.close(), dtype="str")]).sort_index()
    good = body.good()
    return Part(
        said=list(said),
        aside=_aside(sheet.name, kinds, row_kinds.texts(cells.loc[kinds.index], _personal(header))),
        above=pd.Index(header.rows).append(signed),
        facts=_placed(facts.rows.loc[good], sheet.name),
        answers=_placed(facts.answers.loc[facts.answers.index.isin(good)], sheet.name),
        rejects=_rejects(sheet.name, rows, header, body.wrong),
        flags=_flags(sheet.name, {row: found for row, found in body.remarks.items() if row in good}),
        noted=_noted(sheet.name, body.noted),
        unknown_units=unknown_units(body, header),
        assumed=tuple(replace(one, sheet=sheet.name) for one in body.assumed),
    )


def _unread(sheet: Sheet, fresh: "pd.Index") -> Part:
    """Set all rows aside without their words: nobody knows what the columns hold, so they may be personal."""
    alone = _aside(sheet.name, pd.Series("sheet", index=fresh), pd.Series(None, fresh, dtype="str"))
    return Part(list(row_kinds.texts(sheet.cells, set())), alone, fresh[:0])


def _body(
    rows: pd.DataFrame, header: Header, settings: Settings, sheet: str, ordered: Callable[[Evidence], Order]
) -> Body:
    """Parse each column of the rows, and note what is wrong in single cells."""
    words = settings.sources[header.source.name]
    headings = {column: header.heading(column) for column in header.columns}
    every = fields(header.source, words)
    coded = {f.column: _coded(rows[header.columns[f.column]], f) for f in every if f.column in headings}
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


def _coded(cells: "pd.Series", field: Field) -> Coded:
    """Blank the dashes by which people write that there is no number, date or word."""
    coded = Coded.of(cells)
    return coded if field.parser.dtype == "str" and field.parser is not CHOICE else coded.without(_DASHES)


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


def _events(rows: pd.DataFrame, body: Body, header: Header, settings: Settings) -> Log | None:
    rule = settings.sources[header.source.name].events
    if rule is None:
        return None
    at, step = header.number(rule.at), header.number(rule.step)
    moments = None
    if at:
        known = given(header.source, Field("at", MOMENT), settings, DAY_FIRST)
        moments, bad = parsed(Coded.of(rows[at]), MOMENT, known, header.headings[at])
        blank = {row: [Problem("empty", header.headings[at])] for row in rows.index[rows[at].isna()]}
        for row, found in (bad | blank).items():
            body.wrong[row] += found
    return log(body, header.source, rule, moments, rows[step] if step else None)


def _by_column(cells: pd.DataFrame, header: Header) -> pd.DataFrame:
    return pd.DataFrame({column: cells[number] for column, number in header.columns.items()})


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
    shown = json.dumps(_shown(header), ensure_ascii=False)
    found = [
        (sheet, row, cells, as_json(dict.fromkeys(wrong[row])), shown)
        for row, cells in zip(blamed, told, strict=True)
    ]
    return pd.DataFrame(found, columns=["sheet", "row_no", "cells", "problems", "shown"])


def _shown(header: Header) -> list[str]:
    """Return the headings of columns that are known to identify nobody."""
    hidden = _personal(header)
    return [header.headings[number] for number in header.columns.values() if number not in hidden]


def _cells(row: dict[int, str], header: Header) -> str:
    """Write the row as JSON by heading; by column letter where the heading is missing or repeated."""
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
