"""Keep what people write and what was handed out in an SQLite file, apart from the unchanging snapshots."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, create_engine
from sqlalchemy.pool import NullPool

from warehouse.home import Home

metadata = MetaData()
_WAIT = 30  # seconds for another who writes


@contextmanager
def open_for_writing(home: Home) -> Iterator[Connection]:
    """Open a transaction: all of it or nothing."""
    home.ledger.parent.mkdir(parents=True, exist_ok=True)
    engine = _engine(home.ledger)
    metadata.create_all(engine)
    with engine.begin() as connection:
        yield connection


@contextmanager
def open_for_reading(home: Home) -> Iterator[Connection | None]:
    """Open a connection, or yield None where nobody has written anything yet."""
    if not home.ledger.exists():
        yield None
        return
    engine = _engine(home.ledger)
    metadata.create_all(engine)  # one of an older version lacks tables
    with engine.connect() as connection:
        yield connection


@lru_cache(maxsize=4)
def _engine(path: Path) -> Engine:
    return create_engine(f"sqlite:///{path}", connect_args={"timeout": _WAIT}, poolclass=NullPool)
