"""The sample says what it was planted to say, and says it again in the same bytes."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from etl import sample
from etl.reading.read_file import read_file
from etl.sample import cases as case_files
from etl.sample.exports import quarter_periods, select_cases
from etl.sample.world import build_world, day64
from indicators.queries import total_comparisons

SMALL = 3000
LAST = pd.Timestamp(2021, 7, 31)
MONTHS = 25


@pytest.fixture(scope="module")
def truth(settings):
    return sample.build_truth(settings=settings)


@pytest.fixture(scope="module")
def small(settings, tmp_path_factory):
    return sample.write(tmp_path_factory.mktemp("small"), cases=SMALL, settings=settings)


def test_the_same_seed_writes_the_same_bytes(settings, small, tmp_path):
    again = sample.write(tmp_path, cases=SMALL, settings=settings)
    assert [path.name for path in again] == [path.name for path in small]
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in small]


def test_another_seed_is_another_district(settings):
    one, two = (sample.build_truth(seed, cases=SMALL, settings=settings).cases for seed in (1, 2))
    assert not one["received_at"].equals(two["received_at"])


def test_progress_hears_every_file(settings, tmp_path):
    heard = []
    first, last = date(2021, 1, 1), date(2021, 3, 31)
    paths = sample.write(tmp_path, 1, first, last, 300, settings=settings, progress=heard.append)
    assert heard == [path.name for path in paths] and len(heard) == 8  # three of them months of totals


@pytest.mark.parametrize("day", [date(2021, 7, 30), date(2021, 7, 31), date(2026, 3, 2)])
def test_one_day_and_few_cases_are_enough(settings, tmp_path, day):
    assert sample.write(tmp_path, 1, day, day, 1, settings=settings)


def test_time_that_no_unit_outlives_is_refused(settings):
    with pytest.raises(sample.NoUnits, match="2019-07-01 – 2025-12-31"):
        sample.build_truth(last=date(2025, 12, 31), cases=SMALL, settings=settings)


def test_it_has_the_size_that_was_asked_for(truth):
    assert_near(len(truth.cases), 60_000)
    assert_near(len(truth.documents), 25_000)
    assert_near(len(truth.ballots_3), 12_000)
    assert_near(len(truth.ballots_5), 5_000)
    assert truth.units["kind"].value_counts().to_dict() == {"commune": 21, "office": 12}
    assert truth.cases["procedure_code"].nunique() == 120
    assert truth.cases["code"].is_unique
    months = truth.cases["received_on"].dt.to_period("M")
    assert months.nunique() == MONTHS and months.min() == pd.Period("2019-07")


def test_every_fact_has_a_key_of_its_own(truth):
    assert not truth.documents.duplicated(["direction", "unit_id", "number", "day"]).any()
    assert not truth.box.duplicated(["unit_id", "day"]).any()
    assert truth.ballots_5["code"].is_unique and truth.ballots_3["code"].dropna().is_unique


def test_tet_and_lockdown_are_dips(truth):
    monthly = truth.cases.groupby(truth.cases["received_on"].dt.to_period("M")).size()
    usual = monthly.median()
    for month in ("2020-01", "2020-04", "2021-02", "2021-05", "2021-06"):
        assert monthly[month] < 0.8 * usual


def test_the_online_share_rises(truth):
    online = (truth.cases["channel"] == "online").groupby(truth.cases["received_on"].dt.to_period("M")).mean()
    assert online.iloc[0] == pytest.approx(0.08, abs=0.03)
    assert online.iloc[-1] == pytest.approx(0.45, abs=0.04)
    assert online.iloc[-6:].min() > online.iloc[:12].max()


def test_two_communes_are_really_worse_and_the_others_alike(truth):
    rates = on_time(truth).groupby("name")["on_time"].mean()
    assert rates["Xã Gia Lạc"] == pytest.approx(0.82, abs=0.03)
    assert rates["Xã Gia Sinh"] == pytest.approx(0.82, abs=0.03)
    others = rates.drop(["Xã Gia Lạc", "Xã Gia Sinh", "Xã Gia Minh"])
    assert others.min() > 0.93


def test_one_commune_really_improves(truth):
    cases = on_time(truth).query("name == 'Xã Gia Minh'")
    by_year = cases.groupby(cases["finished_on"] >= "2020-08-01")["on_time"].mean()
    assert by_year[True] - by_year[False] > 0.05


def test_one_commune_is_only_unlucky(truth):
    cases = on_time(truth).query("name == 'Xã Gia Trung'")
    assert len(cases) / MONTHS == pytest.approx(12, abs=1.5)
    quarter = cases["finished_on"].between("2021-04-01", "2021-06-30")
    assert cases["on_time"].mean() > 0.94
    assert cases.loc[quarter, "on_time"].mean() < 0.92


def test_one_officer_never_signs(truth):
    issued = truth.documents.query("direction == 'out'")
    signed = issued.groupby("signer")["signed_leader"].agg(["sum", "size"])
    assert list(signed.index[signed["sum"] == 0]) == ["Đinh Văn Mẫu"]
    assert signed.loc["Đinh Văn Mẫu", "size"] > 50


def test_all_people_are_invented(truth):
    names = [truth.cases["applicant"], truth.cases["officer"], truth.documents["signer"].dropna()]
    assert pd.concat(names).str.endswith("Mẫu").all()
    assert truth.cases["phone"].str.fullmatch(r"0900 000 \d{3}").all()


def test_a_shut_box_differs_from_an_empty_one(truth):
    box = truth.box.merge(truth.units[["unit_id", "name"]])
    shut = 1 - box.groupby("name")["opened"].mean()
    assert shut.idxmax() == "Xã Gia Phú" and shut.max() > 0.1
    empty = box[box["slips"] == 0].groupby("name").size()
    assert len(empty) == 21
    assert box.loc[~box["opened"], "slips"].isna().all()
    days = box[box["opened"]].groupby("name").size()
    assert days["Xã Gia Phú"] < 0.85 * days.drop("Xã Gia Phú").min()


def test_one_commune_has_no_late_ballots(truth):
    ballots = truth.ballots_5.query("unit_id == '14524@start'")
    assert len(ballots) > 20 and ballots["day"].max() < pd.Timestamp(2021, 4, 1)


def test_about_seven_in_ten_overdue_cases_have_an_apology(truth):
    overdue = truth.cases["apology"].dropna()
    assert len(overdue) > 1000 and overdue.mean() == pytest.approx(0.7, abs=0.04)


def test_states_and_dates_agree(truth, settings):
    cases = truth.cases
    ended = cases["status"].map({code: status.ends for code, status in settings.statuses.items()})
    assert (cases["finished_on"].notna() == ended).all()
    assert not (cases["finished_on"] < cases["received_on"]).any()
    assert cases[["received_on", "finished_on", "returned_on"]].max().max() <= LAST


def test_one_row_in_a_hundred_cannot_be_read(truth):
    unreadable = truth.dirt.query("source == 'cases' and rejected").groupby("file").size()
    assert unreadable.sum() / len(truth.cases) == pytest.approx(0.01, abs=0.002)
    assert set(truth.dirt.query("source == 'cases' and rejected")["kind"]) == {
        "impossible_date",
        "finished_before_received",
        "unknown_unit",
        "missing_code",
        "unknown_channel",
        "text_in_date",
    }


def test_what_was_spoilt_is_rejected_and_nothing_else(settings, small):
    dirt = sample.build_truth(cases=SMALL, settings=settings).dirt
    planted = dirt[dirt["rejected"]].groupby("file").size()
    for path in small:
        understood = read_file(path, path.name, settings)
        assert len(understood.rejects) == planted.get(path.name, 0), path.name
        assert understood.sample


def test_monthly_totals_agree_with_the_lists_but_for_one_slip(sample_snapshot):
    beside = total_comparisons(sample_snapshot)
    assert beside["first_day"].nunique() == 3 and beside["unit_id"].nunique() > 25
    wrong = beside[beside["difference"] != 0]
    assert wrong[["unit_id", "about", "difference"]].to_numpy().tolist() == [["14503@start", "incoming", 3]]
    assert list(wrong["last_day"]) == [date(2021, 7, 31)]


def test_the_last_file_that_lists_a_case_knows_its_end(settings):
    world = build_world(settings, 1, date(2019, 7, 1), date(2021, 7, 31), SMALL)
    drawn = case_files.draw(world)
    listed = pd.concat([select_cases(world, drawn, part) for part in quarter_periods(world)])
    newest = listed.drop_duplicates("code", keep="last").set_index("code").sort_index()
    true = case_files.cases_on_day(world, drawn, day64(world.last)).set_index("code").sort_index()
    assert listed["code"].duplicated().sum() > 50
    pd.testing.assert_frame_equal(newest[case_files.COLUMNS[1:]], true[case_files.COLUMNS[1:]])


def on_time(truth):
    cases = truth.cases.merge(truth.units[["unit_id", "name"]])
    cases = cases[cases["status"].isin([9, 10])]
    return cases.assign(on_time=np.where(cases["finished_on"] > cases["due_on"], 0, 1))


def assert_near(found, wanted):
    assert abs(found - wanted) <= 0.05 * wanted
