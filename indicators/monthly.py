"""Follow a figure over the months up to the end of a period, with the limits that chance leaves."""

from datetime import date

import pandas as pd
from sqlalchemy import Connection

from indicators.definition import Indicator
from indicators.fairness.chart import ControlChart, control_chart
from indicators.periods import Period, list_periods, period_from_key
from indicators.queries import history, maps
from indicators.scope import Scope

MONTHS = 24


def chart_months(scope: Scope) -> tuple[Period, ...]:
    """Return the months that had ended by the end of the period and the closing date, oldest first."""
    end = scope.last_day
    # A year too many: the month in which the period ends may not have ended itself and is left out.
    found = list_periods("month", end.replace(year=end.year - MONTHS // 12 - 1, day=1), end, scope.closes_on)
    return tuple(month for month in found if month.last <= end)[-MONTHS:]


def monthly_figures(connection: Connection, indicator: Indicator, scope: Scope) -> pd.DataFrame:
    """Return key, PARTS and `day`, the first of the month, of each of these months."""
    rows = history(connection, indicator, scope, chart_months(scope))
    return rows.assign(day=[period_from_key(key, None).first for key in rows["key"]])


def series_breaks(
    connection: Connection, scope: Scope, indicator: Indicator | None = None
) -> tuple[date, ...]:
    """Return the days from which a series is another one.

    On a map its re-organisations; for an indicator the day its basis began to apply.
    """
    days = maps(connection) if scope.map else []
    since = (indicator.since,) if indicator and indicator.since else ()
    return (*days, *since)


def monthly_chart(
    connection: Connection, indicator: Indicator, scope: Scope, events: tuple[date, ...], min_n: int
) -> ControlChart:
    """Build the control chart of the months with a value; `events`: days from which the series differs."""
    rows = monthly_figures(connection, indicator, scope).dropna(subset=["value"])
    return control_chart(indicator, rows, events, min_n)
