"""Read a file's sheets a block of rows at a time, so that a large file needs little more memory."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from etl.assumptions import Assumption
from etl.formats import csv, fast_csv
from etl.formats.detect import read_source_workbook
from etl.formats.limits import MOST_BYTES, check_size, read_content
from etl.problem import FileRefused, Problem

_ROWS = 100_000


@dataclass(frozen=True)
class SheetBlocks:
    """Describe a sheet by its blocks: `blocks` starts over at each call; cells as in
    `etl.formats.detect.Sheet`."""

    name: str
    blocks: Callable[[], Iterator[pd.DataFrame]]


@dataclass(frozen=True)
class WorkbookBlocks:
    sheets: tuple[SheetBlocks, ...]
    assumed: tuple[Assumption, ...]


def open_text_blocks(path: Path) -> WorkbookBlocks | None:
    """Open plain text, read as it is asked for, which may raise `IrregularText`; None for other files."""
    try:
        check_size(path.stat().st_size, MOST_BYTES)
        text = fast_csv.detect_plain_text(path)
    except OSError as lost:  # gone, a folder, no permission
        raise FileRefused(Problem("unreachable")) from lost
    if text is None:
        return None
    sheet = SheetBlocks("CSV", lambda: (block for block in text.blocks() if len(block)))
    return WorkbookBlocks((sheet,), (csv.separator_assumption(text.encoding, text.separator),))


def read_into_blocks(path: Path) -> WorkbookBlocks:
    """Read a file of any kind at once, and cut its sheets into blocks."""
    book = read_source_workbook(read_content(path))
    sheets = tuple(SheetBlocks(sheet.name, _blocks(sheet.cells)) for sheet in book.sheets if len(sheet.cells))
    return WorkbookBlocks(sheets, book.assumed)


def _blocks(cells: pd.DataFrame) -> Callable[[], Iterator[pd.DataFrame]]:
    return lambda: (cells.iloc[begin : begin + _ROWS] for begin in range(0, len(cells), _ROWS))
