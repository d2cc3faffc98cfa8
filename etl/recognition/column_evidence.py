"""Judge a column by its cells: count how many of them can be read as the field wants them."""

import pandas as pd
import pyarrow as pa

from etl.parsing.cells import TEXT
from etl.parsing.dates import DAY_FIRST
from etl.parsing.unit_names import UnitNames
from etl.settings import Settings
from etl.sources.definition import Field, Source
from etl.sources.vocabulary import build_vocabulary

_LOOKED_AT = 400  # rows, spread over all of them
_FEW = 3  # cells: rows with no more are titles, sections, totals


def sample_rows(cells: pd.DataFrame) -> pd.DataFrame:
    """Return some rows of a table that look like data, spread from its beginning to its end."""
    spread = cells.iloc[:: len(cells) // _LOOKED_AT or 1]
    return spread[spread.notna().sum(axis=1) > _FEW]


class ColumnEvidence:
    """Judge columns for the fields of one source."""

    def __init__(self, source: Source, settings: Settings) -> None:
        self._source, self._settings = source, settings
        self._unit = UnitNames(settings).is_known

    def readable_share(self, field: Field, cells: "pd.Series") -> float | None:
        """Return the share of filled cells that the field can read; None for text, which may be anything."""
        if field.parser is TEXT and field.column != "unit":
            return None
        counts = cells.value_counts()
        if counts.empty:
            return None
        readable = self._readable(field, [str(cell) for cell in counts.index])
        return float(counts[readable].sum() / counts.sum())

    def _readable(self, field: Field, cells: list[str]) -> list[bool]:
        if field.column == "unit":
            return [self._unit(cell) for cell in cells]
        known = build_vocabulary(self._source, field, self._settings, DAY_FIRST)
        _, bad = field.parser.read(pa.array(cells, pa.string()), known)
        return [place not in bad for place in range(len(cells))]
