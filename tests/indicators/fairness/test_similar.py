"""Units that a small one can fairly be laid beside."""

from indicators.catalogue import CATALOGUE
from indicators.fairness.similar import pooled_rate, similar_units
from indicators.figure import Figure

SIZES = {"a": 100, "b": 50, "c": 210, "d": 95, "e": 0, "f": 1000, "g": 120, "h": 60}


def ratio(numerator, denominator, state="value"):
    return Figure(numerator, denominator, None, denominator or 0, "ratio", state)


def test_the_nearest_are_those_of_the_smallest_multiple_or_fraction():
    assert similar_units(SIZES, "a", 4) == ("d", "g", "h", "b")


def test_a_unit_without_cases_is_like_none_and_none_is_like_it():
    assert similar_units(SIZES, "e") == ()
    assert "e" not in similar_units(SIZES, "a", 7)
    assert similar_units(SIZES, "unknown") == ()


def test_their_rate_is_sums_over_sums_of_those_that_have_one():
    figures = [ratio(9, 10), ratio(50, 100), ratio(None, None, "missing"), ratio(0, 0, "none")]
    assert pooled_rate(CATALOGUE["on_time_06a"], figures) == 100 * 59 / 110


def test_what_has_no_parts_has_no_common_figure():
    count = Figure(5, None, 5, 5, "count", "value")
    assert pooled_rate(CATALOGUE["received_cases"], [count]) is None
    assert pooled_rate(CATALOGUE["on_time_06a"], [ratio(None, None, "missing")]) is None
