"""Names and limits of reporting periods, on both calendars."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.periods import (
    KINDS,
    UnknownPeriod,
    cut_to_elapsed_days,
    last_closed_period,
    list_periods,
    period_containing,
    period_from_key,
    period_last_year,
    previous_period,
)

DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))
CLOSES = st.sampled_from([None, 14, 20])


def limits(key, closes_on):
    period = period_from_key(key, closes_on)
    return period.first.isoformat(), period.last.isoformat()


@pytest.mark.parametrize(
    ("key", "civil", "administrative"),
    [
        ("2021-06", ("2021-06-01", "2021-06-30"), ("2021-05-15", "2021-06-14")),
        ("2021-Q1", ("2021-01-01", "2021-03-31"), ("2020-12-15", "2021-03-14")),
        ("2025-H1", ("2025-01-01", "2025-06-30"), ("2024-12-15", "2025-06-14")),
        ("2021-H2", ("2021-07-01", "2021-12-31"), ("2021-06-15", "2021-12-14")),
        ("2021-9M", ("2021-01-01", "2021-09-30"), ("2020-12-15", "2021-09-14")),
        ("2020", ("2020-01-01", "2020-12-31"), ("2019-12-15", "2020-12-14")),
        ("2020-02", ("2020-02-01", "2020-02-29"), ("2020-01-15", "2020-02-14")),
    ],
)
def test_periods_of_decree_09_2019_close_on_the_14th(key, civil, administrative):
    assert limits(key, None) == civil
    assert limits(key, 14) == administrative


@pytest.mark.parametrize(
    "key", ["2021-13", "2021-00", "2021-Q5", "2021-H3", "x", "", "2021-02-01..2021-01-01"]
)
def test_a_name_that_is_none_is_refused(key):
    with pytest.raises(UnknownPeriod):
        period_from_key(key, None)


@given(DAYS, st.sampled_from(KINDS), CLOSES)
def test_a_period_has_the_name_that_leads_back_to_it(day, kind, closes_on):
    period = period_containing(day, kind, closes_on)
    assert period_from_key(period.key, closes_on) == period
    if kind != "nine":
        assert period.first <= day <= period.last


@given(DAYS, st.sampled_from(["month", "quarter", "half", "year"]), CLOSES)
def test_neighbours_leave_no_gap(day, kind, closes_on):
    period = period_containing(day, kind, closes_on)
    before = previous_period(period, closes_on)
    assert before.last + timedelta(days=1) == period.first
    assert period_last_year(period, closes_on).last.year == period.last.year - 1
    assert list_periods(kind, before.first, period.last, closes_on) == [before, period]


def test_the_last_closed_period_had_ended_by_the_closing_date():
    assert last_closed_period("quarter", date(2021, 7, 31), None).key == "2021-Q2"
    assert last_closed_period("month", date(2021, 7, 31), None).key == "2021-07"
    assert last_closed_period("month", date(2021, 7, 31), 14).key == "2021-07"
    assert last_closed_period("month", date(2021, 7, 13), 14).key == "2021-06"


def test_an_unfinished_period_is_compared_with_as_many_days():
    shown = period_from_key("2021-Q3", None)
    before = cut_to_elapsed_days(period_from_key("2021-Q2", None), shown, date(2021, 7, 31))
    assert (before.first, before.last) == (date(2021, 4, 1), date(2021, 5, 1))
    assert cut_to_elapsed_days(
        period_from_key("2021-Q1", None), period_from_key("2021-Q2", None), date(2021, 7, 31)
    ).last == date(2021, 3, 31)


def test_two_days_are_a_period_too():
    period = period_from_key("2021-01-05..2021-01-14", None)
    assert previous_period(period, None).key == "2020-12-26..2021-01-04"
