"""Real data that nobody here wrote, each with a settings folder of its own: no code knows of them."""

import json
from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest

from etl.loading.load import load
from etl.settings import Settings
from indicators.catalogue import CATALOGUE
from indicators.periods import ALL, period_from_key
from indicators.queries import figure, split
from indicators.scope import Scope
from warehouse.connection import open_reader
from warehouse.home import PROJECT, Home

pytestmark = pytest.mark.real
DATA = PROJECT.parent / "shared" / "data"


def loaded(tmp_path_factory, file, settings, closing=None):
    path = DATA / file
    if not path.exists():
        pytest.skip(f"{file} is not beside the project (expected in {DATA.name}/ of the shared folder)")
    home = Home(tmp_path_factory.mktemp(settings))
    decided = Settings.read(PROJECT / "tests" / "settings" / settings)
    return load([path], home, decided, loaded_at=datetime(2024, 1, 2), closing_date=closing)


@pytest.fixture(scope="module", params=["cases_derived", "receipt"])
def receipt(tmp_path_factory, request):
    """1,434 cases of a Dutch municipality at the end of 24/01/2012: a list of them, and 8,577 events."""
    outcome = loaded(tmp_path_factory, f"receipt/{request.param}.csv", "receipt", date(2012, 1, 24))
    account = outcome.files[0].account
    rows = {"cases_derived": 1434, "receipt": 8577}[request.param]
    assert (account.read, account.loaded, account.rejected) == (rows + 1, 1434, 0)
    assert account.aside == 1 + rows - 1434
    with open_reader(outcome.snapshot) as connection:
        yield connection


@pytest.fixture(scope="module")
def reference():
    return json.loads((DATA / "receipt" / "reference.json").read_text("utf-8"))["all_rows"]


@pytest.fixture(scope="module")
def plain():
    """The same cases in plain pandas, with working days by our definition: those in (received, finished]."""
    cases = pd.read_csv(DATA / "receipt" / "cases_derived.csv", parse_dates=["received", "due", "finished"])
    done = cases.dropna(subset="finished")
    received, finished = (done[c].dt.date.to_numpy("datetime64[D]") for c in ("received", "finished"))
    day = np.timedelta64(1, "D")
    return done.assign(
        days=np.busday_count(received + day, finished + day), month=done["finished"].dt.strftime("%Y-%m")
    )


AS_OF = Scope(ALL, date(2012, 1, 24))


def value(connection, indicator, scope=AS_OF):
    return figure(connection, CATALOGUE[indicator], scope)


def test_totals_of_the_dutch_municipality(receipt):
    on_time = value(receipt, "on_time_06a")
    assert (on_time.numerator, on_time.denominator) == (1020, 1329)
    assert value(receipt, "median_days").value == 36
    assert value(receipt, "p90_days").value == 75
    assert value(receipt, "online_share").numerator == 1271
    assert value(receipt, "open_cases").value == 105
    assert value(receipt, "overdue_open").value == 39


@pytest.mark.parametrize(
    ("day", "before"), [("2011-07-01", date(2011, 6, 30)), ("2011-10-01", date(2011, 9, 30))]
)
def test_open_and_overdue_on_earlier_days(receipt, reference, day, before):
    """The reference looks at the start of a day, we at the end of the day before."""
    scope = Scope(ALL, before)
    expected = reference["asof"][day]["total"]
    assert value(receipt, "open_cases", scope).value == expected["open"]
    assert value(receipt, "overdue_open", scope).value == expected["overdue_open_date"]


def test_counts_by_unit(receipt, reference):
    for indicator, key in (("received_cases", "received"), ("finished_cases", "finished")):
        found = split(receipt, CATALOGUE[indicator], AS_OF, "unit").set_index("group")["value"].fillna(0)
        names = units_by_name(receipt)
        assert {name: found[names[name]] for name in reference["by_unit"]} == {
            name: counts[key] for name, counts in reference["by_unit"].items()
        }
    on_time = (
        split(receipt, CATALOGUE["on_time_06a"], AS_OF, "unit").set_index("group")["numerator"].fillna(0)
    )
    for name, counts in reference["by_unit"].items():
        assert on_time[names[name]] == counts["on_time_date"]


def units_by_name(connection):
    from indicators.queries import all_units

    return dict(all_units(connection)[["name", "id"]].itertuples(index=False))


def test_counts_and_days_by_month(receipt, reference, plain):
    for month, counts in reference["by_month"].items():
        scope = Scope(period_from_key(month, None), date(2012, 1, 24))
        assert (value(receipt, "received_cases", scope).value or 0) == counts["received"]
        finished = value(receipt, "on_time_06a", scope)
        assert ((finished.numerator or 0), finished.n) == (counts["on_time_date"], counts["finished"])
        days = plain.loc[plain["month"] == month, "days"]
        for indicator, share in (("median_days", 0.5), ("p90_days", 0.9)):
            expected = np.sort(days)[int(np.ceil(share * len(days))) - 1] if len(days) else None
            assert value(receipt, indicator, scope).value == expected


def test_days_of_every_unit(receipt, plain):
    names = units_by_name(receipt)
    found = split(receipt, CATALOGUE["p90_days"], AS_OF, "unit").set_index("group")["value"]
    for unit, days in plain.groupby("unit")["days"]:
        assert found[names[unit]] == np.sort(days)[int(np.ceil(0.9 * len(days))) - 1]


@pytest.fixture(scope="module")
def ambulance(tmp_path_factory):
    outcome = loaded(tmp_path_factory, "nhs_ballots/ballots.csv", "nhs_ballots")
    with open_reader(outcome.snapshot) as connection:
        yield outcome.files[0].account, connection


def test_ballots_of_the_ambulance_trust(ambulance):
    account, connection = ambulance
    assert account.is_balanced
    assert account.read - account.aside == 5096
    assert account.loaded == 2959
    satisfied = value(connection, "satisfied_5", Scope(ALL, date(2024, 1, 1)))
    assert (satisfied.numerator, satisfied.denominator) == (2526, 2915)


@pytest.mark.parametrize(
    ("unit", "valid", "satisfied"),
    [("111", 859, 648), ("PTS - Patient Transport", 955, 907), ("See and Convey", 1101, 971)],
)
def test_ballots_by_service(ambulance, unit, valid, satisfied):
    _, connection = ambulance
    by_unit = split(connection, CATALOGUE["satisfied_5"], Scope(ALL, date(2024, 1, 1)), "unit").set_index(
        "group"
    )
    found = by_unit.loc[units_by_name(connection)[unit]]
    assert (found["numerator"], found["denominator"]) == (satisfied, valid)
