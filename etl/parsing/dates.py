"""Split dates as files write them: two numbers whose order is open, a year, a time of day.

The usual shapes are split a column at a time, from their bytes; every other cell by itself, with care.
"""

import re
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Literal, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

NO_DATE, TEXT, REAL, CERTAIN = range(4)  # forms; nobody asks about the order of a certain one
Answer = Literal["day_first", "month_first"]

_CLOCK = (
    r"(?P<hour>\d{1,2})(?:[:hH](?P<minute>\d{2})|[hH])(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"(?:\s*(?P<half>AM|PM|SA|CH))?"
)
_YEAR = r"(?P<year>\d{4}|\d{2})"
_TEXT = rf"(?P<first>\d{{1,2}})[/.-](?P<second_>\d{{1,2}})[/.-]{_YEAR}"
_NAMED = rf"(?P<first>\d{{1,2}})[-/. ](?P<name>[A-Za-z]{{3,9}})[-/., ]+{_YEAR}"
_REAL = r"(?P<year>\d{4})-(?P<second_>\d{1,2})-(?P<first>\d{1,2})"
# A time zone is cut and never converted: the clock on the wall is what the office went by.
_OFFSET = r"(?:\s*Z|\s*[+-]\d{2}:?\d{2})?"
_JOINED = "[ T,]+"
# A date that a spreadsheet holds as such has whole seconds; T, zones and fractions are a program's text.
_WHOLE = r"(?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?P<half>)"
_FORMS = (
    (TEXT, _TEXT, _JOINED, ""),
    (CERTAIN, _REAL, _JOINED, _OFFSET),
    (CERTAIN, _NAMED, _JOINED, ""),
)
_SHAPES = ((REAL, re.compile(rf"{_REAL}(?: {_WHOLE})?")),) + tuple(
    (form, re.compile(shape, re.IGNORECASE))
    for form, date, joined, offset in _FORMS
    for shape in (rf"{date}(?:{joined}{_CLOCK}{offset})?", rf"{_CLOCK}[ ,]+{date}")
)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: n for n, name in enumerate(_NAMES, 1)}
_SERIAL = re.compile(r"(\d{5}|[01])(?:[.,](\d+))?")
_EPOCH = datetime(1899, 12, 30)  # day 0 of Excel's day numbers
_PLACEHOLDERS = (1, 1899, 1900)  # years
_SERIALS = (range(2), range(32874, 73051))  # an empty cell shown as a date; 01/01/1990 – 31/12/2099


@dataclass(frozen=True)
class DateParts:
    """Hold the parts of dates, column by column. `first`, `second`: day and month if the day is first."""

    form: np.ndarray
    first: np.ndarray
    second: np.ndarray
    year: np.ndarray
    seconds: np.ndarray  # of the day; -1: no such time

    def swap_day_and_month(self) -> Self:
        return self.swap_where(np.ones(len(self.form), bool))

    def swap_where(self, mask: np.ndarray) -> Self:
        """Exchange day and month where `mask` is true."""
        first = np.where(mask, self.second, self.first)
        second = np.where(mask, self.first, self.second)
        return type(self)(self.form, first, second, self.year, self.seconds)

    def exists(self) -> np.ndarray:
        """Return whether there is such a day and time, read day first."""
        leap = (self.year % 4 == 0) & ((self.year % 100 != 0) | (self.year % 400 == 0))
        month = np.where((self.second >= 1) & (self.second <= 12), self.second, 1)
        last = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])[month] + (leap & (month == 2))
        there = (self.form != NO_DATE) & (self.second == month) & (self.first >= 1) & (self.first <= last)
        return there & (self.seconds >= 0) & (self.year >= 1)

    def is_placeholder(self) -> np.ndarray:
        """Return whether the year is one that programs write where there is no date."""
        return (self.form != NO_DATE) & np.isin(self.year, _PLACEHOLDERS)

    def moments(self) -> np.ndarray:
        """Return the moments, read day first; meaningless where none exists."""
        months = (self.year - 1970) * 12 + np.clip(self.second, 1, 12) - 1
        days = months.astype("datetime64[M]").astype("datetime64[D]") + (self.first - 1)
        return days.astype("datetime64[us]") + self.seconds.astype("timedelta64[s]")


@dataclass(frozen=True)
class DateOrder:
    """Describe how the dates of a file are to be read."""

    texts: Answer = "day_first"
    reals_swapped: bool = False

    def correct_parts(self, date_parts: DateParts) -> DateParts:
        """Return the parts with day and month where they belong."""
        swapped = (date_parts.form == TEXT) & (self.texts == "month_first")
        return date_parts.swap_where(swapped | ((date_parts.form == REAL) & self.reals_swapped))


DAY_FIRST = DateOrder()


def split_dates(cells: pa.Array) -> DateParts:
    """Split cells of text, none of them blank."""
    found = DateParts(*(np.zeros(len(cells), np.int64) for _ in fields(DateParts)))
    lengths = pc.binary_length(cells).to_numpy(zero_copy_only=False)
    # Only the usual shapes have these lengths: a date, with hours and minutes, with seconds.
    for length in (10, 16, 19):
        places = np.flatnonzero(lengths == length)
        if len(places):
            _fill(found, places, _usual(_signs(cells.take(pa.array(places)), length)))
    rest = np.flatnonzero(found.form == NO_DATE)
    others = [split_date(cell) for cell in cells.take(pa.array(rest)).to_pylist()]
    _fill(found, rest, np.array(others, np.int64).reshape(-1, len(fields(DateParts))).T)
    return found


def _fill(date_parts: DateParts, places: np.ndarray, columns: np.ndarray) -> None:
    for field, values in zip(fields(DateParts), columns, strict=True):
        getattr(date_parts, field.name)[places] = values


def _signs(cells: pa.Array, length: int) -> np.ndarray:
    """Return the bytes of cells that are all of one length, one row per cell."""
    held = cells.cast(pa.large_binary())
    offsets, content = held.buffers()[1:]
    begin = np.frombuffer(offsets, np.int64)[held.offset]
    return np.frombuffer(content, np.uint8)[begin : begin + len(cells) * length].reshape(-1, length)


def _usual(signs: np.ndarray) -> np.ndarray:
    """Split dd/mm/yyyy and yyyy-mm-dd, with or without hh:mm or hh:mm:ss, into the columns of `DateParts`."""
    text = _is(signs, "dd/dd/dddd") & np.isin(signs[:, [2, 5]], list(b"/.-")).all(axis=1)
    real = _is(signs, "dddd-dd-dd") & (signs[:, [4, 7]] == ord("-")).all(axis=1)
    certain = np.zeros(len(signs), bool)
    seconds = np.zeros(len(signs), np.int64)
    if signs.shape[1] > 10:
        clock = signs[:, 10:]
        timed = _is(clock, " dd:dd:dd"[: clock.shape[1]]) & np.isin(clock[:, 0], list(b" T"))
        timed &= (clock[:, 3::3] == ord(":")).all(axis=1)
        text, real = text & timed, real & timed
        certain = real & (clock[:, 0] == ord("T"))
        parts = [_number(clock, begin, 2) for begin in range(1, clock.shape[1], 3)]
        seconds = _seconds(*parts)
    first = np.where(text, _number(signs, 0, 2), _number(signs, 8, 2))
    second = np.where(text, _number(signs, 3, 2), _number(signs, 5, 2))
    year = np.where(text, _number(signs, 6, 4), _number(signs, 0, 4))
    form = np.select([text, certain, real], [TEXT, CERTAIN, REAL], NO_DATE)
    return np.array([form, first, second, year, seconds])


def _is(signs: np.ndarray, shape: str) -> np.ndarray:
    digits = signs[:, [place for place, sign in enumerate(shape) if sign == "d"]]
    return np.asarray(((digits >= ord("0")) & (digits <= ord("9"))).all(axis=1))


def _number(signs: np.ndarray, begin: int, digits: int) -> np.ndarray:
    figures = signs[:, begin : begin + digits].astype(np.int64) - ord("0")
    return figures @ (10 ** np.arange(digits)[::-1])


def _seconds(hour: np.ndarray, minute: np.ndarray, second: "np.ndarray | int" = 0) -> np.ndarray:
    there = (hour < 24) & (minute < 60) & (np.asarray(second) < 60)
    return np.where(there, hour * 3600 + minute * 60 + second, -1)


def parse_stored_date(cell: str) -> datetime | None:
    """Return the moment of a cell that a spreadsheet holds as a date; None for every other cell."""
    if not _SHAPES[0][1].fullmatch(cell):
        return None
    try:
        return datetime.fromisoformat(cell)
    except ValueError:  # no such day
        return None


def format_stored_date(cell: str) -> str:
    """Return dd/mm/yyyy hh:mm for a cell held as a date, whose stored form nobody sees; others unchanged."""
    moment = parse_stored_date(cell)
    return f"{moment:%d/%m/%Y %H:%M}".removesuffix(" 00:00") if moment else cell


def split_date(cell: str) -> tuple[int, int, int, int, int]:
    """Split one cell of whatever shape into the columns of `DateParts`."""
    written = cell.strip()
    for form, shape in _SHAPES:
        if match := shape.fullmatch(written):
            return _taken(form, match.groupdict())
    match = _SERIAL.fullmatch(written)
    if match and any(int(match[1]) in known for known in _SERIALS):
        seconds = round(float(f"0.{match[2] or 0}") * 86400)
        day = _EPOCH + timedelta(days=int(match[1]), seconds=seconds)
        return REAL, day.day, day.month, day.year, day.hour * 3600 + day.minute * 60 + day.second
    return NO_DATE, 0, 0, 0, 0


def _taken(form: int, groups: dict[str, str | None]) -> tuple[int, int, int, int, int]:
    name = groups.get("name")
    month = _MONTHS.get(name[:3].lower(), 0) if name else int(groups["second_"] or 0)
    year = str(groups["year"])
    return form, int(groups["first"] or 0), month, int(year) + 2000 * (len(year) == 2), _clock(groups)


def _clock(groups: dict[str, str | None]) -> int:
    hour, minute, second = (int(groups[part] or 0) for part in ("hour", "minute", "second"))
    half = (groups["half"] or "").upper()
    if half:  # SA, CH: sáng, chiều
        if not 1 <= hour <= 12:
            return -1
        hour = hour % 12 + 12 * (half in ("PM", "CH"))
    return int(_seconds(np.array(hour), np.array(minute), second))
