"""The radar's back-test on the whole sample and on real cases, and what the page says of it."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from indicators.periods import ALL
from indicators.radar.backtest import (
    ALLOWED,
    JUDGED,
    BackTest,
    Score,
    back_test,
    back_test_on_days,
    cutoff_days_of,
    score_forecasts,
)
from indicators.radar.forecasts import forecast_scope, forecasts, worklist
from indicators.radar.survival import PLAIN, RADAR
from indicators.scope import Scope
from tests.indicators.radar.reference_forecast import RECEIPT, RECEIPT_CLOSES, load_receipt
from tests.ui.test_pages import UNIT, opened
from warehouse.connection import open_reader

pytestmark = pytest.mark.radar


@pytest.fixture(scope="module")
def receipt(tmp_path_factory):
    if not RECEIPT.exists():
        pytest.skip(
            "receipt/cases_derived.csv is not beside the project (expected in data/ of the shared folder)"
        )
    with open_reader(load_receipt(tmp_path_factory.mktemp("receipt"))) as connection:
        yield connection


def calibrated(score: Score) -> bool:
    """Every tenth with 50 forecasts or more is within 5 points."""
    tenths = score.reliability[score.reliability["n"] >= JUDGED]
    return bool(((tenths["chance"] - tenths["share"]).abs() <= ALLOWED).all())


def test_on_the_sample_the_radar_is_calibrated_and_better_than_plain_ageing(sample_snapshot, ask_scope):
    test = back_test(sample_snapshot, forecast_scope(ask_scope()))
    assert test.count > 4000 and len(test.days) == 12
    assert test.radar.brier < test.plain.brier
    assert calibrated(test.radar)
    assert (test.verdict, test.levels) == ("better", RADAR)


def test_on_real_cases_it_is_better_and_calibrated_or_plain_ageing_is_used(receipt):
    test = back_test(receipt, Scope(ALL, RECEIPT_CLOSES))
    assert test.count > 1000
    assert test.radar.brier < test.plain.brier
    good = calibrated(test.radar)
    assert test.levels == (RADAR if good else PLAIN) and test.score_in_use is (
        test.radar if good else test.plain
    )


def test_days_to_stand_on_are_month_ends_of_the_later_half_before_the_closing_date(receipt):
    days = cutoff_days_of(receipt, Scope(ALL, RECEIPT_CLOSES))
    assert days[0] == date(2011, 4, 30) and days[-1] == date(2011, 12, 31) and len(days) == 9
    assert all((day + timedelta(days=1)).day == 1 for day in days)
    assert cutoff_days_of(receipt, Scope(ALL, date(2011, 12, 31)))[-1] == date(2011, 11, 30)
    assert cutoff_days_of(receipt, Scope(ALL, date(2010, 10, 20))) == ()


@pytest.mark.parametrize(
    "day", [date(2011, 9, 30), date(2011, 9, 1)]
)  # on the second, six have their last day
def test_the_back_test_of_a_day_is_the_forecast_of_that_day(receipt, day):
    """What the radar says as of a day, case by case, against what came of each, counted in pandas."""
    told = forecasts(receipt, Scope(ALL, day), RADAR).dropna(subset=["chance"])
    told = told[told["due_on"] < RECEIPT_CLOSES]
    cases = pd.read_csv(RECEIPT, parse_dates=["finished"]).set_index("id")["finished"]
    finished = cases.reindex(told["code"]).to_numpy().astype("datetime64[D]")
    late = ~(
        finished <= told["due_on"].to_numpy().astype("datetime64[D]")
    )  # an empty one compares with nothing
    test = back_test_on_days(receipt, Scope(ALL, RECEIPT_CLOSES), [day])
    assert (test.count, test.late) == (len(told), late.sum())
    assert test.radar.brier == pytest.approx(np.mean((told["chance"].to_numpy() - late) ** 2))


def simple(brier, *tenths) -> Score:
    return Score(brier, pd.DataFrame(tenths, columns=["chance", "share", "n"]))


@pytest.mark.parametrize(
    ("radar", "plain", "verdict"),
    [
        (simple(0.10, (0.2, 0.249, 50), (0.9, 0.1, 49)), simple(0.11), "better"),
        (simple(0.10, (0.2, 0.251, 50)), simple(0.11), "off"),
        (simple(0.11, (0.2, 0.2, 50)), simple(0.11), "not_better"),
        (simple(0.10, (0.2, 0.2, 49)), simple(0.11, (0.2, 0.2, 50)), "few"),
        (simple(float("nan")), simple(float("nan")), "few"),
    ],
)
def test_when_plain_ageing_takes_its_place(radar, plain, verdict):
    test = BackTest((date(2021, 5, 31),), 500, 100, radar, plain)
    assert test.verdict == verdict
    assert test.levels == (RADAR if verdict == "better" else PLAIN)


def test_brier_and_tenths_by_hand():
    chance = pd.Series([0.1, 0.1, 0.5, 0.9])
    found = score_forecasts(chance, pd.Series([False, False, True, False]))
    assert found.brier == pytest.approx((0.01 + 0.01 + 0.25 + 0.81) / 4)
    assert found.reliability.values.tolist() == [[0.1, 0, 2], [0.5, 1, 1], [0.9, 0, 1]]


def test_without_past_data_nothing_is_concluded(receipt):
    test = back_test(receipt, Scope(ALL, date(2010, 10, 20)))
    assert (test.count, test.verdict) == (0, "few")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("shown", ["cases", "officers", "apart"])
def test_the_section_of_the_page(sample_home, monkeypatch, language, shown):
    monkeypatch.setenv("REFORM_HOME", str(sample_home.path))
    app = opened("cases", ngon_ngu=language)
    app.segmented_control(key="radar_view").set_value(shown).run()
    assert not app.exception and not app.error


def test_the_page_counts_what_the_question_counts(sample_home, sample_snapshot, ask_scope, monkeypatch):
    monkeypatch.setenv("REFORM_HOME", str(sample_home.path))
    scope = ask_scope(unit=UNIT)
    work = worklist(forecasts(sample_snapshot, scope, RADAR), scope.closing)
    app = opened("cases", don_vi=UNIT)
    table = next(one.value for one in app.dataframe if "Nguy cơ quá hạn" in one.value.columns)
    assert list(table["Mã hồ sơ"]) == list(work["code"])
    sentence = next(one.value for one in app.markdown if "độ tin cậy 95%" in one.value)
    assert f"**{len(work)}** hồ sơ đến hạn" in sentence


def test_where_the_radar_is_not_used_the_page_says_so(tmp_path, monkeypatch):
    if not RECEIPT.exists():
        pytest.skip("receipt/cases_derived.csv is not beside the project")
    load_receipt(tmp_path)
    monkeypatch.setenv("REFORM_HOME", str(tmp_path))
    app = opened("cases")
    assert not app.exception
    assert any("nên không dùng" in one.value for one in app.markdown)
