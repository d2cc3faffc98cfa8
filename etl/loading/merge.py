"""Merge a file's facts into those that are loaded: of two versions of a fact the newer one stays.

Newer is the later (as_of, order of loading) of the two files; inside one file the later row. A row that says
what is there already is a duplicate; the newer file is then the one it is known from. A rejected row that
comes back corrected joins as a row of the file in which it stood first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    MetaData,
    Table,
    and_,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
)

from etl.sources.definition import Source
from warehouse.connection import append_frames
from warehouse.tables import load_file

_ABOUT_THE_FILE = ("file_id", "sheet", "row_no")


@dataclass(frozen=True)
class MergeResult:
    """Count what became of the merged rows: loaded + replaced + duplicate are all of them (see `RowAccount`).

    `written`: a temporary table with the rows that now stand.
    """

    loaded: int
    replaced: int
    duplicate: int
    older: int
    written: Table


def merge(
    connection: Connection, source: Source, facts: Iterable[pd.DataFrame], file_id: int, as_of: date | None
) -> MergeResult:
    """Bring `facts` (columns of the source's table without file_id) into the table."""
    table = source.table
    incoming = fill_staging_table(connection, table, facts, file_id)
    rows = _count(connection, incoming)
    repeated = _keep_last(connection, incoming)
    last = _count(connection, incoming)
    source.keep_versions(connection, incoming, file_id)
    known, changed, older = _compare(connection, table, incoming, file_id, as_of)
    _replace(connection, table, incoming)
    outdated = rows - last - repeated
    return MergeResult(
        loaded=last - known,
        replaced=changed + outdated,
        duplicate=known - changed + repeated,
        older=older + outdated,
        written=incoming,
    )


def fill_staging_table(
    connection: Connection, table: Table, frames: Iterable[pd.DataFrame], file_id: int | None = None
) -> Table:
    """Put the rows in a temporary table like `table`, without constraints, with their `place` among them.

    `file_id` is the file of all of them; without it each row tells its own.
    """
    staged = table.to_metadata(MetaData(), name=f"incoming_{table.name}")
    columns = f"SELECT *, 0::BIGINT AS place FROM {table.name} LIMIT 0"
    connection.exec_driver_sql(f"CREATE OR REPLACE TEMP TABLE {staged.name} AS {columns}")
    staged.append_column(Column("place", BigInteger))
    append_frames(connection, staged, _placed(frames, file_id))
    return staged


def _placed(frames: Iterable[pd.DataFrame], file_id: int | None) -> Iterator[pd.DataFrame]:
    begin, file = 0, {} if file_id is None else {"file_id": file_id}
    for frame in frames:
        yield frame.assign(**file, place=np.arange(begin, begin + len(frame)))
        begin += len(frame)


def _keep_last(connection: Connection, incoming_table: Table) -> int:
    """Drop all but the last row of each key; return how many of the dropped say the same as a later one."""
    key = _key(incoming_table)
    twice = select(key).group_by(key).having(func.count() > 1)
    said = [incoming_table.c[column.name] for column in _said(incoming_table)]
    alike = select(func.count().label("n")).where(key.in_(twice)).group_by(*said).subquery()
    repeated = connection.scalar(select(func.coalesce(func.sum(alike.c.n - 1), 0)))
    last = select(key.label("key"), func.max(incoming_table.c.place).label("place")).group_by(key)
    newest = last.having(func.count() > 1).subquery()
    earlier = exists().where(newest.c.key == key, newest.c.place > incoming_table.c.place)
    connection.execute(delete(incoming_table).where(earlier))
    return int(repeated or 0)


def _compare(
    connection: Connection, table: Table, incoming_table: Table, file_id: int, as_of: date | None
) -> tuple[int, int, int]:
    """Count the incoming facts that are stored already, in another version, and in a newer version.

    Incoming rows whose stored fact is the newer one are dropped."""
    there, key = _key(table), _key(incoming_table)
    same = and_(*(incoming_table.c[column.name].is_not_distinct_from(column) for column in _said(table)))
    newer = or_(_newer(file_id, as_of), _further_down(table, incoming_table))
    known = (
        select(key.label("key"), same.label("same"), func.coalesce(newer, False).label("stands"))
        .join(table, there == key)
        .outerjoin(load_file, load_file.c.file_id == table.c.file_id)
        .subquery()
    )
    counts = select(
        func.count(),
        func.count().filter(~known.c.same),
        func.count().filter(~known.c.same & known.c.stands),
    )
    found = connection.execute(counts.select_from(known)).one()
    connection.execute(delete(incoming_table).where(key.in_(select(known.c.key).where(known.c.stands))))
    return found[0], found[1], found[2]


def _newer(file_id: int, as_of: date | None) -> ColumnElement[bool]:
    """Return whether the file of a fact that is there is newer than this one."""
    after = load_file.c.file_id > file_id
    if as_of is None:
        return after
    alike = or_(load_file.c.as_of == as_of, load_file.c.as_of.is_(None))
    return or_(load_file.c.as_of > as_of, and_(alike, after))


def _further_down(table: Table, incoming_table: Table) -> ColumnElement[bool]:
    """Compare rows of one sheet: the lower one is newer; only a row that comes back meets its own sheet."""
    same = [table.c[name] == incoming_table.c[name] for name in ("file_id", "sheet")]
    return and_(*same, table.c.row_no > incoming_table.c.row_no)


def _replace(connection: Connection, table: Table, incoming_table: Table) -> None:
    """Put the incoming rows in the place of those with their keys."""
    connection.execute(delete(table).where(_key(table).in_(select(_key(incoming_table)))))
    names = [column.name for column in table.c]
    connection.execute(insert(table).from_select(names, select(*(incoming_table.c[name] for name in names))))


def _said(table: Table) -> list[Column]:
    return [column for column in table.c if column.name not in (*_ABOUT_THE_FILE, "place")]


def _key(table: Table) -> Column:
    return table.primary_key.columns[0]


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0
