"""Control charts: natural limits by hand, rules against plain loops, charts of rates that know their n."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, fisher_exact, norm, t

from indicators.catalogue import CATALOGUE
from indicators.fairness.chart import control_chart, number_segments
from indicators.fairness.icons import Assurance, Variation, assurance, variation
from indicators.fairness.rate_chart import natural_limits, rate_chart, worsening_chances
from indicators.fairness.run_rules import RunRule, mark_points, rule_signals, run_signals, zones_of_scores
from indicators.fairness.xmr import moving_range_sigma, xmr_mean_and_sigma

ON_TIME, DAYS = CATALOGUE["on_time_06a"], CATALOGUE["median_days"]
OPEN = CATALOGUE["overdue_open"]


def months(values, n=None, numerators=None, first=date(2020, 1, 1)):
    days = pd.date_range(first, periods=len(values), freq="MS").date
    ns = n if n is not None else [1] * len(values)
    top = numerators if numerators is not None else values
    return pd.DataFrame({"day": days, "numerator": top, "denominator": ns, "value": values, "n": ns})


def rates(numerators, ns, **more):
    return months([100 * x / n for x, n in zip(numerators, ns, strict=True)], ns, numerators, **more)


def test_natural_limits_are_mean_and_2_66_mean_moving_ranges():
    mean, spread = xmr_mean_and_sigma(np.array([10.0, 12, 11, 13]))
    assert mean == 11.5
    assert 3 * spread == pytest.approx(2.66 * 5 / 3, rel=1e-3)


def test_a_jump_does_not_widen_the_limits():
    quiet = [10.0, 11, 10, 11, 10, 11, 10, 11]
    assert moving_range_sigma(np.array([*quiet, 30, 31, 30])) == pytest.approx(1 / 1.128)


def test_zones_tell_how_far_a_point_lies():
    assert zones_of_scores(np.array([0, 0.1, -2, 2.1, -3.1, 3, np.nan])).tolist() == [0, 1, -1, 2, -3, 2, 0]


def slowly(found, rule):
    """The rules in words, one point after another."""
    sides = []
    for end in range(len(found)):
        told = 0
        for side in (1, -1):
            near = [side * zone for zone in found[max(0, end - rule.length + 1) : end + 1]]
            if len(near) < rule.length:
                continue
            if rule is RunRule.POINT:
                held = near[0] == 3
            elif rule is RunRule.TWO_OF_THREE:
                held = near[-1] >= 2 and sum(zone >= 2 for zone in near) >= 2
            else:
                held = all(zone > 0 for zone in near)
            told = side if held else told
        sides.append(told)
    return sides


@given(st.lists(st.integers(-3, 3), min_size=1, max_size=30), st.sampled_from(list(RunRule)))
def test_rules_fire_as_their_words_say(found, rule):
    assert rule_signals(np.array(found, dtype=np.int8), rule).tolist() == slowly(found, rule)


@given(st.lists(st.integers(0, 3), min_size=8, max_size=30))
def test_a_rule_fires_on_the_other_side_of_a_mirrored_series(found):
    up = np.array(found, dtype=np.int8)
    assert (run_signals(up) == -run_signals(-up)).all()


def test_all_points_that_a_rule_speaks_of_are_marked():
    assert mark_points(np.array([0, *[1] * 8, 0], dtype=np.int8)).tolist() == [0, *[1] * 8, 0]
    assert mark_points(np.array([0, -2, 1, -2, 0], dtype=np.int8)).tolist() == [0, -1, 0, -1, 0]
    assert mark_points(np.array([[0, 3, 0], [0, 0, -3]], dtype=np.int8)).tolist() == [[0, 1, 0], [0, 0, -1]]
    assert mark_points(np.array([1, 1], dtype=np.int8)).tolist() == [0, 0]


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(1, 300), st.floats(0, 1)), min_size=2, max_size=24))
def test_a_rate_is_beyond_three_sigma_exactly_outside_its_drawn_limits(drawn):
    n = np.array([cases for cases, _ in drawn])
    x = np.array([round(cases * share) for cases, share in drawn])
    made = rate_chart(x, n)
    low, high = natural_limits(made)
    outside = (100 * x / n < low - 1e-9) | (100 * x / n > high + 1e-9)
    tail = norm.sf(3 * made.sigma)
    near = np.isclose(binom.cdf(x, n, made.middle), tail) | np.isclose(binom.sf(x - 1, n, made.middle), tail)
    assert (outside == (np.abs(made.zones) == 3))[~near].all()


def test_twelve_cases_a_month_do_not_trip_the_chart():
    """At 98% one late case of twelve is 91.7%, beyond the limits of a chart of bare rates."""
    drawn = np.random.default_rng(5)
    n = np.full((400, 24), 12)
    x = drawn.binomial(n, 0.98)
    known = rate_chart(x, n)
    _, spread = xmr_mean_and_sigma(x / n)
    bare = zones_of_scores((x / n - (x / n).mean(axis=1, keepdims=True)) / np.maximum(spread, 1e-9)[:, None])
    assert (run_signals(bare)[:, -1] != 0).mean() > 0.05
    assert (run_signals(known.zones)[:, -1] != 0).mean() < 0.01


def test_more_variation_than_chance_widens_the_limits_of_rates():
    drawn = np.random.default_rng(6)
    n = np.full((200, 24), 1000)
    varying = drawn.binomial(n, drawn.beta(90, 10, n.shape))
    assert rate_chart(varying, n).sigma.mean() == pytest.approx((1 + 999 / 101) ** 0.5, rel=0.1)
    assert (np.abs(rate_chart(varying, n).zones[:, -1]) == 3).mean() < 0.02


def test_a_series_of_perfect_months_is_quiet():
    made = rate_chart(np.full(24, 30), np.full(24, 30))
    assert not made.zones.any() and float(made.sigma) == 1
    assert all(float(one) == 1 for one in worsening_chances(made, True, 30).values())


def test_a_drop_is_as_sure_as_fishers_test_of_it():
    x, n = np.array([950] * 23 + [880]), np.full(24, 1000)
    made = rate_chart(x, n)
    told = worsening_chances(made, True, 30)
    expected = fisher_exact([[880, 120], [950 * 23, 50 * 23]], "less").pvalue
    assert float(made.sigma) == 1
    assert float(told[RunRule.POINT]) == pytest.approx(expected, rel=1e-6)
    assert float(told[RunRule.EIGHT]) == 1
    assert all(float(one) == 1 for one in worsening_chances(made, False, 30).values())
    assert all(float(one) == 1 for one in worsening_chances(made, True, 1001).values())


def test_where_months_vary_more_than_by_chance_a_drop_is_less_sure():
    n = np.full(24, 1000)
    x = np.array([930, 970] * 11 + [950, 750])
    made = rate_chart(x, n)
    spread, bare = float(made.sigma), fisher_exact([[750, 250], [21850, 1150]], "less").pvalue
    told = float(worsening_chances(made, True, 30)[RunRule.POINT])
    assert spread > 3 and (made.zones[-1], bare < 1e-20) == (-3, True)
    assert told == pytest.approx(t.cdf(norm.ppf(bare) / spread, 0.62 * 23))


def test_eleven_months_tell_nothing():
    x, n = np.array([950] * 10 + [600]), np.full(11, 1000)
    assert all(float(one) == 1 for one in worsening_chances(rate_chart(x, n), True, 30).values())


def test_an_event_begins_a_new_segment_with_limits_of_its_own():
    days = [date(2025, month, 1) for month in range(5, 10)]
    assert number_segments(days, [date(2025, 7, 1)]).tolist() == [0, 0, 1, 1, 1]
    assert number_segments(days, [date(2025, 7, 2), date(2025, 1, 1)]).tolist() == [1, 1, 1, 2, 2]
    x = [950] * 14 + [800] * 14
    whole = control_chart(ON_TIME, rates(x, [1000] * 28), [], 30)
    cut = control_chart(ON_TIME, rates(x, [1000] * 28), [date(2021, 3, 1)], 30)
    assert whole.marks.any() and not cut.marks.any()
    assert cut.middle.tolist() == pytest.approx([95] * 14 + [80] * 14)
    assert (cut.month_count, whole.month_count) == (14, 28)


def test_whole_days_and_counts_have_limits_no_closer_than_rounding_and_chance():
    still = control_chart(DAYS, months([7.0] * 14), [], 30)
    assert (still.low[-1], still.high[-1]) == (6, 8)
    assert variation(still, False) is Variation.STEADY
    counted = control_chart(OPEN, months([9.0] * 14), [], 30)
    assert (counted.low[-1], counted.high[-1]) == (0, 18)
    bare = control_chart(CATALOGUE["ballots_per_100"], months([0.1 + 0.2] * 14), [], 30)
    assert not bare.marks.any()


@pytest.mark.parametrize(
    ("last", "expected"), [(950, Variation.STEADY), (880, Variation.WORSENING), (1000, Variation.IMPROVING)]
)
def test_the_icon_of_change(last, expected):
    made = control_chart(ON_TIME, rates([950] * 23 + [last], [1000] * 24), [], 30)
    assert variation(made, True) is expected


def test_where_less_is_better_a_rise_of_days_is_worse():
    risen = control_chart(DAYS, months([7.0, 8] * 8 + [15]), [], 30)
    assert variation(risen, False) is Variation.WORSENING
    assert variation(control_chart(DAYS, months([7.0] * 11), [], 30), False) is Variation.FEW


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (90, Assurance.SURELY_MEETS),
        (95, Assurance.EITHER),
        (99, Assurance.SURELY_FAILS),
        (None, Assurance.NO_TARGET),
    ],
)
def test_the_icon_of_the_target(target, expected):
    assert assurance(control_chart(ON_TIME, rates([950] * 24, [1000] * 24), [], 30), target, True) is expected


def test_the_icon_of_a_target_that_is_not_to_be_exceeded():
    assert assurance(control_chart(DAYS, months([7.0] * 14), [], 30), 10, False) is Assurance.SURELY_MEETS
    assert assurance(control_chart(DAYS, months([7.0] * 14), [], 30), 5, False) is Assurance.SURELY_FAILS
    assert assurance(control_chart(DAYS, months([7.0] * 3), [], 30), 5, False) is Assurance.FEW


def test_a_series_without_months_has_a_chart_without_points():
    empty = control_chart(ON_TIME, rates([], []), [date(2021, 1, 1)], 30)
    assert len(empty.values) == 0 and empty.month_count == 0
    assert variation(empty, True) is Variation.FEW
