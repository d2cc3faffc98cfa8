"""Ask what citizens say, beside the indicators: answers by level, the suggestion box by day."""

import pandas as pd
from sqlalchemy import Connection, case, func, select

from indicators.catalogue.satisfaction import ANSWERED
from indicators.definition import END, START, period
from indicators.queries.scoping import bind_periods, fetch_frame, join_map, unit_of, visible_condition
from indicators.scope import Scope
from warehouse.tables import answer, box_day


def answers_by_level(connection: Connection, scope: Scope) -> pd.DataFrame:
    """Return aspect, score (1–5), count."""
    statement = (
        select(answer.c.aspect, answer.c.score, func.count().label("count"))
        .select_from(answer)
        .join(period, ANSWERED)
        .where(visible_condition(answer, scope))
        .group_by(answer.c.aspect, answer.c.score)
        .order_by(answer.c.aspect, answer.c.score)
    )
    return fetch_frame(connection, bind_periods(statement, (scope.period,), scope.closing))


def box_days(connection: Connection, scope: Scope) -> pd.DataFrame:
    """Return unit_id, shown_as, day, state, slips of the suggestion box.

    State: opened with slips, opened and empty, not opened, not reported. `unit_id` had the box; `shown_as` is
    the unit that it counts for on the scope's map.
    """
    state = case(
        (~box_day.c.reported, "missing"),
        (~box_day.c.opened, "closed"),
        (func.coalesce(box_day.c.slips, 0) == 0, "empty"),
        else_="slips",
    ).label("state")
    shown_as = unit_of(box_day, scope).label("shown_as")
    statement = (
        select(box_day.c.unit_id, shown_as, box_day.c.day, state, box_day.c.slips)
        .select_from(box_day)
        .join(period, box_day.c.day.between(START, END))
        .order_by(box_day.c.unit_id, box_day.c.day)
    )
    statement = join_map(statement, box_day, scope).where(visible_condition(box_day, scope))
    return fetch_frame(connection, bind_periods(statement, (scope.period,), scope.closing))
