"""Define what an indicator is. Catalogue files create them; queries measure them.

An indicator says which rows of a table belong to a period and what each adds. Both are column expressions,
written once; the figure, its history, the split by unit, the rows behind it, the handbook and the tests all
follow from the same object.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, String, Table, column, literal, table, true

# The period being measured. A question puts its periods under this name (queries/scoping.py), each ending no
# later than the closing date: open, overdue and ageing are then computed as of the earlier of the two.
period = table("period", column("key", String), column("first_day", Date), column("last_day", Date))
START, END = period.c.first_day, period.c.last_day


@dataclass(frozen=True, eq=False, kw_only=True)
class Totals:
    """Describe what a printed total of a unit and some days adds, where its columns mean what the rows would.

    A total that leaves one of them empty says nothing of the indicator. `at_end`: the numbers are those of
    the total's last day, not of all its days; `at_start`: those with which its first day began.
    """

    table: Table
    numerator: ColumnElement[Any]
    denominator: ColumnElement[Any] | None = None
    at_end: bool = False
    at_start: bool = False

    @property
    def is_stock(self) -> bool:
        return self.at_end or self.at_start


@dataclass(frozen=True, eq=False, kw_only=True)
class Indicator:
    """Hold what all kinds have in common. `belongs` picks the rows of `table` that belong to [START, END].

    `theme` groups indicators on screen and names who is responsible. `unit` is a key of the words under
    [measure] (percent, cases, days, per_hundred). Before `since` the basis did not apply: the figure is shown
    with that remark and never judged. Definitions of one `idea` are told once where a unit needs attention.
    Rows with `heard` show that a unit reports at all: without any it is "not reported", not zero. `expected`:
    the table has a row for all that was due, so that a unit without rows had nothing to report.
    `totals` count for the units and days that have no rows (queries/totals.py).
    """

    id: str
    theme: str
    table: Table
    belongs: ColumnElement[bool]
    basis: str
    unit: str
    higher_is_better: bool = True
    since: date | None = None
    idea: str = ""
    heard: ColumnElement[bool] = true()
    expected: bool = False
    totals: Totals | None = None

    @property
    def kind(self) -> str:
        return type(self).__name__.lower()

    @property
    def digits(self) -> int:
        """Return the decimals that are written: counts and days are whole, rates have one."""
        return 0 if self.unit in ("cases", "days") else 1


@dataclass(frozen=True, eq=False, kw_only=True)
class Ratio(Indicator):
    """Measure 100 × Σ numerator / Σ denominator over the rows that belong, at every level; no mean of rates.

    A condition counts 1 or 0, a number counts itself. `bunched`: rows come in bunches that tend to say the
    same (the answers of one ballot), so that limits of as many trials would be too narrow.
    """

    numerator: ColumnElement[Any]
    denominator: ColumnElement[Any] = literal(1)
    bunched: bool = False
    unit: str = "percent"


@dataclass(frozen=True, eq=False, kw_only=True)
class Count(Indicator):
    """Measure Σ numerator over the rows that belong."""

    numerator: ColumnElement[Any] = literal(1)
    unit: str = "cases"


@dataclass(frozen=True, eq=False, kw_only=True)
class Percentile(Indicator):
    """Measure the smallest whole day that at least `share` of the rows reach.

    By nearest rank, never interpolated.
    """

    days: ColumnElement[int]
    share: float
    unit: str = "days"
    higher_is_better: bool = False


@dataclass(frozen=True, eq=False, kw_only=True)
class PerHundred(Indicator):
    """Measure 100 × rows that belong / rows of another table that belong: they share only unit and period."""

    other: Table
    other_belongs: ColumnElement[bool]
    unit: str = "per_hundred"
