"""Open snapshots, by the only door: many read-only connections to a published one, one writer to a draft."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from pathlib import Path

import pandas as pd
import pyarrow as pa
from sqlalchemy import URL, Connection, Engine, Table, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, QueuePool

from warehouse.snapshot import Snapshot
from warehouse.tables import metadata

# What does not fit lies beside the draft meanwhile: a load shares the machine with those who read.
_WRITER_MEMORY = "384MB"


def open_reader(snapshot: Snapshot) -> Connection:
    """Open a connection that cannot write; close it after the question."""
    return _engine(snapshot.path).connect()


_OPENED: set[tuple[Path, int, int]] = set()


def open_once(path: Path) -> Connection:
    """Open a connection for one look: nothing stays open, so that Windows too can remove the file."""
    return create_engine(_url(path), connect_args={"read_only": True}, poolclass=NullPool).connect()


def is_readable(path: Path, size: int, mtime_ns: int) -> bool:
    """Tell whether the file is a database.

    Remembered where it is: a failure can pass, a published file stays.
    """
    if (path, size, mtime_ns) not in _OPENED:
        try:
            open_once(path).close()
        except DBAPIError:
            return False
        _OPENED.add((path, size, mtime_ns))
    return True


@lru_cache(maxsize=4)
def _engine(path: Path) -> Engine:
    # The default pool for DuckDB hands one connection to several threads; each question needs its own.
    return create_engine(
        _url(path),
        connect_args={"read_only": True},
        poolclass=QueuePool,
        pool_size=8,
        max_overflow=24,
    )


@contextmanager
def open_writer(path: Path) -> Iterator[Connection]:
    """Open a transaction on a draft with all tables; committed and checkpointed only if nothing fails."""
    with _writable(path) as place:
        settings = {"config": {"memory_limit": _WRITER_MEMORY}}
        engine = create_engine(_url(place), connect_args=settings, poolclass=NullPool)
        try:
            metadata.create_all(engine)
            with engine.begin() as connection:
                yield connection
            with engine.connect() as connection:
                connection.exec_driver_sql("CHECKPOINT")
        finally:
            engine.dispose()


@contextmanager
def _writable(path: Path) -> Iterator[Path]:
    """Yield a path that DuckDB can write.

    It cannot where the path holds a question mark: it looks for its log in another folder.
    """
    if "?" not in str(path):
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / path.name
        if path.exists():
            shutil.copyfile(path, place)
        yield place
        shutil.copyfile(place, path)


def _url(path: Path) -> URL:
    """Build the URL as an object: in a text, signs like ? # % of a folder's name mean something else."""
    return URL.create("duckdb", database=str(path))


def append_rows(connection: Connection, table: Table, rows: pd.DataFrame) -> None:
    append_frames(connection, table, [rows])


def append_frames(connection: Connection, table: Table, frames: Iterable[pd.DataFrame]) -> None:
    """Append frames of the same columns, one after the other, through one reader of Arrow.

    Fifteen times faster than an INSERT a row (measured). A frame registered by itself would be held until
    the transaction ends.
    """
    tables = (pa.Table.from_pandas(rows, preserve_index=False) for rows in frames if not rows.empty)
    first = next(tables, None)
    if first is None:
        return
    batches = (batch for one in chain([first], tables) for batch in one.cast(first.schema).to_batches())
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.register("incoming_rows", pa.RecordBatchReader.from_batches(first.schema, batches))
    connection.exec_driver_sql(f"INSERT INTO {table.name} BY NAME SELECT * FROM incoming_rows")
    driver.unregister("incoming_rows")
