"""Count working days: Monday to Friday, except the special days that the settings list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

_SATURDAY = 5


class OutsideCalendar(ValueError):
    """Report a day in a year without listed special days: nobody knows whether it is a working day."""


@dataclass(frozen=True)
class SpecialDay:
    """Describe a day that is not what its day of the week says, or a holiday worth naming."""

    day: date
    works: bool
    note: str | None = None


class WorkingDays:
    """Hold the working days from 1 January of `first_year` to 31 December of `last_year`."""

    def __init__(self, first_year: int, last_year: int, special_days: Iterable[SpecialDay]) -> None:
        self._first = date(first_year, 1, 1)
        self._last = date(last_year, 12, 31)
        self._special = {entry.day: entry for entry in special_days}
        self._works = np.array([self._by_rule(day) for day in self._days()])
        self._number = np.cumsum(self._works)
        self._working = np.flatnonzero(self._works)

    def is_working_day(self, day: date) -> bool:
        return bool(self._works[self._place(day)])

    def working_day_number(self, day: date) -> int:
        """Return the number of working days from the calendar's first day up to `day`, itself included."""
        return int(self._number[self._place(day)])

    def count_working_days(self, received_on: date, finished_on: date) -> int:
        """Count working days in (received, finished], without the day of receipt (BLDS 2015, Điều 147)."""
        return self.working_day_number(finished_on) - self.working_day_number(received_on)

    def add_working_days(self, day: date, n: int) -> date:
        """Return the n-th working day after `day`; the day itself for n = 0."""
        if n < 0:
            raise ValueError(f"{n} working days after {day}")
        if n == 0:
            return day
        place = self.working_day_number(day) + n - 1
        if place >= len(self._working):
            raise OutsideCalendar(f"{n} working days after {day}")
        return date.fromordinal(self._first.toordinal() + int(self._working[place]))

    def covers(self, day: date) -> bool:
        return self._first <= day <= self._last

    def table(self) -> pd.DataFrame:
        """Return every day of the calendar, with the columns of table calendar_day."""
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
