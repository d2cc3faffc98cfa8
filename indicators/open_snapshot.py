"""Open the snapshot that a command asks, or say why there is none and exit with code 2."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer
from sqlalchemy import Connection

from indicators import queries
from indicators.scope_from_words import NotFound
from languages import command_language, say
from warehouse.connection import open_reader
from warehouse.home import Home
from warehouse.snapshots import Snapshot, current_snapshot, list_snapshots
from warehouse.tables import schema_hash


@contextmanager
def open_snapshot(home: Path | None, snapshot_id: str | None = None) -> Iterator[tuple[Snapshot, Connection]]:
    """Open the current snapshot, or the one with this number; say it too if something inside is not found."""
    place = Home.locate(home)
    snapshot = current_snapshot(place) if snapshot_id is None else _numbered(place, snapshot_id)
    if snapshot is None:
        exit_with_refusal("nothing_loaded", str(place.path))
    with open_reader(snapshot) as connection:
        settings = queries.settings_of(connection)
        if settings.get("schema") != schema_hash():
            exit_with_refusal("old_snapshot", snapshot.id)
        if "closing" not in settings:  # every load was undone
            exit_with_refusal("nothing_loaded", str(place.path))
        try:
            yield snapshot, connection
        except NotFound as wrong:
            exit_with_refusal(wrong.what, wrong.asked)
        except queries.UnknownSplit as wrong:
            exit_with_refusal("split", str(wrong))


def exit_with_refusal(reason_key: str, value: str) -> NoReturn:
    typer.echo(say(command_language(), f"not_found.{reason_key}", asked=value), err=True)
    raise typer.Exit(2)


def _numbered(home: Home, snapshot_id: str) -> Snapshot:
    found = next((one for one in list_snapshots(home) if one.id == snapshot_id.zfill(4)), None)
    return found or exit_with_refusal("snapshot", snapshot_id)
