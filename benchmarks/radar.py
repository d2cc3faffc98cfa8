"""Back-test the radar on the sample home and on real cases of a Dutch municipality, and time it.

    python -m benchmarks.radar [--home sample/home] [--repeat 3]

Real cases: receipt/cases_derived.csv in data/ of the folder `shared` beside the project, left out without it.
Times are of the processor, medians in milliseconds; figures stand in docs/radar.md.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from sqlalchemy import Connection, func, select

from indicators.periods import ALL
from indicators.queries.radar import case_outcomes, single_day_period
from indicators.radar.backtest import JUDGED, BackTest, Score, back_test, case_histories, score_forecasts
from indicators.radar.forecasts import forecasts
from indicators.radar.survival import PLAIN, RADAR, Level, forecast
from indicators.scope import Scope
from indicators.scope_from_words import closing_date_of
from tests.indicators.radar.reference_forecast import RECEIPT, load_receipt
from warehouse.connection import open_reader
from warehouse.home import Home
from warehouse.snapshots import Snapshot, current_snapshot
from warehouse.tables import case_file


def time_calls(action: Callable[[], object], repeat: int) -> float:
    spent = []
    for _ in range(repeat):
        begun = time.process_time()
        action()
        spent.append(1000 * (time.process_time() - begun))
    return statistics.median(spent)


def forecasts_by_levels(
    connection: Connection, scope: Scope, cutoff_days: tuple[date, ...], levels: tuple[Level, ...]
) -> pd.DataFrame:
    """Return chance and late of each forecast, by any levels."""
    known, asked = (
        case_histories(connection, scope, cutoff_days),
        case_outcomes(connection, scope, cutoff_days),
    )
    told = []
    for day in cutoff_days:
        cases = asked[asked["key"] == single_day_period(day).key]
        told.append(cases.assign(chance=forecast(known[day], cases, levels)["chance"]))
    each = pd.concat(told).dropna(subset="chance")
    return each.loc[each.index.repeat(each["count"]), ["chance", "late"]].reset_index(drop=True)


def largest_gap_in_steps(forecast_rows: pd.DataFrame) -> float:
    """Return the largest difference of chance and outcome, in points.

    In steps of 10 points with 50 forecasts or more.
    """
    steps = forecast_rows.astype(float).groupby((forecast_rows["chance"] * 10).astype(int).clip(upper=9))
    means = steps.mean()[steps.size() >= JUDGED]
    return float(100 * (means["chance"] - means["late"]).abs().max())


def print_back_test(name: str, snapshot: Snapshot, repeat: int) -> None:
    with open_reader(snapshot) as connection:
        scope = Scope(ALL, closing_date_of(connection))
        cases = connection.scalar(select(func.count()).select_from(case_file))
        test = back_test(connection, scope)
        print(f"\n{name}: {cases} cases, {len(test.days)} days from {test.days[0]} to {test.days[-1]}")
        print(f"{test.count} forecasts, {test.late} late; verdict: {test.verdict}")
        each = forecasts_by_levels(connection, scope, test.days, PLAIN[:1])
        alone = score_forecasts(each["chance"], each["late"]).brier
        print(
            f"Brier  radar {test.radar.brier:.4f}  plain {test.plain.brier:.4f}  days left alone {alone:.4f}"
        )
        print_tenths(test)
        steps = largest_gap_in_steps(forecasts_by_levels(connection, scope, test.days, RADAR))
        print(f"radar in steps of 10 points: largest difference {steps:.1f} points")
        for label, act in (
            ("back-test", lambda: back_test(connection, scope)),
            ("forecast of the open cases", lambda: forecasts(connection, scope, RADAR)),
        ):
            print(f"{label}: {time_calls(act, repeat):.0f} ms")


def print_tenths(test: BackTest) -> None:
    for way, found in (("radar", test.radar), ("plain", test.plain)):
        print(f"{way}: largest difference {100 * found.largest_gap:.1f} points")
        _print(found)


def _print(back_test_score: Score) -> None:
    print("   chance %   late %      n")
    for row in back_test_score.reliability.itertuples():
        print(f"{100 * row.chance:11.1f}{100 * row.share:9.1f}{int(row.n):7}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--home", type=Path, default=Path("sample/home"))
    parser.add_argument("--repeat", type=int, default=3)
    asked = parser.parse_args()
    snapshot = current_snapshot(Home.locate(asked.home))
    assert snapshot, "nothing loaded: run `make sample` first"
    print_back_test("sample", snapshot, asked.repeat)
    if not RECEIPT.exists():
        print(f"\nreceipt: {RECEIPT} is not there")
        return
    with TemporaryDirectory() as folder:
        print_back_test("receipt", load_receipt(Path(folder)), asked.repeat)


if __name__ == "__main__":
    main()
