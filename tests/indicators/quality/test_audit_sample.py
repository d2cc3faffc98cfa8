"""Cases to pull: all that were finished in the period, and of each what points at it, by hand."""

import pandas as pd
import pytest

from indicators.periods import period_from_key
from indicators.queries.audit import REASONS, audit_pointed_cases, audit_population, audit_unlisted_count
from indicators.scope import Scope
from tests.indicators.conftest import CLOSING, Q2
from warehouse.connection import append_rows
from warehouse.tables import MASK, calendar_day, case_file, case_total, due_version, flag

pytestmark = pytest.mark.audit


@pytest.fixture(autouse=True)
def calendar(warehouse, settings):
    append_rows(warehouse, calendar_day, settings.working_days.table())


CASES = """
    code    | received_on | due_on     | finished_on | finished_at         | late | supplements | procedure
    quiet   | 2021-04-01  | 2021-04-12 | 2021-04-09  | 2021-04-09T09:00:00 | no   |             | p
    before  | 2021-04-06  | 2021-04-06 | 2021-04-05  | 2021-04-05T09:00:00 | no   |             | p
    sunday  | 2021-04-01  | 2021-04-12 | 2021-04-11  | 2021-04-11T09:00:00 | no   |             | p
    same    | 2021-04-07  | 2021-04-12 | 2021-04-07  | 2021-04-07T15:00:00 | no   |             | p
    third   | 2021-04-01  | 2021-04-12 | 2021-04-15  | 2021-04-15T09:00:00 | yes  |             | p
    fourth  | 2021-04-01  | 2021-04-12 | 2021-04-16  | 2021-04-16T09:00:00 | yes  |             | p
    undated | 2021-04-01  |            | 2021-04-13  | 2021-04-13T09:00:00 | no   |             | p
    moved   | 2021-03-01  | 2021-04-12 | 2021-04-09  | 2021-04-09T09:00:00 | no   |             | q
    sent    | 2021-03-01  | 2021-04-12 | 2021-04-09  | 2021-04-09T09:00:00 | no   | 1           | q
    twice   | 2021-03-01  | 2021-04-12 | 2021-04-09  | 2021-04-09T09:00:00 | no   | 2           | q
    longer  | 2021-03-01  | 2021-05-12 | 2021-04-09  | 2021-04-09T09:00:00 | no   |             | q
    last    | 2021-04-01  | 2021-04-28 | 2021-04-29  | 2021-04-29T09:00:00 | yes  | 3           | r
    earlier | 2021-03-01  | 2021-03-08 | 2021-03-31  | 2021-03-31T09:00:00 | yes  | 5           | p
    open    | 2021-04-01  | 2021-04-08 |             |                     | no   | 5           | p
"""  # 21/04 and 30/04 are holidays: the 29th is the last working day of April
REMARKED = """
    code   | received_on | due_on     | finished_on | file_id | sheet | row_no
    marked | 2021-04-01  | 2021-04-12 | 2021-04-09  | 1       | s     | 14
"""
TIMED = """
    code   | received_on | received_at         | due_on     | finished_on | finished_at
    minute | 2021-04-05  | 2021-04-05T08:00:00 | 2021-04-05 | 2021-04-05  | 2021-04-05T08:00:59
    hour   | 2021-04-05  | 2021-04-05T08:00:00 | 2021-04-05 | 2021-04-05  | 2021-04-05T09:00:00
"""
CODES = [line.split("|")[0].strip() for line in CASES.strip().splitlines()[1:]]


@pytest.fixture
def cases(warehouse, given):
    given(case_file, CASES)
    given(case_file, REMARKED)
    given(case_file, TIMED)
    given(
        due_version,
        """
        code  | due_on     | file_id
        moved | 2021-04-01 | 1
        moved | 2021-04-12 | 2
        sent  | 2021-04-01 | 1
        quiet | 2021-04-20 | 1
        """,
    )
    append_rows(warehouse, flag, pd.DataFrame([{"file_id": 1, "sheet": "s", "row_no": 14, "problems": "[]"}]))


def pointed(warehouse, scope=Q2):
    found = audit_pointed_cases(warehouse, scope)
    return dict(zip(found["code"], found["reasons"], strict=True))


def test_the_population_is_what_was_finished_in_the_period(warehouse, cases):
    found = audit_population(warehouse, Q2)
    assert set(found["code"]) == set(CODES) - {"earlier", "open"} | {"marked", "minute", "hour"}
    assert list(audit_population(warehouse, Q2.with_unit("b"))["code"]) == []


def test_nobody_is_named(warehouse, given):
    given(
        case_file,
        "code | finished_on | applicant | phone | late | supplements\nx | 2021-04-02 | A | 1 | no | 4",
    )
    for found in (audit_population(warehouse, Q2), audit_pointed_cases(warehouse, Q2)):
        assert list(found["applicant"]) == list(found["phone"]) == [MASK]


def test_each_case_has_the_reasons_that_point_at_it(warehouse, cases):
    assert pointed(warehouse) == {
        "last": ("supplements", "just_late", "month_end"),
        "before": ("finished_before_received",),
        "minute": ("zero_minutes",),
        "moved": ("due_moved",),
        "sunday": ("off_hours",),
        "same": ("same_day",),
        "twice": ("supplements",),
        "longer": ("due_longer",),
        "third": ("just_late",),
        "marked": ("remark",),
    }


def test_most_reasons_come_first_then_the_gravest(warehouse, cases):
    order = list(pointed(warehouse))
    assert order == [
        "last",
        "before",
        "minute",
        "moved",
        "sunday",
        "same",
        "twice",
        "longer",
        "third",
        "marked",
    ]


def test_one_filer_of_dozens_is_a_reason(warehouse, given):
    head = "code | received_on | finished_on | phone | late"
    given(case_file, "\n".join([head, *(f"c{n} | 2021-04-01 | 2021-04-05 | 09 | no" for n in range(24))]))
    assert set(pointed(warehouse).values()) == {("one_filer",)} and len(pointed(warehouse)) == 24


def test_every_reason_is_tried_here(warehouse, cases):
    tried = {reason for reasons in pointed(warehouse).values() for reason in reasons} | {"one_filer"}
    assert tried == set(REASONS)


def test_cases_known_from_totals_only_are_counted_apart(warehouse, given):
    assert audit_unlisted_count(warehouse, Q2) == 0
    given(
        case_total,
        """
        key | unit_id | first_day  | last_day   | finished
        t   | b       | 2021-04-01 | 2021-06-30 | 40
        """,
    )
    assert audit_unlisted_count(warehouse, Q2) == audit_unlisted_count(warehouse, Q2.with_unit("b")) == 40
    assert audit_unlisted_count(warehouse, Q2.with_unit("a")) == 0
    assert audit_unlisted_count(warehouse, Scope(period_from_key("2021-06", None), CLOSING)) == 0
