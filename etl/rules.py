"""Rows judged by rules: what a rule finds rejects the row, flags it or is only told, as settings say."""

from collections.abc import Callable
from datetime import date

import pandas as pd

from etl.columns import Body, Noted
from etl.problem import Problem
from etl.settings import Settings


def judge(
    body: Body, settings: Settings, rule: str, rows: "pd.Series", problem: Callable[[int], Problem]
) -> None:
    """Where the condition holds for a row, the rule of this id has found something in it."""
    judged = settings.rules.get(rule)
    if judged is None:
        return
    for row in rows.index[rows.fillna(False).astype(bool)]:
        if judged.severity == "inform":
            body.noted.append(Noted(rule, judged.severity, int(row)))
        else:
            (body.wrong if judged.severity == "reject" else body.remarks)[row].append(problem(row))


def nothing_ahead(body: Body, events: pd.DataFrame, settings: Settings, loaded_on: date) -> None:
    """Nothing can have happened after the day on which its file was loaded."""
    newest = events.apply(pd.to_datetime).max(axis=1)
    judge(
        body,
        settings,
        "day_ahead",
        newest > pd.Timestamp(loaded_on),
        lambda row: Problem("day_ahead", None, f"{newest[row]:%d/%m/%Y}", f"{loaded_on:%d/%m/%Y}"),
    )
