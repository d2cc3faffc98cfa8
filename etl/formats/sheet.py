"""Represent sheets of text cells under the row and column numbers that a spreadsheet program shows."""

from dataclasses import dataclass

import pandas as pd

from etl.assumptions import Assumption


@dataclass(frozen=True)
class Sheet:
    """Hold the cells of a sheet. Blank rows are left out, so that the index has gaps."""

    name: str
    cells: pd.DataFrame


@dataclass(frozen=True)
class SourceWorkbook:
    """Hold a file as it was read: its sheets, and the assumptions that were made."""

    sheets: tuple[Sheet, ...]
    assumed: tuple[Assumption, ...] = ()


def build_sheet(name: str, rows: dict[int, dict[int, str]]) -> Sheet:
    """Build the sheet that has these cells, by row and column number."""
    width = max((max(cells) for cells in rows.values() if cells), default=0)
    columns = range(1, width + 1)
    even = [[cells.get(column) for column in columns] for cells in rows.values()]
    return Sheet(
        name,
        drop_blank_cells(
            pd.DataFrame(even, index=pd.Index(rows, dtype="int64"), columns=columns, dtype="str")
        ),
    )


def drop_blank_cells(cells: pd.DataFrame) -> pd.DataFrame:
    """Blank the cells that hold only spaces, and drop the rows of blank cells."""
    filled = cells.apply(lambda column: column.where(column.str.strip() != ""))
    return filled.dropna(how="all")


def column_number(letters: str) -> int:
    """Return the number of a column: A is 1, AA is 27."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place


def column_letters(number: int) -> str:
    """Return the letters of a column: 1 is A, 27 is AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
