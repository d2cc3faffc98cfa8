"""Parse the rows of a sheet column by column: each distinct cell once, problems go to their rows."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Self

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from etl.assumptions import Assumption
from etl.parsing.cells import ColumnVocabulary, Parser
from etl.problem import Problem

Problems = dict[int, list[Problem]]
_SHORT = 8  # bytes of a sign with some spaces


@dataclass(frozen=True)
class CheckResult:
    """Describe a rule's finding that neither rejects nor flags a row; fields are columns of check_result."""

    rule: str
    severity: str
    row_no: int
    about: str | None = None
    expected: int | None = None
    found: int | None = None
    first_day: date | None = None
    last_day: date | None = None


@dataclass
class ParsedRows:
    """Hold the parsed data rows of a sheet. All indexes are row numbers.

    `wrong` holds why a row is rejected, `remarks` why it is flagged; `headings` are the file's own words.
    `titles` and `sums` are rows that were set aside: those above the headings in one line each, and the cells
    of printed totals under the names of the columns.
    """

    values: pd.DataFrame
    headings: Mapping[str, str]
    wrong: Problems = field(default_factory=lambda: defaultdict(list))
    remarks: Problems = field(default_factory=lambda: defaultdict(list))
    noted: list[CheckResult] = field(default_factory=list)
    assumed: list[Assumption] = field(default_factory=list)
    titles: tuple[str, ...] = ()
    sums: pd.DataFrame = field(default_factory=pd.DataFrame)

    def __getitem__(self, column: str) -> "pd.Series":
        return self.values[column]

    def has_column(self, column: str) -> bool:
        """Return whether the file has this column at all."""
        return column in self.headings

    def heading(self, column: str) -> str:
        return self.headings.get(column, column)

    def reject_rows(self, mask: "pd.Series", problem: Callable[[int], Problem]) -> None:
        """Reject the rows for which the condition holds."""
        for row in mask.index[mask.fillna(False).astype(bool)]:
            self.wrong[row].append(problem(row))

    def accepted_rows(self) -> "pd.Index":
        return self.values.index.difference(pd.Index(list(self.wrong)), sort=False)


@dataclass(frozen=True)
class CodedColumn:
    """Hold a column as its distinct cells and, for each row, its cell's place among them, -1 if blank."""

    index: "pd.Index"
    places: np.ndarray
    different: pa.Array

    @classmethod
    def from_cells(cls, cells: "pd.Series") -> Self:
        held = pa.array(cells.array)
        whole = held.combine_chunks() if isinstance(held, pa.ChunkedArray) else held
        coded = whole.dictionary_encode()
        places = pc.fill_null(coded.indices, -1).to_numpy(zero_copy_only=False)
        return cls(cells.index, places, coded.dictionary)

    def blank_signs(self, signs: Collection[str]) -> Self:
        """Return the column with these cells blank."""
        lengths = pc.binary_length(self.different).to_numpy(zero_copy_only=False)
        short = np.flatnonzero(lengths <= _SHORT)  # of dates and numbers next to none
        cells = self.different.take(pa.array(short)).to_pylist()
        said = [place for place, cell in zip(short, cells, strict=True) if cell.strip() in signs]
        if not said:
            return self
        return replace(self, places=np.where(np.isin(self.places, said), -1, self.places))

    def cell(self, row: int) -> str:
        return str(self.different[int(self.places[row])].as_py())


def parse_column(
    cells: CodedColumn, parser: Parser, vocabulary: ColumnVocabulary, heading: str
) -> tuple["pd.Series", Problems]:
    """Return the values of a column, and the problems of its unreadable cells by row number."""
    values, bad = parser.read(cells.different, vocabulary)
    problems: Problems = {}
    for place in np.flatnonzero(np.isin(cells.places, list(bad))):
        problems[int(cells.index[place])] = [problem_in_column(heading, bad[int(cells.places[place])])]
    return pd.Series(values.take(cells.places, allow_fill=True), index=cells.index), problems


def empty_column(index: "pd.Index", parser: Parser) -> "pd.Series":
    """Return a blank column of the parser's type, for one that the file does not have."""
    return pd.Series(None, index=index, dtype=parser.dtype)


def problem_in_column(heading: str, problem: Problem) -> Problem:
    """Return the same problem with the column's heading."""
    return Problem(problem.key, heading, problem.found, problem.expected)


def problems_to_json(problems: Iterable[Problem]) -> str:
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False)
