"""Split a sheet where another table begins below the first: each table has headings of its own."""

from collections.abc import Iterator

import pandas as pd

from etl.formats.detect import Sheet
from etl.recognition.header import Header, recognise_header
from etl.settings import Settings
from etl.text import fold

_ENOUGH = 3  # cells that are headings make a row that may begin a table
_AROUND = 2  # rows above and below it that may belong to the same header


def split_tables(sheet: Sheet, settings: Settings, known_header: Header | None = None) -> list[Sheet]:
    """Return the tables of the sheet from the top, each down to the next; mostly the sheet itself.

    `known_header`: the header of the first table, where it was found before.
    """
    first = known_header or recognise_header(sheet.cells, settings)
    if first is None:
        return [sheet]
    above = [] if known_header else _above(sheet.cells, first, settings)
    cuts = [*above, *_below(sheet.cells, first, settings)]
    if not cuts:
        return [sheet]
    # Titles over the first table are its own.
    edges = [sheet.cells.index[0], *cuts, sheet.cells.index[-1] + 1]
    rows = sheet.cells.index
    return [
        Sheet(sheet.name, sheet.cells[(rows >= begin) & (rows < end)])
        for begin, end in zip(edges, edges[1:], strict=False)
    ]


def _above(cells: pd.DataFrame, header: Header, settings: Settings) -> list[int]:
    """Look for tables above: the header that fits best may be the lower one of two."""
    before = cells[cells.index < header.rows[0]]
    upper = recognise_header(before, settings) if len(before) > 1 else None
    if upper is None or not upper.is_complete:
        return []
    return [*_above(before, upper, settings), *_below(before, upper, settings), header.rows[0]]


def _below(cells: pd.DataFrame, header: Header, settings: Settings) -> Iterator[int]:
    """Yield the rows at which another header begins; one printed again on the next page begins nothing."""
    body = cells.iloc[cells.index.get_loc(header.rows[-1]) + 1 :]
    for row in _rows_of_headings(body, header, settings):
        if row <= header.rows[-1] or _again(cells, row, header):
            continue
        place = body.index.get_loc(row)
        found = recognise_header(body.iloc[max(place - _AROUND, 0) : place + _AROUND + 1], settings)
        if found and row in found.rows and found.rows[0] > header.rows[-1] and len(found.columns) >= _ENOUGH:
            header = found
            yield found.rows[0]


def _rows_of_headings(body: pd.DataFrame, header: Header, settings: Settings) -> list[int]:
    required = (field.column for field in header.source.fields if field.required and field.is_day)
    days = [header.columns[column] for column in required if column in header.columns]
    # A row of data has figures under the first heading for days: a glance spares the others.
    likely = body[~body[days[0]].str.contains("[0-9]", na=False).to_numpy(bool)] if days else body
    known = _known(settings)
    headings = [cell for cell in pd.unique(likely.to_numpy().ravel()) if cell == cell and fold(cell) in known]
    return [int(row) for row in likely.index[likely.isin(headings).sum(axis=1) >= _ENOUGH]]


def _known(settings: Settings) -> set[str]:
    listed = (words.headings | words.aspects for words in settings.sources.values())
    return {fold(text) for headings in listed for texts in headings.values() for text in texts}


def _again(cells: pd.DataFrame, row: int, header: Header) -> bool:
    printed = cells.loc[row].dropna()
    return any(printed.equals(cells.loc[above].dropna()) for above in header.rows)
