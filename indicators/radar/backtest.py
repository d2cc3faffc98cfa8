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

from indicators.periods import days, run
from indicators.queries.radar import as_of, endings, middle_day, outcomes, unended
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
    def widest(self) -> float:
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
        if np.isnan(self.radar.widest):
            return "few"
        if not self.radar.brier < self.plain.brier:
            return "not_better"
        return "better" if self.radar.widest <= ALLOWED else "off"

    @property
    def levels(self) -> tuple[Level, ...]:
        return RADAR if self.verdict == "better" else PLAIN

    @property
    def used(self) -> Score:
        return self.radar if self.verdict == "better" else self.plain


def back_test(connection: Connection, scope: Scope) -> BackTest:
    """Back-test on the last days of the months in which the later half of the cases was received."""
    return tried(connection, scope, cut_offs(connection, scope))


def cut_offs(connection: Connection, scope: Scope) -> tuple[date, ...]:
    """Return at most MOST_DAYS cut-off days, the newest; none at or after the closing date."""
    middle = middle_day(connection, scope)
    if middle is None:
        return ()
    months = run("month", middle, scope.closing, scope.closes_on)
    return tuple(month.last for month in months if month.last < scope.closing)[-MOST_DAYS:]


def tried(connection: Connection, scope: Scope, on: Sequence[date]) -> BackTest:
    """Back-test on the given days, in their order."""
    known = histories(connection, scope, on)
    asked = outcomes(connection, scope, on)
    answers = [_asked(asked[asked["key"] == as_of(day).key], known[day]) for day in on]
    told = pd.concat(answers, ignore_index=True) if answers else asked.assign(radar=0.0, plain=0.0)
    told = told.dropna(subset=["radar", "plain"])
    each = told.loc[told.index.repeat(told["count"].astype(int))]
    late = each["late"].astype(bool)
    return BackTest(
        tuple(on), len(each), int(late.sum()), score(each["radar"], late), score(each["plain"], late)
    )


def histories(connection: Connection, scope: Scope, on: Sequence[date]) -> dict[date, pd.DataFrame]:
    """Return what was known at the end of each of the ascending days: what had ended, what was open."""
    begins = [date.min, *(day + timedelta(days=1) for day in on[:-1])]
    spans = [days(first, last) for first, last in zip(begins[: len(on)], on, strict=True)]
    ended, still_open = endings(connection, scope, spans), unended(connection, scope, on)
    found, so_far = {}, []
    for day, span in zip(on, spans, strict=True):
        so_far.append(ended[ended["key"] == span.key])
        found[day] = pd.concat([*so_far, still_open[still_open["key"] == as_of(day).key]], ignore_index=True)
    return found


def _asked(cases: pd.DataFrame, history: pd.DataFrame) -> pd.DataFrame:
    told = forecast(history, cases, RADAR)
    return cases.assign(radar=told["chance"], plain=told["aged"])


def score(chance: pd.Series, late: pd.Series) -> Score:
    """Score the forecasts by Brier and by tenths.

    Equal chances stay in one tenth, so that there may be fewer than ten.
    """
    if chance.empty:
        return Score(np.nan, pd.DataFrame({"chance": [], "share": [], "n": []}))
    tenth = pd.qcut(chance, 10, labels=False, duplicates="drop")
    pairs = pd.DataFrame({"chance": chance, "share": late.astype(float)})
    groups = pairs.groupby(tenth.fillna(0))
    reliability = groups.mean().assign(n=groups.size()).reset_index(drop=True)
    return Score(float(((pairs["chance"] - pairs["share"]) ** 2).mean()), reliability)
