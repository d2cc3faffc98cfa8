"""Read settings kept as CSV tables: each column has its own kind of cell."""

import csv
import math
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

from etl.problem import BadCell, Problem, SettingsInvalid, name_refusals

Reader = Callable[[str], Any]


@dataclass(frozen=True)
class SettingsRow:
    """Hold one line of a table. `number` is the line of the file at which it stands."""

    file: str
    number: int
    values: Mapping[str, Any]

    def make_error(self, key: str, column: str, expected_text: str | None = None) -> SettingsInvalid:
        """Return the exception that says that the cell under `column` cannot be right."""
        found = self.values[column]
        problem = Problem(key, column, None if found is None else str(found), expected_text)
        return SettingsInvalid(problem, self.number, self.file)


def read_table(path: Path, columns: Mapping[str, Reader]) -> list[SettingsRow]:
    """Read the rows of a table that has exactly these columns, in any order."""
    with name_refusals(path.name):
        content = read_text_file(path)
        table = csv.reader(StringIO(content, newline=""), delimiter=_separator(content))
        headings = [heading.strip() for heading in next(table, [])]
        _same_columns(headings, columns)
        lines = ((table.line_num, cells) for cells in table if any(cell.strip() for cell in cells))
        return [
            SettingsRow(path.name, number, _values(number, headings, cells, columns))
            for number, cells in lines
        ]


def _separator(content: str) -> str:
    """Find the separator: Excel writes ; where the decimal mark is a comma; headings of ours have neither."""
    headings = content.partition("\n")[0]
    return ";" if headings.count(";") > headings.count(",") else ","


def read_text_file(path: Path) -> str:
    if not path.is_file():
        raise SettingsInvalid(Problem("file_missing"))
    try:
        # utf-8-sig: spreadsheet programs put a mark before the first heading.
        return unicodedata.normalize("NFC", path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as wrong:
        raise SettingsInvalid(Problem("not_utf8")) from wrong


def _same_columns(headings: list[str], columns: Mapping[str, Reader]) -> None:
    expected = ", ".join(columns)
    for heading in headings:
        if heading not in columns:
            raise SettingsInvalid(Problem("column_unknown", heading, heading, expected), 1)
        if headings.count(heading) > 1:
            raise SettingsInvalid(Problem("column_twice", heading, heading, expected), 1)
    for column in columns:
        if column not in headings:
            raise SettingsInvalid(Problem("column_missing", column, None, expected), 1)


def _values(
    number: int, headings: list[str], cells: list[str], columns: Mapping[str, Reader]
) -> dict[str, object]:
    if len(cells) != len(headings):
        problem = Problem("cells_uneven", None, str(len(cells)), str(len(headings)))
        raise SettingsInvalid(problem, number)
    written = dict(zip(headings, cells, strict=True))
    return {column: _cell(number, column, reader, written[column]) for column, reader in columns.items()}


def _cell(line: int, column: str, reader: Reader, text: str) -> object:
    try:
        return reader(text.strip())
    except BadCell as bad:
        problem = Problem(bad.problem.key, column, bad.problem.found, bad.problem.expected)
        raise SettingsInvalid(problem, line) from bad


def check_unique(rows: Sequence[SettingsRow], column: str) -> None:
    """Check that no value stands twice under `column`."""
    seen: dict[object, int] = {}
    for row in rows:
        first = seen.setdefault(row.values[column], row.number)
        if first != row.number:
            raise row.make_error("value_twice", column, str(first))


def text_cell(cell: str) -> str:
    if not cell:
        raise BadCell("cell_empty")
    return cell


def day_cell(cell: str) -> date:
    try:
        return date.fromisoformat(cell)
    except ValueError as wrong:
        raise BadCell("day_wrong", cell or None, "2025-06-30") from wrong


def flag_cell(cell: str) -> bool:
    return one_of("1", "0")(cell) == "1"


def whole_number_cell(cell: str) -> int:
    if not cell.isdecimal():
        raise BadCell("whole_wrong", cell or None, "12")
    return int(cell)


def number_cell(cell: str) -> float:
    try:
        read = float(cell)
    except ValueError:
        read = math.nan
    if not math.isfinite(read):  # Python takes the words nan and inf for numbers
        raise BadCell("number_wrong", cell or None, "97.5")
    return read


def one_of(*allowed: str) -> Callable[[str], str]:
    def read(cell: str) -> str:
        if cell not in allowed:
            raise BadCell("word_unknown", cell or None, ", ".join(allowed))
        return cell

    return read


def allow_empty(reader: Reader) -> Reader:
    """Extend a reader so that it reads an empty cell as nothing."""
    return lambda cell: reader(cell) if cell else None


def is_in_force(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    """Tell whether something holds on the day: both bounds belong to it, None is without limit."""
    return (valid_from or date.min) <= day <= (valid_to or date.max)


def check_validity(rows: Sequence[SettingsRow], *columns: str, normalise: Callable[[str], str] = str) -> None:
    """Check that nothing ends before it begins, and that a day has one row about the same thing at most.

    The thing is what stands under `columns`; `normalise` gives two ways to write it the same text.
    """
    for row in rows:
        if _last(row) < _first(row):
            raise row.make_error("ends_before_it_begins", "valid_to", str(row.values["valid_from"]))
    of: dict[tuple[str, ...], list[SettingsRow]] = {}
    for row in rows:
        of.setdefault(tuple(normalise(row.values[column]) for column in columns), []).append(row)
    for same in of.values():
        for earlier, later in pairwise(sorted(same, key=_first)):
            if _first(later) <= _last(earlier):
                above, below = sorted((earlier, later), key=same.index)
                raise _overlap(above, below, columns)


def _overlap(upper_row: SettingsRow, lower_row: SettingsRow, columns: Sequence[str]) -> SettingsInvalid:
    found = ", ".join(lower_row.values[column] for column in columns)
    named = ", ".join(columns)
    problem = Problem("validity_overlaps", named, found, str(upper_row.number))
    if upper_row.file != lower_row.file:
        problem = Problem("validity_overlaps_file", named, found, f"{upper_row.file}, {upper_row.number}")
    return SettingsInvalid(problem, lower_row.number, lower_row.file)


def _first(row: SettingsRow) -> date:
    return row.values["valid_from"] or date.min


def _last(row: SettingsRow) -> date:
    return row.values["valid_to"] or date.max
