"""A file in, its sheets a block of rows at a time: a large one needs little more memory."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from etl import delimited, fast_csv
from etl.assumed import Assumed
from etl.limits import MOST_BYTES, content, fits
from etl.problem import FileRefused, Problem
from etl.read import read

_ROWS = 100_000


@dataclass(frozen=True)
class SheetBlocks:
    """`blocks` begins anew each time: cells as in `etl.read.Sheet`; each block holds some."""

    name: str
    blocks: Callable[[], Iterator[pd.DataFrame]]


@dataclass(frozen=True)
class BookBlocks:
    sheets: tuple[SheetBlocks, ...]
    assumed: tuple[Assumed, ...]


def plain(path: Path, name: str) -> BookBlocks | None:
    """Plain text, read as it is asked for, which may raise Irregular; None for every other file."""
    try:
        fits(path.stat().st_size, MOST_BYTES, name)
        text = fast_csv.plain(path)
    except OSError as lost:  # gone, a folder, no permission
        raise FileRefused(name, Problem("unreachable")) from lost
    if text is None:
        return None
    sheet = SheetBlocks("CSV", lambda: (block for block in text.blocks() if len(block)))
    return BookBlocks((sheet,), (delimited.assumed(text.encoding, text.separator),))


def whole(path: Path, name: str) -> BookBlocks:
    """Any file, read at once."""
    book = read(content(path, name), name)
    sheets = tuple(SheetBlocks(sheet.name, _blocks(sheet.cells)) for sheet in book.sheets if len(sheet.cells))
    return BookBlocks(sheets, book.assumed)


def _blocks(cells: pd.DataFrame) -> Callable[[], Iterator[pd.DataFrame]]:
    return lambda: (cells.iloc[begin : begin + _ROWS] for begin in range(0, len(cells), _ROWS))
