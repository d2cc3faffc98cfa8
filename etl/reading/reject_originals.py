"""Recover what a list of rejects leaves to its original files: masked cells, the order of day and month."""

import json
from collections.abc import Iterable, Mapping

import pandas as pd
from sqlalchemy import Connection, func, select

from etl.parsing.dates import DateOrder
from etl.reading.reject_origin import HASH
from warehouse.tables import MASK, load_file, reject

_BEGINNING = func.substr(load_file.c.sha256, 1, HASH)
_FROM = ["sha256", "from_sheet", "from_row"]


class Originals:
    """Query the snapshot in which the rows were rejected. `origins`: the columns of etl.origin."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find_date_order(self, short_hashes: Iterable[str]) -> DateOrder | None:
        """Return how the dates of these files (given by short hashes) were read; the first file decides.

        None where none of the files is there any more.
        """
        told = (
            select(load_file.c.assumed).where(_BEGINNING.in_(set(short_hashes))).order_by(load_file.c.file_id)
        )
        assumed = self._connection.scalar(told.limit(1))
        if assumed is None:
            return None
        keys = {one["key"] for one in json.loads(assumed)}
        month_first = "dates_month_first" in keys
        return DateOrder("month_first" if month_first else "day_first", "dates_swapped" in keys)

    def unmask_cells(
        self, cells: pd.DataFrame, headings: Mapping[int, str], origins: pd.DataFrame
    ) -> pd.DataFrame:
        """Return the cells (by row and column number) with each masked one as it stood in its row's original.

        A masked cell whose original is not there any more stays masked.
        """
        masked = cells.index[(cells == MASK).any(axis=1)]
        told = origins[origins["row_no"].isin(masked)]
        if told.empty:
            return cells
        first = self._cells(set(told["sha256"]))
        filled = cells.copy()
        for row, place in zip(told["row_no"], told[_FROM].itertuples(index=False, name=None), strict=True):
            original = first.get(place, {})
            for number in filled.columns[filled.loc[row] == MASK]:
                filled.loc[row, number] = original.get(headings.get(number, ""), MASK)
        return filled

    def _cells(self, short_hashes: set[str]) -> dict[tuple[str, str, int], dict[str, str | None]]:
        """Return the cells of each rejected row under their headings, by file, sheet and row."""
        statement = (
            select(_BEGINNING, reject.c.sheet, reject.c.row_no, reject.c.cells)
            .join(load_file, load_file.c.file_id == reject.c.file_id)
            .where(_BEGINNING.in_(short_hashes))
        )
        return {
            (sha256, sheet, row_no): json.loads(cells)
            for sha256, sheet, row_no, cells in self._connection.execute(statement)
        }
