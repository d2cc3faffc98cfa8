"""Read a block of a sheet into facts, rows set aside, rejects with their reasons, and flagged rows."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from dataclasses import field as member
from dataclasses import fields as members
from datetime import date

import pandas as pd

from etl.assumptions import Assumption
from etl.formats.detect import Sheet, column_letters
from etl.parsing import dates, rules
from etl.parsing.cells import CHOICE, MOMENT
from etl.parsing.columns import (
    CheckResult,
    CodedColumn,
    ParsedRows,
    Problems,
    empty_column,
    parse_column,
    problems_to_json,
)
from etl.parsing.date_order import DateColumn, DateEvidence, collect_date_evidence
from etl.parsing.dates import DAY_FIRST, DateOrder
from etl.problem import Problem
from etl.recognition import row_kinds
from etl.recognition.header import Header, source_fields
from etl.recognition.suggest import find_unknown_units
from etl.settings import Settings
from etl.sources.definition import Field
from etl.sources.event_log import EventLog, build_event_log
from etl.sources.vocabulary import build_vocabulary

_DASHES = ("-", "--", "–", "—")


@dataclass(frozen=True)
class ReadBlock:
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
    assumed: tuple[Assumption, ...] = ()


def read_block(
    sheet: Sheet,
    header: Header | None,
    settings: Settings,
    new_rows: "pd.Index",
    choose_order: Callable[[DateEvidence], DateOrder],
    loaded_on: date,
) -> ReadBlock:
    """Read the new rows of a sheet; the order of day and month is chosen once its dates have been seen."""
    cells = sheet.cells
    if header is None:
        return _unread(sheet, new_rows)
    every = row_kinds.classify_rows(cells, header, settings.reading)
    signed = every.index[every == "signature"][:1]
    kinds = every[every.index.isin(new_rows)]
    rows = cells.loc[new_rows[~new_rows.isin(kinds.index)]]
    body = _body(rows, header, settings, sheet.name, choose_order)
    events = _events(rows, body, header, settings)
    body = events.body if events else body
    said = row_kinds.format_rows(cells.loc[kinds.index], set())
    body.titles = tuple(said[kinds == "title"])
    body.sums = _by_column(cells.loc[kinds.index[kinds == "total"]], header)
    facts = header.source.complete(body, settings)
    rules.check_future_days(body, facts.rows[list(header.source.events)], settings, loaded_on)
    if events:
        kinds = pd.concat([kinds, pd.Series("event", events.set_events_aside(), dtype="str")]).sort_index()
    good = body.accepted_rows()
    return ReadBlock(
        said=list(said),
        aside=_aside(sheet.name, kinds, row_kinds.format_rows(cells.loc[kinds.index], _personal(header))),
        above=pd.Index(header.rows).append(signed),
        facts=_placed(facts.rows.loc[good], sheet.name),
        answers=_placed(facts.answers.loc[facts.answers.index.isin(good)], sheet.name),
        rejects=_rejects(sheet.name, rows, header, body.wrong),
        flags=_flags(sheet.name, {row: found for row, found in body.remarks.items() if row in good}),
        noted=_noted(sheet.name, body.noted),
        unknown_units=find_unknown_units(body, header),
        assumed=tuple(replace(one, sheet=sheet.name) for one in body.assumed),
    )


def _unread(sheet: Sheet, new_rows: "pd.Index") -> ReadBlock:
    """Set all rows aside without their words: nobody knows what the columns hold, so they may be personal."""
    alone = _aside(sheet.name, pd.Series("sheet", index=new_rows), pd.Series(None, new_rows, dtype="str"))
    return ReadBlock(list(row_kinds.format_rows(sheet.cells, set())), alone, new_rows[:0])


def _body(
    rows: pd.DataFrame,
    header: Header,
    settings: Settings,
    sheet: str,
    choose_order: Callable[[DateEvidence], DateOrder],
) -> ParsedRows:
    """Parse each column of the rows, and note what is wrong in single cells."""
    words = settings.sources[header.source.name]
    headings = {column: header.heading(column) for column in header.columns}
    every = source_fields(header.source, words)
    coded = {f.column: _coded(rows[header.columns[f.column]], f) for f in every if f.column in headings}
    # Where settings leave cells that cannot be read empty, they have decided about the odd ones.
    strict = [field for field in every if words.unreadable.get(field.column) != "empty"]
    order = choose_order(collect_date_evidence(_dates(strict, coded, header), sheet))
    values: dict[str, pd.Series] = {}
    body = ParsedRows(pd.DataFrame(index=rows.index), headings)
    for field in every:
        if field.column not in coded:
            values[field.column] = empty_column(rows.index, field.parser)
            continue
        cells, heading = coded[field.column], headings[field.column]
        known = build_vocabulary(header.source, field, settings, order)
        values[field.column], bad = parse_column(cells, field.parser, known, heading)
        if field.filled != "no":
            bad |= {int(row): [Problem("empty", heading)] for row in rows.index[cells.places < 0]}
        lenient = words.unreadable.get(field.column) == "empty" and field.filled != "always"
        for row, problems in bad.items():
            # A date that a program wrote where there is none is as good as a blank.
            blank = field.filled == "no" and problems[0].key == "day_placeholder"
            (body.remarks if lenient or blank else body.wrong)[row] += problems
    body.values = pd.DataFrame(values, index=rows.index)
    return body


def _coded(cells: "pd.Series", field: Field) -> CodedColumn:
    """Blank the dashes by which people write that there is no number, date or word."""
    coded = CodedColumn.from_cells(cells)
    return coded if field.parser.dtype == "str" and field.parser is not CHOICE else coded.blank_signs(_DASHES)


def _dates(
    candidate_fields: Iterable[Field], coded_columns: Mapping[str, CodedColumn], header: Header
) -> dict[str, DateColumn]:
    return {
        field.column: DateColumn(
            column_letters(header.columns[field.column]),
            coded_columns[field.column],
            dates.split_dates(coded_columns[field.column].different),
            field.after,
        )
        for field in candidate_fields
        if field.is_day and field.column in coded_columns
    }


def _events(rows: pd.DataFrame, body: ParsedRows, header: Header, settings: Settings) -> EventLog | None:
    rule = settings.sources[header.source.name].events
    if rule is None:
        return None
    at, step = header.find_column_number(rule.at), header.find_column_number(rule.step)
    moments = None
    if at:
        known = build_vocabulary(header.source, Field("at", MOMENT), settings, DAY_FIRST)
        moments, bad = parse_column(CodedColumn.from_cells(rows[at]), MOMENT, known, header.headings[at])
        blank = {row: [Problem("empty", header.headings[at])] for row in rows.index[rows[at].isna()]}
        for row, found in (bad | blank).items():
            body.wrong[row] += found
    return build_event_log(body, header.source, rule, moments, rows[step] if step else None)


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


def _rejects(sheet: str, rows: pd.DataFrame, header: Header, problems_by_row: Problems) -> pd.DataFrame:
    blamed = sorted(problems_by_row)
    numbers = [int(number) for number in rows.columns]
    told = (_cells(dict(zip(numbers, cells, strict=True)), header) for cells in rows.loc[blamed].to_numpy())
    shown = json.dumps(_shown(header), ensure_ascii=False)
    found = [
        (sheet, row, cells, problems_to_json(dict.fromkeys(problems_by_row[row])), shown)
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
        name = (
            f"{heading} ({column_letters(number)})" if heading in told else heading or column_letters(number)
        )
        # Blank cells too: the rows go out and come back as a file that has all headings.
        told[name] = None if pd.isna(cell) else cell
    return json.dumps(told, ensure_ascii=False)


def _flags(sheet: str, problems_by_row: Problems) -> pd.DataFrame:
    found = [(sheet, row, problems_to_json(problems_by_row[row])) for row in sorted(problems_by_row)]
    return pd.DataFrame(found, columns=["sheet", "row_no", "problems"])


def _noted(sheet: str, check_results: list[CheckResult]) -> pd.DataFrame:
    columns = [member.name for member in members(CheckResult)]
    return pd.DataFrame([asdict(one) for one in check_results], columns=columns).assign(sheet=sheet)
