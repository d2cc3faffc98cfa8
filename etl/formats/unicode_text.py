"""Normalise the text of a workbook: letters composed, old fonts converted; and note that it was done."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from etl.assumptions import Assumption
from etl.formats import legacy_fonts
from etl.formats.sheet import SourceWorkbook

_APART = re.compile("[\u0300-\u036f]")
_MOST = 20_000  # different texts of a column, from which enough is known


def normalise_workbook(book: SourceWorkbook) -> SourceWorkbook:
    """Normalise a whole workbook: a single cell proves nothing ("mét" is one in TCVN3, and a word)."""
    different = [text for sheet in book.sheets for text in _different(sheet.cells)]
    apart = any(map(_APART.search, different))
    if apart:
        different = [legacy_fonts.compose_text(text) for text in different]
        book = _converted(book, legacy_fonts.compose_text)
        book = replace(book, assumed=(*book.assumed, Assumption("composed")))
    if found := legacy_fonts.detect_font(different):
        font, evidence = found
        book = _converted(book, legacy_fonts.FONTS[font])
        book = replace(book, assumed=(*book.assumed, Assumption("old_font", f"{font}: {evidence}")))
    return book


def is_normalised(text: str) -> bool:
    """Tell whether a text needs no normalising."""
    lines = [line for line in text.splitlines() if not line.isascii()]
    return not any(map(_APART.search, lines)) and legacy_fonts.detect_font(lines) is None


def _different(cells: pd.DataFrame) -> Iterator[str]:
    """Yield the different texts beyond ASCII of each column, thinned out where there are very many."""
    for _, column in cells.items():
        texts = _beyond_ascii(column)
        yield from texts[:: len(texts) // _MOST + 1]


def _beyond_ascii(column: "pd.Series") -> list[str]:
    texts = pa.array(column, type=pa.large_string(), from_pandas=True)
    return pc.unique(texts.filter(pc.invert(pc.string_is_ascii(texts)))).drop_null().to_pylist()


def _converted(book: SourceWorkbook, convert: Callable[[str], str]) -> SourceWorkbook:
    sheets = tuple(
        replace(
            sheet, name=convert(sheet.name), cells=sheet.cells.apply(lambda column: _each(column, convert))
        )
        for sheet in book.sheets
    )
    return replace(book, sheets=sheets)


def _each(column: "pd.Series", convert: Callable[[str], str]) -> "pd.Series":
    """Convert the column, each different text once."""
    changed = {text: convert(text) for text in _beyond_ascii(column)}
    if not changed:
        return column
    return column.map(lambda text: changed.get(text, text), na_action="ignore").astype("str")
