"""Examples of every indicator on ballots and the suggestion box: a drawn table and its answer."""

import pytest

from indicators.catalogue import CATALOGUE
from indicators.queries import figure
from tests.indicators.conftest import ALL_TIME, Q2
from warehouse.tables import answer, ballot, box_day, case_file


@pytest.fixture(autouse=True)
def ballots(given):
    given(
        ballot,
        """
        key | scale | day        | valid | satisfied
        1   | 5     | 2021-04-01 | yes   | yes
        2   | 5     | 2021-04-02 | yes   | no
        3   | 5     | 2021-04-02 | no    | no
        4   | 5     |            | yes   | yes
        5   | 3     | 2021-06-30 | yes   | yes
        6   | 3     | 2021-07-01 | yes   | no
        """,
    )


def test_satisfied_5_is_of_valid_answers_on_its_own_scale(parts):
    assert parts("satisfied_5") == (1, 2, 50)


def test_satisfied_5_an_undated_ballot_counts_in_the_all_time_total_only(parts):
    assert parts("satisfied_5", ALL_TIME) == (2, 3, 66.67)


def test_satisfied_3_never_mixes_with_the_other_scale(parts):
    assert parts("satisfied_3") == (1, 1, 100)


def test_satisfied_aspects_counts_answers(parts, given):
    given(
        answer,
        """
        key | aspect | day        | score | satisfied
        1   | staff  | 2021-04-01 | 5     | yes
        1   | result | 2021-04-01 | 3     | no
        2   | staff  | 2021-04-02 | 2     | no
        """,
    )
    assert parts("satisfied_aspects") == (1, 3, 33.33)


def test_ballots_per_100_divides_two_facts(parts, given):
    given(
        case_file,
        """
        code | finished_on
        1    | 2021-04-05
        2    | 2021-04-05
        3    | 2021-07-05
        """,
    )
    assert parts("ballots_per_100") == (4, 2, 200)


def test_ballots_per_100_without_cases_is_a_dash(warehouse):
    found = figure(warehouse, CATALOGUE["ballots_per_100"], Q2)
    assert (found.state, found.value) == ("none", None)


def test_box_opened_is_of_the_days_on_which_it_had_to_be(parts, given):
    given(
        box_day,
        """
        key | day        | expected | reported | opened | slips
        1   | 2021-04-01 | yes      | yes      | yes    | 0
        2   | 2021-04-02 | yes      | yes      | no     |
        3   | 2021-04-05 | yes      | no       | no     |
        4   | 2021-04-04 | no       | yes      | yes    | 2
        """,
    )
    assert parts("box_opened") == (1, 3, 33.33)


def test_box_opened_is_not_zero_for_a_unit_that_reports_nothing(warehouse, given):
    given(box_day, "key | unit_id | day | reported | opened\n1 | b | 2021-04-01 | no | no")
    assert figure(warehouse, CATALOGUE["box_opened"], Q2.with_unit("b")).state == "missing"


def test_a_unit_without_a_box_has_nothing_to_report(warehouse, given):
    given(box_day, "key | unit_id | day\n1 | a | 2021-04-01")
    assert figure(warehouse, CATALOGUE["box_opened"], Q2.with_unit("b")).state == "none"


def test_ballots_of_one_scale_do_not_say_that_the_other_was_asked(warehouse, given):
    given(ballot, "key | unit_id | scale | day\n9 | b | 3 | 2021-04-01")
    assert figure(warehouse, CATALOGUE["satisfied_5"], Q2.with_unit("b")).state == "missing"
    assert figure(warehouse, CATALOGUE["satisfied_3"], Q2.with_unit("b")).state == "value"


def test_no_ballot_at_all_is_silence_and_not_zero(warehouse, given):
    given(case_file, "code | unit_id | finished_on\n1 | b | 2021-05-05")
    assert figure(warehouse, CATALOGUE["ballots_per_100"], Q2.with_unit("b")).state == "missing"
