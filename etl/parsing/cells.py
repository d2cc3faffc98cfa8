"""Parse text cells into values; an unreadable cell gives a problem: what was found, what was expected."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pandas.api.extensions import ExtensionArray

from etl.parsing import dates
from etl.parsing.dates import DAY_FIRST, DateOrder
from etl.problem import BadCell, Problem
from etl.text import fold
from warehouse.tables import MASK

Bad = dict[int, Problem]  # by place in the column

FAILED = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
_SPACES = re.compile(r"\s+")
# Words with one space between, of signs that are composed already; # may begin the sign of a failed formula.
_SIGN = r"[!\"$-~\x{a1}-\x{2ff}\x{1e00}-\x{1eff}\x{2010}-\x{2027}]"
_CLEAN = rf"^{_SIGN}+(?: {_SIGN}+)*$"
_FLOAT = r"^([0-9]{8,11})\.0$"  # how a number that should be a text is printed
_WHOLE = re.compile(r"\d+(?:[.,]0{1,2})?")  # 1,000 is one or a thousand: nobody can tell
_MOST_DIGITS = 9  # nobody has a thousand million cases
_GROUPED = re.compile(r"\d{1,3}(?:[.\s]\d{3})+")
_DECIMAL = re.compile(r"-?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?|-?\d+\.\d+")
_NO_DAY = {"day_first": "day", "month_first": "day_month_first"}


@dataclass(frozen=True)
class ColumnVocabulary:
    """Describe what settings allow in a column: its words (folded -> value) and the range of its days."""

    first: date
    last: date
    words: Mapping[str, str] = field(default_factory=dict)
    known: str = ""  # the words, as a person is told them
    order: DateOrder = DAY_FIRST

    def value(self, cell: str) -> str | None:
        return self.words.get(fold(cell))


@dataclass(frozen=True)
class Parser:
    """Parse the different cells of a column at once into values and problems (by place in the column).

    `dtype` is the pandas type of the values.
    """

    read: Callable[[pa.Array, ColumnVocabulary], tuple[ExtensionArray, Bad]]
    dtype: str


def parse_text(cell: str, vocabulary: ColumnVocabulary) -> str:
    """Return the cell as composed text with single spaces."""
    if cell == MASK:  # a covered name must not take the place of the name
        raise BadCell("masked", cell)
    return _SPACES.sub(" ", unicodedata.normalize("NFC", cell)).strip()


def parse_text_column(cells: pa.Array, vocabulary: ColumnVocabulary) -> tuple[ExtensionArray, Bad]:
    """Parse a column as `parse_text` parses each cell; only the cells that are not clean go one by one."""
    clean = pc.and_(pc.match_substring_regex(cells, _CLEAN), pc.not_equal(cells, MASK))
    clean = clean.to_numpy(zero_copy_only=False)
    values = pd.array(cells, dtype="str")
    rest, bad = _each(cells.filter(pa.array(~clean)), parse_text, vocabulary)
    places = np.flatnonzero(~clean)
    values[places] = rest
    return values, {int(places[place]): problem for place, problem in bad.items()}


def parse_phone_column(cells: pa.Array, vocabulary: ColumnVocabulary) -> tuple[ExtensionArray, Bad]:
    """Parse a column of telephone numbers as texts, without the ".0" of those that were stored as numbers."""
    values, bad = parse_text_column(cells, vocabulary)
    return pd.Series(values).str.replace(_FLOAT, r"\1", regex=True).array, bad


def parse_moment_column(cells: pa.Array, vocabulary: ColumnVocabulary) -> tuple[ExtensionArray, Bad]:
    """Parse dates with their time of day; a date without a time is its midnight."""
    written = vocabulary.order.correct_parts(dates.split_dates(cells))
    found, exists, placeholder = written.moments(), written.exists(), written.is_placeholder()
    inside = (found >= np.datetime64(vocabulary.first)) & (
        found < np.datetime64(vocabulary.last) + np.timedelta64(1, "D")
    )
    good = exists & inside & ~placeholder
    around = f"{vocabulary.first:%d/%m/%Y} – {vocabulary.last:%d/%m/%Y}"
    bad = {}
    for place in np.flatnonzero(~good):
        cell = dates.format_stored_date(cells[int(place)].as_py().strip())
        if cell in FAILED:
            bad[int(place)] = Problem("formula", None, cell)
        elif placeholder[place]:
            bad[int(place)] = Problem("day_placeholder", None, cell)
        elif exists[place]:
            bad[int(place)] = Problem("day_outside", None, cell, around)
        else:
            bad[int(place)] = Problem(_NO_DAY[vocabulary.order.texts], None, cell)
    return pd.array(np.where(good, found, np.datetime64("NaT")), dtype="datetime64[us]"), bad


def parse_day_column(cells: pa.Array, vocabulary: ColumnVocabulary) -> tuple[ExtensionArray, Bad]:
    """Parse dates without their time of day."""
    found, bad = parse_moment_column(cells, vocabulary)
    return found.normalize(), bad


def parse_whole_number(cell: str, vocabulary: ColumnVocabulary) -> int:
    """Parse a count: 1.234 is one thousand two hundred and thirty-four."""
    written = cell.strip()
    digits = ""
    if _GROUPED.fullmatch(written):
        digits = re.sub(r"\D", "", written)
    elif _WHOLE.fullmatch(written):
        digits = re.split("[.,]", written)[0].lstrip("0") or "0"
    if 0 < len(digits) <= _MOST_DIGITS:
        return int(digits)
    raise BadCell("whole", written, "1.234")


def parse_decimal(cell: str, vocabulary: ColumnVocabulary) -> float:
    """Parse 1.234,5 and 97,5 as people write them, and 97.5 as a spreadsheet stores it."""
    written = cell.strip().removesuffix("%").rstrip()
    if not _DECIMAL.fullmatch(written):
        raise BadCell("decimal", cell.strip(), "1.234,5")
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", written) or "," in written:
        written = written.replace(".", "").replace(",", ".")
    return float(written)


def parse_choice(cell: str, vocabulary: ColumnVocabulary) -> str:
    """Return the value for which one of the column's words stands."""
    value = vocabulary.value(cell)
    if value is None:
        raise BadCell("word", cell.strip(), vocabulary.known)
    return value


def parse_yes_no(cell: str, vocabulary: ColumnVocabulary) -> bool:
    # A spreadsheet's own logical values come as true and false in every language.
    spoken = {"true": "yes", "false": "no"}.get(fold(cell)) or parse_choice(cell, vocabulary)
    return spoken == "yes"


def parse_occurrence(cell: str, vocabulary: ColumnVocabulary) -> bool:
    """Tell whether something happened: the cell holds words for yes and no, or how many times."""
    if vocabulary.value(cell) is not None:
        return parse_yes_no(cell, vocabulary)
    return parse_whole_number(cell, vocabulary) > 0


def parse_code(cell: str, vocabulary: ColumnVocabulary) -> int:
    """Parse a number of a list, or one of the words that stand for it."""
    return int(parse_choice(cell, vocabulary))


def parse_score(cell: str, vocabulary: ColumnVocabulary) -> int | None:
    """Parse a level of the scale; None where settings call the word invalid."""
    value = vocabulary.value(cell)
    if value is None:
        value = vocabulary.value(re.sub(r"[.,]0+$", "", cell.strip()))
    if value is None:
        raise BadCell("score", cell.strip(), vocabulary.known)
    return None if value == "invalid" else int(value)


def _each(
    cells: pa.Array, parse_cell: Callable[[str, ColumnVocabulary], object], vocabulary: ColumnVocabulary
) -> tuple[list[object], Bad]:
    values: list[object] = []
    bad: Bad = {}
    for place, cell in enumerate(cells.to_pylist()):
        try:
            if cell.strip() in FAILED:
                raise BadCell("formula", cell.strip())
            values.append(parse_cell(cell, vocabulary))
        except BadCell as wrong:
            values.append(None)
            bad[place] = wrong.problem
    return values, bad


def _one_by_one(parse_cell: Callable[[str, ColumnVocabulary], object], dtype: str) -> Parser:
    def column(cells: pa.Array, vocabulary: ColumnVocabulary) -> tuple[ExtensionArray, Bad]:
        values, bad = _each(cells, parse_cell, vocabulary)
        return pd.array(values, dtype=dtype), bad

    return Parser(column, dtype)


TEXT = Parser(parse_text_column, "str")
PHONE = Parser(parse_phone_column, "str")
DAY = Parser(parse_day_column, "datetime64[us]")
MOMENT = Parser(parse_moment_column, "datetime64[us]")
WHOLE = _one_by_one(parse_whole_number, "Int64")
DECIMAL = _one_by_one(parse_decimal, "Float64")
CHOICE = _one_by_one(parse_choice, "str")
YES_NO = _one_by_one(parse_yes_no, "boolean")
SOME = _one_by_one(parse_occurrence, "boolean")
CODE = _one_by_one(parse_code, "Int64")
SCORE = _one_by_one(parse_score, "Int64")
