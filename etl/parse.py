"""One cell in, one value out; a cell that cannot be read raises BadCell: what was found, what expected."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from etl.fold import fold
from etl.problem import BadCell

_SPACES = re.compile(r"\s+")
_TIME = r"(?:[ T,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?"
# A time zone is cut and never converted: the clock on the wall is what the office went by.
_OFFSET = r"(?:\s*Z|\s*[+-]\d{2}:?\d{2})?"
_DAY_FIRST = re.compile(rf"(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}}){_TIME}")
_TIME_FIRST = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?[ ,]+(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_YEAR_FIRST = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}){_TIME}{_OFFSET}")
_SERIAL = re.compile(r"(\d{5})(?:[.,](\d+))?")
_EPOCH = datetime(1899, 12, 30)  # day 0 of Excel's day numbers
_SERIALS = range(32874, 73051)  # 01/01/1990 – 31/12/2099
_WHOLE = re.compile(r"\d+(?:[.,]0{1,2})?")  # 1,000 is one or a thousand: nobody can tell
_GROUPED = re.compile(r"\d{1,3}(?:[.\s]\d{3})+")
_DECIMAL = re.compile(r"-?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?|-?\d+\.\d+")
_EXAMPLE = "02/08/2021"


@dataclass(frozen=True)
class Given:
    """What settings say about a column: the words it may hold (folded -> value), the days that can be."""

    first: date
    last: date
    words: Mapping[str, str] = field(default_factory=dict)
    known: str = ""  # the words, as a person is told them

    def value(self, cell: str) -> str | None:
        return self.words.get(fold(cell))


@dataclass(frozen=True)
class Parser:
    """`dtype` is the pandas type of the column that the values make."""

    read: Callable[[str, Given], object]
    dtype: str


def text(cell: str, given: Given) -> str:
    return _SPACES.sub(" ", unicodedata.normalize("NFC", cell)).strip()


def moment(cell: str, given: Given) -> datetime:
    """Date and time of day; a bare date is its midnight."""
    written = cell.strip()
    try:
        found = _moment(written)
    except ValueError as impossible:  # 31/02/2021, 25:10
        raise BadCell("day", written, _EXAMPLE) from impossible
    if found is None:
        raise BadCell("day", written, _EXAMPLE)
    if not given.first <= found.date() <= given.last:
        raise BadCell("day_outside", written, f"{given.first:%d/%m/%Y} – {given.last:%d/%m/%Y}")
    return found


def day(cell: str, given: Given) -> datetime:
    return moment(cell, given).replace(hour=0, minute=0, second=0)


def _moment(written: str) -> datetime | None:
    if match := _DAY_FIRST.fullmatch(written):
        d, m, y, *clock = match.groups()
        return _at(y, m, d, clock)
    if match := _YEAR_FIRST.fullmatch(written):
        y, m, d, *clock = match.groups()
        return _at(y, m, d, clock)
    if match := _TIME_FIRST.fullmatch(written):
        *clock, d, m, y = match.groups()
        return _at(y, m, d, clock)
    match = _SERIAL.fullmatch(written)
    if match and int(match[1]) in _SERIALS:
        seconds = round(float(f"0.{match[2] or 0}") * 86400)
        return _EPOCH + timedelta(days=int(match[1]), seconds=seconds)
    return None


def _at(year: str, month: str, day: str, clock: list[str | None]) -> datetime:
    hour, minute, second = (int(part or 0) for part in clock)
    return datetime(int(year), int(month), int(day), hour, minute, second)


def whole(cell: str, given: Given) -> int:
    """A count: 1.234 is one thousand two hundred and thirty-four."""
    written = cell.strip()
    if _GROUPED.fullmatch(written):
        return int(re.sub(r"\D", "", written))
    if _WHOLE.fullmatch(written):
        return int(re.split("[.,]", written)[0])
    raise BadCell("whole", written, "1.234")


def decimal(cell: str, given: Given) -> float:
    """1.234,5 and 97,5 as people write them; 97.5 as a spreadsheet stores it."""
    written = cell.strip().removesuffix("%").rstrip()
    if not _DECIMAL.fullmatch(written):
        raise BadCell("decimal", cell.strip(), "1.234,5")
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", written) or "," in written:
        written = written.replace(".", "").replace(",", ".")
    return float(written)


def choice(cell: str, given: Given) -> str:
    """The value for which one of the column's words stands."""
    value = given.value(cell)
    if value is None:
        raise BadCell("word", cell.strip(), given.known)
    return value


def yes_no(cell: str, given: Given) -> bool:
    # A spreadsheet's own logical values come as true and false in every language.
    spoken = {"true": "yes", "false": "no"}.get(fold(cell)) or choice(cell, given)
    return spoken == "yes"


def some(cell: str, given: Given) -> bool:
    """Whether it happened: words for yes and no, or how many times."""
    if given.value(cell) is not None:
        return yes_no(cell, given)
    return whole(cell, given) > 0


def code(cell: str, given: Given) -> int:
    """A number of a list, or one of the words that stand for it."""
    return int(choice(cell, given))


def score(cell: str, given: Given) -> int | None:
    """A level of the scale; nothing where settings call the word invalid."""
    value = given.value(cell)
    if value is None:
        value = given.value(re.sub(r"[.,]0+$", "", cell.strip()))
    if value is None:
        raise BadCell("score", cell.strip(), given.known)
    return None if value == "invalid" else int(value)


TEXT = Parser(text, "str")
DAY = Parser(day, "datetime64[us]")
MOMENT = Parser(moment, "datetime64[us]")
WHOLE = Parser(whole, "Int64")
DECIMAL = Parser(decimal, "Float64")
CHOICE = Parser(choice, "str")
YES_NO = Parser(yes_no, "boolean")
SOME = Parser(some, "boolean")
CODE = Parser(code, "Int64")
SCORE = Parser(score, "Int64")
