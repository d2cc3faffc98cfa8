"""Open the snapshot that a command asks, or say why there is none and exit with code 2."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer
from sqlalchemy import Connection

from indicators import queries
from indicators.scope_from_words import NotFound
from languages import of_commands, say
from warehouse.connection import reader
from warehouse.home import Home
from warehouse.snapshots import Snapshot, current, listing
from warehouse.tables import schema


@contextmanager
def opened(home: Path | None, asked: str | None = None) -> Iterator[tuple[Snapshot, Connection]]:
    """Open the current snapshot, or the one with this number; say it too if something inside is not found."""
    place = Home.chosen(home)
    snapshot = current(place) if asked is None else _numbered(place, asked)
    if snapshot is None:
        refuse("nothing_loaded", str(place.path))
    with reader(snapshot) as connection:
        settings = queries.settings_of(connection)
        if settings.get("schema") != schema():
            refuse("old_snapshot", snapshot.id)
        if "closing" not in settings:  # every load was undone
            refuse("nothing_loaded", str(place.path))
        try:
            yield snapshot, connection
        except NotFound as wrong:
            refuse(wrong.what, wrong.asked)
        except queries.UnknownSplit as wrong:
            refuse("split", str(wrong))


def refuse(what: str, asked: str) -> NoReturn:
    typer.echo(say(of_commands(), f"not_found.{what}", asked=asked), err=True)
    raise typer.Exit(2)


def _numbered(home: Home, asked: str) -> Snapshot:
    found = next((one for one in listing(home) if one.id == asked.zfill(4)), None)
    return found or refuse("snapshot", asked)
