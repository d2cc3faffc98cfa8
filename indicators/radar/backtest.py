"""Try the forecast on past days: compare what it would have said with what then happened.

Each cut-off day is asked with what was known at its end. Brier's score (Monthly Weather Review 78, 1950) is
the mean of (chance − outcome)², 0 at best; calibration compares chances with outcomes in tenths of the
forecasts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from indicators.periods import list_periods, period_of_days
from indicators.queries.radar import (
    case_endings,
    case_outcomes,
    median_received_day,
    single_day_period,
    unfinished_cases,
)
from indicators.radar.survival import PLAIN, RADAR, Level, forecast
from indicators.scope import Scope

MOST_DAYS = 12
JUDGED, ALLOWED = 50, 0.05  # forecasts in a tenth from which it is judged, and how far it may be off
Verdict = Literal["better", "not_better", "off", "few"]


@dataclass(frozen=True, eq=False)
class Score:
    """Hold the quality of a set of forecasts.

    `reliability`: mean chance, share late (both 0 to 1) and number n of each tenth of the forecasts.
    """

    brier: float
    reliability: pd.DataFrame

    @property
    def largest_gap(self) -> float:
        """Return the largest gap of chance and outcome, 0 to 1, in tenths of at least JUDGED forecasts."""
        judged = self.reliability[self.reliability["n"] >= JUDGED]
        return float((judged["chance"] - judged["share"]).abs().max()) if len(judged) else np.nan


@dataclass(frozen=True, eq=False)
class BackTest:
    """Hold a back-test: `count` forecasts were made on `days`, of which `late` came true."""

    days: tuple[date, ...]
    count: int
    late: int
    radar: Score
    plain: Score

    @property
    def verdict(self) -> Verdict:
        """Say why the radar is used (`better`) or plain ageing instead; `few`: no tenth can be judged."""
        if np.isnan(self.radar.largest_gap):
            return "few"
        if not self.radar.brier < self.plain.brier:
            return "not_better"
        return "better" if self.radar.largest_gap <= ALLOWED else "off"

    @property
    def levels(self) -> tuple[Level, ...]:
        return RADAR if self.verdict == "better" else PLAIN

    @property
    def score_in_use(self) -> Score:
        return self.radar if self.verdict == "better" else self.plain


def back_test(connection: Connection, scope: Scope) -> BackTest:
    """Back-test on the last days of the months in which the later half of the cases was received."""
    return back_test_on_days(connection, scope, cutoff_days_of(connection, scope))


def cutoff_days_of(connection: Connection, scope: Scope) -> tuple[date, ...]:
    """Return at most MOST_DAYS cut-off days, the newest; none at or after the closing date."""
    middle = median_received_day(connection, scope)
    if middle is None:
        return ()
    months = list_periods("month", middle, scope.closing, scope.closes_on)
    return tuple(month.last for month in months if month.last < scope.closing)[-MOST_DAYS:]


def back_test_on_days(connection: Connection, scope: Scope, cutoff_days: Sequence[date]) -> BackTest:
    """Back-test on the given days, in their order."""
    known = case_histories(connection, scope, cutoff_days)
    asked = case_outcomes(connection, scope, cutoff_days)
    answers = [_asked(asked[asked["key"] == single_day_period(day).key], known[day]) for day in cutoff_days]
    told = pd.concat(answers, ignore_index=True) if answers else asked.assign(radar=0.0, plain=0.0)
    told = told.dropna(subset=["radar", "plain"])
    each = told.loc[told.index.repeat(told["count"].astype(int))]
    late = each["late"].astype(bool)
    return BackTest(
        tuple(cutoff_days),
        len(each),
        int(late.sum()),
        score_forecasts(each["radar"], late),
        score_forecasts(each["plain"], late),
    )


def case_histories(
    connection: Connection, scope: Scope, cutoff_days: Sequence[date]
) -> dict[date, pd.DataFrame]:
    """Return what was known at the end of each of the ascending days: what had ended, what was open."""
    begins = [date.min, *(day + timedelta(days=1) for day in cutoff_days[:-1])]
    spans = [
        period_of_days(first, last)
        for first, last in zip(begins[: len(cutoff_days)], cutoff_days, strict=True)
    ]
    ended, still_open = (
        case_endings(connection, scope, spans),
        unfinished_cases(connection, scope, cutoff_days),
    )
    found, so_far = {}, []
    for day, span in zip(cutoff_days, spans, strict=True):
        so_far.append(ended[ended["key"] == span.key])
        found[day] = pd.concat(
            [*so_far, still_open[still_open["key"] == single_day_period(day).key]], ignore_index=True
        )
    return found


def _asked(cases: pd.DataFrame, history: pd.DataFrame) -> pd.DataFrame:
    told = forecast(history, cases, RADAR)
    return cases.assign(radar=told["chance"], plain=told["aged"])


def score_forecasts(chance: pd.Series, late_flags: pd.Series) -> Score:
    """Score the forecasts by Brier and by tenths.

    Equal chances stay in one tenth, so that there may be fewer than ten.
    """
    if chance.empty:
        return Score(np.nan, pd.DataFrame({"chance": [], "share": [], "n": []}))
    tenth = pd.qcut(chance, 10, labels=False, duplicates="drop")
    pairs = pd.DataFrame({"chance": chance, "share": late_flags.astype(float)})
    groups = pairs.groupby(tenth.fillna(0))
    reliability = groups.mean().assign(n=groups.size()).reset_index(drop=True)
    return Score(float(((pairs["chance"] - pairs["share"]) ** 2).mean()), reliability)
