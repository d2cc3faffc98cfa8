"""Generate the suggestion box of each commune, day by day: opened or not, and what lay in it."""

import numpy as np
import pandas as pd

from etl.sample.world import Whole, World, keep_where, object_array, read_data

_SLIPS_PER_CASE = 0.12
_NOT_EVEN_REPORTED = 0.5  # of the days on which the box stayed shut
_SPOILT = 0.02
_COUNTS = ["slips", "very_satisfied", "satisfied", "not_satisfied", "invalid", "suggestions"]


def draw(world: World) -> pd.DataFrame:
    """Draw a row for each day that a unit reported; a box that was opened and held nothing has 0 slips."""
    chance = world.random_stream(5)
    frame = _expected(world)
    frame["opened"] = chance.random(len(frame)) * 100 < frame.pop("box_opened")
    told = frame["opened"] | (chance.random(len(frame)) >= _NOT_EVEN_REPORTED)
    frame = frame[told].reset_index(drop=True)
    slips = np.where(frame["opened"], chance.poisson(frame.pop("mean")), 0)
    frame["slips"] = slips
    _divide(frame, slips, chance)
    # Nobody knows what lies in a box that stayed shut.
    frame[_COUNTS] = frame[_COUNTS].astype("Int64").where(frame["opened"])
    texts = object_array(read_data("comments").query("kind == 'idea'")["text"])
    frame["comment"] = keep_where(
        object_array(frame["suggestions"].fillna(0) > 0), texts[chance.integers(0, len(texts), len(frame))]
    )
    heads = np.array([world.people[unit][0] for unit in frame["unit_id"]], dtype=object)
    frame["opener"] = keep_where(object_array(frame["opened"]), heads)
    return frame


def _expected(world: World) -> pd.DataFrame:
    """Return the working days from the day on which a unit has a box."""
    boxes = world.units[world.units["box_from"].notna()]
    months = max((world.last - world.first).days / 30.4, 1)
    per_day = boxes["cases"] / world.units["cases"].sum() * world.cases / months / 21 * _SLIPS_PER_CASE
    parts = []
    for place, begin, mean in zip(boxes.index, boxes["box_from"], per_day, strict=True):
        days = world.calendar.list_working_days(max(begin, world.first), world.last)
        habits = world.units.loc[place, ["unit_id", "box_opened"]].to_dict()
        parts.append(pd.DataFrame({"day": days, "unit": place, "mean": mean, **habits}))
    return pd.concat(parts).sort_values(["day", "unit"], kind="stable", ignore_index=True)


def _divide(frame: pd.DataFrame, slips: Whole, chance: np.random.Generator) -> None:
    spoilt = chance.binomial(slips, _SPOILT)
    very = chance.binomial(slips - spoilt, 0.5)
    satisfied = chance.binomial(slips - spoilt - very, 0.82)
    frame["very_satisfied"], frame["satisfied"] = very, satisfied
    frame["not_satisfied"] = slips - spoilt - very - satisfied
    frame["invalid"] = spoilt
    frame["suggestions"] = chance.binomial(slips, 0.15)


COLUMNS = ["unit_id", "day", "opened", "opener", *_COUNTS, "comment"]
