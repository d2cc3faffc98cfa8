"""Find the unit of each row: its name means what it meant on the row's day."""

import pandas as pd

from etl.columns import Body, about
from etl.problem import BadCell
from etl.settings import Settings
from etl.unit_names import UnitNames


def unit_ids(body: Body, days: "pd.Series", settings: Settings) -> "pd.Series":
    """Return the ids of the units; rows whose name means no unit, or more than one, are rejected."""
    resolve = UnitNames(settings).resolve
    asked = pd.DataFrame({"name": body["unit"], "day": days}).dropna(subset=["name"])
    # A thousand rows of one unit and day are one question.
    names, unit_names = pd.factorize(asked["name"])
    dates, unit_days = pd.factorize(asked["day"], use_na_sentinel=False)
    places, pairs = pd.factorize(names * len(unit_days) + dates)
    questions = pd.Series(places, index=asked.index)
    different = pd.DataFrame(
        {
            "name": unit_names[pairs // max(len(unit_days), 1)],
            "day": unit_days[pairs % max(len(unit_days), 1)],
        }
    )
    ids: list[str | None] = []
    for name, day in zip(different["name"], different["day"], strict=True):
        try:
            ids.append(resolve(str(name), None if pd.isna(day) else day.date()))
        except BadCell as bad:
            _blame(body, questions.index[questions == len(ids)], bad, undated=pd.isna(day))
            ids.append(None)
    found = pd.Series(ids, dtype="str").reindex(questions).set_axis(questions.index)
    return found.reindex(body.values.index)


def _blame(body: Body, rows: "pd.Index", bad: BadCell, undated: bool) -> None:
    problem = about(body.heading("unit"), bad.problem)
    for row in rows:
        # Where the day could not be read, which of two units is meant is not the name's fault.
        if not (undated and problem.key != "unit_unknown" and row in body.wrong):
            body.wrong[row].append(problem)
