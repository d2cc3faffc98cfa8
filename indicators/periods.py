"""Compute reporting periods: names, limits, neighbours. Pure; scopes say what is measured on them.

Two calendars: civil ones, and administrative ones that close on a day of the month that settings give (the
14th: NĐ 09/2019/NĐ-CP, Điều 12), so that 2021-06 runs from 15/05/2021 to 14/06/2021.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

CALENDARS = ("civil", "admin")
KINDS = ("month", "quarter", "half", "nine", "year")
_LENGTH = {"month": 1, "quarter": 3, "half": 6, "nine": 9, "year": 12}
_NAME = re.compile(r"(\d{4})(?:-(?:(\d{2})|Q([1-4])|H([12])|(9M)))?")


class UnknownPeriod(ValueError):
    """Report a name unlike 2021-06, 2021-Q2, 2021-H1, 2021-9M, 2021, all, 2021-01-01..2021-02-15."""


@dataclass(frozen=True)
class Period:
    """Represent a period with its first and last day, both included.

    `key` is what stands in an address and on the command line.
    """

    key: str
    kind: str  # one of KINDS, or "days" (any two dates), or "all"
    first: date
    last: date


ALL = Period("all", "all", date.min, date.max)


def period_of_days(first: date, last: date) -> Period:
    if last < first:
        raise UnknownPeriod(f"{first}..{last}")
    return Period(f"{first}..{last}", "days", first, last)


def period_from_key(key: str, closes_on: int | None) -> Period:
    """Return the period called `key`; `closes_on` is the calendar's closing day, None for civil months.

    >>> period_from_key("2021-06", 14)
    Period(key='2021-06', kind='month', first=datetime.date(2021, 5, 15), last=datetime.date(2021, 6, 14))
    """
    if key == "all":
        return ALL
    first, dots, last = key.partition("..")
    if dots:
        try:
            return period_of_days(date.fromisoformat(first), date.fromisoformat(last))
        except ValueError as wrong:
            raise UnknownPeriod(key) from wrong
    match = _NAME.fullmatch(key)
    if not match:
        raise UnknownPeriod(key)
    year, month, quarter, half, nine = match.groups()
    if month:
        kind, last_month = "month", int(month)
    elif quarter:
        kind, last_month = "quarter", 3 * int(quarter)
    elif half:
        kind, last_month = "half", 6 * int(half)
    else:
        kind, last_month = ("nine", 9) if nine else ("year", 12)
    if not 1 <= last_month <= 12 or not 1900 <= int(year) <= 2199:
        raise UnknownPeriod(key)
    return _ending(kind, int(year), last_month, closes_on)


def _ending(kind: str, year: int, month: int, closes_on: int | None) -> Period:
    """Return the period of that kind whose last month is `month` of `year` (month may run below 1)."""
    length = _LENGTH[kind]
    first = _month_end(year, month - length, closes_on) + timedelta(days=1)
    year, month = _carried(year, month)
    suffix = {
        "month": f"-{month:02}",
        "quarter": f"-Q{month // 3}",
        "half": f"-H{month // 6}",
        "nine": "-9M",
        "year": "",
    }[kind]
    return Period(f"{year}{suffix}", kind, first, _month_end(year, month, closes_on))


def _carried(year: int, month: int) -> tuple[int, int]:
    return year + (month - 1) // 12, (month - 1) % 12 + 1


def _month_end(year: int, month: int, closes_on: int | None) -> date:
    if closes_on:
        return date(*_carried(year, month), closes_on)
    return date(*_carried(year, month + 1), 1) - timedelta(days=1)


def previous_period(period: Period, closes_on: int | None, steps: int = 1) -> Period | None:
    """Return the period of the same kind `steps` before; None for "all".

    Nine months only have the year before.
    """
    if period.kind == "all":
        return None
    if period.kind == "days":
        back = steps * (period.last - period.first + timedelta(days=1))
        return period_of_days(period.first - back, period.last - back)
    length = 12 if period.kind == "nine" else _LENGTH[period.kind]
    return _ending(period.kind, period.last.year, period.last.month - steps * length, closes_on)


def period_last_year(period: Period, closes_on: int | None) -> Period | None:
    """Return the same period one year earlier."""
    if period.kind == "all":
        return None
    if period.kind == "days":
        return period_of_days(_year_back(period.first), _year_back(period.last))
    return _ending(period.kind, period.last.year - 1, period.last.month, closes_on)


def _year_back(day: date) -> date:
    # The year before a leap year has no 29 February.
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def cut_to_elapsed_days(period: Period, reference: Period, closing: date) -> Period:
    """Shorten `period` to as many days as `reference` has run by the closing date, if that has not ended."""
    if reference.kind == "all" or closing >= reference.last:
        return period
    last = min(period.last, period.first + (closing - reference.first))
    return Period(period.key, period.kind, period.first, max(period.first, last))


def period_containing(day: date, kind: str, closes_on: int | None) -> Period:
    """Return the period of that kind in which the day lies; for nine months, those of its year."""
    length = _LENGTH[kind]
    year, month = day.year, day.month
    if closes_on and day.day > closes_on:
        year, month = _carried(year, month + 1)
    last_month = 9 if kind == "nine" else -(-month // length) * length
    return _ending(kind, year, last_month, closes_on)


def last_closed_period(kind: str, closing: date, closes_on: int | None) -> Period:
    """Return the newest period of that kind that had ended by the closing date."""
    period = period_containing(closing, kind, closes_on)
    if period.last <= closing:
        return period
    earlier = previous_period(period, closes_on)
    assert earlier is not None  # only "all" has none
    return earlier


def list_periods(kind: str, first: date, last: date, closes_on: int | None) -> list[Period]:
    """Return all periods of a kind that touch [first, last], oldest first."""
    found = [period_containing(last, kind, closes_on)]
    while found[0].first > first:
        earlier = previous_period(found[0], closes_on)
        assert earlier is not None
        found.insert(0, earlier)
    return found
