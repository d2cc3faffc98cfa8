"""Find the rows of a sheet that are no data: titles, headings, numbering, sections, totals, signatures."""

import re
from collections.abc import Callable, Container, Iterable

import pandas as pd

from etl.recognition.header import Header
from etl.settings import ReadingWords
from etl.text import fold

_NUMBER = re.compile(r"\(?\s*(?:\d{1,2}|[A-Z])\s*\)?(?:\s*=[\s\d()+*/:x-]+)?")  # (3), or (3)=(4)+(5)
_DATE = re.compile(r"\s*(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{1,2}-\d{1,2})\b")
_SECTION = r"\s*(?:[IVXLC]+|[A-H])\s*[.)/]?\s*"  # II. Lĩnh vực: Hộ tịch
_FEW = 3  # cells: the name of a section, perhaps with its number and its count
_SHORT = 4  # cells: a signature row has a post on the left and one on the right, perhaps one between
_PRINTED = 4  # rows
_HIDDEN = "•••"


def classify_rows(cells: pd.DataFrame, header: Header, reading: ReadingWords) -> "pd.Series":
    """Return by row number the kind of each row that is set aside; rows missing in the result are data."""
    above = cells.index[cells.index < header.rows[0]]
    body = cells.loc[cells.index > header.rows[-1]]
    found = _Body(body, header).kinds(cells, reading)
    named = {**dict.fromkeys(above, "title"), **dict.fromkeys(header.rows, "heading"), **found}
    return pd.Series(named, dtype="str").sort_index()


def format_rows(cells: pd.DataFrame, hidden_columns: Container[int]) -> "pd.Series":
    """Join the cells of each row in one line; personal columns are covered, since these rows are shown."""
    covered = [column in hidden_columns for column in cells.columns]
    lines = [_line(row, covered) for row in cells.to_numpy()]
    return pd.Series(lines, index=cells.index, dtype="str")


def _line(row: Iterable[str], hidden_flags: list[bool]) -> str:
    filled = ((cell, hide) for cell, hide in zip(row, hidden_flags, strict=True) if not pd.isna(cell))
    return " | ".join(_HIDDEN if hide else str(cell) for cell, hide in filled)


class _Body:
    """Hold the rows below the header, with what a first glance tells about each."""

    def __init__(self, body: pd.DataFrame, header: Header) -> None:
        self.cells, self.header = body, header
        numbers = [header.columns[column] for column in header.source.required_columns]
        filled = body.notna()
        self.count = filled.sum(axis=1)
        self.required = filled[numbers].sum(axis=1)
        # A due or finished date may be blank in a row that is data, so "whole" asks for those that may not.
        always = [field.column for field in header.source.fields if field.required and field.filled != "no"]
        self.whole = filled[[header.columns[column] for column in always]].all(axis=1)
        self.keyed = filled[header.columns[header.source.key]]
        # A row that holds a date under a heading for dates is about something that happened: it is data.
        days = [
            header.columns[f.column] for f in header.source.fields if f.column in header.columns and f.is_day
        ]
        # Of rows that are whole nobody asks it, and most rows are.
        unsure = ~self.whole | (self.required <= 1) | (self.count <= 2)
        told = body.loc[unsure, days]
        told = told.apply(lambda column: column.str.match(_DATE.pattern).fillna(False)).any(axis=1)
        self.dated = told.astype(bool).reindex(body.index, fill_value=False)

    def kinds(self, cells: pd.DataFrame, reading: ReadingWords) -> dict[int, str]:
        """Classify the rows; later kinds win: a total with one cell is a total, not a section."""
        thin = self._first()[~self.whole].str.fullmatch(_SECTION).fillna(False).astype(bool)
        counted = thin.reindex(self.cells.index, fill_value=False)
        few = self.count <= _FEW
        bare = (self.required <= 1) & (~self.keyed & few | (self.count <= 2))
        section = (self.count == 1) | ((bare | counted & few & ~self.whole) & ~self.dated)
        masks = {
            "section": section,
            "signature": self._signatures(reading),
            "total": self._totals(reading),
            "numbering": self._numberings(),
            "heading": self._headings(cells),
        }
        return {int(row): kind for kind, mask in masks.items() for row in mask.index[mask]}

    def _headings(self, cells: pd.DataFrame) -> "pd.Series":
        """Find headings printed again at the top of each page, with the groups that stand over them."""
        repeated = pd.Series(False, index=self.cells.index)
        for row in cells.index[cells.index <= self.header.rows[-1]][-_PRINTED:]:
            printed = cells.loc[row]
            same = pd.DataFrame(
                {column: self.cells[column] == printed[column] for column in printed.dropna().index}
            )
            repeated |= same.sum(axis=1) == self.count
        return repeated

    def _numberings(self) -> "pd.Series":
        key = self.cells[self.header.columns[self.header.source.key]]
        likely = (self.count > 2) & key.str.fullmatch(_NUMBER.pattern).fillna(False).astype(bool)
        return self._of(likely, self._numbers_columns)

    def _numbers_columns(self, row: int) -> bool:
        written = self._words(row)
        return all(_NUMBER.fullmatch(cell.strip()) for cell in written) and len(set(written)) == len(written)

    def _totals(self, reading: ReadingWords) -> "pd.Series":
        """Find rows that begin with a total word; a row without blanks has to say nothing but the word."""
        words = tuple(map(fold, reading.totals))
        first = self._first()
        # Most first cells begin otherwise, and need not be folded.
        likely = first.str.strip().str[:1].str.lower().isin({word[:1] for word in words})
        begins = self._of(likely, lambda row: fold(first[row]).startswith(words))
        alone = self._of(begins, lambda row: fold(first[row]) in words)
        return begins & (~self.whole | alone)

    def _signatures(self, reading: ReadingWords) -> "pd.Series":
        words = tuple(map(fold, reading.signatures))
        likely = ~self.whole & ~self.dated & (self.count <= _SHORT)
        signed = self._of(likely, lambda row: self._says(row, words))
        # Under the posts stand "(Ký, ghi rõ họ tên)" and names, in as few cells.
        return signed | (signed.cummax() & likely)

    def _says(self, row: int, words: tuple[str, ...]) -> bool:
        return any(fold(cell).startswith(words) for cell in self._words(row))

    def _words(self, row: int) -> list[str]:
        return [str(cell) for cell in self.cells.loc[row].dropna()]

    def _first(self) -> "pd.Series":
        """Return the first filled cell of each row."""
        first = self.cells.iloc[:, -1]
        for place in range(self.cells.shape[1] - 2, -1, -1):
            column = self.cells.iloc[:, place]
            first = column.where(column.notna(), first)
        return first

    @staticmethod
    def _of(candidates: "pd.Series", predicate: Callable[[int], bool]) -> "pd.Series":
        """Test only the candidate rows closely, since the test is slow."""
        chosen = [row for row in candidates.index[candidates] if predicate(row)]
        return pd.Series(candidates.index.isin(chosen), index=candidates.index)
