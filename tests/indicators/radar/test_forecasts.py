"""Deadline radar: chances worked by hand and by slow loops, back-off, days to act by, what is told apart."""

import random
from datetime import date, timedelta

import pandas as pd
import pytest
from scipy.stats import binom
from sqlalchemy import select

from indicators.periods import ALL
from indicators.queries.radar import open_cases_with_deadlines
from indicators.radar.backtest import case_histories
from indicators.radar.forecasts import expected_late, forecasts, group_by_officer, late_count_limits, worklist
from indicators.radar.survival import PLAIN, RADAR
from indicators.scope import Scope
from tests.indicators.radar.reference_forecast import slow_forecast
from tests.support.fact_drawing import HARMLESS
from warehouse.connection import append_rows
from warehouse.tables import calendar_day, case_file

pytestmark = pytest.mark.radar

CLOSING = date(2021, 6, 30)
WED, THU, FRI, MON, TUE = (date(2021, 6, day) for day in (2, 3, 4, 7, 8))


@pytest.fixture
def given(warehouse, settings):
    """Puts groups of cases on the real calendar: (how many, received, due, finished, what differs)."""
    append_rows(warehouse, calendar_day, settings.working_days.table())
    numbers = iter(range(100_000))

    def drawn(*groups):
        rows = [
            _row(next(numbers), received, due, finished, *more)
            for count, received, due, finished, *more in groups
            for _ in range(count)
        ]
        append_rows(warehouse, case_file, pd.DataFrame(rows, dtype=object))

    return drawn


def _row(number, received, due, finished, more=None):
    row = {column.name: HARMLESS.get(column.name) for column in case_file.c}
    row |= {"code": f"H{number:05}", "procedure_code": "P", "field": "F"}
    return row | {"received_on": received, "due_on": due, "finished_on": finished} | (more or {})


def asked(warehouse, closing, levels=RADAR, **scope):
    return (
        forecasts(warehouse, Scope(ALL, closing, **scope), levels)
        .set_index("code", drop=False)
        .rename_axis(None)
    )


def one(warehouse, closing, levels=RADAR, **scope):
    """The only case that is ahead of its due date."""
    found = asked(warehouse, closing, levels, **scope)
    return found[found["state"] == "ahead"].iloc[-1]


PAST = (  # received on Wednesday, due on Friday: 2 days allowed
    (10, WED, FRI, WED),  # h(2) = 10/40
    (10, WED, FRI, THU),  # h(1) = 10/30
    (16, WED, FRI, FRI),  # h(0) = 16/20
    (4, WED, FRI, MON),
)


@pytest.mark.parametrize("levels", [PLAIN[:1], PLAIN, RADAR])
@pytest.mark.parametrize(
    ("closing", "left", "age", "chance"),
    [(date(2021, 6, 16), 2, 0, 20 / 30 * 4 / 20), (date(2021, 6, 17), 1, 1, 4 / 20)],
)
def test_the_chance_to_be_late_given_that_it_is_still_open(
    warehouse, given, levels, closing, left, age, chance
):
    given(*PAST, (1, date(2021, 6, 16), date(2021, 6, 18), None))
    found = one(warehouse, closing, levels)
    assert (found.left, found.age, found.allowed) == (left, age, 2)
    assert found.chance == pytest.approx(chance)
    assert found.similar == (30 if left == 2 else 20)


def test_a_case_still_open_says_that_it_was_not_ended_and_no_more(warehouse, given):
    """20 more are open with 1 day left: of the 60 that were there with 2 days left 10 ended on that day; of
    what comes after only the 30 speak."""
    received = date(2021, 6, 16)
    given(*PAST, (20, received, date(2021, 6, 18), None), (1, date(2021, 6, 17), date(2021, 6, 22), None))
    found = one(warehouse, date(2021, 6, 17), PLAIN[:1])
    assert found.left == 3
    assert found.chance == pytest.approx(50 / 60 * 20 / 30 * 4 / 20)


def test_a_case_that_is_overdue_was_open_on_all_days_before(warehouse, given):
    given(*PAST, (20, WED, FRI, None), (1, date(2021, 6, 16), date(2021, 6, 18), None))
    assert one(warehouse, date(2021, 6, 17), PLAIN[:1]).chance == pytest.approx(1 - 16 / 40)


def test_cases_with_fewer_days_come_in_late(warehouse, given):
    """Those allowed 1 day are nowhere while 2 days are left."""
    given(*PAST, (30, THU, FRI, FRI), (1, date(2021, 6, 16), date(2021, 6, 21), None))
    found = one(warehouse, date(2021, 6, 16), PLAIN[:1])
    assert found.chance == pytest.approx((1 - 10 / 40) * (1 - 10 / 60) * (1 - 46 / 50))


def test_ending_on_a_day_off_counts_with_the_next_working_day(warehouse, given):
    """Due on Friday, ended on Saturday: late, though no working day passed."""
    given((20, WED, FRI, FRI), (20, WED, FRI, date(2021, 6, 5)))
    given((1, date(2021, 6, 16), date(2021, 6, 18), None))
    assert one(warehouse, date(2021, 6, 17), PLAIN[:1]).chance == pytest.approx(0.5)


OTHER = {"procedure_code": "Q"}


@pytest.mark.parametrize(
    ("groups", "level", "similar"),
    [
        ([(25, WED, FRI, FRI)], "procedure_unit", 25),
        ([(25, WED, FRI, FRI, {"unit_id": "b"})], "procedure", 25),
        ([(19, WED, FRI, FRI), (25, WED, FRI, FRI, {"unit_id": "b"})], "procedure", 44),
        ([(25, WED, FRI, FRI, OTHER)], "field_unit", 25),
        ([(25, WED, FRI, FRI, OTHER | {"unit_id": "b"})], "field", 25),
        ([(25, WED, FRI, FRI, OTHER | {"field": "G"})], "allowed", 25),
        ([(25, WED, MON, MON, OTHER | {"field": "G"})], "all", 25),
        ([(19, WED, FRI, FRI)], None, None),
    ],
)
def test_a_thin_group_backs_off_to_the_group_around_it(warehouse, given, groups, level, similar):
    given(*groups, (1, date(2021, 6, 16), date(2021, 6, 18), None))
    found = one(warehouse, date(2021, 6, 17))
    told = (None, None) if pd.isna(found.chance) else (found.level, found.similar)
    assert told == (level, similar)


def test_a_group_that_goes_its_own_way_is_believed_as_it_grows(warehouse, given):
    """Elsewhere nobody is late, here everybody: the chance of this unit rises with the cases that say so."""
    given((200, WED, FRI, FRI, {"unit_id": "b"}), (1, date(2021, 6, 16), date(2021, 6, 18), None))
    found = [one(warehouse, date(2021, 6, 17)).chance]
    for more in (5, 20, 100):
        given((more, WED, FRI, TUE))
        found.append(one(warehouse, date(2021, 6, 17)).chance)
    assert found == sorted(found) and found[0] < 0.1 and found[-1] > 0.8


def test_a_case_without_procedure_and_field_follows_all_others(warehouse, given):
    nameless = {"procedure_code": None, "field": None}
    given((25, WED, FRI, FRI, nameless), (1, date(2021, 6, 16), date(2021, 6, 18), None, nameless))
    assert one(warehouse, date(2021, 6, 17)).level == "allowed"


@pytest.mark.parametrize(
    ("closing", "due", "left", "act_by"),
    [
        ("2021-02-05", "2021-02-12", 2, "2021-02-09"),  # Tết, mùng 1: the last day before the holidays
        ("2021-02-05", "2021-02-17", 3, "2021-02-17"),  # the first day after them
        ("2024-05-03", "2024-05-04", 1, "2024-05-04"),  # a Saturday worked for 29/04
        ("2024-05-03", "2024-05-05", 1, "2024-05-04"),  # a Sunday
        ("2021-06-10", "2021-06-12", 1, "2021-06-11"),  # a usual Saturday
    ],
)
def test_the_day_to_act_by_is_the_last_working_day_in_time(warehouse, given, closing, due, left, act_by):
    given((1, date.fromisoformat(closing) - timedelta(days=9), date.fromisoformat(due), None))
    found = one(warehouse, date.fromisoformat(closing))
    assert (found.left, str(found.act_by)) == (left, act_by)


def test_the_day_on_which_the_chance_reaches_a_half(warehouse, given):
    """Half of those that are open on the last day end on it; of all cases only a quarter come to that."""
    given((20, WED, FRI, FRI), (20, WED, FRI, MON))
    given((1, date(2021, 6, 16), date(2021, 6, 18), None))
    found = one(warehouse, date(2021, 6, 16), PLAIN[:1])
    assert (found.chance, found.alarm_on) == (0.5, date(2021, 6, 16))
    given((60, WED, FRI, WED), (40, WED, FRI, THU))
    found = one(warehouse, date(2021, 6, 16), PLAIN[:1])
    assert found.chance == pytest.approx(0.25) and found.alarm_on == date(2021, 6, 17)


def test_cases_that_are_overdue_undated_or_waiting_are_not_predicted(warehouse, given):
    given(
        *PAST,
        (1, WED, FRI, None),
        (2, WED, None, None),
        (3, WED, date(2021, 7, 5), None, {"clock_runs": False}),
        (4, WED, CLOSING, None),
        (5, WED, date(2021, 7, 5), None),
        (6, WED, date(2199, 1, 1), None),
    )
    found = asked(warehouse, CLOSING, PLAIN)
    assert found["state"].value_counts().to_dict() == {
        "overdue": 1,
        "no_due": 2,
        "waiting": 3,
        "last_day": 4,
        "ahead": 11,
    }
    assert found.loc[found["state"] != "ahead", "chance"].isna().all()
    assert found["left"].isna().sum() == 2 + 6


def test_the_worklist_is_of_fourteen_days_by_day_and_chance(warehouse, given):
    given(*PAST, (30, WED, FRI, TUE, {"unit_id": "b"}))
    days = {day: date(2021, 7, day) for day in (1, 2, 14, 15)}
    sent = {"received_on": date(2021, 6, 30)}
    given(
        (1, CLOSING, days[15], None, sent | {"code": "far"}),
        (1, CLOSING, days[14], None, sent | {"code": "last"}),
        (1, CLOSING, days[1], None, sent | {"code": "calm"}),
        (1, CLOSING, days[1], None, sent | {"code": "risky", "unit_id": "b"}),
    )
    work = worklist(asked(warehouse, CLOSING), CLOSING)
    assert list(work["code"]) == ["risky", "calm", "last"]
    told = expected_late(work)
    assert (told.due, told.untold) == (2, 1)
    assert told.late == pytest.approx(work["chance"].sum())


@pytest.mark.parametrize(("n", "chance"), [(1, 0.01), (20, 0.3), (213, 0.1)])
def test_limits_are_those_of_the_binomial_where_all_chances_are_equal(n, chance):
    low, high = late_count_limits([chance] * n)
    assert (low, high) == (binom.ppf(0.025 + 1e-12, n, chance), binom.ppf(0.975 - 1e-12, n, chance))


def test_no_chance_no_late_case():
    assert late_count_limits([]) == (0, 0)


def test_a_unit_is_compared_with_all_units_but_lists_its_own_cases(warehouse, given):
    given((25, WED, FRI, FRI, {"unit_id": "b"}), (1, date(2021, 6, 16), date(2021, 6, 18), None))
    given((1, date(2021, 6, 16), date(2021, 6, 18), None, {"unit_id": "b"}))
    whole, own = asked(warehouse, date(2021, 6, 17)), asked(warehouse, date(2021, 6, 17), unit="a")
    assert set(whole["unit_id"]) == {"a", "b"} and set(own["unit_id"]) == {"a"}
    assert whole.loc[own["code"], "chance"].equals(own["chance"])


def test_units_that_may_not_be_seen_are_neither_listed_nor_learned_from(warehouse, given):
    given((25, WED, FRI, FRI, {"unit_id": "b"}), (1, date(2021, 6, 16), date(2021, 6, 18), None))
    found = asked(warehouse, date(2021, 6, 17), allowed=frozenset({"a"}))
    assert len(found) == 1 and found["chance"].isna().all()


def test_officers_are_numbers_within_their_unit(warehouse, given):
    when = (date(2021, 6, 16), date(2021, 6, 18), None)
    given(
        *(
            (2, *when, {"officer": name, "unit_id": unit})
            for name, unit in (("An", "a"), ("Bình", "a"), ("An", "b"))
        )
    )
    given((1, *when))
    found = asked(warehouse, date(2021, 6, 17))
    numbers = found.groupby("unit_id")["officer_no"].value_counts().to_dict()
    assert numbers == {("a", 1): 2, ("a", 2): 2, ("b", 1): 2}
    assert not found.astype(str).isin(["An", "Bình"]).any(axis=None)
    assert list(group_by_officer(worklist(found, date(2021, 6, 17)))["due"]) == [2, 2, 1, 2]


def test_only_what_was_known_on_the_day_is_used(warehouse, given):
    """On an earlier day the full table says what a table cut off on that day says."""
    _random_cases(given, random.Random(3), 400)
    day = date(2021, 3, 12)
    before = asked(warehouse, day)
    histories_before = case_histories(warehouse, Scope(ALL, CLOSING), (date(2021, 2, 1), day, CLOSING))[day]
    later = case_file.c.finished_on > day
    warehouse.execute(case_file.update().where(later).values(finished_on=None))
    warehouse.execute(case_file.delete().where(case_file.c.received_on > day))
    pd.testing.assert_frame_equal(before, asked(warehouse, day))
    known = case_histories(warehouse, Scope(ALL, day), (day,))[day]
    columns = ["unit_id", "procedure", "field", "allowed", "left", "ended"]
    both = [one.groupby(columns, dropna=False)["count"].sum() for one in (histories_before, known)]
    pd.testing.assert_series_equal(*both)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("levels", [PLAIN, RADAR])
def test_a_slow_forecast_in_plain_python_says_the_same(warehouse, given, settings, seed, levels):
    _random_cases(given, random.Random(seed), 300)
    closing = date(2021, 3, 12)
    found = asked(warehouse, closing, levels)
    ahead = found[found["state"] == "ahead"]
    past = _plainly(warehouse, settings.working_days, closing)
    assert len(ahead) > 20
    for row in ahead.itertuples():
        case = {name: None if pd.isna(getattr(row, name)) else getattr(row, name) for name in _OF_GROUP}
        chance, level, similar = slow_forecast(past, case | {"left": int(row.left)}, levels)
        if chance is None:
            assert pd.isna(row.chance)
        else:
            assert (row.level, row.similar) == (level, similar)
            assert row.chance == pytest.approx(chance, abs=1e-12)


_OF_GROUP = ("unit_id", "procedure", "field", "allowed")


def _random_cases(given, chance, count):
    def group():
        received = date(2021, 1, 4) + timedelta(days=chance.randrange(70))
        due = received + timedelta(days=chance.choice([1, 5, 5, 14, 21]))
        finished = received + timedelta(days=min(chance.randrange(30), chance.randrange(30)))
        more = {"unit_id": chance.choice("ab"), "procedure_code": chance.choice(["P", "Q", "Q", None])}
        more["field"] = chance.choice(["F", "G", None])
        return 1, received, due, chance.choice([finished, finished, finished, None]), more

    given(*(group() for _ in range(count)))


def _plainly(warehouse, calendar, closing):
    """The cases as known at the end of the day, read one by one."""
    found = []
    for row in warehouse.execute(select(case_file)).mappings():
        if row["received_on"] > closing:
            continue
        ended = row["finished_on"] is not None and row["finished_on"] <= closing
        day = row["finished_on"] if ended else closing
        while ended and not calendar.is_working_day(day):
            day += timedelta(days=1)
        left = calendar.working_day_number(row["due_on"]) - calendar.working_day_number(day)
        case = {name: row[name] for name in ("unit_id", "field")} | {"procedure": row["procedure_code"]}
        allowed = calendar.count_working_days(row["received_on"], row["due_on"])
        found.append(case | {"allowed": allowed, "left": left, "ended": ended})
    return found


def test_open_ones_brings_no_personal_column(warehouse, given):
    given((1, WED, FRI, None))
    columns = set(open_cases_with_deadlines(warehouse, Scope(ALL, CLOSING)).columns)
    assert not columns & {column.name for column in case_file.c if column.info.get("personal")}
