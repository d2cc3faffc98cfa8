"""Generate the sample: files as real systems export them, from an invented district of which all is known."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from etl.sample import ballots, box, cases, documents, workbook
from etl.sample.cases import COLUMNS as CASE_COLUMNS
from etl.sample.exports import SampleHistory, build_exports
from etl.sample.world import NoUnits, World, build_world, day64
from etl.settings import Settings

__all__ = ["NoUnits", "Truth", "build_truth", "write"]

_SEED, _FIRST, _LAST, _CASES = 1, date(2019, 7, 1), date(2021, 7, 31), 60_000


@dataclass(frozen=True)
class Truth:
    """Hold what the files say where nothing is dirty, as of the last day; columns are named as in the tables.

    `dirt` lists what was spoilt: file, source, key, kind, rejected. `units` has the habits of each unit.
    """

    units: pd.DataFrame
    cases: pd.DataFrame
    documents: pd.DataFrame
    ballots_5: pd.DataFrame
    ballots_3: pd.DataFrame
    box: pd.DataFrame
    dirt: pd.DataFrame


def write(
    folder: Path,
    seed: int = _SEED,
    first: date = _FIRST,
    last: date = _LAST,
    cases: int = _CASES,
    *,
    settings: Settings,
    progress: Callable[[str], None] = lambda name: None,
) -> list[Path]:
    """Write the files of the sample, in the order in which they were exported; `progress` gets each name."""
    world = build_world(settings, seed, first, last, cases)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for export in build_exports(world, _tell(world)):
        paths.append(workbook.write(folder, export))
        progress(export.name)
    return paths


def build_truth(
    seed: int = _SEED, first: date = _FIRST, last: date = _LAST, cases: int = _CASES, *, settings: Settings
) -> Truth:
    """Return what the files of the sample with these arguments say."""
    world = build_world(settings, seed, first, last, cases)
    told = _tell(world)
    return Truth(
        units=world.units,
        cases=_known(world, told.cases)[CASE_COLUMNS],
        documents=documents.documents_on_day(told.documents, day64(last))[documents.COLUMNS],
        ballots_5=told.ballots_5[ballots.COLUMNS_5],
        ballots_3=told.ballots_3[ballots.COLUMNS_3],
        box=told.box[box.COLUMNS],
        dirt=_dirt(world, told),
    )


def _tell(world: World) -> SampleHistory:
    drawn = cases.draw(world)
    known = _known(world, drawn)
    return SampleHistory(
        cases=drawn,
        documents=documents.draw(world),
        ballots_5=ballots.draw_ballots_5(world, known),
        ballots_3=ballots.draw_ballots_3(world, known),
        box=box.draw(world),
    )


def _known(world: World, drawn_cases: pd.DataFrame) -> pd.DataFrame:
    return cases.cases_on_day(world, drawn_cases, day64(world.last))


def _dirt(world: World, history: SampleHistory) -> pd.DataFrame:
    listed = [
        export.dirt.assign(file=export.name, source=export.source) for export in build_exports(world, history)
    ]
    return pd.concat(listed, ignore_index=True)[["file", "source", "key", "kind", "rejected"]]
