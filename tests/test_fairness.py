"""Limits against published figures, and when a colour is given."""

import pytest
from scipy.stats import binomtest

from indicators.catalogue import CATALOGUE
from indicators.fairness import exact_limits, signal, wilson_limits
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
    assert signal(CATALOGUE["on_time_06a"], rate(x, n), 95, None, 30) == expected


def test_nothing_is_coloured_without_a_target_or_without_a_figure():
    assert signal(CATALOGUE["on_time_06a"], rate(1, 100), None, None, 30) == "none"
    empty = Figure(None, None, None, 0, "ratio", "missing")
    assert signal(CATALOGUE["on_time_06a"], empty, 95, None, 30) == "missing"


def test_a_target_of_100_marks_only_who_is_worse_than_the_whole_too():
    whole = rate(9500, 10000)
    assert signal(CATALOGUE["signed_full"], rate(94, 100), 100, whole, 30) == "same"
    assert signal(CATALOGUE["signed_full"], rate(60, 100), 100, whole, 30) == "low"


def test_a_count_is_never_coloured():
    count = Figure(7, None, 7, 7, "count", "value")
    assert signal(CATALOGUE["overdue_open"], count, 0, None, 30) == "none"


@pytest.mark.parametrize(("x", "n"), [(0, 12), (3, 12), (12, 12), (262, 318), (999, 1000)])
def test_exact_limits_are_those_of_scipy(x, n):
    interval = binomtest(x, n).proportion_ci(0.998, method="exact")
    assert exact_limits(x, n, 0.998) == pytest.approx((100 * interval.low, 100 * interval.high))
