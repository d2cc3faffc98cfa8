"""Place units on a map, as the settings of the home say, and tell which of them a page draws."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from etl.settings import SettingsInvalid
from etl.settings.boundaries import Boundaries, boundary_files, read_boundaries
from etl.settings.reading import read_reading
from etl.settings.tiles import TILES, Tile, read_tiles
from etl.settings.units import Unit, read_units
from indicators.queries.settings import SHOWN
from presentation.context import Context
from warehouse.home import Home

_PLACES = (SHOWN, "refused")  # on a map of units: those of that map, with or without a figure
Stamp = tuple[str, int, int]  # name, moment of the last change, size


@dataclass(frozen=True)
class MapPlaces:
    """Hold the settings: `kinds` are words that names of units begin with, `wrong` the unusable files."""

    tiles: dict[str, Tile]
    boundaries: tuple[Boundaries, ...]
    kinds: tuple[str, ...]
    wrong: tuple[SettingsInvalid, ...]

    def find_boundaries(self, units: list[str]) -> Boundaries | None:
        """Return the boundaries of the day on which most of these units lived."""
        fitting = [(len(set(units) & set(one.rings)), one) for one in self.boundaries]
        most, found = max(fitting, key=lambda pair: pair[0], default=(0, None))
        return found if most else None

    def short_name(self, name: str) -> str:
        """Drop the kind from a unit's name: "Gia Lạc" of "Xã Gia Lạc"."""
        starts = (len(kind) for kind in self.kinds if name.casefold().startswith(f"{kind.casefold()} "))
        return name[next(starts, 0) :].strip()


def read_places() -> MapPlaces:
    """Read what the settings say now. Places move no figure, so that they need no rebuild to take effect."""
    folder = Home.locate().settings
    files = [folder / name for name in ("units.csv", "reading.toml", TILES)] + boundary_files(folder)
    stamps = tuple(_stamp(path) for path in files if path.is_file())
    return _read(str(folder), stamps)


def list_drawn_units(context: Context) -> list[str]:
    """List the units of the period's last day: of two that followed each other only one has the square."""
    last = context.scope.last_day
    if context.scope.map is not None:
        return [
            str(one) for one in context.period_units.loc[context.period_units["place"].isin(_PLACES), "id"]
        ]
    return [
        str(row.id) for row in context.period_units.itertuples() if _lives(row.valid_from, row.valid_to, last)
    ]


def _lives(valid_from: Any, valid_to: Any, day: date) -> bool:  # noqa: ANN401
    return (pd.isna(valid_from) or valid_from <= day) and (pd.isna(valid_to) or day <= valid_to)


def _stamp(path: Path) -> Stamp:
    state = path.stat()
    return path.name, state.st_mtime_ns, state.st_size


@st.cache_resource(max_entries=8, show_spinner=False)
def _read(folder: str, stamps: tuple[Stamp, ...]) -> MapPlaces:
    """Read the files, cached by name, time and size; a slip in one takes nothing from the others."""
    wrong: list[SettingsInvalid] = []
    place, tiles, boundaries, kinds = Path(folder), dict[str, Tile](), list[Boundaries](), tuple[str, ...]()
    try:
        units = read_units(place / "units.csv")
        kinds = tuple(read_reading(place / "reading.toml").unit_kinds)
        tiles = {tile.unit_id: tile for tile in read_tiles(place, units)}
        boundaries = _boundaries(place, units, wrong)
    except SettingsInvalid as one:
        wrong.append(one)
    return MapPlaces(tiles, tuple(boundaries), tuple(kinds), tuple(wrong))


def _boundaries(folder: Path, units: tuple[Unit, ...], errors: list[SettingsInvalid]) -> list[Boundaries]:
    found = []
    for path in boundary_files(folder):
        try:
            found.append(read_boundaries(path, units))
        except SettingsInvalid as one:
            errors.append(one)
    return found
