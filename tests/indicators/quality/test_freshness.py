"""Drawn events: who fell silent against its own habit, and which months are empty where rows were due."""

from datetime import date, timedelta

import pytest
from sqlalchemy import create_engine

from indicators.periods import ALL
from indicators.quality.freshness import completeness, freshness
from indicators.queries.freshness import last_days
from indicators.scope import Scope
from tests.support.fact_drawing import draw
from warehouse.tables import ballot, box_day, calendar_day, case_file, case_total, metadata, unit

CLOSING = date(2021, 4, 30)  # a Friday
SCOPE = Scope(ALL, CLOSING)
UNITS = """
id  | code | name    | kind    | parent | valid_from | valid_to   | box_from
a   | 1    | Xã A    | commune | p      |            |            | 2021-03-01
b   | 2    | Xã B    | commune | p      |            |            | 2021-03-01
c   | 3    | Xã C    | commune | p      |            | 2021-03-31 |
o   | 4    | Phòng O | office  | p      |            |            |
"""


@pytest.fixture
def warehouse():
    """Four units and a calendar in which Monday to Friday are worked."""
    engine = create_engine("duckdb:///:memory:")
    metadata.create_all(engine)
    with engine.connect() as connection:
        draw(connection, unit, UNITS)
        number = 0
        for place in range(150):
            day = date(2021, 1, 1) + timedelta(days=place)
            works = day.weekday() < 5
            number += works
            connection.execute(calendar_day.insert(), {"day": day, "works": works, "working_no": number})
        yield connection
    engine.dispose()


def ballots(connection, unit_id, days):
    lines = "\n".join(f"{unit_id}{day} | {unit_id} | {day} | 5" for day in days)
    draw(connection, ballot, f"key | unit_id | day | scale\n{lines}")


def every(step, last):
    """Days `step` apart from 04/01/2021, a Monday, to `last`."""
    first = date(2021, 1, 4)
    return [first + timedelta(days=place) for place in range(0, (last - first).days + 1, step)]


def test_a_weekly_unit_is_not_late_where_a_daily_one_has_fallen_silent(warehouse):
    daily = [day for day in every(1, date(2021, 4, 19)) if day.weekday() < 5]
    ballots(warehouse, "a", daily)
    ballots(warehouse, "b", every(7, date(2021, 4, 19)))
    found = freshness(warehouse, SCOPE).set_index("unit_id")
    assert found["last"].to_dict() == {"a": date(2021, 4, 19), "b": date(2021, 4, 19)}
    assert found["quiet"].to_dict() == {"a": 9, "b": 9}  # 20–23 and 26–30 April
    assert found["usual"].to_dict() == {"a": 1, "b": 5}
    assert found["silent"].to_dict() == {"a": True, "b": False}
    assert list(found.index) == ["a", "b"]


def test_a_unit_that_has_ended_or_has_no_habit_yet_is_not_called_silent(warehouse):
    ballots(warehouse, "c", every(1, date(2021, 3, 5)))
    ballots(warehouse, "a", [date(2021, 1, 4), date(2021, 1, 5)])
    found = freshness(warehouse, SCOPE)
    assert list(found["unit_id"]) == ["a"] and not found["silent"].any()


def test_events_after_the_closing_date_and_of_units_that_may_not_be_seen_are_left_out(warehouse):
    ballots(warehouse, "a", [date(2021, 4, 1), date(2021, 5, 3)])
    ballots(warehouse, "b", [date(2021, 4, 2)])
    found = last_days(warehouse, Scope(ALL, CLOSING, allowed=frozenset({"a"})))
    assert [tuple(row) for row in found[["unit_id", "last"]].to_numpy()] == [("a", date(2021, 4, 1))]


def test_a_month_without_rows_is_expected_only_where_others_have_some_and_the_unit_existed(warehouse):
    ballots(warehouse, "a", [date(2021, 2, 1), date(2021, 2, 2), date(2021, 3, 1)])
    ballots(warehouse, "b", [date(2021, 3, 2), date(2021, 4, 1)])
    ballots(warehouse, "c", [date(2021, 2, 3)])
    found = completeness(warehouse, SCOPE).set_index(["unit_id", "key"])
    assert found["rows"].unstack().loc["a"].to_dict() == {"2021-02": 2, "2021-03": 1, "2021-04": 0}
    empty = found[found["rows"].eq(0) & found["expected"]]
    assert set(empty.index) == {("b", "2021-02"), ("c", "2021-03"), ("a", "2021-04")}
    assert "o" not in found.index  # no office hands in ballots


def test_a_box_is_expected_only_of_units_that_have_one(warehouse):
    draw(warehouse, box_day, "key | unit_id | day\nx | a | 2021-03-01\ny | a | 2021-02-01")
    found = completeness(warehouse, SCOPE).set_index(["unit_id", "key"])
    assert {one for one, row in found.iterrows() if row["rows"] == 0 and row["expected"]} == {
        ("b", "2021-03")
    }


def totals(connection, *lines):
    """Totals of cases: a unit, the first and the last day."""
    keyed = [f"{line.replace('|', '')} | {line}" for line in lines]
    draw(connection, case_total, "\n".join(["key | unit_id | first_day | last_day", *keyed]))


def filled(connection, scope=SCOPE, source="case_totals"):
    """unit -> {month: totals}, and the empty ones; of one source."""
    found = completeness(connection, scope)
    found = found[found["source"] == source].set_index(["unit_id", "key"])
    empty = found[found["rows"].eq(0) & found["expected"]]
    return {unit: rows.droplevel(0).to_dict() for unit, rows in found["rows"].groupby(level=0)}, set(
        empty.index
    )


JANUARY, MARCH = "2021-01-01 | 2021-01-31", "2021-03-01 | 2021-03-31"


def test_a_month_without_a_total_is_empty_where_others_have_theirs(warehouse):
    totals(warehouse, f"a | {JANUARY}", "a | 2021-02-01 | 2021-02-28", f"a | {MARCH}")
    totals(warehouse, f"b | {JANUARY}", f"b | {MARCH}")
    rows, empty = filled(warehouse)
    assert rows["a"] == {"2021-01": 1, "2021-02": 1, "2021-03": 1, "2021-04": 0}
    assert rows["b"] == {"2021-01": 1, "2021-02": 0, "2021-03": 1, "2021-04": 0}
    assert empty == {("b", "2021-02"), *(("c", f"2021-0{month}") for month in (1, 2, 3))}


def test_a_month_between_two_totals_of_the_unit_is_empty_even_where_nobody_has_it(warehouse):
    totals(warehouse, f"a | {JANUARY}", f"a | {MARCH}")
    assert {one for one in filled(warehouse)[1] if one[0] == "a"} == {("a", "2021-02")}


def test_the_total_of_a_quarter_fills_its_three_months_and_half_a_month_fills_none(warehouse):
    totals(warehouse, "a | 2021-01-01 | 2021-03-31", "a | 2021-04-01 | 2021-04-15", f"b | {JANUARY}")
    rows, empty = filled(warehouse)
    assert rows["a"] == {"2021-01": 1, "2021-02": 1, "2021-03": 1, "2021-04": 0}
    assert {one for one in empty if one[0] == "b"} == {("b", "2021-02"), ("b", "2021-03")}
    totals(warehouse, "a | 2021-04-15 | 2021-04-30")
    assert filled(warehouse)[0]["a"]["2021-04"] == 2


def test_where_no_total_fills_a_month_nothing_is_said(warehouse):
    totals(warehouse, "a | 2021-04-01 | 2021-04-15")
    assert completeness(warehouse, SCOPE).empty


def test_months_that_close_on_the_14th_are_filled_by_the_two_totals_that_they_lie_in(warehouse):
    totals(warehouse, "a | 2021-02-01 | 2021-02-28", f"a | {MARCH}")
    rows, _ = filled(warehouse, Scope(ALL, CLOSING, closes_on=14))
    assert rows["a"] == {"2021-02": 0, "2021-03": 2, "2021-04": 0, "2021-05": 0}


def test_totals_and_rows_of_the_same_days_are_sources_of_their_own(warehouse):
    draw(warehouse, case_file, "code | unit_id | received_on | received_at\n1 | a | 2021-03-09 | 2021-03-09")
    totals(warehouse, "a | 2021-02-01 | 2021-02-28", f"a | {MARCH}")
    totals(warehouse, "b | 2021-04-01 | 2021-05-31")  # ends after the closing date: nothing of it is known
    assert filled(warehouse)[0]["a"] == {"2021-02": 1, "2021-03": 1, "2021-04": 0}
    assert filled(warehouse, source="cases")[0]["a"] == {"2021-02": 0, "2021-03": 1, "2021-04": 0}
    last = last_days(warehouse, SCOPE).set_index(["source", "unit_id"])["last"].to_dict()
    assert last == {("cases", "a"): date(2021, 3, 9), ("case_totals", "a"): date(2021, 3, 31)}


def test_a_unit_falls_silent_by_the_ends_of_its_totals(warehouse):
    """Weekly ones end on Fridays, five working days apart: silent after fifteen."""
    for unit_id, weeks in (("a", 14), ("b", 13)):
        for week in range(weeks):
            first = date(2021, 1, 4) + timedelta(days=7 * week)
            totals(warehouse, f"{unit_id} | {first} | {first + timedelta(days=4)}")
    found = freshness(warehouse, SCOPE).set_index("unit_id")
    assert found["last"].to_dict() == {"a": date(2021, 4, 9), "b": date(2021, 4, 2)}
    assert found["usual"].to_dict() == {"a": 5, "b": 5}
    assert found["quiet"].to_dict() == {"a": 15, "b": 20}
    assert found["silent"].to_dict() == {"a": False, "b": True}
