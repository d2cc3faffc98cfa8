"""Working days: the table that decrees and notices make, and the arithmetic on it."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.settings import Settings
from etl.settings.working_days import OutsideCalendar, SpecialDay, WorkingDays

pytestmark = pytest.mark.calendar

FIRST, LAST = date(2019, 1, 1), date(2027, 12, 31)
YEARS = {2019: 252, 2020: 252, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 250, 2026: 249, 2027: 249}
NEW_MOON = ["2019-02-05", "2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29"]
NEW_MOON += ["2026-02-17", "2027-02-06"]
TET_OFF = {  # the weekdays on which offices are closed for Tết
    2019: "02-04 02-05 02-06 02-07 02-08",
    2020: "01-23 01-24 01-27 01-28 01-29",
    2021: "02-10 02-11 02-12 02-15 02-16",
    2022: "01-31 02-01 02-02 02-03 02-04",
    2023: "01-20 01-23 01-24 01-25 01-26",
    2024: "02-08 02-09 02-12 02-13 02-14",
    2025: "01-27 01-28 01-29 01-30 01-31",
    2026: "02-16 02-17 02-18 02-19 02-20",
    2027: "02-04 02-05 02-08 02-09 02-10",
}
OTHERS_OFF = {
    2019: "01-01 04-15 04-29 04-30 05-01 09-02",
    2020: "01-01 04-02 04-30 05-01 09-02",
    2021: "01-01 04-21 04-30 05-03 09-02 09-03",
    2022: "01-03 04-11 05-02 05-03 09-01 09-02",
    2023: "01-02 05-01 05-02 05-03 09-01 09-04",
    2024: "01-01 04-18 04-29 04-30 05-01 09-02 09-03",
    2025: "01-01 04-07 04-30 05-01 05-02 09-01 09-02",
    2026: "01-01 01-02 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
    2027: "01-01 04-16 04-30 05-03 09-02 09-03 11-24",
}
SATURDAYS_ON = ["2019-01-05", "2019-05-04", "2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22"]

days = st.dates(FIRST, LAST)


@cache
def calendar() -> WorkingDays:
    return Settings.read(Path("settings")).working_days


def test_each_year_has_its_number_of_working_days():
    table = calendar().table()
    assert table["works"].groupby([day.year for day in table["day"]]).sum().to_dict() == YEARS


@pytest.mark.parametrize("year", YEARS)
def test_the_weekdays_off_are_those_announced(year: int):
    table = calendar().table()
    off = {day for day, works in zip(table["day"], table["works"], strict=True) if not works}
    weekdays = {f"{day:%m-%d}" for day in off if day.year == year and day.weekday() < 5}
    assert weekdays == set(f"{TET_OFF[year]} {OTHERS_OFF[year]}".split())


def test_the_saturdays_worked_are_those_announced():
    table = calendar().table()
    on = [day for day, works in zip(table["day"], table["works"], strict=True) if works and day.weekday() > 4]
    assert [str(day) for day in on] == SATURDAYS_ON


@pytest.mark.parametrize("year", YEARS)
def test_the_first_of_january_is_a_day_off(year: int):
    assert not calendar().is_working_day(date(year, 1, 1))


@pytest.mark.parametrize("day", NEW_MOON)
def test_the_lunar_new_year_is_off_and_named(day: str):
    table = calendar().table().set_index("day")
    assert not table.loc[date.fromisoformat(day), "works"]
    assert table.loc[date.fromisoformat(day), "note"].startswith("Mùng 1 Tết Nguyên đán")


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2021-02-08", 5, "2021-02-22"),
        ("2021-04-29", 3, "2021-05-06"),
        ("2021-08-31", 2, "2021-09-06"),
        ("2023-04-27", 2, "2023-05-04"),
        ("2024-04-26", 3, "2024-05-04"),  # a Saturday that is worked
        ("2025-01-24", 5, "2025-02-07"),
        ("2025-12-31", 3, "2026-01-07"),  # 02/01/2026 was swapped for 10/01
        ("2026-11-23", 1, "2026-11-25"),  # Ngày Văn hóa Việt Nam
    ],
)
def test_a_term_of_n_working_days_ends_on(start: str, n: int, end: str):
    received, finished = date.fromisoformat(start), date.fromisoformat(end)
    assert calendar().add_working_days(received, n) == finished
    assert calendar().count_working_days(received, finished) == n


def test_the_day_of_receipt_is_not_counted():
    friday, monday = date(2021, 6, 4), date(2021, 6, 7)
    assert calendar().count_working_days(friday, friday) == 0
    assert calendar().count_working_days(friday, monday) == 1
    assert calendar().add_working_days(friday, 0) == friday


@given(days, days)
def test_between_counts_as_a_slow_loop_does(a: date, b: date):
    a, b = min(a, b), max(a, b)
    b = min(b, a + timedelta(days=90))
    loop = (a + timedelta(days=n) for n in range(1, (b - a).days + 1))
    assert calendar().count_working_days(a, b) == sum(calendar().is_working_day(day) for day in loop)


@given(days, days, days)
def test_between_adds_up(a: date, b: date, c: date):
    between = calendar().count_working_days
    assert between(a, b) + between(b, c) == between(a, c)


@given(st.dates(FIRST, date(2027, 6, 30)), st.integers(1, 120))
def test_after_is_the_first_day_that_reaches_n(start: date, n: int):
    end = calendar().add_working_days(start, n)
    assert calendar().is_working_day(end)
    assert calendar().count_working_days(start, end) == n
    assert calendar().count_working_days(start, end - timedelta(days=1)) == n - 1


@given(st.dates(date(2010, 1, 1), date(2013, 6, 30)), st.integers(1, 60))
def test_without_special_days_monday_to_friday_are_worked(start: date, n: int):
    end, left = start, n
    while left:
        end += timedelta(days=1)
        left -= end.weekday() < 5
    assert plain().add_working_days(start, n) == end


@cache
def plain() -> WorkingDays:
    return WorkingDays(2010, 2013, ())


def test_a_day_without_a_calendar_is_refused():
    assert calendar().covers(FIRST) and calendar().covers(LAST)
    assert not calendar().covers(FIRST - timedelta(days=1))
    assert not calendar().covers(LAST + timedelta(days=1))
    with pytest.raises(OutsideCalendar):
        calendar().working_day_number(date(2018, 12, 31))
    with pytest.raises(OutsideCalendar):
        calendar().add_working_days(LAST, 1)
    with pytest.raises(ValueError, match="-1 working days"):
        calendar().add_working_days(FIRST, -1)


def test_a_local_day_off_is_a_line_of_the_table():
    local = WorkingDays(2021, 2021, [SpecialDay(date(2021, 6, 7), False, "Giãn cách")])
    assert local.add_working_days(date(2021, 6, 4), 1) == date(2021, 6, 8)


def test_the_table_has_every_day_once_with_its_number():
    table = calendar().table()
    assert list(table.columns) == ["day", "works", "working_no", "note"]
    assert len(table) == (LAST - FIRST).days + 1 == table["day"].nunique()
    assert table["working_no"].iloc[-1] == sum(YEARS.values())
    assert table.set_index("day").loc[date(2021, 5, 3), "note"] == "Nghỉ bù Ngày Quốc tế Lao động"
