"""Generate documents: who signed them, how they went out, when incoming ones were handled."""

import numpy as np
import pandas as pd

from etl.sample.world import World, day64, keep_where, object_array, read_data

_PER_CASE = 25 / 60  # documents for every case of the sample
_INCOMING = 0.52
_SECRET = 0.02
_SENT_FIRST, _SENT_LAST = 0.86, 0.97
_LEADER_FIRST, _LEADER_LAST = 0.82, 0.95
_AGENCY_FIRST, _AGENCY_LAST = 0.85, 0.96
_HANDLED_ON_TIME = 0.88
_DAYS_TO_HANDLE = 7


def draw(world: World) -> pd.DataFrame:
    chance = world.random_stream(2)
    frame = _written(world, chance)
    _sent(world, frame, chance)
    _handled(world, frame, chance)
    frame["number"] = _numbers(world, frame, chance)
    return frame.drop_duplicates(["direction", "unit_id", "number", "day"], ignore_index=True)


def _written(world: World, chance: np.random.Generator) -> pd.DataFrame:
    share = world.units["documents"].to_numpy() / world.units["documents"].sum()
    size = round(world.cases * _PER_CASE)
    frame = pd.DataFrame(
        {"day": chance.choice(world.calendar.list_working_days(world.first, world.last), size)}
    )
    frame = frame.sort_values("day", ignore_index=True)
    frame["unit"] = chance.choice(len(world.units), size, p=share)
    frame["unit_id"] = object_array(world.units["unit_id"])[frame["unit"]]
    frame["direction"] = np.where(chance.random(size) < _INCOMING, "in", "out")
    kinds = read_data("kinds")
    frame["kind_no"] = chance.choice(len(kinds), size, p=kinds["share"] / kinds["share"].sum())
    frame["kind"] = object_array(kinds["kind"])[frame["kind_no"]]
    frame["secret"] = chance.random(size) < _SECRET
    return frame


def _sent(world: World, frame: pd.DataFrame, chance: np.random.Generator) -> None:
    size = len(frame)
    outgoing = (frame["direction"] == "out").to_numpy()
    since = (frame["day"].to_numpy().astype("datetime64[D]") - day64(world.first)).astype(float)
    over = since / max((world.last - world.first).days, 1)
    heads = np.array([world.people[unit][:2] for unit in world.units["unit_id"]], dtype=object)
    signer = heads[frame["unit"], (chance.random(size) < 0.45).astype(int)]
    never = object_array(world.units["never_signs"])[frame["unit"]] == signer
    leader = (chance.random(size) < _LEADER_FIRST + (_LEADER_LAST - _LEADER_FIRST) * over) & ~never
    agency = chance.random(size) < _AGENCY_FIRST + (_AGENCY_LAST - _AGENCY_FIRST) * over
    sent = (chance.random(size) < _SENT_FIRST + (_SENT_LAST - _SENT_FIRST) * over) & ~frame["secret"]
    for column, flags in (
        ("signed_leader", leader),
        ("signed_agency", agency),
        ("sent_electronically", sent),
    ):
        frame[column] = pd.Series(flags, frame.index).astype("boolean").where(outgoing)
    frame["signer"] = keep_where(outgoing, signer)


def _handled(world: World, frame: pd.DataFrame, chance: np.random.Generator) -> None:
    size = len(frame)
    incoming = (frame["direction"] == "in").to_numpy()
    calendar, day = world.calendar, frame["day"].to_numpy().astype("datetime64[D]")
    late = chance.random(size) > _HANDLED_ON_TIME
    taken = np.where(late, _DAYS_TO_HANDLE + chance.geometric(0.25, size), chance.integers(0, 8, size))
    clerks = np.array([world.people[unit][2:] for unit in world.units["unit_id"]], dtype=object)
    picked = clerks[frame["unit"], chance.integers(0, clerks.shape[1], size)]
    frame["handler"] = keep_where(incoming, picked)
    frame["handle_by"] = calendar.add_working_days(day, np.full(size, _DAYS_TO_HANDLE))
    frame["handled_on"] = calendar.add_working_days(day, taken)


def _numbers(world: World, frame: pd.DataFrame, chance: np.random.Generator) -> pd.Series:
    """Number the documents. Outgoing: serial by unit, kind and year. Incoming: as the sender did."""
    kinds = read_data("kinds")
    year = frame["day"].dt.year
    serial = frame.groupby(["direction", "unit", "kind_no", year]).cumcount() + 1
    sign = pd.Series(object_array(kinds["sign"])[frame["kind_no"]], frame.index)
    unit = pd.Series(object_array(world.units["short"])[frame["unit"]], frame.index)
    dashed = sign.astype(str).where(sign == "", sign.astype(str) + "-")
    own = serial.astype(str) + "/" + dashed + unit.astype(str)
    senders = object_array(read_data("senders")["sign"])
    size = len(frame)
    sender = pd.Series(senders[chance.integers(0, len(senders), size)], frame.index)
    theirs = pd.Series(chance.integers(1, 4000, size), frame.index).astype(str) + "/" + sender.astype(str)
    return own.where(frame["direction"] == "out", theirs)


def documents_on_day(documents: pd.DataFrame, day: np.datetime64) -> pd.DataFrame:
    """Return the documents up to the end of a day; incoming ones as far as they had been handled then."""
    seen = documents[documents["day"] <= day].copy()
    done, in_time = seen["handled_on"] <= day, seen["handled_on"] <= seen["handle_by"]
    words_now = [done & in_time, done, seen["handle_by"] < day]
    handled = np.select(words_now, ["on_time", "late", "overdue"], "open")
    seen["handled"] = keep_where(object_array(seen["direction"] == "in"), handled)
    return seen


_SIGNED = ["sent_electronically", "signed_leader", "signed_agency"]
_PEOPLE = ["signer", "handler", "handled"]
COLUMNS = ["unit_id", "number", "direction", "day", "kind", "secret", *_SIGNED, *_PEOPLE]
