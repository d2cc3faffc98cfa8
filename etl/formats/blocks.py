"""Read a file's sheets a block of rows at a time, so that a large file needs little more memory."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from etl.assumptions import Assumed
from etl.formats import csv, fast_csv
from etl.formats.detect import read
from etl.formats.limits import MOST_BYTES, content, fits
from etl.problem import FileRefused, Problem

_ROWS = 100_000


@dataclass(frozen=True)
class SheetBlocks:
    """Describe a sheet by its blocks: `blocks` starts over at each call; cells as in
    `etl.formats.detect.Sheet`."""

    name: str
    blocks: Callable[[], Iterator[pd.DataFrame]]


@dataclass(frozen=True)
class BookBlocks:
    sheets: tuple[SheetBlocks, ...]
    assumed: tuple[Assumed, ...]


def plain(path: Path, name: str) -> BookBlocks | None:
    """Open plain text, read as it is asked for, which may raise `IrregularText`; None for other files."""
    try:
        fits(path.stat().st_size, MOST_BYTES, name)
        text = fast_csv.plain(path)
    except OSError as lost:  # gone, a folder, no permission
        raise FileRefused(name, Problem("unreachable")) from lost
    if text is None:
        return None
    sheet = SheetBlocks("CSV", lambda: (block for block in text.blocks() if len(block)))
    return BookBlocks((sheet,), (csv.assumed(text.encoding, text.separator),))


def whole(path: Path, name: str) -> BookBlocks:
    """Read a file of any kind at once, and cut its sheets into blocks."""
    book = read(content(path, name), name)
    sheets = tuple(SheetBlocks(sheet.name, _blocks(sheet.cells)) for sheet in book.sheets if len(sheet.cells))
    return BookBlocks(sheets, book.assumed)


def _blocks(cells: pd.DataFrame) -> Callable[[], Iterator[pd.DataFrame]]:
    return lambda: (cells.iloc[begin : begin + _ROWS] for begin in range(0, len(cells), _ROWS))
