"""Date a file: by the date printed in it, else by its latest event, else by the order of loading."""

import re
from collections.abc import Iterable
from datetime import date

import pandas as pd

from etl.settings import ReadingWords
from etl.text import fold

_WRITTEN = re.compile(r".{0,20}?(?<!\d)(\d{1,2})(?:[/.-]| tháng )(\d{1,2})(?:[/.-]| năm )(\d{4})")


def find_file_date(
    texts: Iterable[str], latest_day: date | None, reading: ReadingWords, loaded_on: date = date.max
) -> tuple[date | None, str]:
    """Return the day as of which the file speaks and the basis: printed, latest_event or order.

    A printed day after `loaded_on` is a slip of the pen and does not count."""
    printed = _printed(texts, reading)
    if printed and printed <= loaded_on:
        return printed, "printed"
    return (latest_day, "latest_event") if latest_day else (None, "order")


def latest_event_day(facts: pd.DataFrame, events: tuple[str, ...], loaded_on: date) -> date | None:
    """Return the last day on which something happened; due dates lie ahead and say nothing about age.

    A day after `loaded_on` is a slip of the pen.
    """
    days = facts[list(events)].apply(pd.to_datetime)
    newest = days[days <= pd.Timestamp(loaded_on)].max().max() if len(facts) else pd.NaT
    return None if pd.isna(newest) else newest.date()


def _printed(texts: Iterable[str], reading: ReadingWords) -> date | None:
    words = "|".join(re.escape(fold(word)) for word in sorted(reading.export_date, key=len, reverse=True))
    wanted = re.compile(rf"(?<!\w)(?:{words})(?!\w){_WRITTEN.pattern}")
    for text in texts:
        match = wanted.search(fold(text)) if words else None
        day = _day(*match.groups()) if match else None
        if day:
            return day
    return None


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:  # a slip in a title holds up no file
        return None
