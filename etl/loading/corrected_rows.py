"""Merge rejected rows that come back: each joins the facts as a row of the file in which it stood first.

So it is judged by the age of that file, whatever was loaded in between. Where that file is not there any
more, the row counts as a row of the file with which it came.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, literal, select, update

from etl.loading.merge import fill_staging_table
from etl.reading.file_reader import FileReader
from etl.reading.packed_frames import PackedFrames
from etl.reading.reject_origin import HASH
from etl.sources.definition import NUMBER_SIGN
from warehouse.tables import alike, load_file, reject

_PLACE = ["sheet", "row_no"]
_ROW = ["file_id", *_PLACE]
Rows = PackedFrames | list[pd.DataFrame]  # block by block


@dataclass(frozen=True)
class FactBatch:
    """Hold the facts and answers that join as rows of one file."""

    file_id: int
    as_of: date | None
    facts: Rows
    answers: Rows


class CorrectedRows:
    """Hold what a file brings back: its rows, with the places in which they stood first."""

    def __init__(self, connection: Connection, file_reader: FileReader) -> None:
        self._connection, self._taken = connection, file_reader
        told = file_reader.origins.to_frame()
        files = connection.execute(
            select(load_file.c.file_id, load_file.c.as_of, load_file.c.sha256).where(
                func.substr(load_file.c.sha256, 1, HASH).in_(set(told["sha256"]))
            )
        ).all()
        ids = {row.sha256[:HASH]: row.file_id for row in files}
        self._as_of = {row.file_id: row.as_of for row in files}
        known = told.assign(from_file=told["sha256"].map(ids).astype("Int64")).dropna(subset=["from_file"])
        self._known = known[[*_PLACE, "from_file", "from_sheet", "from_row"]]

    def split_batches(self, file_id: int, as_of: date | None) -> Iterator[FactBatch]:
        """Yield the file's own rows, then those of each file from which some come back."""
        ages = {**self._as_of, file_id: as_of}
        facts = self.place_rows(self._taken.facts.to_frame(), file_id)
        answers = self.place_rows(self._taken.answers.to_frame(), file_id)
        for one in sorted(map(int, set(facts["file_id"])), key=lambda number: (number != file_id, number)):
            own, said = facts[facts["file_id"] == one], answers[answers["file_id"] == one]
            if one != file_id and "key" in own:
                keys = self._keys(one, own)
                said = said.assign(key=said["key"].map(dict(zip(own["key"], keys, strict=True))))
                own = own.assign(key=keys)
            blocks = [[rows.drop(columns="file_id")] if len(rows) else [] for rows in (own, said)]
            yield FactBatch(one, ages[one], blocks[0], blocks[1])

    def place_rows(self, rows: pd.DataFrame, file_id: int) -> pd.DataFrame:
        """Add the file, sheet and row in which each row stood first; else those of this file."""
        found = rows.merge(self._known, on=_PLACE, how="left")
        back = found["from_file"].notna()
        found["file_id"] = found["from_file"].fillna(file_id).astype(int)
        found["sheet"] = found["from_sheet"].where(back, found["sheet"]).astype("str")
        found["row_no"] = found["from_row"].where(back, found["row_no"]).astype(int)
        return found.drop(columns=["from_file", "from_sheet", "from_row"])

    def settle_rejects(self, file_id: int) -> pd.DataFrame:
        """Close the rejects that came back right, update those still wrong, and return all other rejects."""
        rejects = self._taken.rejects.to_frame()
        if self._known.empty:
            return rejects.assign(file_id=file_id)
        aside = self._taken.aside.to_frame()
        right = pd.concat([self._taken.facts.to_frame()[_PLACE], aside.loc[aside["kind"] == "event", _PLACE]])
        # A row that is put in twice, once right and once wrong, came back right.
        self._update(right, file_id, corrected_by=literal(file_id))
        wrong = self._update(rejects, file_id, "cells", "problems", "shown")
        return rejects[~wrong].assign(file_id=file_id)

    def _update(
        self, rows: pd.DataFrame, file_id: int, *names: str, **values: ColumnElement[Any]
    ) -> "pd.Series":
        """Write what the rows now say over their open rejects, and return which rows had one."""
        placed = self.place_rows(rows, file_id)
        told = fill_staging_table(self._connection, reject, [placed])
        here = and_(*(told.c[name] == reject.c[name] for name in _ROW), reject.c.corrected_by.is_(None))
        had = self._connection.scalars(select(told.c.place).select_from(told).join(reject, here)).all()
        now = {name: told.c[name] for name in names} | values
        self._connection.execute(update(reject).where(here).values(**now))
        return pd.Series(placed.index.isin(had), index=rows.index)

    def _keys(self, file_id: int, rows: pd.DataFrame) -> "pd.Series":
        """Number a row without a code after those that say the same in the file where it stood first."""
        keys, said = rows["key"].copy(), self._taken.numbering.base_keys(rows["key"])
        for number, text in said.items():
            keys[number] = self._there(file_id, rows.loc[number], text) or self._next(file_id, text)
        return keys

    def _there(self, file_id: int, row: "pd.Series", base_key: str) -> str | None:
        """Return the key that the row got when it came back before and said the same."""
        assert self._taken.header
        own = self._taken.header.source.table.c
        place = own.file_id == file_id, own.sheet == row["sheet"], own.row_no == int(row["row_no"])
        numbered = own.key.startswith(f"{base_key}{NUMBER_SIGN}", autoescape=True)
        return self._connection.scalar(select(own.key).where(*place, numbered))

    def _next(self, file_id: int, base_key: str) -> str:
        """Return the next free key for a row that says this, and count it."""
        here = and_(alike.c.file_id == file_id, alike.c.said == base_key)
        times = self._connection.scalar(select(alike.c.times).where(here)) or 0
        self._connection.execute(delete(alike).where(here))
        self._connection.execute(insert(alike).values(file_id=file_id, said=base_key, times=times + 1))
        return f"{base_key}{NUMBER_SIGN}{times}"
