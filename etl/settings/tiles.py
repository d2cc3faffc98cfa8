"""Read where each unit stands on the tile map: its rough place among the others, as a square of a grid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.settings.csv_table import SettingsRow, check_unique, read_table, text_cell, whole_number_cell
from etl.settings.units import Unit, check_unit_id

TILES = "tiles.csv"


@dataclass(frozen=True)
class Tile:
    """Place one version of a unit; columns count from the west, rows from the north."""

    unit_id: str
    column: int
    row: int


def read_tiles(folder: Path, units: Sequence[Unit]) -> tuple[Tile, ...]:
    """Read the tiles of a folder of settings; one from before there were maps has none."""
    path = folder / TILES
    if not path.is_file():
        return ()
    rows = read_table(path, {"unit_id": text_cell, "column": whole_number_cell, "row": whole_number_cell})
    for row in rows:
        check_unit_id(row, "unit_id", units)
    check_unique(rows, "unit_id")
    _one_unit_a_square(rows, {unit.id: unit for unit in units})
    return tuple(Tile(**row.values) for row in rows)


def _one_unit_a_square(rows: Sequence[SettingsRow], by_id: dict[str, Unit]) -> None:
    """Check that no two units share a square, unless they never lived on the same day."""
    squares: dict[tuple[int, int], list[SettingsRow]] = {}
    for row in rows:
        square = squares.setdefault((row.values["column"], row.values["row"]), [])
        unit = by_id[row.values["unit_id"]]
        for other in square:
            if _meet(unit, by_id[other.values["unit_id"]]):
                raise row.make_error("tile_taken", "unit_id", f"{other.values['unit_id']} ({other.number})")
        square.append(row)


def _meet(first_unit: Unit, second_unit: Unit) -> bool:
    begins = max(first_unit.valid_from or date.min, second_unit.valid_from or date.min)
    return begins <= min(first_unit.valid_to or date.max, second_unit.valid_to or date.max)
