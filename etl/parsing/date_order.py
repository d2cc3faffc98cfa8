"""Decide whether a file writes the day or the month first, for all of its dates together, never by row.

A spreadsheet program of the other country turns 02/08/2021 into a real date, 8 February, and leaves
15/08/2021 a text: then all real dates of the file have day and month exchanged, none after a 12th.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from etl.assumptions import Assumed
from etl.parsing import dates
from etl.parsing.columns import Coded
from etl.parsing.dates import Answer, Apart, Order
from etl.problem import Problem

_ODD = 0.01  # a smaller share of contrary cells are slips, each of its own row
_MONTHS = 12


@dataclass
class Evidence:
    """Count the cells that speak for an order. `day_first`, `month_first`: texts readable one way only;
    `either`: both ways, with two results; `real`: dates that a program stored as such, `late`: those of them
    after a 12th. `not_day_first`, `not_month_first`: pairs of texts in one row in order by one reading alone.

    `months`: of decided texts, of real dates, and of these exchanged. `examples`: cells by their address.
    """

    counts: Counter[str] = field(default_factory=Counter)
    months: Counter[tuple[str, int]] = field(default_factory=Counter)
    examples: dict[str, tuple[str, str]] = field(default_factory=dict)  # kind -> sheet, "C12: 08/15/2021"

    def add(self, other: "Evidence") -> None:
        self.counts += other.counts
        self.months += other.months
        self.examples = other.examples | self.examples

    def near(self, kind: str) -> int:
        """Count the real dates that lie in the months of the texts or in a neighbouring month."""
        text = {month for what, month in self.months if what == "text"}
        around = {month + step for month in text for step in (-1, 0, 1)}
        return sum(n for (what, month), n in self.months.items() if what == kind and month in around)


@dataclass(frozen=True)
class DateColumn:
    """Hold a column of dates in a sheet. `letters`: as a spreadsheet program calls it; `after`: the source's
    column that may not be later in the same row."""

    letters: str
    cells: Coded
    written: Apart
    after: str | None = None

    def said(self, row: int) -> str:
        """Return address and text of the cell at this row's place: C12: 08/15/2021."""
        return f"{self.letters}{self.cells.index[row]}: {self.cells.cell(row)}"

    def open(self) -> np.ndarray:
        """Return for each row whether its cell is a text that can be read both ways."""
        both = self.written.exists() & self.written.exchanged().exists()
        text = np.append(both & (self.written.form == dates.TEXT), False)  # the last one for blank cells: -1
        return text[self.cells.places]

    def days(self, rows: np.ndarray, swapped: bool) -> np.ndarray:
        moments = (self.written.exchanged() if swapped else self.written).moments()[self.cells.places[rows]]
        return moments.astype("datetime64[D]")


def evidence(columns: Mapping[str, DateColumn], sheet: str) -> Evidence:
    found = Evidence()
    for column in columns.values():
        for kind, which in _kinds(column.written).items():
            _count(found, kind, which, column, sheet)
        if column.after and column.after in columns:
            _compare(found, columns[column.after], column, sheet)
    return found


def decide(found: Evidence, answer: Answer | None = None) -> Order | None:
    """Return the order; None where the file speaks for both, or for none but contradicts day first.

    `answer` is for files that leave it open: it came with a load of several files.
    """
    texts = _sure(found.counts) or answer or _usual(found.counts)
    return Order(texts, _swapped(found)) if texts else None


def question(found: Evidence) -> tuple[Problem, str]:
    """Build the question about a file that decides nothing, and name the sheet of the first example."""
    kinds = ("day_first", "month_first", "not_day_first", "not_month_first")
    examples = [found.examples[kind] for kind in kinds if kind in found.examples]
    return Problem("dates_ambiguous", None, "; ".join(text for _, text in examples)), examples[0][0]


def told(order: Order, found: Evidence, answer: Answer | None) -> Iterable[Assumed]:
    """Yield what was assumed about the order; that days come first goes without saying."""
    texts = sum(found.counts[kind] for kind in ("day_first", "month_first", "either"))
    if texts and (order.texts == "month_first" or (answer and not _sure(found.counts))):
        yield Assumed(f"dates_{order.texts}", str(texts))
    elif texts and texts == found.counts["either"]:
        yield Assumed("dates_either", str(texts))
    if order.reals_swapped:
        yield Assumed("dates_swapped", f"{found.counts['real']}; {found.examples['real'][1]}")


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


def _swapped(found: Evidence) -> bool:
    counts = found.counts
    decided = counts["day_first"] + counts["month_first"]
    # What could be exchanged would have been: a file with many such texts went through no such program.
    whole = counts["either"] <= _ODD * counts["real"]
    spoiled = counts["real"] and decided and not counts["late"] and whole
    return bool(spoiled) and found.near("exchanged") >= found.near("real")


def _kinds(written: Apart) -> dict[str, np.ndarray]:
    day_first, month_first = written.exists(), written.exchanged().exists()
    text, real = written.form == dates.TEXT, (written.form == dates.REAL) & ~written.placeholder()
    return {
        "day_first": text & day_first & ~month_first,
        "month_first": text & month_first & ~day_first,
        "either": text & day_first & month_first & (written.first != written.second),
        "real": real & day_first,
        "late": real & day_first & ~month_first,
    }


def _count(found: Evidence, kind: str, which: np.ndarray, column: DateColumn, sheet: str) -> None:
    places = column.cells.places
    rows = np.flatnonzero(which[places] & (places >= 0)) if len(which) else places[:0]
    if not len(rows):
        return
    found.counts[kind] += len(rows)
    found.examples.setdefault(kind, (sheet, column.said(int(rows[0]))))
    cells, written = places[rows], column.written
    second = {"day_first": "text", "real": "real"}.get(kind)
    first = {"month_first": "text", "real": "exchanged"}.get(kind)
    for name, month in ((second, written.second), (first, written.first)):
        if name:
            months, times = np.unique(written.year[cells] * _MONTHS + month[cells], return_counts=True)
            found.months.update({(name, int(m)): int(n) for m, n in zip(months, times, strict=True)})


def _compare(found: Evidence, earlier: DateColumn, later: DateColumn, sheet: str) -> None:
    """Count rows in which one reading alone puts the two days in order; both texts can be read both ways."""
    rows = np.flatnonzero(earlier.open() & later.open())
    if not len(rows):
        return
    by_day = earlier.days(rows, False) <= later.days(rows, False)
    by_month = earlier.days(rows, True) <= later.days(rows, True)
    for kind, which in (("not_day_first", by_month & ~by_day), ("not_month_first", by_day & ~by_month)):
        found.counts[kind] += int(which.sum())
        if which.any():
            row = int(rows[which][0])
            found.examples.setdefault(kind, (sheet, f"{earlier.said(row)}, {later.said(row)}"))
