"""Where a rejected row that comes back stood first: told in a column of its own, so that sorting keeps it."""

import re
from dataclasses import dataclass

import pandas as pd

from etl.fold import fold
from languages import say

HASH = 12  # signs of the file's SHA-256
_LOOKED_AT = 40  # rows
_LANGUAGES = ("vi", "en")
_WRITTEN = rf"\s*(?P<from_row>\d+)\s*\|\s*(?P<sha256>[0-9a-f]{{{HASH}}})\s*\|\s?(?P<from_sheet>.*?)\s*"
COLUMNS = ("sheet", "row_no", "sha256", "from_sheet", "from_row")


def written(sha256: str, sheet: str, row_no: int) -> str:
    """One text with a bar: no spreadsheet program takes it for a number or a day."""
    return f"{row_no} | {beginning(sha256)} | {sheet}"


def beginning(sha256: str) -> str:
    """As much of a file's hash as an origin tells."""
    return sha256[:HASH]


@dataclass(frozen=True)
class Added:
    """The columns that a list of rejects has beside those of the file: no data."""

    origin: int | None = None
    others: tuple[int, ...] = ()


def added(cells: pd.DataFrame) -> Added:
    """What was added to the sheet that begins with these rows; nothing where it is no list of rejects."""
    top = cells.iloc[:_LOOKED_AT]
    origin, reason = _column(top, "origin"), _column(top, "reason")
    if origin is None or not cells[origin].str.fullmatch(_WRITTEN, flags=re.DOTALL).fillna(False).any():
        return Added()
    return Added(origin, tuple(number for number in (origin, reason) if number is not None))


def lost(cells: pd.DataFrame) -> bool:
    """Whether the sheet is a list of rejects, as its first title says."""
    titles = tuple(fold(say(language, "rejects.file", file="")) for language in _LANGUAGES)
    return any(fold(str(cell)).startswith(titles) for cell in cells.iloc[:1].stack())


def apart(cells: pd.DataFrame, found: Added, sheet: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows as the file had them, and the origin of each that tells one."""
    if found.origin is None:
        return cells, pd.DataFrame(columns=list(COLUMNS))
    # A heading, a title or a slip of the pen matches nothing.
    told = cells[found.origin].str.extract(rf"^{_WRITTEN}$", flags=re.DOTALL).dropna()
    rows = cells.drop(columns=list(found.others)).dropna(how="all")
    told = told[told.index.isin(rows.index)].astype({"from_row": int})
    return rows, told.rename_axis("row_no").reset_index().assign(sheet=sheet)[list(COLUMNS)]


def _column(top: pd.DataFrame, word: str) -> int | None:
    wanted = {fold(say(language, f"rejects.{word}")) for language in _LANGUAGES}
    for number in top:
        if any(fold(cell) in wanted for cell in top[number].dropna()):
            return int(number)
    return None
