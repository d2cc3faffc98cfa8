"""Determine which days totals are about: from their columns, else from the titles of their sheet."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from etl.assumptions import Assumption
from etl.parsing.columns import ParsedRows
from etl.problem import Problem
from etl.settings import Settings
from etl.text import fold

_YEAR = r"\s*(?:[/.,-]|,?\s*năm)?\s*(\d{4})(?!\d)"
_DAY = r"(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})"
_OF_YEAR = r"\s*(?:[/.-]|năm)\s*(\d{4})"
_DAYS = re.compile(rf"{_DAY}(?:{_OF_YEAR})?\s*(?:đến|tới|-)\s*(?:hết\s*)?(?:ngày\s*)?{_DAY}{_OF_YEAR}")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?: 00:00(?::00)?)?")
_A_DAY = re.compile(rf"(?:ngày\s*)?(?<!\d){_DAY}{_OF_YEAR}")
_LAW = re.compile(r"(thông tư|nghị định|nghị quyết|quyết định|công văn|luật) ")
_SOME_MONTHS = re.compile(rf"(?<!\d)(\d{{1,2}}) tháng(?: (đầu|cuối))?(?: của)?{_YEAR}")
_MONTH = re.compile(rf"tháng\s*(\d{{1,2}}){_YEAR}")
_QUARTER = re.compile(rf"quý\s*(iv|iii|ii|i|[1-4]){_YEAR}")
# After "tháng 13" or "đầu" it is the year of a period that could not be read.
_WHOLE_YEAR = re.compile(r"(?<!\w)(?<!\d )(?<!đầu )(?<!cuối )năm\s*(\d{4})(?!\d)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True)
class ReportingSpan:
    """Hold the first and the last day that totals are about."""

    first: date
    last: date


class NoSpan(Exception):
    """Signal that nobody can say which days the totals of a sheet are about."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.key)
        self.problem = problem


def find_spans(body: ParsedRows, settings: Settings) -> pd.DataFrame:
    """Return first_day and last_day of each row. A named period means civil months, which is noted."""
    columns = [column for column in ("first_day", "last_day") if body.has_column(column)]
    if len(columns) == 2:
        spans = body.values[columns]
        for row in spans.index[spans.isna().any(axis=1)]:
            blank = next(column for column in columns if pd.isna(spans.at[row, column]))
            if row not in body.wrong:
                body.wrong[row].append(Problem("empty", body.heading(blank)))
        body.reject_rows(spans["last_day"] < spans["first_day"], lambda row: _backwards(body, row))
        return spans
    span = _titled(body, settings)
    days = [
        pd.Series(pd.Timestamp(day), body.values.index, "datetime64[us]") for day in (span.first, span.last)
    ]
    return pd.DataFrame({"first_day": days[0], "last_day": days[1]})


def _backwards(body: ParsedRows, row: int) -> Problem:
    first, last = (f"{body[column][row]:%d/%m/%Y}" for column in ("first_day", "last_day"))
    return Problem("span_backwards", body.heading("last_day"), last, first)


def _titled(body: ParsedRows, settings: Settings) -> ReportingSpan:
    spans, named = parse_spans(body.titles)
    found = " | ".join(body.titles)[:300]
    if not spans:
        raise NoSpan(Problem("no_span", None, found))
    if len(spans) > 1:
        raise NoSpan(Problem("span_ambiguous", None, found, "; ".join(map(_told, spans))))
    span = spans[0]
    years = settings.organisation.first_year, settings.organisation.last_year
    if not years[0] <= span.first.year <= span.last.year <= years[1]:
        raise NoSpan(Problem("span_outside", None, _told(span), f"{years[0]}–{years[1]}"))
    if named:
        body.assumed.append(Assumption("span_named", _told(span)))
    return span


def parse_spans(titles: Iterable[str]) -> tuple[list[ReportingSpan], bool]:
    """Return what the titles say, each span once, and whether they name a period instead of its days.

    Days go before names, and of names the shortest period: "tháng 8 năm 2021" names a year too.
    """
    lines = [_ISO.sub(r"\3/\2/\1", fold(title.replace("|", " "))) for title in titles]
    said = list(dict.fromkeys(span for line in lines for span in _days(line)))
    if said:
        return said, False
    # What is left of a date or of the number of a law would be taken for a month or a year.
    names = [_A_DAY.sub(" ", line) for line in lines if not _LAW.search(line)]
    for kind in (_months, _quarters, _runs, _years):
        said = list(dict.fromkeys(span for line in names for span in kind(line)))
        if said:
            return said, True
    return [], True


def _days(line: str) -> Iterator[ReportingSpan]:
    for match in _DAYS.finditer(line):
        first_day, first_month, first_year, day, month, year = match.groups()
        try:
            first = date(int(first_year or year), int(first_month), int(first_day))
            last = date(int(year), int(month), int(day))
        except ValueError:  # no such day: said nothing
            continue
        if first <= last:
            yield ReportingSpan(first, last)


def _months(line: str) -> Iterator[ReportingSpan]:
    for match in _MONTH.finditer(line):
        yield from _of_months(int(match[2]), int(match[1]), int(match[1]))


def _quarters(line: str) -> Iterator[ReportingSpan]:
    for match in _QUARTER.finditer(line):
        last = 3 * (_ROMAN.get(match[1]) or int(match[1]))
        yield from _of_months(int(match[2]), last - 2, last)


def _runs(line: str) -> Iterator[ReportingSpan]:
    """Yield the spans of half years and the like: 6 tháng đầu năm, 9 tháng năm, 6 tháng cuối năm."""
    for match in _SOME_MONTHS.finditer(line):
        many = int(match[1])
        first, last = (13 - many, 12) if match[2] == "cuối" else (1, many)
        yield from _of_months(int(match[3]), first, last)


def _years(line: str) -> Iterator[ReportingSpan]:
    for match in _WHOLE_YEAR.finditer(line):
        yield from _of_months(int(match[1]), 1, 12)


def _of_months(year: int, first: int, last: int) -> Iterator[ReportingSpan]:
    if year and 1 <= first <= last <= 12:
        yield ReportingSpan(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _told(span: ReportingSpan) -> str:
    return f"{span.first:%d/%m/%Y} – {span.last:%d/%m/%Y}"
