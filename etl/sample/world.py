"""Invent the world of the sample: units with their size and habits, procedures, people, working days."""

from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from etl.settings import Settings
from languages import MAIN_LANGUAGE

_DATA = Path(__file__).parent / "data"
_PEOPLE_OF_A_UNIT = 6  # the head, a deputy, four who handle cases
_USUAL = {"cases": 40, "on_time_first": 96.5, "on_time_last": 96.5, "documents": 15, "satisfied": 93}
_BOX_USUALLY_OPENED = 98.5

Days = NDArray[np.datetime64]
Whole = NDArray[np.int64]
Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
Words = NDArray[Any]


class NoUnits(ValueError):
    """Signal that no unit of the settings is valid on the first day and on the last: nothing can be told."""


@dataclass(frozen=True)
class SampleCalendar:
    """Hold working days as arrays. `number_by_day`: how many there were up to each day from `first` on."""

    first: np.datetime64
    number_by_day: Whole
    working: Days

    def working_day_number(self, days: Days) -> Whole:
        return self.number_by_day[(days - self.first).astype(int)]

    def add_working_days(self, days: Days, n: Whole) -> Days:
        """Return the n-th working day after each day; for n = 0 the day itself, or the next working day."""
        same = np.isin(days, self.working) & (n == 0)
        place = self.working_day_number(days) + np.maximum(n, ~same) - 1
        return np.where(same, days, self.working[np.minimum(place, len(self.working) - 1)])

    def list_working_days(self, first: date, last: date) -> Days:
        return self.working[(self.working >= day64(first)) & (self.working <= day64(last))]


@dataclass(frozen=True)
class World:
    """Describe the world. `units`: those valid through all of [first, last]; `cases`: how many to draw."""

    seed: int
    first: date
    last: date
    cases: int
    units: pd.DataFrame
    procedures: pd.DataFrame
    people: dict[str, list[str]]
    applicants: Words
    seasons: pd.DataFrame
    calendar: SampleCalendar
    statuses: dict[int, str]
    ended: frozenset[int]

    def random_stream(self, part: int) -> np.random.Generator:
        """Return the random stream of a part: a change in one part leaves the others as they were."""
        return np.random.default_rng([self.seed, part])

    def last_quarter(self) -> tuple[np.datetime64, np.datetime64]:
        """Return the first and last day of the last quarter that is over on the last day."""
        quarter = pd.Period(self.last + pd.Timedelta(days=1), "Q") - 1
        return day64(quarter.start_time.date()), day64(quarter.end_time.date())


def build_world(settings: Settings, seed: int, first: date, last: date, cases: int) -> World:
    units = _units(settings, first, last)
    if units.empty:
        raise NoUnits(f"{first} – {last}")
    names = np.random.default_rng([seed, 0]).permutation(_names())
    return World(
        seed=seed,
        first=first,
        last=last,
        cases=cases,
        units=units,
        procedures=read_data("procedures"),
        people=_people(units, names),
        applicants=names,
        seasons=read_data("seasons"),
        calendar=_calendar(settings),
        statuses={code: status.name[MAIN_LANGUAGE] for code, status in settings.statuses.items()},
        ended=frozenset(code for code, status in settings.statuses.items() if status.ends),
    )


def read_data(name: str) -> pd.DataFrame:
    frame = pd.read_csv(_DATA / f"{name}.csv", dtype={"code": str}, encoding="utf-8")
    texts: list[str] = list(frame.select_dtypes(include="str").columns)
    return frame.fillna(dict.fromkeys(texts, ""))


def day64(day: date) -> np.datetime64:
    return np.datetime64(day, "D")


def object_array(column: pd.Series) -> Words:
    return column.to_numpy(dtype=object)


def keep_where(mask: Flags | Words, values: Words) -> Words:
    """Return the values where `mask` holds, else None."""
    shown = np.full(len(values), None, dtype=object)
    shown[mask.astype(bool)] = values[mask.astype(bool)]
    return shown


def _units(settings: Settings, first: date, last: date) -> pd.DataFrame:
    """Return the valid units with the habits written for the sample; one without any is a usual one."""
    valid = [
        unit
        for unit in settings.units
        if unit.is_valid(first) and unit.is_valid(last) and unit.kind != "other"
    ]
    known = pd.DataFrame(
        {
            "unit_id": [unit.id for unit in valid],
            "name": [unit.name for unit in valid],
            "kind": [unit.kind for unit in valid],
            "box_from": [unit.box_from for unit in valid],
        }
    )
    units = known.merge(read_data("units"), on="unit_id", how="left").fillna(_USUAL)
    units["short"] = units["short"].fillna("UBND")
    units["box_opened"] = units["box_opened"].fillna(_BOX_USUALLY_OPENED)
    return units.fillna({"habit": "", "never_signs": ""})


def _names() -> Words:
    parts = read_data("people").groupby("part")["text"].apply(list)
    return np.array(
        [" ".join(name) for name in product(parts["family"], parts["middle"], parts["given"])], object
    )


def _people(units: pd.DataFrame, names: Words) -> dict[str, list[str]]:
    people = {}
    for place, unit in enumerate(units.itertuples()):
        begin = place * _PEOPLE_OF_A_UNIT % len(names)
        people[str(unit.unit_id)] = list(np.roll(names, -begin)[:_PEOPLE_OF_A_UNIT])
        if unit.never_signs:
            people[str(unit.unit_id)][1] = str(unit.never_signs)
    return people


def _calendar(settings: Settings) -> SampleCalendar:
    table = settings.working_days.table()
    days = table["day"].to_numpy(dtype="datetime64[D]")
    works = table["works"].to_numpy(dtype=bool)
    return SampleCalendar(days[0], table["working_no"].to_numpy(dtype=np.int64), days[works])
