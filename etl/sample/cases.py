"""Generate cases as they truly went: who received them, when, how, and how they ended."""

import numpy as np
import pandas as pd

from etl.sample.world import Days, Flags, Numbers, Whole, Words, World, day64, object_array

_WEEKDAY = np.array(
    [1.25, 1.0, 1.0, 0.95, 0.9, 0.012, 0.0]
)  # some one-stop shops receive on Saturday morning
_ONLINE_FIRST, _ONLINE_LAST = 0.08, 0.45
_POST = 0.03
_UNLUCKY_LATE = 3  # late cases of the unlucky unit that chance put into one quarter
_DAYS_LATE = 14  # before the end of it, so that they are finished in it too
_NO_DUE, _NEVER_FINISHED, _APOLOGY, _SUPPLEMENT = 0.004, 0.02, 0.70, 0.05
_WITHDRAWN, _STOPPED, _REFUSED, _NOT_RETURNED = 0.012, 0.008, 0.015, 0.03


def draw(world: World) -> pd.DataFrame:
    """Draw every case to its end, also what lies after the last day: `cases_on_day` hides that."""
    chance = world.random_stream(1)
    frame = _received(world, chance)
    frame["final"] = _final(world, frame, chance)
    _timed(world, frame, chance)
    _handled(world, frame, chance)
    _named(world, frame, chance)
    return frame


def _received(world: World, chance: np.random.Generator) -> pd.DataFrame:
    units = world.units
    share = units["cases"].to_numpy() / units["cases"].sum()
    unit = np.repeat(np.arange(len(units)), np.maximum(np.round(share * world.cases), 1).astype(int))
    day = chance.choice(_days(world), len(unit), p=_day_shares(world))
    minute = np.where(chance.random(len(unit)) < 0.62, chance.integers(450, 675, len(unit)), 0)
    minute = np.where(minute > 0, minute, chance.integers(810, 990, len(unit)))
    frame = pd.DataFrame({"unit": unit, "received_on": day, "minute": minute})
    frame = frame.sort_values(["received_on", "minute", "unit"], kind="stable", ignore_index=True)
    frame["unit_id"] = object_array(units["unit_id"])[frame["unit"]]
    frame["code"] = _codes(frame)
    procedure = world.procedures.iloc[_procedures(world, frame, chance)].reset_index(drop=True)
    frame[["procedure_code", "procedure", "field", "days"]] = procedure[["code", "name", "field", "days"]]
    frame["level"] = "Mức độ " + procedure["level"].astype(str)
    frame["channel"] = _channels(world, frame, procedure["level"].to_numpy(), chance)
    return frame


def _days(world: World) -> Days:
    return np.arange(day64(world.first), day64(world.last) + 1)


def _day_shares(world: World) -> Numbers:
    days = _days(world)
    weekday = (days.astype(int) + 3) % 7
    share = np.where(
        np.isin(days, world.calendar.working), np.maximum(_WEEKDAY[weekday], 0.9), _WEEKDAY[weekday]
    )
    share[~np.isin(days, world.calendar.working) & (weekday < 5)] = 0
    for season in world.seasons.itertuples():
        inside = (days >= np.datetime64(str(season.first))) & (days <= np.datetime64(str(season.last)))
        share[inside] *= season.factor
    return share / share.sum()


def _codes(frame: pd.DataFrame) -> pd.Series:
    """Number the cases as one-stop systems of a province do: agency, day, serial number of the day."""
    serial = frame.groupby(["unit", "received_on"]).cumcount() + 1
    agency = (frame["unit"] + 1).astype(str).str.zfill(2)
    day = frame["received_on"].dt.strftime("%y%m%d")
    return "000." + agency + ".18.H42-" + day + "-" + serial.astype(str).str.zfill(4)


def _procedures(world: World, frame: pd.DataFrame, chance: np.random.Generator) -> Whole:
    handler = object_array(world.procedures["handler"])
    shares = world.procedures["share"].to_numpy(dtype=float)
    picked = np.zeros(len(frame), dtype=np.int64)
    for place, unit in enumerate(world.units.itertuples()):
        mine = np.flatnonzero(handler == (unit.unit_id if unit.unit_id in handler else "commune"))
        rows = np.flatnonzero(frame["unit"].to_numpy() == place)
        picked[rows] = chance.choice(mine, len(rows), p=shares[mine] / shares[mine].sum())
    return picked


def _channels(world: World, frame: pd.DataFrame, level: Whole, chance: np.random.Generator) -> Words:
    """Draw channels. Online is open from level 3 on; its share of all cases rises evenly with time."""
    wanted = _ONLINE_FIRST + (_ONLINE_LAST - _ONLINE_FIRST) * _progress(world, frame)
    online = (level >= 3) & (chance.random(len(frame)) < wanted / max((level >= 3).mean(), 0.01))
    post = chance.random(len(frame)) < _POST
    return np.where(online, "online", np.where(post, "post", "counter")).astype(object)


def _progress(world: World, frame: pd.DataFrame) -> Numbers:
    since = frame["received_on"].to_numpy().astype("datetime64[D]") - day64(world.first)
    return since.astype(float) / max((world.last - world.first).days, 1)


def _final(world: World, frame: pd.DataFrame, chance: np.random.Generator) -> Whole:
    fate = chance.random(len(frame))
    refused = (chance.random(len(frame)) < _REFUSED) & (frame["channel"] == "online")
    ways = [fate < _WITHDRAWN, fate < _WITHDRAWN + _STOPPED, fate > 1 - _NOT_RETURNED]
    return np.where(refused, 3, np.select(ways, [7, 8, 9], 10))


def _timed(world: World, frame: pd.DataFrame, chance: np.random.Generator) -> None:
    calendar, size = world.calendar, len(frame)
    received, days = frame["received_on"].to_numpy().astype("datetime64[D]"), frame["days"].to_numpy()
    due = calendar.add_working_days(received, days)
    late = _late(world, frame, due, chance)
    early = calendar.add_working_days(received, np.floor(days * chance.beta(4, 1.6, size)).astype(int))
    over = chance.geometric(0.24, size) * np.where(chance.random(size) < 0.04, 5, 1)
    finished = np.where(late, calendar.add_working_days(due, over), np.minimum(early, due))
    never = late & (chance.random(size) < _NEVER_FINISHED)
    no_due = ~late & (chance.random(size) < _NO_DUE)
    returned = calendar.add_working_days(finished, np.minimum(chance.geometric(0.7, size) - 1, 6))
    frame["due_on"] = np.where(no_due, np.datetime64("NaT"), due)
    frame["finished_on"] = np.where(never, np.datetime64("NaT"), finished)
    frame["returned_on"] = np.where(never | (frame["final"] != 10), np.datetime64("NaT"), returned)
    minute = frame["minute"].to_numpy()
    frame["received_at"] = received + minute.astype("timedelta64[m]")
    same_day = np.minimum(minute + chance.integers(10, 90, size), 1015)
    at = np.where(finished == received, same_day, chance.integers(470, 1010, size))
    frame["finished_at"] = frame["finished_on"].to_numpy() + at.astype("timedelta64[m]")


def _late(world: World, frame: pd.DataFrame, due: Days, chance: np.random.Generator) -> Flags:
    place, units = frame["unit"].to_numpy(), world.units
    first, last = (units[name].to_numpy()[place] for name in ("on_time_first", "on_time_last"))
    rate = (first + (last - first) * _progress(world, frame)) / 100
    late = (chance.random(len(frame)) > rate) & frame["final"].isin([9, 10]).to_numpy()
    for unlucky in np.flatnonzero(object_array(units["habit"]) == "unlucky"):
        _gather(world, late, (place == unlucky) & frame["final"].isin([9, 10]).to_numpy(), due, chance)
    return late


def _gather(
    world: World, late_flags: Flags, unit_flags: Flags, due: Days, chance: np.random.Generator
) -> None:
    """Gather some of the unit's late cases in one quarter; their number, and so its rate, is unchanged."""
    begin, end = world.last_quarter()
    inside = unit_flags & (due >= begin) & (due <= end - _DAYS_LATE)
    many = int(late_flags[unit_flags].sum())
    together = min(_UNLUCKY_LATE, many, int(inside.sum()))
    late_flags[unit_flags] = False
    late_flags[chance.choice(np.flatnonzero(inside), together, replace=False)] = True
    late_flags[chance.choice(np.flatnonzero(unit_flags & ~inside), many - together, replace=False)] = True


def _handled(world: World, frame: pd.DataFrame, chance: np.random.Generator) -> None:
    size = len(frame)
    asked = chance.random(size) < _SUPPLEMENT
    times = pd.Series(np.minimum(chance.geometric(0.85, size), 4), frame.index)
    frame["supplements"] = times.astype("Int64").where(asked)
    frame["apologises"] = chance.random(size) < _APOLOGY
    paid = pd.Series(chance.random(size) < 0.3, frame.index)
    frame["paid_online"] = paid.astype("boolean").where(frame["channel"] == "online")
    waiting = np.where(asked & (chance.random(size) < 0.5), 5, 4)
    frame["open_state"] = np.where((frame["field"] == "Đất đai") & (chance.random(size) < 0.15), 6, waiting)
    frame["registered"] = chance.random(size) < 0.3


def _named(world: World, frame: pd.DataFrame, chance: np.random.Generator) -> None:
    size = len(frame)
    clerks = np.array([world.people[unit][2:] for unit in world.units["unit_id"]], dtype=object)
    frame["officer"] = clerks[frame["unit"], chance.integers(0, clerks.shape[1], size)]
    frame["applicant"] = world.applicants[chance.integers(0, len(world.applicants), size)]
    frame["phone"] = np.array([f"0900 000 {n:03d}" for n in range(1000)], object)[
        chance.integers(0, 1000, size)
    ]
    frame["address"] = _addresses(world, frame, chance)


def _addresses(world: World, frame: pd.DataFrame, chance: np.random.Generator) -> Words:
    communes = np.flatnonzero(object_array(world.units["kind"]) == "commune")
    own = frame["unit"].to_numpy()
    lives = np.where(np.isin(own, communes), own, chance.choice(communes, len(frame)))
    hamlets = [[_hamlet(name, number) for number in range(1, 10)] for name in world.units["name"]]
    return np.array(hamlets, dtype=object)[lives, chance.integers(0, 9, len(frame))]


def _hamlet(commune: str, number: int) -> str:
    kind = "Phố" if commune.startswith("Thị trấn") else "Thôn"
    return f"{kind} {number}, {commune[0].lower()}{commune[1:]}"


def cases_on_day(world: World, cases: pd.DataFrame, day: np.datetime64) -> pd.DataFrame:
    """Return the cases received up to the end of a day, as a system would show them then."""
    seen = cases[cases["received_on"] <= day].copy()
    done, returned = seen["finished_on"] <= day, seen["returned_on"] <= day
    ended = np.where((seen["final"] == 10) & ~returned, 9, seen["final"])
    seen["status"] = np.where(done, ended, _open_state(world, seen, day))
    # A refused application has no end date where the settings say that this state ends nothing.
    kept = done & seen["status"].isin(world.ended)
    overdue = seen["due_on"] < seen["finished_on"].where(done, pd.Timestamp(day))
    overdue &= seen["status"].isin([2, 4, 6, 9, 10])
    seen["apology"] = seen["apologises"].astype("boolean").where(overdue)
    for column in ("finished_on", "finished_at"):
        seen[column] = seen[column].where(kept)
    seen["returned_on"] = seen["returned_on"].where(returned)
    return seen


def _open_state(world: World, cases: pd.DataFrame, day: np.datetime64) -> Whole:
    received = cases["received_on"].to_numpy().astype("datetime64[D]")
    age = world.calendar.working_day_number(np.array([day]))[0] - world.calendar.working_day_number(received)
    fresh = (age <= 1) & (cases["open_state"] == 4)
    registered = fresh & cases["registered"] & (cases["channel"] == "online")
    return np.where(registered, 1, np.where(fresh, 2, cases["open_state"]))


_SUBMITTED = ["code", "unit_id", "procedure_code", "procedure", "field", "channel", "level"]
_TIMES = ["received_at", "received_on", "due_on", "finished_at", "finished_on", "returned_on"]
_COURSE = ["status", "supplements", "apology", "paid_online", "officer"]
COLUMNS = [*_SUBMITTED, *_TIMES, *_COURSE, "applicant", "phone", "address"]
