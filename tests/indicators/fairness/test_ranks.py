"""A rank is as sure as the differences between the units: exact tests, places, who is named."""

from math import comb
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from indicators.catalogue import CATALOGUE
from indicators.fairness.limits import fisher_tails
from indicators.fairness.ranks import (
    Rank,
    find_lower_pairs,
    possible_places,
    rank_intervals,
    significant_by_holm,
)
from indicators.figure import Figure

ON_TIME = CATALOGUE["on_time_06a"]


def rate(x, n):
    return Figure(x, n, 100 * x / n, n, "ratio", "value")


def test_the_lady_tasting_tea_is_sure_at_one_in_seventy():
    low, high = fisher_tails([0, 4], [4, 4], [4, 0], [4, 4])
    assert low.tolist() == pytest.approx([1 / comb(8, 4), 1])
    assert high.tolist() == pytest.approx([1, 1 / comb(8, 4)])


@given(st.tuples(*[st.integers(0, 40)] * 4))
def test_the_tails_are_those_of_scipys_fisher_exact(cells):
    x, misses, other, other_misses = cells
    if x + misses and other + other_misses:
        tables = [[x, misses], [other, other_misses]]
        low, high = fisher_tails(x, x + misses, other, other + other_misses)
        assert float(low) == pytest.approx(fisher_exact(tables, "less").pvalue)
        assert float(high) == pytest.approx(fisher_exact(tables, "greater").pvalue)


def test_holm_goes_on_until_a_test_fails():
    assert significant_by_holm(np.array([0.04, 0.01, 0.012]), 0.05).tolist() == [True, True, True]
    assert significant_by_holm(np.array([0.04, 0.02, 0.03]), 0.05).tolist() == [False, False, False]
    assert significant_by_holm(np.array([0.04, 0.001, 0.03]), 0.05).tolist() == [False, True, False]


def test_places_count_who_is_surely_better_and_surely_worse():
    worse = np.zeros((4, 4), dtype=bool)
    worse[3, 0] = worse[3, 1] = worse[2, 0] = True
    best, worst = possible_places(worse)
    assert list(zip(best.tolist(), worst.tolist(), strict=True)) == [(1, 2), (1, 3), (2, 4), (3, 4)]


def test_ranks_of_communes_with_one_that_is_surely_worst():
    figures = {"a": rate(960, 1000), "b": rate(950, 1000), "c": rate(700, 1000), "d": rate(5, 12)}
    figures["e"] = Figure(None, None, None, 0, "ratio", "missing")
    assert rank_intervals(ON_TIME, figures, 30) == {
        "a": Rank(1, 2, 3),
        "b": Rank(1, 2, 3),
        "c": Rank(3, 3, 3),
    }
    assert [one for one, rank in rank_intervals(ON_TIME, figures, 30).items() if rank.is_surely_worst] == [
        "c"
    ]


def test_where_less_is_better_the_lowest_rate_is_first():
    less = type(ON_TIME)(**{**vars(ON_TIME), "higher_is_better": False})
    assert rank_intervals(less, {"a": rate(0, 500), "b": rate(400, 500)}, 30) == {
        "a": Rank(1, 1, 2),
        "b": Rank(2, 2, 2),
    }


def test_units_that_tie_share_all_their_places_and_a_lone_unit_is_not_named():
    equal = {str(one): rate(190, 200) for one in range(5)}
    assert set(rank_intervals(ON_TIME, equal, 30).values()) == {Rank(1, 5, 5)}
    (alone,) = rank_intervals(ON_TIME, {"a": rate(190, 200)}, 30).values()
    assert alone == Rank(1, 1, 1) and not alone.is_surely_best and not alone.is_surely_worst


def test_what_is_no_rate_is_not_ranked():
    assert (
        rank_intervals(CATALOGUE["median_days"], {"a": Figure(None, None, 7, 99, "percentile", "value")}, 30)
        == {}
    )


@given(st.lists(st.tuples(st.integers(30, 400), st.floats(0, 1)), min_size=1, max_size=12))
def test_sure_differences_have_a_direction_and_agree_with_the_rates(drawn):
    n = np.array([cases for cases, _ in drawn])
    x = np.array([int(cases * share) for cases, share in drawn])
    lower = find_lower_pairs(x, n)
    assert not (lower & lower.T).any()
    assert all(x[i] / n[i] < x[j] / n[j] for i, j in np.argwhere(lower))
    best, worst = possible_places(lower)
    assert (best <= worst).all()


def test_ranks_of_21_communes_take_milliseconds():
    drawn = np.random.default_rng(1)
    n = drawn.integers(30, 4500, 21)
    x = drawn.binomial(n, 0.95)
    find_lower_pairs(x, n)
    begun = perf_counter()
    find_lower_pairs(x, n)
    assert perf_counter() - begun < 0.2
