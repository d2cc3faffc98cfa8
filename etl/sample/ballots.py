"""Generate ballots: five levels by aspect, three levels at the counter; each is about a finished case."""

import numpy as np
import pandas as pd

from etl.sample.world import Numbers, Whole, Words, World, keep_where, object_array, read_data

ASPECTS = {"access": 0.01, "procedure": -0.02, "staff": 0.02, "result": 0.0, "feedback": -0.03}
_FIVE_PER_CASE, _THREE_PER_CASE = 1 / 12, 1 / 5
_AGREES = 0.6  # how often an aspect has the same answer as the whole
_BLANK, _SPOILT, _COMMENT = 0.03, 0.004, 0.06
_CHANNELS = {"paper": 0.5, "kiosk": 0.2, "qr": 0.2, "online": 0.1}


def draw_ballots_5(world: World, cases: pd.DataFrame) -> pd.DataFrame:
    """Draw ballots with five levels, 0 if spoilt and empty if unanswered. `cases`: as on the last day."""
    chance = world.random_stream(3)
    begin, _ = world.last_quarter()
    silent = set(world.units.loc[world.units["habit"] == "no_late_ballots", "unit_id"])
    asked = cases[~(cases["unit_id"].isin(silent) & (cases["finished_on"] >= begin))]
    frame = _answered(world, asked, round(world.cases * _FIVE_PER_CASE), chance)
    size = len(frame)
    satisfied = frame["satisfied"].to_numpy() / 100
    overall = _scores(satisfied, chance)
    for aspect, shift in ASPECTS.items():
        own = _scores(np.minimum(satisfied + shift, 1), chance)
        score = np.where(chance.random(size) < _AGREES, overall, own)
        frame[aspect] = pd.Series(score).astype("Int64").where(chance.random(size) >= _BLANK)
    spoilt = np.where(chance.random(size) < _SPOILT, 0, overall)
    frame["overall"] = pd.Series(spoilt).astype("Int64").where(chance.random(size) >= _BLANK / 3)
    frame["channel"] = chance.choice(list(_CHANNELS), size, p=list(_CHANNELS.values()))
    frame["case_code"] = frame["case_code"].where(chance.random(size) < 0.6)
    frame["code"] = _codes("KS5", frame)
    return frame


def draw_ballots_3(world: World, cases: pd.DataFrame) -> pd.DataFrame:
    """Draw ballots of the counter: 3 very satisfied, 2 satisfied, 1 not, 0 spoilt; one in ten has no code."""
    chance = world.random_stream(4)
    frame = _answered(world, cases, round(world.cases * _THREE_PER_CASE), chance)
    size = len(frame)
    very = chance.random(size) < 0.58
    content = chance.random(size) < frame["satisfied"].to_numpy() / 100
    level = np.where(content, np.where(very, 3, 2), 1)
    frame["overall"] = np.where(chance.random(size) < _SPOILT, 0, level)
    frame["counter"] = chance.integers(1, 4, size)
    frame["code"] = _codes("DG3", frame).where(chance.random(size) >= 0.1)
    return frame


def _answered(
    world: World, cases: pd.DataFrame, ballot_count: int, chance: np.random.Generator
) -> pd.DataFrame:
    done = cases[cases["finished_on"].notna()]
    picked = np.sort(chance.choice(len(done), min(ballot_count, len(done)), replace=False))
    frame = done.iloc[picked][["unit", "unit_id", "field", "code", "finished_on"]]
    frame = frame.rename(columns={"code": "case_code", "finished_on": "day"})
    frame = frame.sort_values(["day", "unit"], kind="stable", ignore_index=True)
    frame["satisfied"] = world.units["satisfied"].to_numpy()[frame["unit"]]
    frame["comment"] = _comments(len(frame), chance)
    return frame


def _scores(is_satisfied: Numbers, chance: np.random.Generator) -> Whole:
    size = len(is_satisfied)
    high = np.where(chance.random(size) < 0.45, 5, 4)
    low = chance.choice([3, 2, 1], size, p=[0.62, 0.26, 0.12])
    return np.where(chance.random(size) < is_satisfied, high, low)


def _codes(prefix: str, frame: pd.DataFrame) -> pd.Series:
    serial = pd.Series(np.arange(1, len(frame) + 1), frame.index).astype(str).str.zfill(6)
    return prefix + "-" + frame["day"].dt.strftime("%y%m") + "-" + serial


def _comments(size: int, chance: np.random.Generator) -> Words:
    texts = object_array(read_data("comments")["text"])
    return keep_where(chance.random(size) < _COMMENT, texts[chance.integers(0, len(texts), size)])


COLUMNS_5 = ["code", "day", "unit_id", "case_code", "field", "channel", *ASPECTS, "overall", "comment"]
COLUMNS_3 = ["code", "day", "unit_id", "counter", "field", "overall", "comment"]
