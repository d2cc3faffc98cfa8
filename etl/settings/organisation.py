"""Read whose dashboard this is, and how it counts by default."""

from dataclasses import dataclass
from pathlib import Path

from etl.problem import name_refusals
from etl.settings.toml_file import Toml, check_keys, read_toml, section, string, whole_number
from languages import LANGUAGES

_PERIODS = ("month", "quarter", "half", "nine", "year")
_CALENDARS = ("civil", "admin")
_NAMES = ("name", "name_en", "province", "province_en", "short", "short_en", "parent")
_CHOICES = {"default_period": _PERIODS, "default_calendar": _CALENDARS, "language": LANGUAGES}
_NUMBERS = {"admin_closes_on": (1, 28), "min_n": (1, 1000)}


@dataclass(frozen=True)
class Organisation:
    """Describe the organisation. `short` labels the total of all units.

    `parent` is the id that its own units name as theirs. `first_year` and `last_year`: those of the calendar;
    administrative periods close on the day `admin_closes_on`; below `min_n` cases a figure is neither
    coloured nor ranked.
    """

    name: str
    name_en: str
    province: str
    province_en: str
    short: str
    short_en: str
    parent: str
    default_period: str
    default_calendar: str
    language: str
    admin_closes_on: int
    min_n: int
    first_year: int
    last_year: int


def read_organisation(path: Path) -> Organisation:
    with name_refusals(path.name):
        found = read_toml(path)
        check_keys(found, {*_NAMES, *_CHOICES, *_NUMBERS, "calendar"})
        calendar = section(found, "calendar")
        check_keys(calendar, {"first", "last"}, "calendar.")
        first = whole_number(calendar, "first", 1990, 2099)
        values: Toml = {key: string(found, key) for key in _NAMES}
        values |= {key: string(found, key, allowed) for key, allowed in _CHOICES.items()}
        values |= {key: whole_number(found, key, low, high) for key, (low, high) in _NUMBERS.items()}
        last = whole_number(calendar, "last", first, 2099)
        return Organisation(**values, first_year=first, last_year=last)
