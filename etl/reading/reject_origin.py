"""Keep where a rejected row stood first in a column of its own, so that sorting the rows keeps it."""

import re
from dataclasses import dataclass

import pandas as pd

from etl.text import fold
from languages import LANGUAGES, say

HASH = 12  # signs of the file's SHA-256
_LOOKED_AT = 40  # rows
_WRITTEN = rf"\s*(?P<from_row>\d+)\s*\|\s*(?P<sha256>[0-9a-f]{{{HASH}}})\s*\|\s?(?P<from_sheet>.*?)\s*"
COLUMNS = ("sheet", "row_no", "sha256", "from_sheet", "from_row")


def format_origin(sha256: str, sheet: str, row_no: int) -> str:
    """Write an origin as one text with bars, which no spreadsheet program takes for a number or a date."""
    return f"{row_no} | {short_hash(sha256)} | {sheet}"


def short_hash(sha256: str) -> str:
    """Cut a file's SHA-256 to the length that an origin holds."""
    return sha256[:HASH]


@dataclass(frozen=True)
class AddedColumns:
    """Describe the columns that a list of rejects has in addition to the file's own; they hold no data."""

    origin: int | None = None
    others: tuple[int, ...] = ()


def find_added_columns(cells: pd.DataFrame) -> AddedColumns:
    """Find the columns added to the sheet that begins with these rows; none if it is no list of rejects."""
    top = cells.iloc[:_LOOKED_AT]
    origin, reason = _column(top, "origin"), _column(top, "reason")
    if origin is None or not cells[origin].str.fullmatch(_WRITTEN, flags=re.DOTALL).fillna(False).any():
        return AddedColumns()
    return AddedColumns(origin, tuple(number for number in (origin, reason) if number is not None))


def is_reject_sheet(cells: pd.DataFrame) -> bool:
    """Decide by its first title whether the sheet is a list of rejects."""
    titles = tuple(fold(say(language, "rejects.file", file="")) for language in LANGUAGES)
    return any(fold(str(cell)).startswith(titles) for cell in cells.iloc[:1].stack())


def split_origins(
    cells: pd.DataFrame, added_columns: AddedColumns, sheet: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Separate the rows as the file had them from their origins; a row without a readable origin has none."""
    if added_columns.origin is None:
        return cells, pd.DataFrame(columns=list(COLUMNS))
    # A heading, a title or a slip of the pen matches nothing.
    told = cells[added_columns.origin].str.extract(rf"^{_WRITTEN}$", flags=re.DOTALL).dropna()
    rows = cells.drop(columns=list(added_columns.others)).dropna(how="all")
    told = told[told.index.isin(rows.index)].astype({"from_row": int})
    return rows, told.rename_axis("row_no").reset_index().assign(sheet=sheet)[list(COLUMNS)]


def _column(top: pd.DataFrame, word: str) -> int | None:
    wanted = {fold(say(language, f"rejects.{word}")) for language in LANGUAGES}
    for number in top:
        if any(fold(cell) in wanted for cell in top[number].dropna()):
            return int(number)
    return None
