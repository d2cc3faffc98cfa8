"""Define the commands about past loads: list, undo, serve an earlier snapshot, keep one, trace a case."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

import typer

from etl.cli.options import (
    LANGUAGE,
    WAIT,
    AtHome,
    SettingsAt,
    Wait,
    help_of,
    now,
    refuse,
    serving,
    settings_in,
    working,
)
from etl.cli.trace_text import told
from etl.loading.trace import trace
from etl.loading.undo import rollback, undo
from etl.storage import archive, snapshot_settings
from etl.storage.lock import alone
from languages import say
from languages.command_line import command
from languages.writing import word
from warehouse import retention
from warehouse.connection import glance, reader
from warehouse.current_user import account
from warehouse.home import Home
from warehouse.snapshots import Snapshot, current, find, listing, whole

history = typer.Typer()
# What a snapshot says of itself, and how it is printed.
_WRITTEN = {"built_at": "%d/%m/%Y %H:%M", "closing": "%d/%m/%Y"}
Which = Annotated[str, typer.Argument(metavar="SNAPSHOT", help=help_of("snapshot"))]


@command(history, "snapshots")
def snapshots(home: AtHome = None) -> None:
    found = listing(Home.chosen(home))
    if not found:
        refuse(say(LANGUAGE, "not_found.nothing_loaded", asked=Home.chosen(home).path))
    serves = current(Home.chosen(home))
    reasons = retention.kept(Home.chosen(home))
    for snapshot in found:
        if whole(snapshot):
            typer.echo("  ".join(_told(snapshot, snapshot == serves, reasons.get(snapshot.id))))
        else:
            typer.echo(say(LANGUAGE, "undo.damaged_mark", id=snapshot.id, path=snapshot.path))


def _told(snapshot: Snapshot, serves: bool, kept_for: str | None) -> Iterator[str]:
    """Yield when it was built, its closing date, whether it is served, why it is kept, and its path."""
    with glance(snapshot.path) as connection:
        known = snapshot_settings.state(connection)
    built, closing = (_day(known.get(key), form) for key, form in _WRITTEN.items())
    yield say(LANGUAGE, "undo.snapshot", id=snapshot.id, built=built, closing=closing)
    if serves:
        yield say(LANGUAGE, "undo.serves")
    if kept_for:
        yield say(LANGUAGE, "undo.kept_mark", reason=kept_for)
    yield str(snapshot.path)


def _day(written: str | None, form: str) -> str:
    return f"{datetime.fromisoformat(written):{form}}" if written else "–"


@command(history, "loads")
def loads(home: AtHome = None) -> None:
    with reader(serving(home)) as connection:
        files = snapshot_settings.order(connection)
    if not files:
        typer.echo(say(LANGUAGE, "undo.no_loads"))
    for kept in files:
        words = {
            "number": kept.load_no,
            "at": f"{kept.loaded_at:%d/%m/%Y %H:%M}",
            "by": word(LANGUAGE, "loader", kept.loader or None) or "–",
        }
        typer.echo(say(LANGUAGE, "undo.load", file=kept.name, hash=kept.sha256[:12], **words))


@command(history, "undo")
def undo_(
    load_no: Annotated[int | None, typer.Option("--load", metavar="NUMBER", help=help_of("load_no"))] = None,
    file: Annotated[str | None, typer.Option("--file", metavar="NAME", help=help_of("file"))] = None,
    settings: SettingsAt = None,
    home: AtHome = None,
    wait: Wait = WAIT,
) -> None:
    if load_no is not None and file is not None:
        refuse(say(LANGUAGE, "undo.one_choice"))
    place = Home.chosen(home)
    decided_ = settings_in(settings, place)
    with working() as on_step:
        snapshot, gone = undo(
            place, decided_, load_no=load_no, file=file, at=now(), wait=wait, on_step=on_step
        )
    done = "undo.done" if archive.read_order(place) else "undo.empty"
    typer.echo(say(LANGUAGE, done, files=", ".join(kept.name for kept in gone), id=snapshot.id))
    typer.echo(say(LANGUAGE, "undo.again"))


@command(history, "rollback")
def rollback_(which: Which, home: AtHome = None, wait: Wait = WAIT) -> None:
    old = serving(home)
    with working() as on_step:
        snapshot = rollback(Home.chosen(home), which, at=now(), wait=wait, on_step=on_step)
    typer.echo(say(LANGUAGE, "undo.rolled_back", copy_of=which.zfill(4), id=snapshot.id))
    typer.echo(say(LANGUAGE, "undo.compare", old=old.id, new=snapshot.id))


@command(history, "keep")
def keep(
    which: Which,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=help_of("reason"))],
    home: AtHome = None,
    wait: Wait = WAIT,
) -> None:
    place, by = Home.chosen(home), account()
    with working() as on_step, alone(place, by, wait, on_step):
        snapshot = find(place, which)
        if snapshot is None:
            refuse(say(LANGUAGE, "stopped.no_snapshot", asked=which))
        retention.keep(place, snapshot.id, reason, by)
    typer.echo(say(LANGUAGE, "undo.kept", id=snapshot.id, reason=reason))


@command(history, "trace")
def trace_(
    code: Annotated[str, typer.Argument(metavar="CASE_CODE", help=help_of("case"))],
    unmasked: Annotated[bool, typer.Option("--unmasked", help=help_of("unmasked"))] = False,
    settings: SettingsAt = None,
    home: AtHome = None,
) -> None:
    serving(home)
    decided_ = settings_in(settings, Home.chosen(home))
    with working() as on_step:
        story = trace(Home.chosen(home), decided_, code, on_step)
    if not story:
        refuse(say(LANGUAGE, "trace.nothing", asked=code))
    for mention in story:
        for line in told(mention, decided_, unmasked, LANGUAGE):
            typer.echo(line)
