"""Why a figure changed: hand-worked splits, and that any split adds up and is symmetric in time."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given as drawn_by
from hypothesis import settings as how
from hypothesis import strategies as st

from indicators.catalogue import CATALOGUE
from indicators.change.decomposition import Cell, count_parts, ratio_parts
from indicators.change.explanation import AGAINST, change_p_value, comparison_period, explain_change
from indicators.definition import Count, Percentile
from indicators.figure import Figure
from indicators.periods import period_from_key, period_of_days
from indicators.queries import figure
from indicators.scope import Scope
from tests.indicators.conftest import Q2
from warehouse.tables import ballot, case_file, case_total

pytestmark = pytest.mark.change
Q1 = period_from_key("2021-Q1", None)


def cell(unit, group, before, after):
    """Two "numerator/denominator"."""
    (top, bottom), (top_after, bottom_after) = (map(int, side.split("/")) for side in (before, after))
    return Cell(
        unit,
        group,
        (Fraction(top), Fraction(top_after)),
        (Fraction(bottom), Fraction(bottom_after)),
    )


def sums(parts):
    return tuple(sum(getattr(part, of) for part in parts) for of in ("own", "mix", "volume"))


def test_two_procedures_of_one_unit_are_kitagawas_midpoints():
    # 140/200 = 70%; 105/200 = 52,5%. Rates: A stays 90%, B falls from 50% to 40%; B's share grows by 1/4.
    parts = ratio_parts([cell("x", "A", "90/100", "45/50"), cell("x", "B", "50/100", "60/150")])
    assert sums(parts) == (Fraction(-25, 4), Fraction(-45, 4), 0)  # −10 × (1/2 + 3/4)/2; (45 − 90)/4
    a, b = parts
    assert (a.own, b.own) == (0, Fraction(-25, 4))
    # Against the average 90 × 3/8 + 45 × 5/8 = 61,875: −1/4 × 28,125 and 1/4 × −16,875.
    assert (a.mix, b.mix) == (Fraction(-225, 32), Fraction(-135, 32))


def test_units_of_unchanged_rates_and_mix_are_all_volume():
    # 150/200 = 75%; 250/400 = 62,5%: only the half as good unit grew.
    parts = ratio_parts([cell("x", "A", "50/100", "150/300"), cell("y", "A", "100/100", "100/100")])
    assert sums(parts) == (0, 0, Fraction(-25, 2))
    # Against the average 50 × 5/8 + 100 × 3/8 = 68,75: 1/4 × −18,75 and −1/4 × 31,25.
    assert [part.volume for part in parts] == [Fraction(-75, 16), Fraction(-125, 16)]


def test_three_factors_take_das_guptas_weights():
    # Unit x: weight 1/2 → 1/4, share of A 1 → 1/2, rate of A 1 → 1/2; all else is 0 and counts nothing.
    cells = [
        cell("x", "A", "10/10", "5/10"),
        cell("x", "B", "0/0", "0/10"),
        cell("y", "A", "0/10", "0/60"),
    ]
    own, mix, volume = sums(ratio_parts(cells))
    # Δr = −1/2 × [(1/2·1 + 1/4·1/2)/3 + (1/2·1/2 + 1/4·1)/6] = −1/2 × 7/24
    assert own == Fraction(-700, 48)
    assert volume == Fraction(-700, 48)  # Δw = −1/4 × [(1·1 + 1/2·1/2)/3 + (1·1/2 + 1/2·1)/6] = −1/4 × 7/12
    assert mix == Fraction(-700, 48)
    assert own + mix + volume == 100 * (Fraction(5, 80) - Fraction(10, 20))


def test_a_procedure_that_appears_changes_the_mix_and_not_the_performance():
    parts = ratio_parts([cell("x", "A", "90/100", "90/100"), cell("x", "B", "0/0", "50/100")])
    assert sums(parts) == (0, -20, 0)  # 90% → 140/200 = 70%


def test_a_unit_that_vanishes_is_volume_alone():
    parts = ratio_parts([cell("x", "A", "90/100", "90/100"), cell("y", "A", "50/100", "0/0")])
    assert sums(parts) == (0, 0, 20)  # 70% → 90%


def test_without_a_denominator_in_one_of_the_periods_there_is_no_split():
    assert ratio_parts([cell("x", "A", "0/0", "5/10")]) is None
    assert ratio_parts([cell("x", "A", "5/10", "0/0")]) is None
    assert ratio_parts([]) is None


def test_a_count_is_split_by_what_each_cell_gained():
    parts = count_parts([cell("x", "A", "3/0", "5/0"), cell("y", "A", "4/0", "0/0")])
    assert [part.total for part in parts] == [2, -4]


@st.composite
def anything(draw):
    """Cells that may be empty on one side; a numerator may exceed its denominator, or stand without one."""
    names = draw(
        st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from("ABCD")), unique=True, max_size=9)
    )
    sizes = st.integers(0, 40)
    return [cell(u, g, f"{draw(sizes)}/{draw(sizes)}", f"{draw(sizes)}/{draw(sizes)}") for u, g in names]


def rate(cells, side):
    return 100 * sum(c.numerators[side] for c in cells) / sum(c.denominators[side] for c in cells)


@drawn_by(anything())
@how(max_examples=300, deadline=None)
def test_every_split_adds_up_exactly_and_is_symmetric_in_time(cells):
    parts = ratio_parts(cells)
    if not all(sum(c.denominators[side] for c in cells) for side in (0, 1)):
        assert parts is None
        return
    assert sum(sums(parts)) == rate(cells, 1) - rate(cells, 0)
    turned = ratio_parts([Cell(c.unit, c.group, c.numerators[::-1], c.denominators[::-1]) for c in cells])
    assert [(p.own, p.mix, p.volume) for p in turned] == [(-p.own, -p.mix, -p.volume) for p in parts]


@drawn_by(anything())
@how(max_examples=100, deadline=None)
def test_of_one_unit_there_is_no_volume_and_of_one_group_no_mix(cells):
    one_unit = ratio_parts([cell._replace(unit="x", group=str(n)) for n, cell in enumerate(cells)])
    assert one_unit is None or all(part.volume == 0 for part in one_unit)
    one_group = ratio_parts([cell._replace(unit=str(n), group="A") for n, cell in enumerate(cells)])
    assert one_group is None or all(part.mix == 0 for part in one_group)


CASES = """
    code | unit_id | procedure | received_on | finished_on | late
    1    | a       | A         | 2021-02-01  | 2021-02-02  | no
    2    | a       | A         | 2021-02-01  | 2021-02-02  | no
    3    | a       | B         | 2021-02-01  | 2021-02-02  | yes
    4    | a       | B         | 2021-02-01  | 2021-02-02  | no
    5    | a       | A         | 2021-05-01  | 2021-05-02  | no
    6    | a       | B         | 2021-05-01  | 2021-05-02  | yes
    7    | a       | B         | 2021-05-01  | 2021-05-02  | yes
    8    | b       |           | 2021-05-01  | 2021-05-02  | no
"""


def test_the_split_of_a_figure_is_asked_of_the_rows(warehouse, given):
    given(case_file, CASES)
    found = explain_change(warehouse, CATALOGUE["on_time_06a"], Q2.with_unit("a"), Q1)
    assert (found.before.value, round(found.after.value, 4)) == (75, 33.3333)
    # B: rate 1/2 → 0, share 1/2 → 2/3: −1/2 × 7/12; the rest is its growth.
    assert (found.sum_component("own"), found.sum_component("mix")) == (Fraction(-175, 6), Fraction(-25, 2))
    worst = found.contributions("group")[0]
    assert (worst.name, worst.n_before, worst.n_after) == ("B", 2, 2)
    assert found.is_by_chance  # 3 of 4 against 1 of 3


def test_rows_without_a_procedure_are_a_group_without_a_name(warehouse, given):
    given(case_file, CASES)
    found = explain_change(warehouse, CATALOGUE["on_time_06a"], Q2, Q1)
    assert {cell.group for cell in found.cells} == {"A", "B", ""}
    assert found.sum_component("total") == 100 * (Fraction(2, 4) - Fraction(3, 4))
    assert [one.name for one in found.contributions("unit")][-1] in ("a", "b")


def test_a_count_of_one_period_alone_is_split_against_nothing(warehouse, given):
    given(case_file, CASES)
    found = explain_change(warehouse, CATALOGUE["finished_cases"], Q2, Q1)
    assert {one.name: one.part.total for one in found.contributions("unit")} == {"a": -1, "b": 1}


def test_a_unit_that_reported_nothing_before_has_no_split(warehouse, given):
    given(case_file, CASES)
    found = explain_change(warehouse, CATALOGUE["on_time_06a"], Q2.with_unit("b"), Q1)
    assert (found.before.state, found.parts) == ("missing", None)


def test_a_percentile_has_no_split(warehouse, given):
    given(case_file, CASES)
    assert explain_change(warehouse, CATALOGUE["median_days"], Q2, Q1).parts is None


def test_units_that_the_asker_may_not_see_are_no_part_of_it(warehouse, given):
    given(case_file, CASES)
    only = Q2.__class__(Q2.period, Q2.closing, allowed=frozenset({"a"}))
    assert {cell.unit for cell in explain_change(warehouse, CATALOGUE["on_time_06a"], only, Q1).cells} == {
        "a"
    }


def test_printed_totals_are_a_group_of_their_own(warehouse, given):
    given(
        case_total,
        """
        key | unit_id | first_day  | last_day   | finished | early | on_time
        1   | a       | 2021-01-01 | 2021-03-31 | 10       | 0     | 9
        2   | a       | 2021-04-01 | 2021-06-30 | 10       | 0     | 7
        """,
    )
    found = explain_change(warehouse, CATALOGUE["on_time_06a"], Q2, Q1)
    assert found.sum_component("own") == found.change == -20


def test_ballots_of_a_unit_without_cases_still_add_up(warehouse, given):
    given(case_file, CASES)
    given(
        ballot,
        """
        key | unit_id | scale | day
        1   | a       | 5     | 2021-02-03
        2   | b       | 5     | 2021-02-03
        3   | a       | 5     | 2021-05-03
        """,
    )
    found = explain_change(warehouse, CATALOGUE["ballots_per_100"], Q2, Q1)
    assert found.change == 25 - 50


@pytest.mark.parametrize("indicator", CATALOGUE.values(), ids=CATALOGUE)
@pytest.mark.parametrize("against", AGAINST)
def test_every_figure_of_the_sample_is_the_sum_of_its_parts(sample_snapshot, ask_scope, indicator, against):
    for asked in ({}, {"unit": "14515@start"}, {"map": period_from_key("2025-07", None).first}):
        scope = ask_scope(period="2021-Q2", **asked)
        found = explain_change(sample_snapshot, indicator, scope, comparison_period(scope, against))
        if isinstance(indicator, Percentile) or found.parts is None:
            continue
        values = [found.before.value, found.after.value]
        assert float(found.change) == pytest.approx(values[1] - values[0], abs=1e-9)
        assert figure(sample_snapshot, indicator, scope).value == values[1]
        if not isinstance(indicator, Count):
            assert found.change == _exact(found.after) - _exact(found.before)


def _exact(shown: Figure) -> Fraction:
    return 100 * Fraction(shown.numerator) / Fraction(shown.denominator)


@pytest.mark.parametrize(
    ("before", "after", "within"),
    [((95, 100), (92, 100), True), ((950, 1000), (890, 1000), False), ((5, 5), (0, 5), True)],
)
def test_whether_chance_explains_the_change_of_a_rate(before, after, within):
    both = [Figure(x, n, 100 * x / n, n, "ratio", "value") for x, n in (before, after)]
    assert (change_p_value(CATALOGUE["on_time_06a"], *both) > 0.002) is within


def test_nothing_is_said_of_chance_where_rows_are_no_trials_of_their_own():
    both = [Figure(x, None, x, x, "count", "value") for x in (0, 10)]
    assert change_p_value(CATALOGUE["finished_cases"], *both) is None
    both = [Figure(x, 1000, x / 10, 1000, "ratio", "value") for x in (900, 500)]
    assert change_p_value(CATALOGUE["satisfied_aspects"], *both) is None


def test_an_unfinished_period_is_compared_with_as_many_days_under_their_own_name():
    closed, running = (Scope(period_from_key(key, None), date(2021, 7, 31)) for key in ("2021-Q2", "2021-Q3"))
    assert comparison_period(closed, "previous") == Q1
    assert comparison_period(running, "previous") == period_of_days(date(2021, 4, 1), date(2021, 5, 1))
    assert comparison_period(running, "year_before") == period_of_days(date(2020, 7, 1), date(2020, 7, 31))
