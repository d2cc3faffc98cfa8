"""Text files with a sign between the cells (CSV): encoding, separator, cells."""

import codecs
import csv
import io
import re
from collections import Counter
from itertools import islice

import pandas as pd

from etl.assumed import Assumed
from etl.problem import FileRefused, Problem

_SEPARATORS = (";", ",", "\t", "|")
_SIGNS = {"\t": "Tab"}
_LOOKED_AT, _TOP = 60, 1 << 16  # records, in the first letters, from which the separator is known
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
_MARKUP = re.compile(r"\s*<(!doctype|html|table|meta|\?xml)", re.IGNORECASE)
_LONGEST_CELL = 1 << 24


def cells(content: bytes, name: str) -> tuple[pd.DataFrame, Assumed]:
    """The records of the file, and by which encoding and separator they were read.

    Rows are numbered as a spreadsheet program that opens it numbers them: blank ones are rows too, and a line
    break inside quotes begins no new row.
    """
    text, encoding = _text(content, name)
    if _MARKUP.match(text):
        # Some systems write an HTML table and call it .xls.
        raise FileRefused(name, Problem("html_table"))
    sign = separator(text)
    records = _records(text, sign, name)
    width = max(map(len, records), default=0)
    even = [record + [""] * (width - len(record)) for record in records]
    table = pd.DataFrame(even, columns=range(1, width + 1), dtype="str")
    table.index = pd.RangeIndex(1, len(table) + 1)
    return table, assumed(encoding, sign)


def assumed(encoding: str, separator: str) -> Assumed:
    return Assumed("delimited", f"{encoding.upper()}, {_SIGNS.get(separator, separator)}")


def is_plain(content: bytes, text: str) -> bool:
    """Whether a file that begins like this is neither another kind of file nor a web page."""
    return not (content.startswith(_BINARY) or _MARKUP.match(text))


def _text(content: bytes, name: str) -> tuple[str, str]:
    encoding = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    if content.startswith(_BINARY) or (encoding is None and _CONTROLS.search(content)):
        raise FileRefused(name, Problem("not_a_table"))
    try:
        return content.decode(encoding or "utf-8"), (encoding or "utf-8").upper()
    except UnicodeDecodeError as wrong:
        row = content.count(b"\n", 0, wrong.start) + 1
        raise FileRefused(name, Problem("encoding", None, str(row))) from wrong


def separator(text: str) -> str:
    """The sign that cuts the most records into the same number of cells, more than one."""
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


def _records(text: str, separator: str, name: str) -> list[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    # strict: a quote that is never closed would swallow the rest of the file into one cell.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begun = 1
    records = []
    try:
        for record in reader:
            records.append(record)
            begun = reader.line_num + 1
    except csv.Error as broken:
        raise FileRefused(name, Problem("quotes", None, str(begun))) from broken
    return records
