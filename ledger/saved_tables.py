"""Keep tables that somebody put together: those saved under a name, and the last ones downloaded."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, DateTime, String, Table, delete, select
from sqlalchemy.dialects.sqlite import insert

from ledger.database import metadata, open_for_reading, open_for_writing
from warehouse.home import Home

MOST = 10  # of the last ones


@dataclass(frozen=True)
class StoredTable:
    """Hold a table somebody put together.

    `asked`: what was wanted and in which period, as the reports write it down; `name` empty: not saved.
    """

    asked: str
    moment: datetime
    name: str = ""


saved_table = Table(
    "saved_table",
    metadata,
    Column("name", String, primary_key=True),
    Column("asked", String, nullable=False),
    Column("moment", DateTime, nullable=False),
)
used_table = Table(
    "used_table",
    metadata,
    Column("asked", String, primary_key=True),
    Column("moment", DateTime, nullable=False),
)


def save_table(home: Home, table: StoredTable) -> None:
    """Save the table in the place of one that has the name."""
    with open_for_writing(home) as connection:
        row = {"name": table.name, "asked": table.asked, "moment": table.moment}
        connection.execute(insert(saved_table).values(row).on_conflict_do_update(["name"], set_=row))


def record_use(home: Home, table: StoredTable) -> None:
    """Record a use: a table stands once, at its last time; beyond MOST the oldest are forgotten."""
    row = {"asked": table.asked, "moment": table.moment}
    newest = select(used_table.c.asked).order_by(used_table.c.moment.desc()).limit(MOST)
    with open_for_writing(home) as connection:
        connection.execute(insert(used_table).values(row).on_conflict_do_update(["asked"], set_=row))
        connection.execute(delete(used_table).where(used_table.c.asked.not_in(newest)))


def delete_saved_table(home: Home, name: str) -> None:
    with open_for_writing(home) as connection:
        connection.execute(delete(saved_table).where(saved_table.c.name == name))


def list_stored_tables(home: Home) -> tuple[list[StoredTable], list[StoredTable]]:
    """Return the saved tables by name, and the last used ones, the newest first."""
    with open_for_reading(home) as connection:
        if connection is None:
            return [], []
        saved = connection.execute(select(saved_table).order_by(saved_table.c.name)).all()
        used = connection.execute(select(used_table).order_by(used_table.c.moment.desc())).all()
    return (
        [StoredTable(one.asked, one.moment, one.name) for one in saved],
        [StoredTable(one.asked, one.moment) for one in used],
    )
