"""What tests and benchmarks of the radar share: real cases to load, and a slow forecast in plain Python."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from etl.loading.load import load
from etl.settings import Settings
from indicators.radar.survival import CASES, ENDINGS, FEW, LONGEST, Level
from warehouse.home import PROJECT, Home
from warehouse.snapshots import Snapshot

RECEIPT = PROJECT.parent / "shared" / "data" / "receipt" / "cases_derived.csv"
RECEIPT_CLOSES = date(2012, 1, 24)


def load_receipt(place: Path) -> Snapshot:
    """1,434 real cases without procedures, loaded into a home at `place`."""
    decided = Settings.read(PROJECT / "tests" / "settings" / "receipt")
    return load(
        [RECEIPT], Home(place), decided, loaded_at=datetime(2024, 1, 2), closing_date=RECEIPT_CLOSES
    ).snapshot


def slow_forecast(past: list[dict], case: dict, levels: Iterable[Level]):
    """(chance, level, similar) by going through all cases day by day, as docs/radar.md tells the method."""
    hazard, named, similar = None, None, 0
    for level in levels:
        group = [one for one in past if _alike(one, case, level.same)]
        there = [sum(_there(one, r) for one in group) for r in range(LONGEST + 1)]
        ended = [
            sum(one["ended"] and _there(one, r) and one["left"] == r for one in group)
            for r in range(LONGEST + 1)
        ]
        if hazard is None:
            hazard = [e / t if t else 0.0 for e, t in zip(ended, there, strict=True)]
        else:
            hazard = _pooled(hazard, there, ended, level.shifts)
        if there[case["left"] - 1] >= FEW:
            named, similar = level.name, there[case["left"] - 1]
    chance = 1.0
    for r in range(case["left"]):
        chance *= 1 - hazard[r]
    return (chance, named, similar) if named else (None, None, 0)


def _pooled(wider, there, ended, shifts):
    if shifts:
        pace = (sum(ended) + ENDINGS) / (sum(t * h for t, h in zip(there, wider, strict=True)) + ENDINGS)
        wider = [1 - (1 - h) ** pace for h in wider]
    return [(e + CASES * h) / (t + CASES) for e, t, h in zip(ended, there, wider, strict=True)]


def _alike(one, case, same):
    return all(one[name] is not None and one[name] == case[name] for name in same)


def _there(one, r):
    """Whether the case was open at the beginning of the day with r days left, as far as is known."""
    begun = r <= one["allowed"]
    return begun and (r >= one["left"] if one["ended"] else r > one["left"])
