"""Write numbers, days and periods as each language does; screen and files print through here."""

import unicodedata
from datetime import date, datetime

from indicators.definition import Indicator
from indicators.figure import Figure
from indicators.periods import Period
from indicators.wording import period_name
from languages import say
from languages.writing import NOTHING, is_empty, number
from languages.writing import day as day


def digits_of(indicator: Indicator) -> int:
    """Return the number of decimals: counts and days are whole, rates have one."""
    return indicator.digits


def figure_text(language: str, indicator: Indicator, figure: Figure) -> str:
    """Return the bare number of a figure, or the words for having none."""
    if figure.state == "missing":
        return say(language, "state.missing")
    return number(language, figure.value, digits_of(indicator))


def measure_text(language: str, indicator: Indicator, value: float | None) -> str:
    """Return the number with what it counts: 86,4%, 7 ngày làm việc."""
    text = number(language, value, digits_of(indicator))
    if text == NOTHING or indicator.unit == "per_hundred":
        return text
    unit = say(language, f"measure.{indicator.unit}")
    return text + unit if indicator.unit == "percent" else f"{text}\u00a0{unit}"


def short_measure_text(language: str, indicator: Indicator, value: float | None) -> str:
    """Return the number as short as room demands: 13 ngày, a bare count."""
    if value is not None and indicator.unit == "days":
        return say(language, "card.days", value=number(language, value, 0))
    return (
        number(language, value, 0) if indicator.unit == "cases" else measure_text(language, indicator, value)
    )


def count_or_dash(value: int | None) -> int | str:
    """Return the count, or a dash where none is known: an empty cell would read as nought."""
    return NOTHING if value is None else value


def parts_text(language: str, figure: Figure) -> str:
    """Return what was divided by what (203/235); "" for counts and percentiles."""
    if figure.numerator is None or not figure.denominator:
        return ""
    return f"{number(language, figure.numerator, 0)}/{number(language, figure.denominator, 0)}"


def signed_day(language: str, place: str, day: date | None) -> str:
    """Return place and day: Gia Viễn, ngày 02 tháng 8 năm 2021.

    Only days below 10 and months 1 and 2 get a zero (Decree 30/2020, appendix I, part II, 4). Without a day
    there is room to write it.
    """
    if day is None:
        return say(language, "document.place_day_open", place=place)
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return say(language, "document.place_day", place=place, day=f"{day.day:02}", month=month, year=day.year)


def target_text(language: str, value: float, percent: bool) -> str:
    """Return a target as a number: 95%, 0."""
    return number(language, value, 0 if value == int(value) else 1) + ("%" if percent else "")


def moment_text(language: str, value: datetime | None) -> str:
    if value is None or is_empty(value):
        return NOTHING
    return value.strftime(say(language, "format.moment"))


def period_text(language: str, chosen_period: Period) -> str:
    """Name a period with its words kept on one line."""
    return period_name(language, chosen_period).replace(" ", "\u00a0")


def file_name(*parts: str) -> str:
    """Join words without diacritics, spaces or signs, so that every system takes them."""
    plain = "-".join(parts).replace("đ", "d").replace("Đ", "D")
    letters = unicodedata.normalize("NFD", plain).encode("ascii", "ignore").decode()
    kept = "".join(letter if letter.isalnum() or letter in "-._" else "-" for letter in letters)
    return "-".join(part for part in kept.split("-") if part).lower()


def shorten(text: str, letter_limit: int) -> str:
    """Cut text to `letter_limit` letters where it stands beside others: names of procedures are sentences."""
    return text if len(text) <= letter_limit else text[: letter_limit - 1].rstrip() + "…"


def lower_initial(text: str) -> str:
    """Make the first letter small, for a name inside a sentence."""
    return text[:1].lower() + text[1:]
