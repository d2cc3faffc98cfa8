"""Locate the rows in the workbook, for the formulas that sum over them."""

from dataclasses import dataclass, field

from xlsxwriter.utility import xl_col_to_name

LONGEST_SHEET = 1_048_576  # rows; Excel's limit
HEAD = 4  # rows above the headings: title, what it is, count, blank


@dataclass(frozen=True)
class Piece:
    """Describe a sheet with a part of the rows: `first` and `last` as spreadsheet programs number them."""

    sheet: str
    first: int
    last: int


@dataclass
class EvidenceRows:
    """Locate the rows of one fact, over as many sheets as they need, and the columns that formulas use."""

    pieces: list[Piece]
    places: dict[str, int]
    unit: int

    def ranges(self, name: str) -> list[tuple[str, str]]:
        """Return for each sheet the cells of that column and those of the unit."""
        return [(_cells(piece, self.places[name]), _cells(piece, self.unit)) for piece in self.pieces]


@dataclass
class EvidenceSheets:
    """Hold all evidence by table; `totals` are printed totals that count, in a sheet of their own."""

    of: dict[str, EvidenceRows] = field(default_factory=dict)
    totals: EvidenceRows | None = None


def _cells(piece: Piece, column: int) -> str:
    name = xl_col_to_name(column)
    sheet = piece.sheet.replace("'", "''")
    return f"'{sheet}'!${name}${piece.first}:${name}${piece.last}"


def split_over_sheets(sheet: str, count: int, row_limit: int = LONGEST_SHEET) -> list[Piece]:
    """Split `count` rows over as many sheets as they need; without any row one empty line stands there."""
    room, first = row_limit - HEAD - 1, HEAD + 2
    found: list[Piece] = []
    left = count
    while left > 0 or not found:
        name = sheet if not found else f"{sheet} ({len(found) + 1})"
        here = min(left, room)
        found.append(Piece(name, first, first + max(here, 1) - 1))
        left -= here
    return found
