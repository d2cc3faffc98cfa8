"""Examples of every indicator on cases: a drawn table and its answer."""

import pytest

from indicators.catalogue import CATALOGUE
from indicators.periods import period_from_key
from indicators.queries import figure, split
from tests.indicators.conftest import Q2
from warehouse.tables import case_file, unit

FINISHED_AND_OPEN = """
    code       | received_on | due_on     | finished_on | late | working_days
    early      | 2021-04-01  | 2021-04-12 | 2021-04-09  | no   | 6
    on the day | 2021-04-01  | 2021-04-12 | 2021-04-12  | no   | 7
    late       | 2021-04-01  | 2021-04-12 | 2021-04-13  | yes  | 8
    no due day | 2021-04-01  |            | 2021-06-30  | no   | 60
    before     | 2021-03-01  | 2021-03-12 | 2021-03-31  | yes  | 22
    after      | 2021-06-01  | 2021-06-12 | 2021-07-01  | yes  | 22
    overdue    | 2021-06-01  | 2021-06-29 |             | no   |
    due today  | 2021-06-01  | 2021-06-30 |             | no   |
    not due    | 2021-06-01  | 2021-07-12 |             | no   |
"""


@pytest.fixture(autouse=True)
def cases(given):
    given(case_file, FINISHED_AND_OPEN)


def test_on_time_06a_counts_what_was_finished_in_the_period(parts):
    assert parts("on_time_06a") == (3, 4, 75)


def test_on_time_06a_leaves_out_a_status_that_counts_nowhere(parts, given):
    given(case_file, "code | finished_on | late | counts_06a\nrefused | 2021-04-05 | yes | no")
    assert parts("on_time_06a") == (3, 4, 75)


def test_on_time_766_counts_open_cases_that_are_not_overdue(parts):
    # finished: early, on the day, no due day of 4; open at the end: due today and not due of 4
    # ("after" was open on 30/06 and due on 12/06)
    assert parts("on_time_766") == (5, 8, 62.5)


def test_on_time_766_does_not_hold_a_wait_for_the_citizen_against_the_office(parts, given):
    given(case_file, "code | due_on | clock_runs | late\nwaiting | 2021-05-01 | no | no")
    assert parts("on_time_766") == (6, 9, 66.67)


def test_on_time_par_counts_only_what_reached_a_result(parts, given):
    given(case_file, "code | finished_on | late | counts_par\nwithdrawn | 2021-04-05 | no | no")
    assert parts("on_time_par") == (3, 4, 75)
    assert parts("on_time_06a") == (4, 5, 80)


def test_overdue_open_is_what_was_due_before_the_end(parts):
    assert parts("overdue_open") == (2, None, 2)  # overdue; "after", finished only in July


def test_overdue_open_does_not_count_a_stopped_clock(parts, given):
    given(case_file, "code | due_on | clock_runs\nwaiting | 2021-05-01 | no")
    assert parts("overdue_open") == (2, None, 2)


def test_open_cases_counts_all_that_ran_at_the_end(parts):
    assert parts("open_cases") == (4, None, 4)


def test_median_days_is_the_smallest_day_that_half_reach(parts):
    assert parts("median_days") == (None, None, 7)  # of 6, 7, 8, 60


def test_p90_days_is_never_interpolated(parts):
    assert parts("p90_days") == (None, None, 60)


def test_online_share_is_of_all_received(parts, given):
    given(
        case_file,
        """
        code | received_on | channel
        1    | 2021-05-03  | online
        2    | 2021-05-03  | counter
        """,
    )
    assert parts("online_share") == (1, 10, 10)  # eight of the cases above were received in the quarter


def test_apology_share_is_of_all_overdue_finished_or_not(parts, given):
    given(case_file, "code | due_on | apology\nsorry | 2021-05-01 | yes")
    assert parts("apology_share") == (1, 4, 25)  # late, overdue, "after", and the one with a letter


def test_supplements_per_case_are_shown_per_hundred_received(parts, given):
    given(case_file, "code | received_on | supplements\n1 | 2021-05-03 | 3")
    assert parts("supplements_per_case") == (3, 9, 33.33)


def test_received_cases(parts):
    assert parts("received_cases") == (8, None, 8)


def test_finished_cases(parts):
    assert parts("finished_cases") == (4, None, 4)


def test_form_identity_received_and_carried_over_are_finished_or_open(parts):
    carried = figure_of_quarter_before(parts)
    received, finished, left = (parts(i)[0] for i in ("received_cases", "finished_cases", "open_cases"))
    assert carried + received == finished + left


def figure_of_quarter_before(parts):
    return parts("open_cases", Q2.with_period(period_from_key("2021-Q1", None)))[0]


def test_a_unit_that_sent_nothing_is_not_zero(warehouse):
    silent = figure(warehouse, CATALOGUE["overdue_open"], Q2.with_unit("b"))
    assert (silent.state, silent.value) == ("missing", None)


def test_a_unit_with_nothing_overdue_is_zero_and_its_apologies_are_a_dash(warehouse, given):
    given(case_file, "code | unit_id | received_on\n1 | b | 2021-05-03")
    assert figure(warehouse, CATALOGUE["overdue_open"], Q2.with_unit("b")).value == 0
    assert figure(warehouse, CATALOGUE["apology_share"], Q2.with_unit("b")).state == "none"


def test_a_case_without_a_due_date_is_never_overdue(parts, given):
    given(case_file, "code | received_on | due_on\nno term | 2021-05-03 |")
    assert parts("on_time_766") == (6, 9, 66.67)
    assert parts("overdue_open") == (2, None, 2)


def test_cases_of_a_unit_that_has_ended_stay_among_the_parts(warehouse, given):
    given(unit, "id | code | name | kind | parent | valid_to\nold | 9 | Xã cũ | commune | p | 2021-03-31")
    given(case_file, "code | unit_id | finished_on\n1 | old | 2021-05-05")
    parts = split(warehouse, CATALOGUE["finished_cases"], Q2, "unit")
    assert parts["numerator"].sum() == figure(warehouse, CATALOGUE["finished_cases"], Q2).value == 5
