"""Read text files with a separator between the cells (CSV): find the separator, split the records."""

import csv
import io
from collections import Counter
from itertools import islice

import pandas as pd

from etl.assumptions import Assumption
from etl.formats import encoding as encodings
from etl.problem import FileRefused, Problem
from languages.formulas import unescape_formula

_SEPARATORS = (";", ",", "\t", "|")
_SIGNS = {"\t": "Tab"}
_LOOKED_AT, _TOP = 60, 1 << 16  # records, in the first letters, from which the separator is known
_LONGEST_CELL = 1 << 24


def read_cells(content: bytes) -> tuple[pd.DataFrame, Assumption]:
    """Return the records of the file, and by which encoding and separator they were read.

    Rows are numbered as a spreadsheet program that opens it numbers them: blank ones are rows too, and a line
    break inside quotes begins no new row.
    """
    text, encoding = encodings.decode_text(content)
    sign = find_separator(text)
    records = _records(text, sign)
    width = max(map(len, records), default=0)
    even = [record + [""] * (width - len(record)) for record in records]
    table = pd.DataFrame(even, columns=range(1, width + 1), dtype="str")
    table.index = pd.RangeIndex(1, len(table) + 1)
    return table, separator_assumption(encoding, sign)


def separator_assumption(encoding: str, separator: str) -> Assumption:
    return Assumption("delimited", f"{encoding.upper()}, {_SIGNS.get(separator, separator)}")


def find_separator(text: str) -> str:
    """Return the separator that cuts the most records into the same number of cells, more than one."""
    if text[:4].lower() == "sep=" and text[4:5] in _SEPARATORS:
        return text[4]  # a line by which Excel is told
    top = text[:_TOP]
    return max(_SEPARATORS, key=lambda sign: _evenness(top, sign))


def _evenness(text: str, separator: str) -> tuple[int, int]:
    widths: Counter[int] = Counter()
    try:
        records = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        widths.update(len(record) for record in islice(records, _LOOKED_AT) if len(record) > 1)
    except csv.Error:
        return (0, 0)
    width, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return (times, width)


def _records(text: str, separator: str) -> list[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    # strict: a quote that is never closed would swallow the rest of the file into one cell.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    kept = "'" in text  # our own files keep with it what begins like a formula
    begun = 1
    records = []
    try:
        for record in reader:
            records.append(list(map(unescape_formula, record)) if kept else record)
            begun = reader.line_num + 1
    except csv.Error as broken:
        raise FileRefused(Problem("quotes", None, str(begun))) from broken
    return records
