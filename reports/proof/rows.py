"""Write the evidence sheets: the rows of each fact, what each adds to the figures, where it was read."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any

from indicators.queries.shares import (
    COUNTED_FOR,
    Indicators,
    Share,
    contributing_row_count,
    fact_tables,
    shares_of_table,
    stream_shares,
)
from languages.writing import word
from presentation.context import Context
from presentation.rows_in_words import COLUMNS, SOURCE, statuses
from reports.proof.layout import HEAD, LONGEST_SHEET, EvidenceRows, Piece, split_over_sheets
from reports.proof.styles import ProofWorkbook
from reports.spreadsheet.safe_workbook import SafeSheet

_EPOCH = date(1899, 12, 30)  # two days early: Excel counts from 1, and a 29 February 1900 that never was
_WIDTHS = {"text": 18.0, "whole": 9.0, "day": 11.0}
Cell = Callable[[Any], Any]


def write_facts(
    book: ProofWorkbook, context: Context, indicators: Indicators, row_limit: int = LONGEST_SHEET
) -> dict[str, EvidenceRows]:
    """Write for each table the rows that add to any of the figures; `row_limit` is that of a sheet."""
    return {
        table.name: _write_fact(book, context, table, indicators, row_limit)
        for table in fact_tables(indicators)
    }


def _write_fact(
    book: ProofWorkbook,
    context: Context,
    table: Any,  # noqa: ANN401
    indicators: Indicators,
    row_limit: int,
) -> EvidenceRows:
    kinds = {COUNTED_FOR: "text"} | _shown(table) | SOURCE
    added = shares_of_table(table, indicators)
    count = context.ask(contributing_row_count, table, indicators, context.scope)
    rows = context.ask(stream_shares, table, indicators, context.scope, tuple(kinds))
    cells = [_cell(context, name, kind) for name, kind in kinds.items()] + [float for _ in added]
    sheets = split_over_sheets(book.say(f"proof.sheet.{table.name}"), count, row_limit)
    for piece in sheets:
        sheet = _begin(book, piece, table.name, kinds, added, count)
        _fill(book, sheet, piece, islice(rows, piece.last - piece.first + 1), cells, list(kinds.values()))
    places = {share.name: len(kinds) + place for place, share in enumerate(added)}
    return EvidenceRows(sheets, places, list(kinds).index(COUNTED_FOR))


def _shown(table: Any) -> dict[str, str]:  # noqa: ANN401
    """Return the columns to show; those that name people are left out, as masks only take room."""
    return {
        name: kind for name, kind in COLUMNS[table.name].items() if not table.c[name].info.get("personal")
    }


def _begin(
    book: ProofWorkbook,
    piece: Piece,
    table: str,
    kinds: dict[str, str],
    share_columns: tuple[Share, ...],
    count: int,
) -> SafeSheet:
    lines = (book.say("proof.rows_note"), book.say("proof.rows", count=book.number(count)))
    sheet = book.add_sheet(piece.sheet, book.say(f"proof.title.{table}"), lines)
    names = [_heading(book, name) for name in kinds] + [
        _share_heading(book, share) for share in share_columns
    ]
    widths = [_WIDTHS[kind] for kind in kinds.values()] + [12.0] * len(share_columns)
    book.write_headings(sheet, HEAD, names, widths, piece.last - piece.first + 1)
    return sheet


def _heading(book: ProofWorkbook, name: str) -> str:
    return book.say(f"column.{name}")


def _share_heading(book: ProofWorkbook, share: Share) -> str:
    name = book.say(f"indicator.{share.indicator.id}.name")
    return name if share.part == "numerator" else book.say("proof.denominator_of", indicator=name)


def _fill(
    book: ProofWorkbook,
    sheet: SafeSheet,
    piece: Piece,
    rows: Iterator[tuple[Any, ...]],
    cells: list[Cell],
    kinds: list[str],
) -> None:
    day = book.formats["day"]
    plan = [
        (
            place,
            cell,
            place < len(kinds) and kinds[place] == "text",
            place < len(kinds) and kinds[place] == "day",
        )
        for place, cell in enumerate(cells)
    ]
    text, number = sheet.write_string, sheet.write_number
    for row, values in enumerate(rows, start=piece.first - 1):
        for (place, cell, is_text, is_day), value in zip(plan, values, strict=True):
            if value is None:
                continue
            if is_text:
                text(row, place, cell(value))
            elif is_day:
                number(row, place, cell(value), day)
            else:
                number(row, place, cell(value))


def day_serial(day: date) -> int:
    """Return the number that spreadsheet programs keep for a day."""
    return (day - _EPOCH).days


def _cell(context: Context, name: str, kind: str) -> Cell:
    """Choose how a value of the column is written."""
    if kind == "day":
        return day_serial
    if kind == "whole":
        return float
    if name == "unit_id":
        names = context.units["name"].to_dict()
        return lambda unit: names.get(unit, unit)
    if name == "status":
        named = statuses(context.language, context.settings)
        return lambda code: named.get(int(code), str(code))
    return lru_cache(maxsize=4096)(lambda value: str(word(context.language, name, value)))
