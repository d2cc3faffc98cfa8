"""Rates with the same mix: against each unit's procedures asked one by one and added up in plain Python."""

from collections import defaultdict

import pytest

from indicators.catalogue import CATALOGUE
from indicators.change.same_mix import has_same_mix, same_mix_rates
from indicators.figure import figure_from_row
from indicators.queries import split

pytestmark = pytest.mark.fairness
ON_TIME = CATALOGUE["on_time_06a"]


@pytest.fixture
def scope(ask_scope):
    return ask_scope(period="2021-Q2")


@pytest.fixture
def official(sample_snapshot, scope):
    rows = split(sample_snapshot, ON_TIME, scope, "unit").set_index("group")
    return {unit: figure_from_row(ON_TIME, row) for unit, row in rows.iterrows()}


def test_the_raw_rate_is_the_official_one(sample_snapshot, scope, official):
    found = same_mix_rates(sample_snapshot, ON_TIME, scope)
    told = {unit: figure.value for unit, figure in official.items() if figure.value is not None}
    assert set(found.index) == set(told)
    for unit, value in told.items():
        assert found.loc[unit, "raw"] == pytest.approx(value)
        assert found.loc[unit, "n"] == official[unit].denominator


def test_communes_are_expected_to_do_as_all_communes_do(sample_snapshot, scope, official):
    communes = [unit for unit, one in official.items() if unit.startswith("14") and one.value is not None]
    done, cases, by_procedure = defaultdict(int), defaultdict(int), {}
    for unit in communes:
        rows = split(sample_snapshot, ON_TIME, scope.with_unit(unit), "procedure")
        by_procedure[unit] = list(rows[["group", "numerator", "denominator"]].itertuples(index=False))
        for group, numerator, denominator in by_procedure[unit]:
            done[group] += numerator
            cases[group] += denominator
    late_of_all = 1 - sum(done.values()) / sum(cases.values())
    found = same_mix_rates(
        sample_snapshot, ON_TIME, scope.with_unit(communes[0])
    )  # of one unit: beside all the others
    for unit in communes:
        n = sum(row[2] for row in by_procedure[unit])
        late = n - sum(row[1] for row in by_procedure[unit])
        due = sum(row[2] * (1 - done[row[0]] / cases[row[0]]) for row in by_procedure[unit])
        assert found.loc[unit, "expected"] == pytest.approx(100 * (1 - due / n))
        assert found.loc[unit, "rate"] == pytest.approx(100 - 100 * late / due * late_of_all)
    moved = (found["rate"] - found["raw"]).loc[communes].abs()
    assert moved.max() > 0.5  # the mix does matter in the sample


def test_no_mix_is_told_of_what_is_no_rate_of_rows():
    assert not has_same_mix(CATALOGUE["overdue_open"])
    assert not has_same_mix(CATALOGUE["satisfied_aspects"])
    assert not has_same_mix(CATALOGUE["ballots_per_100"])
