"""Form II.06a: drawn cases and printed totals, and each column worked out by hand."""

from datetime import date

import pytest

from indicators.form_06a import FormLine, broken_sums, build_form_06a, opening_breaks, preceding_period
from indicators.periods import period_from_key
from indicators.scope import Scope
from tests.indicators.conftest import Q2
from warehouse.tables import case_file, case_total, unit

pytestmark = pytest.mark.forms
COLUMNS = range(3, 14)
CASES = """
    code            | unit_id | field    | channel | received_on | due_on     | finished_on | late | clock_runs | counts_06a | status
    early           | a       | Hộ tịch  | online  | 2021-04-05  | 2021-04-12 | 2021-04-09  | no   | no         | yes        | 10
    on the day      | a       | Hộ tịch  | counter | 2021-04-05  | 2021-04-12 | 2021-04-12  | no   | no         | yes        | 10
    late            | a       | Hộ tịch  | post    | 2021-04-05  | 2021-04-12 | 2021-04-13  | yes  | no         | yes        | 10
    no due day      | a       | Hộ tịch  |         | 2021-05-05  |            | 2021-06-01  | no   | no         | yes        | 10
    before          | a       | Hộ tịch  | online  | 2021-03-01  | 2021-04-12 | 2021-03-31  | no   | no         | yes        | 10
    carried, done   | a       | Đất đai  | counter | 2021-03-10  | 2021-04-12 | 2021-04-10  | no   | no         | yes        | 10
    carried, open   | a       | Đất đai  | online  | 2021-03-10  | 2021-06-29 |             | no   | yes        | yes        | 4
    waiting         | a       | Đất đai  | online  | 2021-06-10  | 2021-06-15 |             | no   | no         | yes        | 5
    finished after  | a       | Đất đai  | counter | 2021-06-10  | 2021-06-20 | 2021-07-02  | yes  | no         | yes        | 10
    due today       | a       | Đất đai  | counter | 2021-06-10  | 2021-06-30 |             | no   | yes        | yes        | 4
    open, no due    | a       | Đất đai  | counter | 2021-06-10  |            |             | no   | yes        | yes        | 4
    withdrawn late  | b       | Du lịch  | online  | 2021-04-05  | 2021-04-12 | 2021-04-20  | no   | no         | yes        | 7
    withdrawn early | a       | Du lịch  | counter | 2021-04-05  | 2021-04-12 | 2021-04-09  | no   | no         | yes        | 7
    no field        | b       |          | counter | 2021-03-31  | 2021-04-01 | 2021-04-01  | no   | no         | yes        | 10
    refused         | a       | Ưu đãi   | online  | 2021-04-05  |            | 2021-04-06  | no   | no         | no         | 3
    after           | a       | Hộ tịch  | online  | 2021-07-01  |            |             | no   | yes        | yes        | 4
"""  # noqa: E501
TOTAL = "received | received_online | received_other | carried_over | finished | early | on_time | late"
TOTAL = f"unit_id | first_day | last_day | key | {TOTAL} | open | open_in_time | open_overdue"
QUARTER = "b | 2021-04-01 | 2021-06-30 | q | 100 | 30 | 60 | 10 | 85 | 20 | 60 | 5 | 15 | 12 | 3"
APRIL = "b | 2021-04-01 | 2021-04-30 | 4 | 50 | 20 | 20 | 10 | 40 | 20 | 15 | 5 | 10 | 8 | 2"
MAY = "b | 2021-05-01 | 2021-05-31 | 5 | 40 | 15 | 15 | 10 | 34 | 10 | 20 | 4 | 6 | 6 | 0"
JUNE = "b | 2021-06-01 | 2021-06-30 | 6 | 30 | 12 | 12 | 6 | 27 | 7 | 18 | 2 | 3 | 2 | 1"


@pytest.fixture
def lines(warehouse):
    """Key of each line -> columns (3) to (13); None where a line has no number at all."""

    def asked(by="field", scope: Scope = Q2):
        found = build_form_06a(warehouse, scope, by).lines
        return {
            line.key: [line.cells[n] for n in COLUMNS] if line.state == "value" else None for line in found
        }

    return asked


@pytest.fixture
def found(warehouse):
    """The findings: line, whole, parts, both numbers."""

    def asked(by="unit", scope: Scope = Q2):
        every = build_form_06a(warehouse, scope, by).findings
        return [(one.line.key, one.identity.whole, one.identity.parts, one.whole, one.parts) for one in every]

    return asked


def totals(given, *rows):
    given(case_total, "\n".join([TOTAL, *rows]))


def test_every_column_by_field_in_vietnamese_order_with_what_names_no_field_last(given, lines, found):
    given(case_file, CASES)
    assert list(lines().items()) == [
        ("field:Du lịch", [2, 1, 1, 0, 2, 1, 1, 0, 0, 0, 0]),
        ("field:Đất đai", [6, 1, 3, 2, 1, 1, 0, 0, 5, 3, 2]),
        ("field:Hộ tịch", [4, 1, 3, 0, 4, 1, 2, 1, 0, 0, 0]),
        ("field", [1, 0, 0, 1, 1, 0, 1, 0, 0, 0, 0]),
        ("total", [13, 3, 7, 3, 8, 3, 4, 1, 5, 3, 2]),
    ]
    assert found("field") == []


def test_every_unit_under_its_group_and_silence_is_not_nought(given, lines, found):
    given(case_file, CASES)
    given(unit, "id | code | name | kind | parent\n c | 3 | Phòng C | office | p")
    of_a, of_b = [11, 2, 7, 2, 6, 3, 2, 1, 5, 3, 2], [2, 1, 0, 1, 2, 0, 2, 0, 0, 0, 0]
    assert list(lines("unit").items()) == [
        ("group:commune", [13, 3, 7, 3, 8, 3, 4, 1, 5, 3, 2]),
        ("unit:a", of_a),
        ("unit:b", of_b),
        ("group:office", [None] * 11),
        ("unit:c", None),
        ("total", [13, 3, 7, 3, 8, 3, 4, 1, 5, 3, 2]),
    ]
    assert found() == []
    assert lines("unit", Q2.with_unit("b")) == {"unit:b": of_b, "total": of_b}


def test_a_unit_that_only_finishes_old_cases_received_nought(given, lines):
    given(case_file, "code | field | received_on | due_on | finished_on\n 1 | X | 2021-03-01 | | 2021-04-07")
    assert lines("unit")["unit:a"] == [1, 0, 0, 1, 1, 0, 1, 0, 0, 0, 0]


def test_printed_totals_stand_apart_from_fields_and_count_in_the_unit_and_the_whole(given, lines, found):
    given(
        case_file, "code | field | channel | received_on | due_on | late\n 1 | X | online | 2021-06-01 | | no"
    )
    totals(given, QUARTER)
    of_b = [100, 30, 60, 10, 85, 20, 60, 5, 15, 12, 3]
    whole = [101, 31, 60, 10, 85, 20, 60, 5, 16, 13, 3]
    assert lines() == {"field:X": [1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0], "printed": of_b, "total": whole}
    assert (lines("unit")["unit:b"], lines("unit")["total"]) == (of_b, whole)
    assert (found("field"), found("unit")) == ([], [])


def test_months_that_tile_a_quarter_begin_with_the_first_and_end_with_the_last(given, lines, found):
    totals(given, APRIL, MAY, JUNE)
    assert lines("unit")["unit:b"] == [104, 47, 47, 10, 101, 37, 53, 11, 3, 2, 1]
    assert found() == []


def test_a_total_of_the_quarter_tells_a_month_within_it_nothing_but_what_it_began_with(given, lines):
    totals(given, QUARTER)
    april = Q2.with_period(period_from_key("2021-04", None))
    assert lines("unit", april)["unit:b"] == [None, None, None, 10, *[None] * 7]


def test_a_column_that_a_total_leaves_out_is_said_and_not_held_against_it(warehouse, given, lines):
    totals(given, "b | 2021-04-01 | 2021-06-30 | q | 100 |  |  | 10 | 85 |  | 80 | 5 | 15 |  | 3")
    form = build_form_06a(warehouse, Q2, "unit")
    assert {line.key: line.silent for line in form.lines if line.silent} == {
        "unit:b": {4, 5, 8, 12},
        "total": {4, 5, 8, 12},
    }
    assert lines("unit")["unit:b"] == [100, None, None, 10, 85, None, 80, 5, 15, None, 3]
    assert form.findings == ()


def test_early_cases_without_a_column_are_on_time_so_that_the_sum_is_looked_at(given, found):
    totals(given, "b | 2021-04-01 | 2021-06-30 | q | 100 |  |  | 10 | 86 |  | 80 | 5 | 14 |  | 3")
    assert found() == [("unit:b", 7, (8, 9, 10), 86, 85), ("total", 7, (8, 9, 10), 86, 85)]


def test_what_a_printed_total_gets_wrong_is_named_with_both_numbers(given, found):
    totals(given, QUARTER.replace("| 100 |", "| 101 |"))
    wrong = [(3, (4, 5, 6), 101, 100), (3, (7, 11), 101, 100)]
    assert found() == [("unit:b", *one) for one in wrong] + [("total", *one) for one in wrong]
    assert found("field") == [("printed", *one) for one in wrong] + [("total", *one) for one in wrong]


def test_a_total_that_begins_with_another_number_than_the_quarter_before_ended_with(given, found):
    totals(
        given, QUARTER, "b | 2021-01-01 | 2021-03-31 | p | 80 | 0 | 80 | 0 | 68 | 0 | 68 | 0 | 12 | 12 | 0"
    )
    assert found() == found("field") == [("unit:b", 6, (11,), 10, 12)]


def test_cases_that_totals_carried_into_rows_are_missed_there(given, found):
    """The rows of the second quarter do not hold the 12 cases that the first one left."""
    given(case_file, "code | unit_id | field | received_on\n 1 | b | X | 2021-06-01")
    totals(given, "b | 2021-01-01 | 2021-03-31 | p | 80 | 0 | 80 | 0 | 68 | 0 | 68 | 0 | 12 | 12 | 0")
    assert found() == [("unit:b", 6, (11,), 0, 12)]


GOOD = {3: 13, 4: 3, 5: 7, 6: 3, 7: 8, 8: 3, 9: 4, 10: 1, 11: 5, 12: 3, 13: 2}


@pytest.mark.parametrize(
    ("changed", "whole", "parts", "numbers"),
    [
        ({4: 2}, 3, (4, 5, 6), (13, 12)),
        ({8: 2}, 7, (8, 9, 10), (8, 7)),
        ({12: 4}, 11, (12, 13), (5, 6)),
        ({3: 14, 4: 4}, 3, (7, 11), (14, 13)),
    ],
)
def test_each_sum_that_does_not_hold_is_named(changed, whole, parts, numbers):
    good, bad = FormLine("field", "X", GOOD), FormLine("field", "Y", GOOD | changed)
    [one] = broken_sums([good, bad])
    assert (one.line, one.identity.whole, one.identity.parts) == (bad, whole, parts)
    assert (one.whole, one.parts) == numbers


def test_an_opening_balance_that_is_not_the_closing_one_before_is_named():
    now, then = FormLine("field", "X", GOOD), FormLine("field", "X", {11: 4})
    [one] = opening_breaks([now], [then])
    assert (one.line, one.identity.before, one.whole, one.parts) == (now, True, 3, 4)
    assert opening_breaks([now], [FormLine("field", "X", {11: 3})]) == ()
    new = FormLine("field", "Y", GOOD)  # without a case in the period before
    assert [(one.line.name, one.parts) for one in opening_breaks([new], [then])] == [("Y", 0)]
    assert opening_breaks([FormLine("unit", "Y", GOOD)], [then]) == ()  # of a new unit nothing is known


@pytest.mark.parametrize(
    ("key", "closes_on", "last"),
    [
        ("2021-Q2", None, "2021-03-31"),
        ("2021-06", 14, "2021-05-14"),
        ("2021-9M", None, "2020-12-31"),
        ("2021-04-05..2021-04-09", None, "2021-04-04"),
    ],
)
def test_the_period_before_ends_on_the_day_before(key, closes_on, last):
    scope = Scope(period_from_key(key, closes_on), date(2021, 12, 31), closes_on=closes_on)
    assert preceding_period(scope).last == date.fromisoformat(last)


def test_before_all_time_there_is_nothing(given, found):
    given(case_file, CASES)
    scope = Q2.with_period(period_from_key("all", None))
    assert preceding_period(scope) is None and found("field", scope) == []
