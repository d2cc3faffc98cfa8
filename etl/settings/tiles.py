"""Read where each unit stands on the tile map: its rough place among the others, as a square of a grid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.settings.csv_table import Row, no_twins, read_table, text, whole
from etl.settings.units import Unit, unit_known

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
    rows = read_table(path, {"unit_id": text, "column": whole, "row": whole})
    for row in rows:
        unit_known(row, "unit_id", units)
    no_twins(rows, "unit_id")
    _one_unit_a_square(rows, {unit.id: unit for unit in units})
    return tuple(Tile(**row.values) for row in rows)


def _one_unit_a_square(rows: Sequence[Row], by_id: dict[str, Unit]) -> None:
    """Check that no two units share a square, unless they never lived on the same day."""
    squares: dict[tuple[int, int], list[Row]] = {}
    for row in rows:
        square = squares.setdefault((row.values["column"], row.values["row"]), [])
        unit = by_id[row.values["unit_id"]]
        for other in square:
            if _meet(unit, by_id[other.values["unit_id"]]):
                raise row.wrong("tile_taken", "unit_id", f"{other.values['unit_id']} ({other.number})")
        square.append(row)


def _meet(one: Unit, other: Unit) -> bool:
    begins = max(one.valid_from or date.min, other.valid_from or date.min)
    return begins <= min(one.valid_to or date.max, other.valid_to or date.max)
