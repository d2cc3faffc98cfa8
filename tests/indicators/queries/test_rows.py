"""Every mark of a chart counts the rows that it opens: as many, and of those as many that were met."""

import pandas as pd
import pytest

from indicators.catalogue import CATALOGUE
from indicators.definition import Percentile, Ratio
from indicators.queries import (
    Slice,
    ageing,
    answers_by_level,
    box_days,
    lateness,
    row_count,
    rows,
    slice_names,
    split,
    split_dimensions,
)
from indicators.queries.cases import case_durations

pytestmark = pytest.mark.rows_behind
UNITS = [None, "14515@start"]
PERIODS = ["2021-Q2", "2021-06", "2021-Q3", "all"]
DIVIDED = [(one, by) for one in CATALOGUE for by in split_dimensions(CATALOGUE[one])]


def part(group):
    return None if pd.isna(group) else str(group)


@pytest.mark.parametrize(("indicator", "by"), DIVIDED)
def test_a_group_opens_the_rows_that_it_was_made_of(sample_snapshot, ask_scope, indicator, by):
    # One unit, so that the groups of thirty procedures stay few.
    definition, scope = CATALOGUE[indicator], ask_scope(period="2021-Q2", unit=UNITS[-1])
    found = split(sample_snapshot, definition, scope, by)
    counted = 0
    for row in found.itertuples():
        within = Slice(by, part(row.group))
        opened = rows(sample_snapshot, definition, scope, None, within)
        counted += len(opened)
        if isinstance(definition, Ratio):
            assert opened["numerator"].sum() == row.numerator
            assert opened["denominator"].sum() == row.denominator
        elif not isinstance(definition, Percentile):
            assert opened["numerator"].sum() == row.value
    assert counted == row_count(sample_snapshot, definition, scope) > 0


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("unit", UNITS)
def test_bars_of_days_ages_and_answers_open_as_many_rows(sample_snapshot, ask_scope, period, unit):
    scope = ask_scope(period=period, unit=unit)

    def opened(indicator, by, group):
        return row_count(sample_snapshot, CATALOGUE[indicator], scope, Slice(by, str(group)))

    late, ages, answers = (ask(sample_snapshot, scope) for ask in (lateness, ageing, answers_by_level))
    assert late["count"].sum() and ages["count"].sum() and answers["count"].sum()
    for row in late.itertuples():
        assert opened("on_time_06a", "days_late", row.days) == row.count, row.days
    for row in ages.itertuples():
        assert opened("open_cases", "band", row.band) == row.count, row.band
    for row in answers.itertuples():
        assert opened("satisfied_aspects", "answered", f"{row.aspect}-{row.score}") == row.count


@pytest.mark.parametrize("unit", UNITS)
def test_days_of_a_procedure_open_as_many_rows_and_the_bar_at_the_end_all_that_took_longer(
    sample_snapshot, ask_scope, unit
):
    scope = ask_scope(period="2021-Q2", unit=unit)
    counted = case_durations(sample_snapshot, scope).groupby(["procedure", "days"])["count"].sum()

    def opened(procedure, days):
        return row_count(
            sample_snapshot, CATALOGUE["p90_days"], scope, Slice("procedure_days", f"{procedure}-{days}")
        )

    busiest = counted.groupby("procedure").sum().nlargest(2).index
    for procedure, days in counted.loc[busiest].index:
        assert opened(procedure, days) == counted[procedure, days]
        assert opened(procedure, f"{days}+") == counted[procedure].loc[days:].sum()
    assert opened(busiest[0], "x+") == opened("nothing", 3) == 0


def test_late_bars_open_late_rows(sample_snapshot, ask_scope):
    scope = ask_scope(period="2021-Q2")
    for days, met in ((3, 0), (-3, 1)):
        within = Slice("days_late", str(days))
        opened = rows(sample_snapshot, CATALOGUE["on_time_06a"], scope, None, within)
        assert len(opened) and set(opened["numerator"]) == {met}


def test_a_day_of_the_box_opens_its_row(sample_snapshot, ask_scope):
    scope = ask_scope(period="2021-06", unit="14515@start")
    days = box_days(sample_snapshot, scope)
    assert len(days) > 15
    for row in days.itertuples():
        opened = rows(
            sample_snapshot, CATALOGUE["box_opened"], scope, None, Slice("day", f"{row.day:%Y-%m-%d}")
        )
        assert len(opened) == 1 and opened["numerator"].iloc[0] == (row.state in ("slips", "empty"))


def test_an_indicator_of_two_tables_has_no_parts():
    assert slice_names(CATALOGUE["ballots_per_100"]) == ()
