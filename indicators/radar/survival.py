"""Estimate the chance that a case is still open at the end of its due date, from similar cases.

Kaplan and Meier's product-limit estimate (JASA 53, 1958) in whole working days that run back from the due
date: h(r), the share of cases open at the beginning of a day with r days left that end on it. Cases come in
with the days that they were allowed (late entry) and leave when they end or nothing more is known (censored).
With r days left at the end of a day the chance to be late is (1 − h(0)) (1 − h(1)) … (1 − h(r − 1)): for a
procedure with one time limit, P(total > allowed | still open at this age).

Thin groups are pooled with the group around them, level by level. Where a level `shifts`, the wider group's h
is first brought to the group's own pace, 1 − (1 − h)^q with q = (endings + ENDINGS) / (expected endings +
ENDINGS), the mean under a gamma prior; then each day is pooled as if CASES more cases had gone as it says.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

LONGEST = 250  # days left beyond which nothing is said: about a year
ENDINGS, CASES = 10, 20
FEW = 20  # similar cases from which a group is named as the one that a chance follows
ALARM = 0.5

Numbers = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True)
class Level:
    """Define similar cases by the columns `same` in which they agree.

    `name` is a key of the words in [radar_level].
    """

    name: str
    same: tuple[str, ...]
    shifts: bool = True


# Plain ageing knows days left and days allowed alone. Wider groups first.
PLAIN = (Level("all", ()), Level("allowed", ("allowed",), shifts=False))
RADAR = (
    *PLAIN,
    Level("field", ("allowed", "field")),
    Level("field_unit", ("allowed", "field", "unit_id")),
    Level("procedure", ("procedure",)),
    Level("procedure_unit", ("procedure", "unit_id")),
)


def forecast(history: pd.DataFrame, cases: pd.DataFrame, levels: tuple[Level, ...]) -> pd.DataFrame:
    """Return chance, aged, level, similar and alarm_left of each case, which has 1 day left or more.

    `history` as case_endings and unfinished_cases of queries.radar give it. `level` is the narrowest of which
    FEW or more (`similar`) were still open with as many days left; without any there is no chance.
    `alarm_left` are the days left at which the chance of a case that is still open reaches ALARM. `aged` is
    the chance by PLAIN, with which all levels begin.
    """
    left = cases["left"].to_numpy(dtype=int)
    known = left <= LONGEST
    at, every = np.minimum(left, LONGEST), np.arange(len(cases))
    codes = _codes(history, cases)
    hazard = aged = np.zeros((len(cases), LONGEST + 1))
    named, similar = np.full(len(cases), None, dtype=object), np.zeros(len(cases))
    for place, level in enumerate(levels):
        there, ended = _counted(history, *_groups(codes, len(history), level.same))
        hazard = pool_hazards(hazard, there, ended, level.shifts) if place else _first(there, ended)
        if place < len(PLAIN):
            aged = hazard
        open_then = there[every, at - 1]
        enough = known & (open_then >= FEW)
        named[enough], similar[enough] = level.name, open_then[enough]
    late, told = late_chances(hazard), similar > 0
    return pd.DataFrame(
        {
            "chance": np.where(told, late[every, at], np.nan),
            "aged": np.where(told, late_chances(aged)[every, at], np.nan),
            "level": named,
            "similar": similar.astype(int),
            "alarm_left": np.minimum((late >= ALARM).sum(axis=1) - 1, at),
        },
        index=cases.index,
    )


def late_chances(hazard: Numbers) -> Numbers:
    """Return by days left, 0 to LONGEST, the chance that a case still open then is late; one row a case."""
    certain = np.ones((len(hazard), 1))
    late: Numbers = np.cumprod(np.hstack([certain, 1 - hazard]), axis=1, dtype=np.float64)
    return late[:, : LONGEST + 1]


def pool_hazards(
    wider_hazard: Numbers, at_risk: Numbers, ending_counts: Numbers, shift_pace: bool
) -> Numbers:
    """Return h by days left of a group within a wider one.

    `at_risk` at the day's beginning, `ending_counts` on it.
    """
    if shift_pace:
        expected = (at_risk * wider_hazard).sum(axis=1)
        pace = (ending_counts.sum(axis=1) + ENDINGS) / (expected + ENDINGS)
        wider_hazard = 1 - (1 - wider_hazard) ** pace[:, None]
    return (ending_counts + CASES * wider_hazard) / (at_risk + CASES)


def _first(at_risk: Numbers, ending_counts: Numbers) -> Numbers:
    return ending_counts / np.maximum(at_risk, 1)


def _counted(history: pd.DataFrame, of_history: Codes, of_cases: Codes, size: int) -> tuple[Numbers, Numbers]:
    """Count in each case's group, by days left, those open at the day's beginning and ended on it."""
    allowed = np.minimum(history["allowed"].to_numpy(dtype=int), LONGEST)
    left, done = history["left"].to_numpy(dtype=int), history["ended"].to_numpy(dtype=bool)
    last = np.maximum(np.where(done, left, left + 1), 0)  # the fewest days left with which it was there
    count = history["count"].to_numpy(dtype=float)
    seen = (last <= allowed) & (of_history >= 0)
    there = _table(of_history[seen], last[seen], count[seen], size)
    # Late entry: with more days left than it was allowed a case was not yet there.
    there -= _table(of_history[seen], allowed[seen] + 1, count[seen], size)
    in_time = seen & done & (left >= 0)
    ended = _table(of_history[in_time], left[in_time], count[in_time], size)
    return _of(there.cumsum(axis=1), of_cases), _of(ended, of_cases)


def _table(group: Codes, day: Codes, count: Numbers, size: int) -> Numbers:
    wide = LONGEST + 2
    flat: Numbers = np.bincount(group * wide + day, weights=count, minlength=size * wide).astype(float)
    return flat.reshape(size, wide)


def _of(table: Numbers, group: Codes) -> Numbers:
    """Return the rows of the cases' groups; a case that lacks what its group is told by has none."""
    return np.where(group[:, None] >= 0, table[group, : LONGEST + 1], 0)


def _codes(history: pd.DataFrame, cases: pd.DataFrame) -> dict[str, Codes]:
    """Return by column a number for each value, of history, then of the cases; −1 where there is none."""
    columns = ("allowed", "field", "unit_id", "procedure")
    return {one: pd.factorize(pd.concat([history[one], cases[one]]))[0] for one in columns}


def _groups(codes: dict[str, Codes], count: int, columns: tuple[str, ...]) -> tuple[Codes, Codes, int]:
    """Return group numbers of the `count` rows of history and of the cases, and how many groups there are.

    Only groups that cases are in; −1 stands for any other, and for a case that lacks what groups are told by.
    """
    number = np.zeros(len(next(iter(codes.values()))), dtype=np.int64)
    for one in columns:
        lacks = (number < 0) | (codes[one] < 0)
        number = np.where(lacks, -1, number * (codes[one].max(initial=0) + 1) + codes[one])
    of_history, of_cases = number[:count], number[count:]
    known = np.unique(of_cases[of_cases >= 0])
    if not len(known):
        return np.full_like(of_history, -1), np.full_like(of_cases, -1), 1
    return _placed(known, of_history), _placed(known, of_cases), len(known)


def _placed(group_numbers: Codes, number: Codes) -> Codes:
    place = np.minimum(np.searchsorted(group_numbers, number), len(group_numbers) - 1)
    return np.where(group_numbers[place] == number, place, -1)
