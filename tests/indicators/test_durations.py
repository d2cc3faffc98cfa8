"""How long the cases of a procedure took, against the days that they were allowed."""

from datetime import date, timedelta

import pandas as pd
import pytest

from indicators.durations import group_by_procedure, nearest_rank_day
from indicators.queries.cases import case_durations
from tests.indicators.conftest import Q2
from warehouse.tables import calendar_day, case_file

# April 2021: the 1st is a Thursday; the 21st (Giỗ Tổ) and the 30th are days off.
CASES = """
    code | procedure | received_on | due_on     | finished_on | working_days
    a1   | birth     | 2021-04-01  | 2021-04-06 | 2021-04-05  | 2
    a2   | birth     | 2021-04-01  | 2021-04-06 | 2021-04-06  | 3
    a3   | birth     | 2021-04-02  | 2021-04-07 | 2021-04-09  | 5
    a4   | birth     | 2021-04-20  | 2021-04-22 | 2021-04-22  | 1
    b1   | land      | 2021-04-01  |            | 2021-04-28  | 18
    open | birth     | 2021-04-01  | 2021-04-06 |             |
    last | birth     | 2021-03-01  | 2021-03-04 | 2021-03-04  | 3
    none |           | 2021-04-01  | 2021-04-06 | 2021-04-05  | 2
"""


@pytest.fixture
def asked(warehouse, given):
    days, number = [], 0
    for offset in range(61):
        day = date(2021, 3, 1) + timedelta(offset)
        works = day.weekday() < 5 and day not in (date(2021, 4, 21), date(2021, 4, 30))
        number += works
        days.append(f"{day} | {'yes' if works else 'no'} | {number}")
    given(calendar_day, "day | works | working_no\n" + "\n".join(days))
    given(case_file, CASES)
    return case_durations(warehouse, Q2)


def test_finished_cases_of_the_period_by_days_taken_and_days_allowed(asked):
    rows = [tuple(None if cell != cell else cell for cell in row) for row in asked.itertuples(index=False)]
    assert rows == [
        ("birth", 1, 1, 1),
        ("birth", 2, 3, 1),
        ("birth", 3, 3, 1),
        ("birth", 5, 3, 1),
        ("land", 18, None, 1),
    ]


def test_a_procedure_is_told_with_its_usual_limit_and_who_took_longer_than_his_own(asked):
    birth, land = group_by_procedure(asked, 5)
    assert (birth.procedure, birth.cases, birth.median, birth.p90) == ("birth", 4, 2, 5)
    assert (birth.allowed, birth.longer) == (3, 1)
    assert (land.cases, land.allowed, land.longer) == (1, None, 0)
    assert [one.procedure for one in group_by_procedure(asked, 1)] == ["birth"]


def test_the_day_that_a_share_reaches_is_the_smallest_whole_one():
    counts = pd.Series({0: 5, 3: 4, 9: 1})
    assert [nearest_rank_day(counts, share) for share in (0.5, 0.51, 0.9, 0.91)] == [0, 3, 3, 9]
