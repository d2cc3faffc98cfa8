"""Limits against published figures, and when a colour is given."""

from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from indicators.catalogue import CATALOGUE
from indicators.fairness import (
    JUDGED,
    chance_if_on_target,
    exact_limits,
    percentile_limits,
    poisson_limits,
    target_signal,
    wilson_limits,
)
from indicators.figure import Figure


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [(81, 263, 25.53, 36.62), (15, 148, 6.24, 16.05), (0, 20, 0, 16.11), (1, 29, 0.61, 17.18)],
)
def test_wilson_limits_are_those_of_newcombe_1998(x, n, low, high):
    assert wilson_limits(x, n, 0.95) == pytest.approx((low, high), abs=0.005)


def test_exact_limits_solve_the_binomial_equations():
    low, high = exact_limits(0, 20, 0.95)
    assert (low, high) == pytest.approx((0, 100 * (1 - 0.025 ** (1 / 20))))


def rate(x, n):
    return Figure(x, n, 100 * x / n, n, "ratio", "value")


@pytest.mark.parametrize(
    ("x", "n", "expected"),
    [(850, 1000, "low"), (945, 1000, "same"), (990, 1000, "high"), (10, 12, "few"), (25, 30, "same")],
)
def test_colour_means_different_from_the_target_beyond_chance(x, n, expected):
    assert target_signal(CATALOGUE["on_time_06a"], rate(x, n), 95, None, 30) == expected


def test_nothing_is_coloured_without_a_target_or_without_a_figure():
    assert target_signal(CATALOGUE["on_time_06a"], rate(1, 100), None, None, 30) == "none"
    empty = Figure(None, None, None, 0, "ratio", "missing")
    assert target_signal(CATALOGUE["on_time_06a"], empty, 95, None, 30) == "missing"


def test_a_target_of_100_marks_only_who_is_worse_than_the_whole_too():
    whole = rate(9500, 10000)
    assert target_signal(CATALOGUE["signed_full"], rate(94, 100), 100, whole, 30) == "same"
    assert target_signal(CATALOGUE["signed_full"], rate(60, 100), 100, whole, 30) == "low"


def test_a_count_is_never_coloured():
    count = Figure(7, None, 7, 7, "count", "value")
    assert target_signal(CATALOGUE["overdue_open"], count, 0, None, 30) == "none"


@pytest.mark.parametrize(("x", "n"), [(0, 12), (3, 12), (12, 12), (262, 318), (999, 1000)])
def test_exact_limits_are_those_of_scipy(x, n):
    interval = binomtest(x, n).proportion_ci(0.998, method="exact")
    assert exact_limits(x, n, 0.998) == pytest.approx((100 * interval.low, 100 * interval.high))


@given(st.integers(1, 2000), st.floats(0, 1), st.sampled_from([50, 80, 95, 99.5]))
def test_a_colour_is_given_exactly_where_the_judged_limits_leave_the_target_out(n, share, target):
    x = int(share * n)
    low, high = exact_limits(x, n, JUDGED)
    expected = "low" if high < target else "high" if low > target else "same"
    if min(abs(high - target), abs(low - target)) > 1e-9:
        assert target_signal(CATALOGUE["on_time_06a"], rate(x, n), target, None, 1) == expected


@pytest.mark.parametrize(("x", "n", "target"), [(0, 12, 50), (40, 60, 80), (57, 60, 80)])
def test_the_chance_of_a_figure_as_bad_is_the_sum_of_the_binomial(x, n, target):
    p = target / 100
    as_bad = sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(x + 1))
    assert chance_if_on_target(CATALOGUE["on_time_06a"], rate(x, n), target, None) == pytest.approx(as_bad)


def test_a_total_with_more_in_its_numerator_than_in_its_denominator_gets_no_colour():
    assert target_signal(CATALOGUE["on_time_06a"], rate(120, 100), 95, None, 30) == "same"


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0, 3.689), (1, 0.02532, 5.572), (10, 4.795, 18.39), (100, 81.36, 121.63)]
)
def test_poisson_limits_are_those_of_the_tables(count, low, high):
    assert poisson_limits(count, 0.95) == pytest.approx((low, high), rel=2e-4)


@pytest.mark.parametrize(
    ("n", "low", "high"), [(5, None, None), (6, 1, 6), (10, 2, 9), (20, 6, 15), (30, 10, 21), (100, 40, 61)]
)
def test_limits_of_a_median_are_the_cases_of_the_tables(n, low, high):
    assert percentile_limits(range(1, n + 1), [1] * n, 0.5, 0.95) == (low, high)


def test_limits_of_a_percentile_count_the_cases_of_each_day():
    days, cases = [9, 1, 3, 5], [1, 40, 40, 19]
    assert percentile_limits(days, cases, 0.5, 0.95) == (1, 3)
    assert percentile_limits(days, cases, 0.9, 0.95) == (5, 5)


@settings(max_examples=30)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=60), st.sampled_from([0.5, 0.9]))
def test_limits_of_a_percentile_hold_by_counting_all_outcomes(days, share):
    """Of a sample of n, the true day lies between its cases `first` and `last` in at least 95%."""
    n = len(days)
    ordered = sorted(days)
    chances = [comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(n + 1)]
    first = max((k for k in range(1, n + 1) if sum(chances[:k]) <= 0.025), default=None)
    last = min((k for k in range(1, n + 1) if sum(chances[k:]) <= 0.025), default=None)
    expected = (first and ordered[first - 1], last and ordered[last - 1])
    assert percentile_limits(days, [1] * n, share, 0.95) == expected
