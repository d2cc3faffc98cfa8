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
    current_time,
    option_help,
    read_settings,
    refuse,
    require_served_snapshot,
    show_progress,
)
from etl.cli.trace_text import mention_lines
from etl.loading.trace import trace
from etl.loading.undo import rollback, undo
from etl.storage import archive, snapshot_settings
from etl.storage.lock import hold_home_lock
from languages import say
from languages.command_line import register_command
from languages.writing import word
from warehouse import retention
from warehouse.connection import open_once, open_reader
from warehouse.current_user import current_user
from warehouse.home import Home
from warehouse.snapshots import Snapshot, current_snapshot, find_snapshot, is_complete, list_snapshots

history = typer.Typer()
# What a snapshot says of itself, and how it is printed.
_WRITTEN = {"built_at": "%d/%m/%Y %H:%M", "closing": "%d/%m/%Y"}
Which = Annotated[str, typer.Argument(metavar="SNAPSHOT", help=option_help("snapshot"))]


@register_command(history, "snapshots")
def snapshots(home: AtHome = None) -> None:
    found = list_snapshots(Home.locate(home))
    if not found:
        refuse(say(LANGUAGE, "not_found.nothing_loaded", asked=Home.locate(home).path))
    serves = current_snapshot(Home.locate(home))
    reasons = retention.kept_snapshots(Home.locate(home))
    for snapshot in found:
        if is_complete(snapshot):
            typer.echo("  ".join(_told(snapshot, snapshot == serves, reasons.get(snapshot.id))))
        else:
            typer.echo(say(LANGUAGE, "undo.damaged_mark", id=snapshot.id, path=snapshot.path))


def _told(snapshot: Snapshot, is_served: bool, keep_reason: str | None) -> Iterator[str]:
    """Yield when it was built, its closing date, whether it is served, why it is kept, and its path."""
    with open_once(snapshot.path) as connection:
        known = snapshot_settings.read_state(connection)
    built, closing = (_day(known.get(key), form) for key, form in _WRITTEN.items())
    yield say(LANGUAGE, "undo.snapshot", id=snapshot.id, built=built, closing=closing)
    if is_served:
        yield say(LANGUAGE, "undo.serves")
    if keep_reason:
        yield say(LANGUAGE, "undo.kept_mark", reason=keep_reason)
    yield str(snapshot.path)


def _day(iso_text: str | None, date_format: str) -> str:
    return f"{datetime.fromisoformat(iso_text):{date_format}}" if iso_text else "–"


@register_command(history, "loads")
def loads(home: AtHome = None) -> None:
    with open_reader(require_served_snapshot(home)) as connection:
        files = snapshot_settings.read_load_order(connection)
    if not files:
        typer.echo(say(LANGUAGE, "undo.no_loads"))
    for kept in files:
        words = {
            "number": kept.load_no,
            "at": f"{kept.loaded_at:%d/%m/%Y %H:%M}",
            "by": word(LANGUAGE, "loader", kept.loader or None) or "–",
        }
        typer.echo(say(LANGUAGE, "undo.load", file=kept.name, hash=kept.sha256[:12], **words))


@register_command(history, "undo")
def undo_(
    load_no: Annotated[
        int | None, typer.Option("--load", metavar="NUMBER", help=option_help("load_no"))
    ] = None,
    file: Annotated[str | None, typer.Option("--file", metavar="NAME", help=option_help("file"))] = None,
    settings: SettingsAt = None,
    home: AtHome = None,
    wait: Wait = WAIT,
) -> None:
    if load_no is not None and file is not None:
        refuse(say(LANGUAGE, "undo.one_choice"))
    place = Home.locate(home)
    decided_ = read_settings(settings, place)
    with show_progress() as on_step:
        snapshot, gone = undo(
            place, decided_, load_no=load_no, file=file, started_at=current_time(), wait=wait, on_step=on_step
        )
    done = "undo.done" if archive.read_order(place) else "undo.empty"
    typer.echo(say(LANGUAGE, done, files=", ".join(kept.name for kept in gone), id=snapshot.id))
    typer.echo(say(LANGUAGE, "undo.again"))


@register_command(history, "rollback")
def rollback_(which: Which, home: AtHome = None, wait: Wait = WAIT) -> None:
    old = require_served_snapshot(home)
    with show_progress() as on_step:
        snapshot = rollback(Home.locate(home), which, started_at=current_time(), wait=wait, on_step=on_step)
    typer.echo(say(LANGUAGE, "undo.rolled_back", copy_of=which.zfill(4), id=snapshot.id))
    typer.echo(say(LANGUAGE, "undo.compare", old=old.id, new=snapshot.id))


@register_command(history, "keep")
def keep(
    which: Which,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=option_help("reason"))],
    home: AtHome = None,
    wait: Wait = WAIT,
) -> None:
    place, by = Home.locate(home), current_user()
    with show_progress() as on_step, hold_home_lock(place, by, wait, on_step):
        snapshot = find_snapshot(place, which)
        if snapshot is None:
            refuse(say(LANGUAGE, "stopped.no_snapshot", asked=which))
        retention.keep_snapshot(place, snapshot.id, reason, by)
    typer.echo(say(LANGUAGE, "undo.kept", id=snapshot.id, reason=reason))


@register_command(history, "trace")
def trace_(
    code: Annotated[str, typer.Argument(metavar="CASE_CODE", help=option_help("case"))],
    unmasked: Annotated[bool, typer.Option("--unmasked", help=option_help("unmasked"))] = False,
    settings: SettingsAt = None,
    home: AtHome = None,
) -> None:
    require_served_snapshot(home)
    decided_ = read_settings(settings, Home.locate(home))
    with show_progress() as on_step:
        story = trace(Home.locate(home), decided_, code, on_step)
    if not story:
        refuse(say(LANGUAGE, "trace.nothing", asked=code))
    for mention in story:
        for line in mention_lines(mention, decided_, unmasked, LANGUAGE):
            typer.echo(line)
