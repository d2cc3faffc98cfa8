"""What printed totals add to figures: drawn tables of totals and rows, and answers by hand."""

from datetime import date

import pytest

from indicators.catalogue import CATALOGUE
from indicators.periods import period_from_key
from indicators.queries import Slice, ageing, figure, history, row_count, rows, split, total_days
from indicators.scope import Scope
from tests.indicators.conftest import CLOSING, Q2
from warehouse.tables import case_file, case_total, document, document_total, unit_map

APRIL, MAY, JUNE = (Q2.with_period(period_from_key(f"2021-0{month}", None)) for month in (4, 5, 6))
HALF = Q2.with_period(period_from_key("2021-H1", None))
NOTHING = (None, None, None)


def drawn(*lines):
    """Totals of documents: unit, days, outgoing, secret, sent, signed, what the load derived."""
    head = "unit_id | first_day | last_day | outgoing | secret | sent_electronically | signed_leader"
    return "\n".join([f"{head} | covered | overlaps", *lines])


MONTHS = (
    "a | 2021-04-01 | 2021-04-30 | 12 | 2 |  8 | 5 | no | no",
    "a | 2021-05-01 | 2021-05-31 | 20 | 0 | 15 | 4 | no | no",
    "a | 2021-06-01 | 2021-06-30 | 30 | 5 | 20 | 9 | no | no",
)
QUARTER = "a | 2021-04-01 | 2021-06-30 | 62 | 7 | 43 | 18 | no | no"


def by_unit(warehouse, indicator, scope=Q2):
    found = split(warehouse, CATALOGUE[indicator], scope, "unit").set_index("group")
    return {unit: (row["state"], row["numerator"], row["denominator"]) for unit, row in found.iterrows()}


def test_a_total_adds_its_numbers_without_the_secret_documents(given, parts):
    given(document_total, drawn(MONTHS[0]))
    assert parts("signed_leader", APRIL) == (5, 10, 50)
    assert parts("sent_electronically", APRIL) == (8, 10, 80)
    assert parts("signed_leader") == (5, 10, 50)  # whole in the quarter too


def test_months_that_tile_a_quarter_give_its_figure(given, parts):
    given(document_total, drawn(*MONTHS))
    months = [parts("signed_leader", month) for month in (APRIL, MAY, JUNE)]
    assert months == [(5, 10, 50), (4, 20, 20), (9, 25, 36)]
    assert parts("signed_leader") == (18, 55, 32.73)


def test_the_widest_total_inside_the_period_counts_not_its_months_too(given, parts):
    quarter = "a | 2021-04-01 | 2021-06-30 | 100 | 0 | 90 | 60 | no | no"
    given(document_total, drawn(*MONTHS, quarter))
    assert parts("signed_leader") == (60, 100, 60)
    assert parts("signed_leader", MAY) == (4, 20, 20)


def test_totals_cannot_be_told_apart_by_a_group_and_are_left_out_of_it(given, warehouse):
    given(document_total, drawn(*MONTHS))
    given(
        document,
        """
        key | unit_id | number | direction | day        | secret | signed_leader | kind
        d1  | b       | 1      | out       | 2021-05-03 | no     | yes           | QĐ
        d2  | b       | 2      | out       | 2021-05-03 | no     | no            | QĐ
        d3  | b       | 3      | out       | 2021-05-03 | no     | yes           | CV
        """,
    )
    one, where = CATALOGUE["signed_leader"], (Slice("kind", "QĐ"),)
    whole = figure(warehouse, one, Q2)
    assert (whole.numerator, whole.denominator) == (18 + 2, 55 + 3)
    of_kind = figure(warehouse, one, Q2, where)
    assert (of_kind.numerator, of_kind.denominator, of_kind.value) == (1, 2, 50)
    found = split(warehouse, one, Q2, "unit", where).set_index("group")["state"]
    assert found.to_dict() == {"a": "total_wider", "b": "value"}


def test_a_wider_total_that_lacks_the_number_does_not_hide_its_months(given, parts):
    given(document_total, drawn(*MONTHS, "a | 2021-04-01 | 2021-06-30 | 100 | 0 | 90 |  | no | no"))
    assert parts("signed_leader") == (18, 55, 32.73)
    assert parts("sent_electronically") == (90, 100, 90)


def test_a_total_wider_than_the_period_is_neither_a_figure_nor_silence(given, warehouse):
    given(document_total, drawn(QUARTER))
    found = figure(warehouse, CATALOGUE["signed_leader"], MAY.with_unit("a"))
    assert (found.state, found.value, found.n) == ("total_wider", None, 0)
    assert total_days(warehouse, CATALOGUE["signed_leader"], MAY.with_unit("a")) == [
        (date(2021, 4, 1), date(2021, 6, 30))
    ]
    assert total_days(warehouse, CATALOGUE["signed_leader"], Q2.with_unit("a")) == []
    assert figure(warehouse, CATALOGUE["signed_leader"], MAY.with_unit("b")).state == "missing"
    assert figure(warehouse, CATALOGUE["signed_leader"], MAY).state == "total_wider"


def test_a_covered_or_overlapping_total_changes_nothing(given, parts, warehouse):
    given(
        document,
        """
        key | direction | day        | sent_electronically | signed_leader
        1   | out       | 2021-05-01 | yes                 | yes
        2   | out       | 2021-05-02 | yes                 | no
        """,
    )
    before = parts("signed_leader"), len(rows(warehouse, CATALOGUE["signed_leader"], Q2))
    covered = "a | 2021-04-01 | 2021-06-30 | 90 | 0 | 90 | 80 | yes | no"
    overlapping = "a | 2021-06-02 | 2021-06-20 | 90 | 0 | 90 | 80 | no | yes"
    given(document_total, drawn(covered, overlapping))
    assert before == ((1, 2, 50), 2)
    assert (parts("signed_leader"), len(rows(warehouse, CATALOGUE["signed_leader"], Q2))) == before


def test_rows_and_totals_of_other_units_and_days_add(given, parts, warehouse):
    given(
        document,
        """
        key | unit_id | direction | day        | sent_electronically | signed_leader
        1   | a       | out       | 2021-04-01 | yes                 | yes
        2   | b       | out       | 2021-05-02 | yes                 | no
        """,
    )
    given(document_total, drawn(MONTHS[1]))
    assert parts("signed_leader") == (5, 22, 22.73)
    assert by_unit(warehouse, "signed_leader") == {"a": ("value", 5, 21), "b": ("value", 0, 1)}
    months = split(warehouse, CATALOGUE["signed_leader"], Q2, "month").set_index("group")
    assert months["state"].tolist() == ["value", "value", "missing"]
    assert months["numerator"].tolist()[:2] == [1, 4]
    by_kind = split(warehouse, CATALOGUE["signed_leader"], Q2, "kind")
    assert by_kind["denominator"].tolist() == [2]  # a total knows no kinds


def test_the_rows_behind_a_figure_list_the_totals_that_count(given, warehouse):
    given(document, "key | direction | day | signed_leader\n 1 | out | 2021-04-01 | yes")
    given(document_total, drawn(*MONTHS[1:], "b" + QUARTER[1:]))
    found = rows(warehouse, CATALOGUE["signed_leader"], Q2)
    assert list(zip(found["unit_id"], found["numerator"], found["denominator"], strict=True)) == [
        ("a", 4, 20),
        ("a", 9, 25),
        ("b", 18, 55),
        ("a", 1, 1),
    ]
    assert found["first_day"].dropna().tolist() == [date(2021, 5, 1), date(2021, 6, 1), date(2021, 4, 1)]
    assert row_count(warehouse, CATALOGUE["signed_leader"], Q2) == 4
    assert len(rows(warehouse, CATALOGUE["signed_leader"], Q2, limit=2)) == 2


def cases(given):
    """Totals of cases; of May the form has no columns for those online, nor for early ones."""
    days = "unit_id | first_day | last_day"
    given(
        case_total,
        f"""
        {days} | received | received_online | received_other | carried_over | finished | early | on_time
        a | 2021-04-01 | 2021-04-30 | 50 | 10 | 30 | 10 | 40 | 20 | 16
        b | 2021-04-01 | 2021-06-30 | 80 | 60 | 20 |  0 | 50 | 30 | 10
        """,
    )
    given(
        case_total,
        f"""
        {days} | key | received | carried_over | finished | on_time
        a | 2021-05-01 | 2021-05-31 | may | 30 | 10 | 25 | 20
        """,
    )


def stocks(given):
    given(
        case_total,
        """
        unit_id | first_day | last_day | open | open_overdue
        a | 2021-04-01 | 2021-04-30 | 10 | 3
        a | 2021-05-01 | 2021-05-31 |  5 | 1
        b | 2021-04-01 | 2021-06-30 | 30 |
        """,
    )


def test_flows_of_cases_add(given, parts):
    cases(given)
    assert parts("on_time_06a") == (96, 115, 83.48)  # 36 + 20 + 40 of 40 + 25 + 50
    assert parts("finished_cases") == (115, None, 115)
    assert parts("received_cases") == (140, None, 140)  # 40 + 20 + 80, without those carried over
    assert parts("online_share") == (70, 120, 58.33)  # May does not say how many came online


def test_stocks_are_those_of_the_last_day(given, parts):
    stocks(given)
    assert parts("open_cases") == (30, None, 30)  # of b alone: a says nothing of 30 June
    assert parts("open_cases", APRIL) == (10, None, 10)
    assert parts("overdue_open", MAY) == (1, None, 1)
    assert parts("open_cases", HALF) == (30, None, 30)


def test_a_stock_of_another_day_or_one_not_told_is_not_zero(given, warehouse):
    stocks(given)
    assert by_unit(warehouse, "open_cases")["a"][0] == "total_wider"
    assert by_unit(warehouse, "overdue_open")["b"][0] == "missing"


def test_a_stated_stock_holds_what_was_left_of_older_rows(given, parts, warehouse):
    given(case_file, "code | unit_id | received_on \n 1 | b | 2021-01-04 \n 2 | a | 2021-06-01")
    assert parts("open_cases") == (2, None, 2)
    stocks(given)
    assert parts("open_cases") == (31, None, 31)
    assert rows(warehouse, CATALOGUE["open_cases"], Q2)["numerator"].sum() == 31
    assert row_count(warehouse, CATALOGUE["open_cases"], Q2) == 2


def test_the_parts_of_a_stock_and_its_totals_add_up_to_it(given, warehouse):
    """Of a alone a row counts: b states 30, which holds its own one."""
    given(
        case_file,
        """
        code | unit_id | received_on | procedure | due_on
        1 | b | 2021-01-04 | P | 2021-05-04
        2 | a | 2021-06-01 | P | 2021-05-04
        """,
    )
    stocks(given)
    of_rows = split(warehouse, CATALOGUE["open_cases"], Q2, "procedure").set_index("group")["numerator"]
    assert of_rows.to_dict() == {"P": 1}
    within = Slice("procedure", "P")
    assert row_count(warehouse, CATALOGUE["open_cases"], Q2, within) == 1
    assert list(rows(warehouse, CATALOGUE["open_cases"], Q2, None, within)["code"]) == ["2"]
    assert ageing(warehouse, Q2)["count"].sum() == 1


def test_a_part_above_its_whole_was_counted_otherwise(given, parts):
    given(document_total, drawn("a | 2021-04-01 | 2021-04-30 | 10 | 8 | 8 | 1 | no | no"))
    assert parts("sent_electronically") == NOTHING
    assert parts("signed_leader") == (1, 2, 50)


@pytest.mark.parametrize(
    ("indicator", "answer"),
    [
        ("signed_full", (6, 8, 75)),
        ("signed_agency", (9, 18, 50)),
        ("handled_on_time", (30, 40, 75)),
    ],
)
def test_other_numbers_of_the_document_system(given, parts, indicator, answer):
    issued = "outgoing | secret | sent_electronically | signed_agency | signed_full"
    given(
        document_total,
        f"""
        first_day | last_day | incoming | handled_on_time | {issued}
        2021-04-01 | 2021-04-30 | 40 | 30 | 20 | 2 | 8 | 9 | 6
        """,
    )
    assert parts(indicator) == answer


def test_a_total_ends_no_later_than_the_closing_date(given, parts):
    given(document_total, drawn(MONTHS[2]))
    assert parts("signed_leader", Scope(JUNE.period, date(2021, 6, 29))) == NOTHING
    assert parts("signed_leader", Scope(JUNE.period, CLOSING)) == (9, 25, 36)


def test_who_may_see_other_units_only_sees_their_totals(given, parts):
    given(document_total, drawn(*MONTHS, "b | 2021-04-01 | 2021-04-30 | 4 | 0 | 4 | 4 | no | no"))
    assert parts("signed_leader", Scope(Q2.period, CLOSING, allowed=frozenset("b"))) == (4, 4, 100)
    assert parts("signed_leader", Q2.with_unit("a")) == (18, 55, 32.73)


def test_totals_of_old_units_roll_up_on_a_later_map(given, warehouse):
    given(document_total, drawn(MONTHS[0], "b | 2021-04-01 | 2021-06-30 | 40 | 0 | 40 | 20 | no | no"))
    given(
        unit_map,
        """
        map_on     | unit_id | begins_from | begins_to  | shown_as | state
        2025-07-01 | a       | 0001-01-01  | 9999-12-31 | b        | shown
        2025-07-01 | b       | 0001-01-01  | 9999-12-31 | b        | shown
        """,
    )
    rolled = Q2.with_map(date(2025, 7, 1))
    assert by_unit(warehouse, "signed_leader", rolled) == {"b": ("value", 25, 50)}
    assert figure(warehouse, CATALOGUE["signed_leader"], rolled.with_unit("b")).numerator == 25
    assert rows(warehouse, CATALOGUE["signed_leader"], rolled.with_unit("b"))["denominator"].sum() == 50


def test_history_has_each_period_with_the_totals_whole_in_it(given, warehouse):
    given(document_total, drawn(QUARTER))
    periods = (HALF.period, Q2.period, JUNE.period)
    found = history(warehouse, CATALOGUE["signed_leader"], Q2, periods)
    assert found["state"].tolist() == ["value", "value", "total_wider"]
    assert found["numerator"].tolist()[:2] == [18, 18]
