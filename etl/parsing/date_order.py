"""Decide whether a file writes the day or the month first, for all of its dates together, never by row.

A spreadsheet program of the other country turns 02/08/2021 into a real date, 8 February, and leaves
15/08/2021 a text: then all real dates of the file have day and month exchanged, none after a 12th.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from etl.assumptions import Assumption
from etl.parsing import dates
from etl.parsing.columns import CodedColumn
from etl.parsing.dates import Answer, DateOrder, DateParts
from etl.problem import Problem

_ODD = 0.01  # a smaller share of contrary cells are slips, each of its own row
_MONTHS = 12


@dataclass
class DateEvidence:
    """Count the cells that speak for an order. `day_first`, `month_first`: texts readable one way only;
    `either`: both ways, with two results; `real`: dates that a program stored as such, `late`: those of them
    after a 12th. `not_day_first`, `not_month_first`: pairs of texts in one row in order by one reading alone.

    `months`: of decided texts, of real dates, and of these exchanged. `examples`: cells by their address.
    """

    counts: Counter[str] = field(default_factory=Counter)
    months: Counter[tuple[str, int]] = field(default_factory=Counter)
    examples: dict[str, tuple[str, str]] = field(default_factory=dict)  # kind -> sheet, "C12: 08/15/2021"

    def add(self, other_evidence: "DateEvidence") -> None:
        self.counts += other_evidence.counts
        self.months += other_evidence.months
        self.examples = other_evidence.examples | self.examples

    def count_near_texts(self, kind: str) -> int:
        """Count the real dates that lie in the months of the texts or in a neighbouring month."""
        text = {month for what, month in self.months if what == "text"}
        around = {month + step for month in text for step in (-1, 0, 1)}
        return sum(n for (what, month), n in self.months.items() if what == kind and month in around)


@dataclass(frozen=True)
class DateColumn:
    """Hold a column of dates in a sheet. `letters`: as a spreadsheet program calls it; `after`: the source's
    column that may not be later in the same row."""

    letters: str
    cells: CodedColumn
    written: DateParts
    after: str | None = None

    def describe_cell(self, row: int) -> str:
        """Return address and text of the cell at this row's place: C12: 08/15/2021."""
        return f"{self.letters}{self.cells.index[row]}: {self.cells.cell(row)}"

    def find_ambiguous_rows(self) -> np.ndarray:
        """Return for each row whether its cell is a text that can be read both ways."""
        both = self.written.exists() & self.written.swap_day_and_month().exists()
        text = np.append(both & (self.written.form == dates.TEXT), False)  # the last one for blank cells: -1
        return text[self.cells.places]

    def days(self, rows: np.ndarray, is_swapped: bool) -> np.ndarray:
        moments = (self.written.swap_day_and_month() if is_swapped else self.written).moments()[
            self.cells.places[rows]
        ]
        return moments.astype("datetime64[D]")


def collect_date_evidence(columns: Mapping[str, DateColumn], sheet: str) -> DateEvidence:
    found = DateEvidence()
    for column in columns.values():
        for kind, which in _kinds(column.written).items():
            _count(found, kind, which, column, sheet)
        if column.after and column.after in columns:
            _compare(found, columns[column.after], column, sheet)
    return found


def decide_order(date_evidence: DateEvidence, answer: Answer | None = None) -> DateOrder | None:
    """Return the order; None where the file speaks for both, or for none but contradicts day first.

    `answer` is for files that leave it open: it came with a load of several files.
    """
    texts = _sure(date_evidence.counts) or answer or _usual(date_evidence.counts)
    return DateOrder(texts, _swapped(date_evidence)) if texts else None


def order_question(date_evidence: DateEvidence) -> tuple[Problem, str]:
    """Build the question about a file that decides nothing, and name the sheet of the first example."""
    kinds = ("day_first", "month_first", "not_day_first", "not_month_first")
    examples = [date_evidence.examples[kind] for kind in kinds if kind in date_evidence.examples]
    return Problem("dates_ambiguous", None, "; ".join(text for _, text in examples)), examples[0][0]


def order_assumptions(
    order: DateOrder, date_evidence: DateEvidence, answer: Answer | None
) -> Iterable[Assumption]:
    """Yield what was assumed about the order; that days come first goes without saying."""
    texts = sum(date_evidence.counts[kind] for kind in ("day_first", "month_first", "either"))
    if texts and (order.texts == "month_first" or (answer and not _sure(date_evidence.counts))):
        yield Assumption(f"dates_{order.texts}", str(texts))
    elif texts and texts == date_evidence.counts["either"]:
        yield Assumption("dates_either", str(texts))
    if order.reals_swapped:
        yield Assumption(
            "dates_swapped", f"{date_evidence.counts['real']}; {date_evidence.examples['real'][1]}"
        )


def _sure(counts: Counter[str]) -> Answer | None:
    """Return the order that the unambiguous texts speak for; None without them or where they disagree."""
    speaks = counts["day_first"] or counts["month_first"]
    return _clear(counts["day_first"], counts["month_first"]) if speaks else None


def _usual(counts: Counter[str]) -> Answer | None:
    """Return day first unless the order within rows contradicts it; None if unambiguous texts exist."""
    speaks = counts["day_first"] or counts["month_first"]
    usual = _clear(counts["not_month_first"], counts["not_day_first"]) == "day_first"
    return "day_first" if usual and not speaks else None


def _clear(day: int, month: int) -> Answer | None:
    if not month or month < _ODD * (day + month):
        return "day_first"
    return "month_first" if day < _ODD * (day + month) else None


def _swapped(date_evidence: DateEvidence) -> bool:
    counts = date_evidence.counts
    decided = counts["day_first"] + counts["month_first"]
    # What could be exchanged would have been: a file with many such texts went through no such program.
    whole = counts["either"] <= _ODD * counts["real"]
    spoiled = counts["real"] and decided and not counts["late"] and whole
    return bool(spoiled) and date_evidence.count_near_texts("exchanged") >= date_evidence.count_near_texts(
        "real"
    )


def _kinds(date_parts: DateParts) -> dict[str, np.ndarray]:
    day_first, month_first = date_parts.exists(), date_parts.swap_day_and_month().exists()
    text, real = date_parts.form == dates.TEXT, (date_parts.form == dates.REAL) & ~date_parts.is_placeholder()
    return {
        "day_first": text & day_first & ~month_first,
        "month_first": text & month_first & ~day_first,
        "either": text & day_first & month_first & (date_parts.first != date_parts.second),
        "real": real & day_first,
        "late": real & day_first & ~month_first,
    }


def _count(date_evidence: DateEvidence, kind: str, mask: np.ndarray, column: DateColumn, sheet: str) -> None:
    places = column.cells.places
    rows = np.flatnonzero(mask[places] & (places >= 0)) if len(mask) else places[:0]
    if not len(rows):
        return
    date_evidence.counts[kind] += len(rows)
    date_evidence.examples.setdefault(kind, (sheet, column.describe_cell(int(rows[0]))))
    cells, written = places[rows], column.written
    second = {"day_first": "text", "real": "real"}.get(kind)
    first = {"month_first": "text", "real": "exchanged"}.get(kind)
    for name, month in ((second, written.second), (first, written.first)):
        if name:
            months, times = np.unique(written.year[cells] * _MONTHS + month[cells], return_counts=True)
            date_evidence.months.update({(name, int(m)): int(n) for m, n in zip(months, times, strict=True)})


def _compare(
    date_evidence: DateEvidence, earlier_column: DateColumn, later_column: DateColumn, sheet: str
) -> None:
    """Count rows in which one reading alone puts the two days in order; both texts can be read both ways."""
    rows = np.flatnonzero(earlier_column.find_ambiguous_rows() & later_column.find_ambiguous_rows())
    if not len(rows):
        return
    by_day = earlier_column.days(rows, False) <= later_column.days(rows, False)
    by_month = earlier_column.days(rows, True) <= later_column.days(rows, True)
    for kind, which in (("not_day_first", by_month & ~by_day), ("not_month_first", by_day & ~by_month)):
        date_evidence.counts[kind] += int(which.sum())
        if which.any():
            row = int(rows[which][0])
            date_evidence.examples.setdefault(
                kind, (sheet, f"{earlier_column.describe_cell(row)}, {later_column.describe_cell(row)}")
            )
