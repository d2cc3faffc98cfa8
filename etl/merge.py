"""How a file's facts join those that are there: of two versions of a fact the newer one stays.

Newer is the later (as_of, order of loading) of the two files; inside one file the later row. A row that says
what is there already is a duplicate; the newer file is then the one it is known from.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, MetaData, Table, and_, delete, false, func, select

from warehouse.connection import append
from warehouse.tables import load_file

_ABOUT_THE_FILE = ("file_id", "sheet", "row_no")


@dataclass(frozen=True)
class Merged:
    """What became of the rows handed over: loaded + replaced + duplicate are all of them (see Account)."""

    loaded: int
    replaced: int
    duplicate: int
    older: int
    written: "pd.Series[Any]"  # keys of the rows that now stand in the table


def merge(
    connection: Connection, table: Table, facts: pd.DataFrame, file_id: int, as_of: date | None
) -> Merged:
    """Bring `facts` (columns of `table` without file_id) into the table."""
    key = table.primary_key.columns[0].name
    said = [column.name for column in table.c if column.name not in _ABOUT_THE_FILE]
    last = facts.drop_duplicates(key, keep="last").assign(file_id=file_id)
    repeated = int(facts.duplicated(said, keep="last").sum())
    outdated = len(facts) - len(last) - repeated
    known = _compared(connection, table, last, as_of)
    changed = ~known["same"]
    kept = known.loc[known["stands"], "key"]
    written = last[~last[key].isin(kept)]
    replace(connection, table, written, written[key])
    older = int((changed & known["stands"]).sum())
    return Merged(
        loaded=len(last) - len(known),
        replaced=int(changed.sum()) + outdated,
        duplicate=int((~changed).sum()) + repeated,
        older=older + outdated,
        written=written[key],
    )


def replace(connection: Connection, table: Table, rows: pd.DataFrame, keys: "pd.Series[Any]") -> None:
    """Put `rows` in the place of all rows with these keys."""
    append(connection, _staging(connection, table, "outgoing"), pd.DataFrame({_key(table): keys.unique()}))
    outgoing = select(_staged(table, "outgoing").c[_key(table)])
    connection.execute(delete(table).where(table.c[_key(table)].in_(outgoing)))
    append(connection, table, rows)


def _compared(connection: Connection, table: Table, last: pd.DataFrame, as_of: date | None) -> pd.DataFrame:
    """key, same, stands of the incoming rows whose fact is there: says the same; is the newer version."""
    incoming = _staging(connection, table, "incoming")
    append(connection, incoming, last)
    key = _key(table)
    columns = (column for column in table.c if column.name not in _ABOUT_THE_FILE)
    same = and_(*(incoming.c[column.name].is_not_distinct_from(column) for column in columns))
    newer: ColumnElement[bool] = load_file.c.as_of > as_of if as_of else false()
    statement = (
        select(incoming.c[key].label("key"), same.label("same"), func.coalesce(newer, False).label("stands"))
        .join(table, table.c[key] == incoming.c[key])
        .outerjoin(load_file, load_file.c.file_id == table.c.file_id)
    )
    known = pd.DataFrame(connection.execute(statement).fetchall(), columns=["key", "same", "stands"])
    return known.astype({"same": bool, "stands": bool})


def _key(table: Table) -> str:
    return table.primary_key.columns[0].name


def _staged(table: Table, name: str) -> Table:
    return table.to_metadata(MetaData(), name=name)


def _staging(connection: Connection, table: Table, name: str) -> Table:
    """An empty temporary table like `table`, without its constraints."""
    connection.exec_driver_sql(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM {table.name} LIMIT 0")
    return _staged(table, name)
