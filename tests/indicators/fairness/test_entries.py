"""What enters "Cần chú ý", and that equal districts are left in peace (benchmarks/fairness.py in short)."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from benchmarks.fairness import INDICATORS, simulate_districts
from indicators.assessment import Assessment, assess_units, entries_of, findings_of
from indicators.attention import (
    MOST,
    TargetShortfall,
    Worsening,
    WorseningResult,
    select_beyond_chance,
    select_for_attention,
)
from indicators.catalogue import CATALOGUE
from indicators.fairness.chart import control_chart
from indicators.fairness.entries import FALSE_ENTRIES, EntryReason, select_entries
from indicators.fairness.limits import CHANCE
from indicators.fairness.run_rules import RunRule
from indicators.figure import Figure
from indicators.monthly import chart_months
from indicators.periods import period_from_key
from indicators.queries import Target, histories, history
from indicators.worsening import find_worsenings, worsenings_of_rate

ON_TIME, HANDLED = CATALOGUE["on_time_06a"], CATALOGUE["handled_on_time"]
YEARS = tuple(period_from_key(f"{year}-{month:02}", None) for year in (2020, 2021) for month in range(1, 13))


def rate(x, n):
    return Figure(x, n, 100 * x / n, n, "ratio", "value")


def low(unit, x, n, chance, indicator=ON_TIME):
    return Assessment(indicator, unit, rate(x, n), Target(95, ""), "low", chance=chance)


def quiet(count):
    return [Assessment(ON_TIME, f"q{one}", rate(95, 100), Target(95, ""), "same") for one in range(count)]


def worse(unit, chance, indicator=ON_TIME):
    return Worsening(unit, indicator, rate(80, 100), rate(950, 1000), RunRule.POINT, "2021-06", chance)


@pytest.mark.parametrize(
    ("cells", "limit"), [(1, 0.001), (336, 0.001), (500, 0.001), (1000, 0.0005), (5000, 0.0001)]
)
def test_of_many_cells_each_must_be_surer(cells, limit):
    assert select_entries([limit * 0.99, limit * 1.01], cells, EntryReason.LEVEL).tolist() == [True, False]


@given(st.integers(0, 10**6), st.sampled_from(list(EntryReason)))
def test_the_allowed_chances_never_add_up_to_more_than_their_share(cells, reason):
    allowed = max(chance for chance in (CHANCE, FALSE_ENTRIES[reason] / max(cells, 1)) if select_entries(
        chance * (1 - 1e-9), cells, reason
    ))  # fmt: skip
    assert allowed * cells <= FALSE_ENTRIES[reason] * (1 + 1e-9)
    assert sum(FALSE_ENTRIES.values()) <= 1


def test_a_figure_enters_by_its_chance_among_all_that_were_compared():
    assert [one.unit_id for one in findings_of([low("a", 80, 100, 0.0009), *quiet(400)])] == ["a"]
    assert findings_of([low("a", 80, 100, 0.0009), *quiet(1000)]) == []
    uncompared = [Assessment(ON_TIME, str(one), rate(9, 10), Target(95, ""), "few") for one in range(1000)]
    assert len(findings_of([low("a", 80, 100, 0.0009), *uncompared])) == 1


def test_what_worsened_enters_beside_and_a_units_level_is_told_first():
    found = entries_of(
        [low("a", 80, 100, 1e-6), *quiet(10)],
        WorseningResult([worse("a", 1e-9), worse("b", 1e-9), worse("c", 0.5)], 21),
    )
    assert [(one.unit_id, one.reason) for one in found] == [("a", "level"), ("b", "trend")]


def test_who_touches_most_people_comes_first_and_the_list_is_short():
    found = select_for_attention(
        [TargetShortfall(str(one), ON_TIME, rate(80 * one, 100 * one), 95) for one in range(1, MOST + 4)]
    )
    assert [one.shortfall for one in found] == [15.0 * one for one in range(MOST + 3, 3, -1)]
    assert worse("b", 0).shortfall == pytest.approx(15)
    assert select_beyond_chance([], 5) == []


def drawn_rows(by_unit):
    """unit_id, key and PARTS of 24 months; None is a silent month."""
    rows = [
        (unit, month.key, *((x, n, 100 * x / n, n, "value") if n else (None, None, None, 0, "missing")))
        for unit, series in by_unit.items()
        for month, (x, n) in zip(YEARS, series, strict=True)
    ]
    return pd.DataFrame(rows, columns=["unit_id", "key", "numerator", "denominator", "value", "n", "state"])


STEADY, GAP = [(95, 100)] * 23, (0, 0)


def test_a_unit_whose_last_month_fell_is_found_with_both_figures():
    rows = drawn_rows({"a": [*STEADY, (70, 100)], "b": [*STEADY, (94, 100)]})
    found = worsenings_of_rate(ON_TIME, rows, YEARS, 30, ())
    (one,) = found.found
    assert (one.unit_id, one.rule, one.first_month, found.cells) == ("a", RunRule.POINT, "2021-12", 2)
    assert (one.now, one.before) == (rate(70, 100), rate(95 * 23, 2300))
    bare = fisher_exact([[70, 30], [95 * 23, 5 * 23]], "less").pvalue
    assert one.chance / bare == pytest.approx(3)  # there were three rules to choose from


def test_a_run_is_told_from_its_first_month_over_gaps():
    series = [(97, 100)] * 13 + [GAP] * 2 + [(90, 100)] * 4 + [GAP] + [(90, 100)] * 4
    (one,) = worsenings_of_rate(ON_TIME, drawn_rows({"a": series}), YEARS, 30, ()).found
    assert (one.rule, one.first_month) == (RunRule.EIGHT, "2021-04")
    assert (one.now, one.before) == (rate(720, 800), rate(97 * 13, 1300))


@pytest.mark.parametrize(
    ("series", "events", "cells"),
    [
        ([*STEADY[1:], (70, 100), GAP], (), 0),  # silent now: no news
        ([GAP] * 13 + [(95, 100)] * 10 + [(70, 100)], (), 0),  # eleven months
        ([*STEADY, (70, 100)], (date(2021, 6, 1),), 0),  # since the event, seven
        ([(950, 1000)] * 12 + [(700, 1000)] * 12, (date(2021, 1, 1),), 1),  # a fall with the event itself
        ([*STEADY, (10, 29)], (), 1),  # too few cases
    ],
)
def test_what_tells_no_change(series, events, cells):
    found = worsenings_of_rate(ON_TIME, drawn_rows({"a": series}), YEARS, 30, events)
    assert (found.found, found.cells) == ([], cells)


def test_the_sample_is_asked_as_each_units_own_chart(sample_snapshot, ask_scope):
    """At the end of four months: hardly any unit of the sample changes for the worse in one of them."""
    units_asked, expected, found = 0, {}, {}
    for scope in (ask_scope(period=f"2021-{month:02}") for month in range(4, 8)):
        asked = chart_months(scope)
        last, answer = (
            asked[-1].key,
            find_worsenings(sample_snapshot, ("handled_on_time", "p90_days"), scope, 5),
        )
        found |= {(last, one.unit_id): one.chance for one in answer.found}
        units = tuple(
            {
                one.unit_id
                for one in assess_units(sample_snapshot, ("handled_on_time",), scope, 5)["handled_on_time"]
            }
        )
        rows = histories(sample_snapshot, HANDLED, scope, asked, units)
        days = {month.key: month.first for month in asked}
        for unit, of_one in rows.assign(day=rows["key"].map(days)).groupby("unit_id"):
            spoken = of_one[of_one["state"].eq("value") & of_one["n"].gt(0)].sort_values("day")
            if last in set(spoken["key"]):
                units_asked += 1
                chance = control_chart(HANDLED, spoken, [], 5).chance_down
                expected |= {(last, unit): chance} if chance < 1 else {}
    assert units_asked > 100 and expected
    assert found == pytest.approx(expected)


def test_histories_are_each_units_history(sample_snapshot, ask_scope):
    scope = ask_scope(period="2021-Q2")
    some = tuple(
        one.unit_id for one in assess_units(sample_snapshot, ("on_time_06a",), scope, 5)["on_time_06a"][:3]
    )
    rows = histories(sample_snapshot, ON_TIME, scope, YEARS[:18], some)
    for unit in some:
        alone = history(sample_snapshot, ON_TIME, scope.with_unit(unit), YEARS[:18])
        of_one = rows[rows["unit_id"] == unit].drop(columns="unit_id").reset_index(drop=True)
        pd.testing.assert_frame_equal(of_one, alone, check_dtype=False)


@pytest.mark.fairness
def test_equal_districts_are_left_in_peace():
    tally = simulate_districts("equal", 12, 1)
    count, judged = tally.counts, tally.counts["judged"]
    assert (count["entry level"] + count["entry trend"]) / tally.moments <= 1
    for colour in ("low", "high"):  # their mean is below a thousandth; five sigma above that is no chance
        assert count[f"colour {colour}"] <= judged * CHANCE + 5 * np.sqrt(judged * CHANCE)
    assert count["changed"] / count["charts"] <= 2 * CHANCE + 0.001
    assert count["rankings"] == 12 * len(INDICATORS) and count["named"] == 0


@pytest.mark.fairness
def test_months_that_vary_more_than_by_chance_are_left_in_peace_too():
    tally = simulate_districts("varying", 8, 3)
    assert tally.counts["entry trend"] / tally.moments <= 1
    assert tally.counts["changed"] / tally.counts["charts"] < tally.counts["bare"] / tally.counts["charts"]


@pytest.mark.fairness
@pytest.mark.parametrize("kind", ["worse, always", "worse, new"])
def test_a_commune_that_is_5_points_worse_is_found_within_the_quarter(kind):
    assert (
        simulate_districts(kind, 20, 2).found["rate_0"] >= 17
    )  # nine in ten, less the chance of twenty draws
