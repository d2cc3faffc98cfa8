"""The funnel against plain loops, its check for over-dispersion, and rates with the whole's mix of cases."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from indicators.fairness import exact_limits
from indicators.fairness.funnel import fit_funnel, funnel_limits, winsorise
from indicators.fairness.standardisation import standardise_rates


def test_a_point_lies_outside_the_funnel_where_its_tail_is_that_rare():
    shape = fit_funnel([950], [1000], rate=95.0)
    for n in (5, 40, 263, 1500):
        low, high = (limit[0] for limit in funnel_limits(shape, [n], 0.998))
        for x in range(n + 1):
            assert (100 * x / n < low - 1e-9) == (binom.cdf(x, n, 0.95) < 0.001)
            assert (100 * x / n > high + 1e-9) == (binom.sf(x - 1, n, 0.95) < 0.001)


def test_the_funnel_has_no_steps_its_lines_run_between_the_counts():
    n = np.arange(30, 60)
    low, high = funnel_limits(fit_funnel([95], [100]), n, 0.998)
    for cases, lower, upper in zip(n, low, high, strict=True):
        counts = np.arange(-1, cases + 1)
        for limit, rate in ((lower, 0.95), (100 - upper, 0.05)):
            between = np.interp(0.001, binom.cdf(counts, cases, rate), counts)
            assert limit == pytest.approx(100 * max(between, 0) / cases, abs=1e-9)


def test_units_of_one_rate_are_not_over_dispersed_and_units_of_many_are():
    drawn = np.random.default_rng(7)
    n = drawn.integers(100, 1500, 21)
    equal, apart = drawn.binomial(n, 0.9), drawn.binomial(n, drawn.beta(45, 5, 21))
    assert not fit_funnel(equal, n).is_over_dispersed
    shape = fit_funnel(apart, n)
    assert shape.is_over_dispersed
    assert shape.between**0.5 == pytest.approx((0.9 * 0.1 / 51) ** 0.5, rel=0.4)
    assert (funnel_limits(shape, n, 0.998)[0] < funnel_limits(fit_funnel(equal, n), n, 0.998)[0]).all()


def test_phi_and_tau_by_hand():
    """Twelve units of 100 cases around 50%: half 10 points below, half above, so that every z is 2."""
    shape = fit_funnel([40, 60] * 6, [100] * 12, rate=50.0)
    assert shape.phi == pytest.approx(4)
    weight = 1 / 0.0025
    assert shape.between == pytest.approx((48 - 11) / (12 * weight - weight))


def test_one_outlier_widens_nothing_and_few_units_never_do():
    x, n = np.full(20, 180), np.full(20, 200)
    x[3] = 90
    assert not fit_funnel(x, n).is_over_dispersed
    assert not fit_funnel([40, 60, 40, 60], [100] * 4, rate=50.0).is_over_dispersed
    assert winsorise(np.arange(20.0)).tolist() == [2, 2, *range(2, 18), 17, 17]


def test_equal_units_are_seldom_called_over_dispersed():
    drawn = np.random.default_rng(3)
    n = drawn.integers(30, 1500, (300, 21))
    x = drawn.binomial(n, 0.95)
    called = [fit_funnel(*units).is_over_dispersed for units in zip(x, n, strict=True)]
    assert np.mean(called) < 0.05


MIX = pd.DataFrame(
    [
        ("a", "easy", 98, 100),
        ("a", "hard", 160, 200),
        ("b", "easy", 380, 400),
        ("b", "hard", 40, 50),
        ("c", "easy", 0, 0),
    ],
    columns=["unit", "group", "numerator", "denominator"],
)


def test_a_standardised_rate_by_hand():
    """Late: easy 22/500, hard 50/250, all 72/750. Of a: 42 late, 100 × .044 + 200 × .2 = 44.4 expected."""
    found = standardise_rates(MIX, 0.95)
    assert list(found.index) == ["a", "b"]
    a = found.loc["a"]
    assert (a["n"], a["raw"]) == (300, pytest.approx(86))
    assert a["expected"] == pytest.approx(100 - 100 * 44.4 / 300)
    assert a["rate"] == pytest.approx(100 - 42 / 44.4 * 9.6)
    low, high = exact_limits(258, 300, 0.95)
    assert a["low"] == pytest.approx(100 - (100 - low) * 300 / 4440 * 9.6)
    assert a["high"] == pytest.approx(100 - (100 - high) * 300 / 4440 * 9.6)
    assert found.loc["b", "raw"] > found.loc["a", "raw"] and found.loc["b", "rate"] < found.loc["a", "rate"]


def test_a_rare_outcome_is_standardised_as_it_is():
    rare = MIX.assign(numerator=MIX["denominator"] - MIX["numerator"])
    mirrored, found = standardise_rates(MIX, 0.95), standardise_rates(rare, 0.95)
    assert found["rate"].to_numpy() == pytest.approx(100 - mirrored["rate"].to_numpy())
    assert found["low"].to_numpy() == pytest.approx(100 - mirrored["high"].to_numpy())


def test_a_unit_in_whose_procedures_nobody_is_ever_late_has_no_standardised_rate():
    perfect = MIX.assign(numerator=[100, 160, 400, 40, 0], group=["easy", "hard", "easy", "hard", "easy"])
    only = pd.concat([perfect, pd.DataFrame([("d", "easy", 30, 30)], columns=MIX.columns)])
    found = standardise_rates(only, 0.95)
    assert found["rate"].isna().tolist() == [False, False, True]


def test_standardised_limits_hold_their_level_over_repetitions():
    drawn = np.random.default_rng(11)
    sizes, chances, outside = {"easy": 150, "hard": 60}, {"easy": 0.97, "hard": 0.8}, 0
    for _ in range(300):
        rows = [
            (unit, group, drawn.binomial(n * (10 if unit == "rest" else 1), chances[group]),
             n * (10 if unit == "rest" else 1))
            for unit in ("a", "rest")
            for group, n in sizes.items()
        ]  # fmt: skip
        found = standardise_rates(pd.DataFrame(rows, columns=MIX.columns), 0.95).loc["a"]
        true = 100 * sum(sizes[group] * chances[group] for group in sizes) / 210
        outside += not found["low"] <= true <= found["high"]
    assert outside / 300 <= 0.05


def test_no_rows_give_no_units():
    assert standardise_rates(MIX.iloc[:0], 0.95).empty
    assert standardise_rates(MIX.iloc[4:], 0.95).empty
