"""The settings as a snapshot keeps them, and the few facts about the snapshot itself (table `setting`)."""

from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy import Connection, Table, delete, insert, select

from etl.account import Account
from etl.archive import Kept
from etl.settings import Settings
from warehouse import tables
from warehouse.connection import append
from warehouse.tables import load_file, setting


def write(connection: Connection, settings: Settings) -> None:
    """All that people decided, into a draft that holds none of it yet."""
    for table, entries in (
        (tables.unit, settings.units),
        (tables.unit_successor, settings.successors),
        (tables.target, settings.targets),
        (tables.responsible, settings.responsible),
        (tables.rule, settings.rules.values()),
    ):
        _insert(connection, table, [asdict(entry) for entry in entries])
    append(connection, tables.calendar_day, settings.working_days.table())
    _set(connection, _organisation(settings) | _status_names(settings))


def write_state(
    connection: Connection, *, closing: date, basis: str, sample: bool, built_at: datetime
) -> None:
    """As of which day the snapshot speaks, whether it is the sample, when it was built."""
    _set(
        connection,
        {
            "closing": closing.isoformat(),
            "closing_basis": basis,
            "sample": str(int(sample)),
            "built_at": built_at.isoformat(timespec="seconds"),
        },
    )


def state(connection: Connection) -> dict[str, str]:
    rows = connection.execute(select(setting.c.key, setting.c.value)).all()
    return {row.key: row.value for row in rows}


def fits(connection: Connection, settings: Settings) -> bool:
    """Whether the snapshot was made with these settings and by this version's tables."""
    known = state(connection)
    return (known.get("settings_digest"), known.get("schema")) == (settings.digest, tables.schema())


def is_sample(connection: Connection) -> bool | None:
    """Whether the files that are there are the sample's; None where there are none."""
    return connection.scalar(select(load_file.c.sample).limit(1))


def order(connection: Connection) -> list[Kept]:
    """The files of the snapshot in the order of loading."""
    columns = (load_file.c.name, load_file.c.sha256, load_file.c.loaded_at)
    return [Kept(*row) for row in connection.execute(select(*columns).order_by(load_file.c.file_id))]


def account_of(connection: Connection, sha256: str) -> Account:
    """The account that the file with this hash got when it was loaded."""
    row = connection.execute(select(load_file).where(load_file.c.sha256 == sha256)).one()
    return Account(
        read=row.rows_read,
        loaded=row.loaded,
        replaced=row.replaced,
        duplicate=row.duplicate,
        aside=row.aside,
        rejected=row.rejected,
        older=row.older,
        flagged=row.flagged,
    )


def _organisation(settings: Settings) -> dict[str, str]:
    return {key: str(value) for key, value in asdict(settings.organisation).items()} | {
        "settings_digest": settings.digest,
        "schema": tables.schema(),
    }


def _status_names(settings: Settings) -> dict[str, str]:
    names = {}
    for code, status in settings.statuses.items():
        names[f"status.{code}.vi"] = status.name
        names[f"status.{code}.en"] = status.name_en
    return names


def _insert(connection: Connection, table: Table, entries: list[dict[str, object]]) -> None:
    if entries:
        connection.execute(insert(table), entries)


def _set(connection: Connection, values: dict[str, str]) -> None:
    connection.execute(delete(setting).where(setting.c.key.in_(list(values))))
    _insert(connection, setting, [{"key": key, "value": value} for key, value in values.items()])
