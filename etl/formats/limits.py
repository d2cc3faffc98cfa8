"""Limit the size of a file before it is read, so that nobody waits for what would not fit in memory."""

from pathlib import Path

from etl.problem import FileRefused, Problem

MOST_BYTES = (
    1 << 30
)  # a file, or what a package unpacks to; a year of all sources of a province has a tenth of it
MOST_XLS = 256 << 20  # its reader keeps all sheets as objects; a full XLS sheet of 20 columns has 20 MB
MOST_MARKUP = (
    24 << 20
)  # a web page is held as a tree, at worst fifty times its size: measured, 48 MB took 2.3 GB
MOST_CELLS = 20_000_000  # of a sheet, blank ones within its extent too: a stray cell far away makes them many
LAST_COLUMN = 16_384  # XFD: no program has more


def read_content(path: Path) -> bytes:
    """Return the content of the file; FileRefused where it is too large or cannot be opened."""
    try:
        check_size(path.stat().st_size, MOST_BYTES)
        return path.read_bytes()
    except OSError as lost:  # gone, a folder, no permission
        raise FileRefused(Problem("unreachable")) from lost


def check_size(size: int, limit: int) -> None:
    if size > limit:
        raise FileRefused(Problem("too_large", None, f"{size >> 20} MB", f"{limit >> 20} MB"))


def check_extent(row: int, column: int, corner: str) -> None:
    """Refuse a sheet that extends too far; `corner` is its last cell, as a spreadsheet program names it."""
    if row * column > MOST_CELLS or column > LAST_COLUMN:
        raise FileRefused(Problem("too_wide", None, corner))
