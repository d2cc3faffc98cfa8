"""Forecast deadlines: how long each open case still has, and the chance that it is late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from indicators.queries.radar import open_cases_with_deadlines, single_day_period, working_days_by_number
from indicators.radar.backtest import case_histories
from indicators.radar.survival import ALARM, Level, forecast
from indicators.scope import Scope

AHEAD = 14  # days that the worklist looks ahead of the closing date
WATCH = 0.2
_WIDE = 0.95


@dataclass(frozen=True)
class ExpectedLate:
    """Hold how many of `due` cases will be late by their chances, and the counts of the 95% interval.

    The limits are those of the sum of independent cases of these chances (Poisson's binomial distribution);
    that the chances are themselves estimates is not in them. `untold` more cases have no chance.
    """

    due: int
    late: float
    low: int
    high: int
    untold: int


def forecast_scope(scope: Scope) -> Scope:
    """Return the same scope for all views of one closing date: by it the back-test is remembered."""
    return Scope(single_day_period(scope.closing), scope.closing, allowed=scope.allowed)


def forecasts(connection: Connection, scope: Scope, levels: tuple[Level, ...]) -> pd.DataFrame:
    """Return every case open at the closing date, as open_cases_with_deadlines gives it, with its forecast.

    chance, level and similar as in survival.forecast, empty but for cases that are `ahead` of their due date.
    `act_by`: the last working day on which finishing is in time. `alarm_on`: the day at whose end the chance
    of a case that is still open reaches ALARM.
    """
    found = open_cases_with_deadlines(connection, scope.with_period(single_day_period(scope.closing)))
    ahead = found[(found["state"] == "ahead") & found["left"].notna()]
    known = case_histories(connection, scope, (scope.closing,))[scope.closing]
    told = found.join(forecast(known, ahead, levels))
    on = working_days_by_number(connection)
    told["act_by"] = _days(on, told["due_no"])
    told["alarm_on"] = _days(on, told["due_no"] - told["alarm_left"].where(told["chance"].notna()))
    return told


def worklist(cases: pd.DataFrame, closing: date, days_ahead: int = AHEAD) -> pd.DataFrame:
    """Return forecasts of cases due within `days_ahead`, by the day to act by, then the likeliest late."""
    soon = cases[cases["state"].isin(["ahead", "last_day"])]
    soon = soon[soon["due_on"] <= closing + timedelta(days=days_ahead)]
    order = soon.assign(less=-soon["chance"].fillna(1.0))
    return order.sort_values(["act_by", "less", "code"]).drop(columns="less").reset_index(drop=True)


def group_by_officer(cases: pd.DataFrame) -> pd.DataFrame:
    """Return unit_id, officer_no, due, watch, late of each officer's cases, the likeliest late first.

    `watch`: those with a chance of WATCH or more; `late`: the sum of the chances.
    """
    told = cases.assign(watch=cases["chance"].round(2) >= WATCH, due=1)
    sums = told.groupby(["unit_id", "officer_no"], dropna=False, as_index=False).agg(
        due=("due", "sum"), watch=("watch", "sum"), late=("chance", "sum")
    )
    return sums.sort_values(
        ["late", "unit_id", "officer_no"], ascending=[False, True, True], ignore_index=True
    )


def expected_late(cases: pd.DataFrame) -> ExpectedLate:
    """Estimate how many cases of the worklist that are ahead of their due date will be late."""
    ahead = cases[cases["state"] == "ahead"]
    chances = ahead["chance"].dropna()
    low, high = late_count_limits(chances)
    return ExpectedLate(len(chances), float(chances.sum()), low, high, len(ahead) - len(chances))


def late_count_limits(chances: Iterable[float]) -> tuple[int, int]:
    """Return the counts between which the number of events lies with 95%, at most 2.5% on each side."""
    counts = np.ones(1)
    for chance in chances:
        counts = np.convolve(counts, [1 - chance, chance])
    below, tail = counts.cumsum(), (1 - _WIDE) / 2
    return int((below <= tail).sum()), int((below < 1 - tail).sum())


def likelihood(chance: float) -> str:
    """Return a key of the words under [radar_chance] for the chance in whole percents, as shown."""
    shown = round(chance, 2)
    return "likely" if shown >= ALARM else "possible" if shown >= WATCH else "unlikely"


def _days(days_by_number: dict[int, date], numbers: pd.Series) -> list[date | None]:
    return [None if pd.isna(number) else days_by_number.get(int(number)) for number in numbers]
