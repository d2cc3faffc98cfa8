"""Read plain UTF-8 text a block at a time, many times faster than cell by cell; decline odd files.

A block with ragged or blank rows goes through Python's csv, as all of a file would the careful way. Where
bytes, quotes or line ends are not as they should be, `IrregularText` is raised: only the careful way can
say why.
"""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow

from etl.formats import csv as csv_format
from etl.formats.detect import is_delimited_text
from etl.formats.unicode_text import is_normalised
from languages.formulas import unescape_formula

_BLOCK = 1 << 24  # bytes; some 50,000 rows of twenty columns
_LONGEST_RECORD = 1 << 27
_TOP = 1 << 16  # bytes by which the file is known
_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32)])
_LF, _CR, _QUOTE = b'\n\r"'


class IrregularText(Exception):
    """Report that the file is not plain text after all."""


@dataclass(frozen=True)
class PlainText:
    """Describe a file that begins as plain text; whether it stays so is known when its blocks are read."""

    path: Path
    encoding: str
    separator: str

    def blocks(self, size: int = _BLOCK) -> Iterator[pd.DataFrame]:
        """Yield the cells as `read` gives them: text or None, true row and column numbers, no blank rows."""
        row = 1
        for content in self._pieces(size):
            cells = self._regular(content)
            if cells is None:
                cells = self._careful(content)
            cells.index = pd.RangeIndex(row, row + len(cells))
            row += len(cells)
            yield cells.dropna(how="all")

    def _pieces(self, size: int) -> Iterator[bytes]:
        """Yield the file in pieces that end where a row ends."""
        with self.path.open("rb") as file:
            if self.encoding == "utf-8-sig":
                file.seek(len(codecs.BOM_UTF8))
            rest = b""
            for content in iter(lambda: file.read(size), b""):
                held = rest + content
                end = self._end_of_rows(held)
                rest = held[end:]
                if len(rest) > _LONGEST_RECORD or has_control_characters(content):
                    raise IrregularText
                if end:
                    yield held[:end]
        if rest:
            if self._end_of_rows(rest + b"\n") <= len(rest):
                raise IrregularText  # a quote that is never closed
            yield rest

    def _end_of_rows(self, content: bytes) -> int:
        """Return where the last complete row ends: at a line break outside quotes."""
        signs = np.frombuffer(content, np.uint8)
        quotes = np.flatnonzero(signs == _QUOTE)
        if not len(quotes):
            return content.rfind(b"\n") + 1
        opening, closing = quotes[::2], quotes[1::2]
        # Two quotes inside a quoted cell stand for one: the first closes and the second opens again.
        borders = np.array([_LF, _CR, _QUOTE, ord(self.separator)], np.uint8)
        before = signs[opening[opening > 0] - 1]
        after = signs[closing[closing + 1 < len(signs)] + 1]
        if not (np.isin(before, borders).all() and np.isin(after, borders).all()):
            raise IrregularText
        ends = np.flatnonzero(signs == _LF)
        outside = ends[np.searchsorted(quotes, ends) % 2 == 0]
        return int(outside[-1]) + 1 if len(outside) else 0

    def _regular(self, content: bytes) -> pd.DataFrame | None:
        """Parse by the fast reader, which counts no blank lines and takes no ragged ones; else None."""
        blank = content[:1] in b"\r\n" or b"\n\n" in content or b"\n\r" in content
        if blank or content.count(b"\r") != content.count(b"\r\n"):
            return None
        try:
            lines = io.TextIOWrapper(io.BytesIO(content), "utf-8", newline="")
            first = next(csv.reader(lines, delimiter=self.separator))
            texts = {f"f{place}": pa.string() for place in range(len(first))}
            table = arrow.read_csv(
                pa.BufferReader(content),
                arrow.ReadOptions(autogenerate_column_names=True),
                arrow.ParseOptions(delimiter=self.separator, newlines_in_values=b'"' in content),
                arrow.ConvertOptions(column_types=texts, null_values=[""], strings_can_be_null=True),
            )
        except (pa.ArrowInvalid, UnicodeDecodeError, csv.Error):
            return None
        return _frame(table.columns)

    def _careful(self, content: bytes) -> pd.DataFrame:
        csv.field_size_limit(_LONGEST_RECORD)
        try:
            lines = io.StringIO(content.decode("utf-8"), newline="")
            rows = list(csv.reader(lines, delimiter=self.separator, strict=True))
        except (UnicodeDecodeError, csv.Error) as wrong:
            raise IrregularText from wrong
        columns = _columns(rows)
        return _frame([pa.chunked_array([pa.array(cells, pa.string())]) for cells in columns])


def detect_plain_text(path: Path) -> PlainText | None:
    """Return the file as plain text; None where its beginning shows that it is something else."""
    with path.open("rb") as file:
        top = file.read(_TOP)
    encoding = "utf-8-sig" if top.startswith(codecs.BOM_UTF8) else "utf-8"
    whole_lines = top if len(top) < _TOP else top[: top.rfind(b"\n") + 1]
    try:
        text = whole_lines.decode(encoding)
    except UnicodeDecodeError:
        return None
    if (
        not text.strip("\0 \r\n\t")
        or has_control_characters(top)
        or not (is_delimited_text(top) and is_normalised(text))
    ):
        return None
    return PlainText(path, encoding, csv_format.find_separator(text))


def has_control_characters(content: bytes) -> bool:
    """Return whether there are control characters that no text has."""
    return len(content.translate(None, _CONTROLS)) != len(content)


def _columns(rows: list[list[str]]) -> list[tuple[str, ...]]:
    width = max(1, *map(len, rows))  # blank rows count too
    return list(zip(*(row + [""] * (width - len(row)) for row in rows), strict=True))


def _frame(columns: list[pa.ChunkedArray]) -> pd.DataFrame:
    """Build the table; cells that hold only spaces are blank."""
    texts = [_as_they_were(cells) for cells in columns]
    filled = [pc.if_else(pc.equal(pc.utf8_trim_whitespace(cells), ""), None, cells) for cells in texts]
    names = list(range(1, len(columns) + 1))
    frame = pa.table(filled, [str(name) for name in names]).to_pandas()
    return frame.set_axis(names, axis=1)


def _as_they_were(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Strip the apostrophes that kept texts from being formulas; most columns have none."""
    if not pc.any(pc.starts_with(cells, "'")).as_py():
        return cells
    texts = [cell if cell is None else unescape_formula(cell) for cell in cells.to_pylist()]
    return pa.chunked_array([pa.array(texts, pa.string())])
