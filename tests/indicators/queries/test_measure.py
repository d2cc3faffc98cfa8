"""Every figure is recomputed from its rows by its kind's rule, and is the same wherever it is asked for."""

import json
import math

import pytest
from typer.testing import CliRunner

from indicators.catalogue import CATALOGUE
from indicators.cli.commands import app
from indicators.definition import Count, Percentile, PerHundred, Ratio
from indicators.queries import figure, row_count, rows, split

pytestmark = pytest.mark.same_figure
PERIODS = ({"period": "2021-Q2"}, {"period": "2021-07"}, {"period": "2021-06", "calendar": "admin"})
UNITS = (None, "14515@start", "14509@start", "pb-noi-vu")


def recomputed(indicator, found):
    """The kind's rule in plain Python over the listed rows."""
    if isinstance(indicator, Ratio):
        total = found["denominator"].sum()
        return 100 * found["numerator"].sum() / total if total else None
    if isinstance(indicator, Count):
        return float(found["numerator"].sum())
    if isinstance(indicator, Percentile):
        days = sorted(found["working_days"])
        return float(days[math.ceil(indicator.share * len(days)) - 1]) if days else None
    assert isinstance(indicator, PerHundred)
    parts = found["part"].value_counts()
    return 100 * parts.get("numerator", 0) / parts["denominator"] if parts.get("denominator") else None


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("asked", PERIODS, ids=str)
@pytest.mark.parametrize("indicator", CATALOGUE.values(), ids=CATALOGUE)
def test_a_figure_is_what_its_rows_say(indicator, asked, unit, sample_snapshot, ask_scope):
    scope = ask_scope(unit=unit, **asked)
    shown = figure(sample_snapshot, indicator, scope)
    behind = rows(sample_snapshot, indicator, scope)
    assert len(behind) == row_count(sample_snapshot, indicator, scope)
    if shown.state != "value":
        assert shown.value is None
        assert shown.state == "missing" or recomputed(indicator, behind) is None
        return
    assert shown.value == pytest.approx(recomputed(indicator, behind), rel=1e-12)
    if isinstance(indicator, Ratio):
        assert (shown.numerator, shown.denominator) == (
            behind["numerator"].sum(),
            behind["denominator"].sum(),
        )


ADDITIVE = {i: indicator for i, indicator in CATALOGUE.items() if not isinstance(indicator, Percentile)}


@pytest.mark.parametrize("indicator", ADDITIVE.values(), ids=ADDITIVE)
def test_units_add_up_to_the_whole(indicator, sample_snapshot, ask_scope):
    whole = figure(sample_snapshot, indicator, ask_scope(period="2021-Q2"))
    parts = split(sample_snapshot, indicator, ask_scope(period="2021-Q2"), "unit")
    for part in ("numerator", "denominator"):
        total = getattr(whole, part)
        reported = parts.loc[parts["state"] != "missing", part].sum()
        if total is not None:
            silent = parts["state"].eq("missing").any() and indicator.id == "box_opened"
            assert reported == total or silent


@pytest.mark.parametrize("indicator", CATALOGUE)
def test_the_command_line_says_the_same(indicator, sample_home, sample_snapshot, ask_scope):
    shown = figure(sample_snapshot, CATALOGUE[indicator], ask_scope(period="2021-Q2", unit="14515@start"))
    asked = ["measure", indicator, "--period", "2021-Q2", "--unit", "14515", "--format", "json"]
    answer = CliRunner().invoke(app, [*asked, "--home", str(sample_home.path)])
    assert answer.exit_code == 0, answer.output
    (printed,) = json.loads(answer.output)
    assert printed["value"] == (None if shown.value is None else pytest.approx(shown.value))
    assert (printed["numerator"], printed["n"]) == (shown.numerator, shown.n)


def test_form_06a_closes_for_every_unit_and_month(sample_snapshot, ask_scope):
    """(3) = (7) + (11): carried over and received are finished or still open."""

    def by_unit(indicator, period):
        scope = ask_scope(period=period)
        return (
            split(sample_snapshot, CATALOGUE[indicator], scope, "unit")
            .set_index("group")["numerator"]
            .fillna(0)
        )

    months = [f"{2019 + (m + 6) // 12}-{(m + 6) % 12 + 1:02}" for m in range(25)]
    for before, month in zip(months, months[1:], strict=False):
        carried = by_unit("open_cases", before)
        came = carried + by_unit("received_cases", month)
        assert (came == by_unit("finished_cases", month) + by_unit("open_cases", month)).all(), month
