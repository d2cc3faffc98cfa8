"""What the cells of a column say about its kind: how many of them can be read as the field wants them."""

from collections.abc import Callable

import pandas as pd

from etl.given import given
from etl.parse import TEXT
from etl.problem import BadCell
from etl.settings import Settings
from etl.source import Field, Source
from etl.unit_names import UnitNames

_LOOKED_AT = 400  # rows, spread over all of them
_FEW = 3  # cells: rows with no more are titles, sections, totals


def sample(cells: pd.DataFrame) -> pd.DataFrame:
    """Some rows of a table that look like data, from its beginning to its end."""
    spread = cells.iloc[:: len(cells) // _LOOKED_AT or 1]
    return spread[spread.notna().sum(axis=1) > _FEW]


class Evidence:
    """Judges columns for the fields of one source."""

    def __init__(self, source: Source, settings: Settings) -> None:
        self._source, self._settings = source, settings
        self._unit = UnitNames(settings).known

    def share(self, field: Field, cells: "pd.Series") -> float | None:
        """Of the filled cells those that the field can read; None for text, which may hold anything."""
        if field.parser is TEXT and field.column != "unit":
            return None
        counts = cells.value_counts()
        if counts.empty:
            return None
        reads = self._reader(field)
        return float(counts[[reads(str(cell)) for cell in counts.index]].sum() / counts.sum())

    def _reader(self, field: Field) -> Callable[[str], bool]:
        if field.column == "unit":
            return self._unit
        known = given(self._source, field, self._settings)

        def reads(cell: str) -> bool:
            try:
                field.parser.read(cell, known)
            except BadCell:
                return False
            return True

        return reads
