"""Apply rules to rows: a finding rejects the row, flags it or is only noted, as settings say."""

from collections.abc import Callable
from datetime import date

import pandas as pd

from etl.parsing.columns import CheckResult, ParsedRows
from etl.problem import Problem
from etl.settings import Settings


def apply_rule(
    body: ParsedRows, settings: Settings, rule: str, rows: "pd.Series", problem: Callable[[int], Problem]
) -> None:
    """Record a finding of the rule for each row in which the condition holds, if settings list the rule."""
    judged = settings.rules.get(rule)
    if judged is None:
        return
    for row in rows.index[rows.fillna(False).astype(bool)]:
        if judged.severity == "inform":
            body.noted.append(CheckResult(rule, judged.severity, int(row)))
        else:
            (body.wrong if judged.severity == "reject" else body.remarks)[row].append(problem(row))


def check_future_days(body: ParsedRows, events: pd.DataFrame, settings: Settings, loaded_on: date) -> None:
    """Find events that lie after the day on which their file was loaded, which cannot be."""
    newest = events.apply(pd.to_datetime).max(axis=1)
    apply_rule(
        body,
        settings,
        "day_ahead",
        newest > pd.Timestamp(loaded_on),
        lambda row: Problem("day_ahead", None, f"{newest[row]:%d/%m/%Y}", f"{loaded_on:%d/%m/%Y}"),
    )
