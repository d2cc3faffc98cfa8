"""Read whose dashboard this is, and how it counts by default."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from etl.problem import name_refusals
from etl.settings.toml_file import Toml, check_keys, read_toml, section, string, whole_number
from languages import LANGUAGES, text_key, texts_by_language

_PERIODS = ("month", "quarter", "half", "nine", "year")
_CALENDARS = ("civil", "admin")
_NAMES = ("name", "province", "short")
_TEXTS = ("parent", *(text_key(key, language) for key in _NAMES for language in LANGUAGES))
_CHOICES = {"default_period": _PERIODS, "default_calendar": _CALENDARS, "language": LANGUAGES}
_NUMBERS = {"admin_closes_on": (1, 28), "min_n": (1, 1000)}


@dataclass(frozen=True)
class Organisation:
    """Describe the organisation, its names by language. `short` labels the total of all units.

    `parent` is the id that its own units name as theirs. `first_year` and `last_year`: those of the calendar;
    administrative periods close on the day `admin_closes_on`; below `min_n` cases a figure is neither
    coloured nor ranked.
    """

    name: Mapping[str, str]
    province: Mapping[str, str]
    short: Mapping[str, str]
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
        check_keys(found, {*_TEXTS, *_CHOICES, *_NUMBERS, "calendar"})
        calendar = section(found, "calendar")
        check_keys(calendar, {"first", "last"}, "calendar.")
        first = whole_number(calendar, "first", 1990, 2099)
        texts = {key: string(found, key) for key in _TEXTS}
        values: Toml = {key: texts_by_language(texts, key) for key in _NAMES} | {"parent": texts["parent"]}
        values |= {key: string(found, key, allowed) for key, allowed in _CHOICES.items()}
        values |= {key: whole_number(found, key, low, high) for key, (low, high) in _NUMBERS.items()}
        last = whole_number(calendar, "last", first, 2099)
        return Organisation(**values, first_year=first, last_year=last)
