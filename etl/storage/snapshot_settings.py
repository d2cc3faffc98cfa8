"""Store the settings in a snapshot, with a few facts about the snapshot itself (table `setting`)."""

from dataclasses import asdict, fields, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from etl.row_account import RowAccount
from etl.settings import Settings
from etl.settings.unit_map import build_unit_map
from etl.storage.archive import ArchivedFile, number_loads
from etl.storage.log import LogEntry
from languages import text_key
from warehouse import tables
from warehouse.connection import append_rows
from warehouse.tables import load_file, setting

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def write(connection: Connection, settings: Settings) -> None:
    """Write all settings into a draft that holds none of them yet."""
    for table, entries in (
        (tables.unit, settings.units),
        (tables.unit_successor, settings.successors),
        (tables.unit_map, build_unit_map(settings.units, settings.successors)),
        (tables.target, settings.targets),
        (tables.responsible, settings.responsible),
        (tables.rule, settings.rules.values()),
        (tables.dated_event, settings.dated_events),
    ):
        _insert(connection, table, [_values_of(entry) for entry in entries])
    append_rows(connection, tables.calendar_day, settings.working_days.table())
    _set(connection, _organisation(settings) | _status_names(settings))


def write_state(connection: Connection, *, closing_date: date, basis: str, sample: bool) -> None:
    """Write closing date, basis, and whether it is the sample; an empty snapshot has no closing date."""
    _set(
        connection,
        {"closing": closing_date.isoformat(), "closing_basis": basis, "sample": str(int(sample))},
    )


def write_origin(connection: Connection, entry: LogEntry) -> None:
    """Write when the snapshot was built and by what: the same line as in the log."""
    _set(connection, {"built_at": entry.at.isoformat(timespec="seconds"), "origin": entry.line})


def read_state(connection: Connection) -> dict[str, str]:
    rows = connection.execute(select(setting.c.key, setting.c.value)).all()
    return {row.key: row.value for row in rows}


def fits(connection: Connection, settings: Settings) -> bool:
    """Return whether the snapshot was built with these settings and by this version's tables."""
    known = read_state(connection)
    return (known.get("settings_digest"), known.get("schema")) == (settings.digest, tables.schema_hash())


def is_sample(connection: Connection) -> bool | None:
    """Return whether the loaded files are the sample's; None where there are none."""
    return connection.scalar(select(load_file.c.sample).limit(1))


def read_load_order(connection: Connection) -> list[ArchivedFile]:
    """List the snapshot's files in the order of loading; works for snapshots of other versions too."""
    known = read_state(connection)
    names = [field.name for field in fields(ArchivedFile)]
    if known.get("schema") == tables.schema_hash():
        columns = [load_file.c[name] for name in names]
        return [
            ArchivedFile(*row) for row in connection.execute(select(*columns).order_by(load_file.c.file_id))
        ]
    columns = [load_file.c[name] for name in names[:3]]  # every version has these
    rows = connection.execute(select(*columns).order_by(load_file.c.file_id)).all()
    files = number_loads([ArchivedFile(row.name, row.sha256, row.loaded_at, 0) for row in rows])
    if files and known.get("closing_basis") == "given":
        files[-1] = replace(files[-1], closing=date.fromisoformat(known["closing"]))
    return files


def set_last_closing_date(connection: Connection, day: date) -> None:
    """Store the closing date that was given, with the file that came last."""
    last = select(func.max(load_file.c.file_id)).scalar_subquery()
    connection.execute(update(load_file).where(load_file.c.file_id == last).values(closing=day))


def count_facts(connection: Connection) -> dict[str, int]:
    """Count the facts that each source has brought; works for snapshots of other versions too."""
    statement = select(load_file.c.source, func.sum(load_file.c.loaded)).group_by(load_file.c.source)
    return {source: int(count) for source, count in connection.execute(statement)}


def sources_by_hash(connection: Connection) -> dict[str, str]:
    """Map the hash of each file to the source it was recognised as."""
    rows = connection.execute(select(load_file.c.sha256, load_file.c.source))
    return {row.sha256: row.source for row in rows}


def read_account(connection: Connection, sha256: str) -> RowAccount:
    """Return the account that the file with this hash got when it was loaded."""
    row = connection.execute(select(load_file).where(load_file.c.sha256 == sha256)).one()
    return RowAccount(
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
    return {key: str(value) for key, value in _values_of(settings.organisation).items()} | {
        "settings_digest": settings.digest,
        "schema": tables.schema_hash(),
    }


def _status_names(settings: Settings) -> dict[str, str]:
    return {
        f"status.{code}.{language}": name
        for code, status in settings.statuses.items()
        for language, name in status.name.items()
    }


def _values_of(entry: "DataclassInstance") -> dict[str, object]:
    """Return the values of an entry; a text by language is stored in one column for each."""
    values: dict[str, object] = {}
    for key, value in asdict(entry).items():
        if isinstance(value, dict):
            values |= {text_key(key, language): text for language, text in value.items()}
        else:
            values[key] = value
    return values


def _insert(connection: Connection, table: Table, entries: list[dict[str, object]]) -> None:
    if entries:
        connection.execute(insert(table), entries)


def _set(connection: Connection, values: dict[str, str]) -> None:
    connection.execute(delete(setting).where(setting.c.key.in_(list(values))))
    _insert(connection, setting, [{"key": key, "value": value} for key, value in values.items()])
