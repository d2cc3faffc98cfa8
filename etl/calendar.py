"""Working days: Monday to Friday, except the special days that settings list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

_SATURDAY = 5


class OutsideCalendar(ValueError):
    """A day in a year for which settings list no special days: nobody knows whether it is a working day."""


@dataclass(frozen=True)
class SpecialDay:
    """A day that is not what its day of the week says, or a holiday worth naming."""

    day: date
    works: bool
    note: str | None = None


class WorkingDays:
    """The days from 1 January of `first_year` to 31 December of `last_year`."""

    def __init__(self, first_year: int, last_year: int, special: Iterable[SpecialDay]) -> None:
        self._first = date(first_year, 1, 1)
        self._last = date(last_year, 12, 31)
        self._special = {entry.day: entry for entry in special}
        self._works = np.array([self._by_rule(day) for day in self._days()])
        self._number = np.cumsum(self._works)
        self._working = np.flatnonzero(self._works)

    def works(self, day: date) -> bool:
        return bool(self._works[self._place(day)])

    def number(self, day: date) -> int:
        """How many working days the calendar has from its beginning up to `day`, itself included."""
        return int(self._number[self._place(day)])

    def between(self, received: date, finished: date) -> int:
        """Working days in (received, finished]: the day of receipt is not counted (BLDS 2015, Điều 147)."""
        return self.number(finished) - self.number(received)

    def after(self, day: date, n: int) -> date:
        """The n-th working day after `day`; the day itself for n = 0."""
        if n < 0:
            raise ValueError(f"{n} working days after {day}")
        if n == 0:
            return day
        place = self.number(day) + n - 1
        if place >= len(self._working):
            raise OutsideCalendar(f"{n} working days after {day}")
        return date.fromordinal(self._first.toordinal() + int(self._working[place]))

    def covers(self, day: date) -> bool:
        return self._first <= day <= self._last

    def table(self) -> pd.DataFrame:
        """Every day, as the table calendar_day has it."""
        days = self._days()
        notes = [self._special[day].note if day in self._special else None for day in days]
        return pd.DataFrame({"day": days, "works": self._works, "working_no": self._number, "note": notes})

    def _days(self) -> list[date]:
        return [date.fromordinal(n) for n in range(self._first.toordinal(), self._last.toordinal() + 1)]

    def _by_rule(self, day: date) -> bool:
        special = self._special.get(day)
        return special.works if special else day.weekday() < _SATURDAY

    def _place(self, day: date) -> int:
        if not self.covers(day):
            raise OutsideCalendar(f"{day} is not between {self._first} and {self._last}")
        return day.toordinal() - self._first.toordinal()
