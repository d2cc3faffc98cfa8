"""Clock integrity: what each test marks, how many are expected by hand; clean data raise no alarm."""

from datetime import date, timedelta

import numpy as np
import pytest
from scipy.stats import binom, hypergeom

from benchmarks.integrity import district_findings
from indicators.catalogue.integrity_tests import TESTS
from indicators.fairness.surprise import compare_with_days, compare_with_peers, reject_by_holm
from indicators.queries.integrity import examine_integrity, marked_rows
from languages import LANGUAGES, has_phrase
from tests.indicators.conftest import Q2
from warehouse.connection import append_rows
from warehouse.tables import answer, ballot, calendar_day, case_file, due_version, unit

pytestmark = pytest.mark.integrity


@pytest.fixture(autouse=True)
def calendar(warehouse, settings):
    append_rows(warehouse, calendar_day, settings.working_days.table())


def codes(warehouse, test, scope=Q2):
    return list(marked_rows(warehouse, test, scope).iloc[:, 0])


CASES = """
    code    | received_on | received_at         | due_on     | finished_on | finished_at         | phone
    usual   | 2021-04-01  | 2021-04-01T08:00:00 | 2021-04-12 | 2021-04-09  | 2021-04-09T09:00:00 | 1
    minute  | 2021-04-01  | 2021-04-01T08:00:00 | 2021-04-01 | 2021-04-01  | 2021-04-01T08:00:59 | 1
    undated | 2021-04-01  | 2021-04-01T00:00:00 | 2021-04-01 | 2021-04-01  | 2021-04-01T00:00:00 | 1
    same    | 2021-04-01  | 2021-04-01T08:00:00 | 2021-04-06 | 2021-04-01  | 2021-04-01T15:00:00 | 1
    two     | 2021-04-01  | 2021-04-01T08:00:00 | 2021-04-05 | 2021-04-01  | 2021-04-01T15:00:00 | 1
    before  | 2021-04-02  | 2021-04-02T08:00:00 | 2021-04-06 | 2021-04-01  | 2021-04-01T09:00:00 | 1
    earlier | 2021-04-02  | 2021-04-02T08:00:00 | 2021-04-02 | 2021-04-02  | 2021-04-02T07:30:00 | 1
    midday  | 2021-04-02  | 2021-04-02T08:00:00 | 2021-04-02 | 2021-04-02  | 2021-04-02T00:00:00 | 1
    evening | 2021-04-02  | 2021-04-02T08:00:00 | 2021-04-20 | 2021-04-19  | 2021-04-19T19:00:00 | 1
    sunday  | 2021-04-02  | 2021-04-02T08:00:00 | 2021-04-20 | 2021-04-18  | 2021-04-18T09:00:00 | 1
    last    | 2021-04-02  | 2021-04-02T08:00:00 | 2021-05-20 | 2021-04-29  | 2021-04-29T09:00:00 | 1
"""  # 30/04 and 03/05 are holidays: the last working day of April is the 29th


@pytest.mark.parametrize(
    ("test", "marked"),
    [
        ("zero_minutes", ["minute"]),
        ("same_day", ["same"]),  # due after 3 working days; two has 2
        ("finished_before_received", ["before", "earlier"]),
        ("off_hours", ["evening", "sunday"]),
        ("month_end", ["last"]),
    ],
)
def test_what_a_test_marks(warehouse, given, test, marked):
    given(case_file, CASES)
    assert sorted(codes(warehouse, test)) == marked


def test_a_due_date_that_was_moved_back_is_known_from_an_earlier_file(warehouse, given):
    given(
        case_file,
        """
        code  | received_on | due_on     | supplements
        later | 2021-04-01  | 2021-04-20 | 0
        asked | 2021-04-01  | 2021-04-20 | 1
        same  | 2021-04-01  | 2021-04-20 |
        nearer| 2021-04-01  | 2021-04-09 |
        """,
    )
    given(
        due_version,
        """
        code   | due_on     | file_id
        later  | 2021-04-12 | 1
        later  | 2021-04-20 | 2
        asked  | 2021-04-12 | 1
        nearer | 2021-04-12 | 1
        """,
    )
    found = marked_rows(warehouse, "due_moved", Q2)
    assert list(found["code"]) == ["later"] and found["extra"][0] == date(2021, 4, 12)
    (one,) = examine_integrity(warehouse, Q2).findings
    assert (one.test, one.found, one.n, one.expected) == ("due_moved", 1, 3, None)


def test_a_term_is_longer_than_usual_by_more_than_two_working_days(warehouse, given):
    lines = [f"{n} | A | 2021-04-01 | {'2021-04-12' if n < 4 else day}" for n, day in enumerate(TERMS)]
    given(case_file, "\n".join(["code | procedure | received_on | due_on", *lines]))
    assert codes(warehouse, "due_longer") == ["5"]


TERMS = ["2021-04-12"] * 4 + ["2021-04-14", "2021-04-15"]  # usual: 7 working days; 9 and 10


def test_supplements_and_long_pauses(warehouse, given):
    given(
        case_file,
        """
        code    | received_on | supplements | clock_runs
        twice   | 2021-04-01  | 2           | yes
        once    | 2021-04-01  | 1           | yes
        waiting | 2021-05-17  | 0           | no
        fresh   | 2021-05-20  | 0           | no
        """,
    )
    assert codes(warehouse, "supplements") == ["twice"]
    # From 17/05 to 30/06 there are 32 working days, from 20/05 29.
    assert codes(warehouse, "long_pause") == ["waiting"]


def test_one_filer_is_told_by_a_number_and_never_by_name(warehouse, given):
    lines = [f"{n} | 2021-04-01 | 0912345678 | Nguyễn Văn A" for n in range(24)]
    lines += [f"x{n} | 2021-04-01 | 0987654321 | Trần Thị B" for n in range(23)]
    given(case_file, "\n".join(["code | received_on | phone | applicant", *lines]))
    found = marked_rows(warehouse, "one_filer", Q2)
    assert len(found) == 24 and set(found["extra"]) == {1}
    assert "0912345678" not in found.to_csv() and "Nguyễn" not in found.to_csv()
    assert [(one.test, one.found, one.n) for one in examine_integrity(warehouse, Q2).findings] == [
        ("one_filer", 24, 47)
    ]


def test_all_best_ballots_have_no_lower_answer(warehouse, given):
    given(
        ballot,
        "key | scale | overall | day\n1|5|5|2021-04-01\n2|5|5|2021-04-01\n3|5|4|2021-04-01\n4|3|3|2021-04-01",
    )
    given(answer, "key | aspect | score\n1 | a | 5\n2 | a | 4\n2 | b | 5\n3 | a | 5")
    assert sorted(codes(warehouse, "all_best")) == ["1", "4"]


def test_expected_is_what_the_other_units_have_among_rows_that_are_alike():
    # Of 10 simple ones 6 marked where others have 5 of 50; of 10 hard ones 1 where others have 0 of 10.
    told = compare_with_peers(np.array([[6, 10, 11, 60], [1, 10, 1, 20]]), 5)
    assert (told.found, told.n, told.expected) == (7, 20, pytest.approx(10 * 5 / 50))
    first, second = hypergeom(60, 11, 10).pmf, hypergeom(20, 1, 10).pmf
    by_hand = sum(first(i) * second(j) for i in range(11) for j in range(2) if i + j >= 7)
    assert told.p == pytest.approx(by_hand)


def test_without_anything_alike_elsewhere_nothing_is_said():
    assert compare_with_peers(np.array([[6, 10, 6, 10]]), 5) is None


def test_few_rows_are_never_surprising():
    assert compare_with_peers(np.array([[4, 4, 4, 1000]]), 5).p == 1


def test_the_last_day_of_a_month_is_expected_as_any_other():
    month = [date(2021, 6, 1) + timedelta(days=n) for n in range(20)]
    counts = dict.fromkeys(month, 2) | {month[-1]: 22}
    told = compare_with_days(counts, [month], 5)
    assert (told.found, told.n, told.expected) == (22, 60, pytest.approx(3))
    assert told.p == pytest.approx(binom.sf(21, 60, 1 / 20))


def test_who_signs_in_batches_on_any_day_is_not_told_for_the_last():
    month = [date(2021, 6, 1) + timedelta(days=n) for n in range(20)]
    batches = {day: 22 if n % 5 == 4 else 0 for n, day in enumerate(month)}
    assert compare_with_days(batches, [month], 5).p > 0.05


def test_holm_steps_down():
    assert reject_by_holm([0.003, 0.9, 0.004, 0.2]) == [False, False, False, False]
    assert reject_by_holm([0.0024, 0.9, 0.0033, 0.2]) == [True, False, True, False]
    assert reject_by_holm([]) == []


def test_a_unit_that_closes_its_cases_on_the_last_day_is_found(warehouse, given):
    days = [date(2021, 4, 1) + timedelta(days=n) for n in range(29)]
    working = [day for day in days if day.weekday() < 5 and day != date(2021, 4, 21)]
    closing = {"a": working, "b": working}
    lines = [f"{u}{n} | {u} | {day}" for u, own in closing.items() for n, day in enumerate(own * 3)]
    lines += [f"end{n} | a | 2021-04-29" for n in range(30)]
    given(case_file, "\n".join(["code | unit_id | finished_on", *lines]))
    (one,) = examine_integrity(warehouse, Q2).findings
    assert (one.test, one.unit_id, one.found, one.n) == ("month_end", "a", 33, 3 * len(working) + 30)
    assert one.expected == pytest.approx(one.n / len(working))
    assert not examine_integrity(warehouse, Q2.with_unit("b")).findings


def test_offices_are_compared_with_offices(warehouse, given):
    given(unit, "id | code | name | kind | parent\no | 9 | Phòng O | office | p")
    given(
        case_file,
        "\n".join(
            [
                "code | unit_id | received_on | supplements",
                *(f"o{n} | o | 2021-04-01 | 2" for n in range(50)),
                *(f"a{n} | a | 2021-04-01 | 0" for n in range(500)),
            ]
        ),
    )
    assert not examine_integrity(warehouse, Q2).findings


def test_units_that_the_asker_may_not_see_are_no_peers(warehouse, given):
    given(
        case_file,
        "\n".join(
            [
                "code | unit_id | received_on | supplements",
                *(f"b{n} | b | 2021-04-01 | 2" for n in range(50)),
                *(f"a{n} | a | 2021-04-01 | 0" for n in range(500)),
            ]
        ),
    )
    assert [one.unit_id for one in examine_integrity(warehouse, Q2).findings] == ["b"]
    only = Q2.__class__(Q2.period, Q2.closing, allowed=frozenset({"b"}))
    told = examine_integrity(warehouse, only)
    assert not told.findings and all(one.n <= 50 for one in told.tested)


@pytest.mark.parametrize("number", range(3))
def test_clean_data_raise_no_alarm(settings, number):
    """The short form of benchmarks/integrity.py; docs/integrity.md has its figure."""
    assert district_findings(np.random.default_rng([7, number]), settings.working_days.table()) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("test", TESTS)
def test_every_test_has_its_words(language, test):
    assert has_phrase(language, f"integrity.what.{test}")
