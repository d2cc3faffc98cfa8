"""Define the commands that run unattended or rarely: watch, back up, restore, upgrade."""

import time
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from etl.cli.options import (
    LANGUAGE,
    WAIT,
    AtHome,
    SettingsAt,
    Wait,
    agreed,
    help_of,
    now,
    refuse,
    settings_in,
    working,
)
from etl.loading.rebuild import upgrade
from etl.services.backup import backup
from etl.services.restore import restore
from etl.services.watch import Watcher
from etl.settings import Settings, SettingsWrong
from etl.storage.errors import Stopped
from languages import say
from languages.command_line import command
from warehouse.home import Home

service = typer.Typer()
EVERY, ONCE = 60.0, 5.0  # seconds between two looks; of a single run at most the latter


@command(service, "watch")
def watch(
    once: Annotated[bool, typer.Option("--once", help=help_of("once"))] = False,
    every: Annotated[float, typer.Option(min=0, metavar="SECONDS", help=help_of("every"))] = EVERY,
    settings: SettingsAt = None,
    home: AtHome = None,
    wait: Wait = WAIT,
) -> None:
    place = Home.chosen(home)
    settings_in(settings, place)  # said at once where a person starts it with wrong ones

    def in_force() -> Settings:
        return Settings.read(settings, place.learned) if settings else Settings.of(place)

    watcher = Watcher(place, in_force, LANGUAGE, now, wait)
    watcher.look()
    if once and not watcher.seen:
        typer.echo(say(LANGUAGE, "watch.empty", inbox=place.inbox))
    while not once:
        time.sleep(every)
        with suppress(Stopped):  # it is in the log
            watcher.turn()
    # A file is taken only when two looks find it unchanged.
    time.sleep(min(every, ONCE))
    with working():
        came_in = watcher.turn()
    raise typer.Exit(0 if came_in else 1)


@command(service, "backup")
def backup_(
    into: Annotated[Path | None, typer.Option("--into", metavar="DIR", help=help_of("into"))] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help=help_of("backup_out"))] = None,
    settings: SettingsAt = None,
    home: AtHome = None,
    wait: Wait = WAIT,
) -> None:
    if (into is None) == (out is None):
        refuse(say(LANGUAGE, "backup.one_place"))
    place = Home.chosen(home)
    with working() as on_step:
        written = backup(
            place, settings or place.settings, into=into, out=out, at=now(), wait=wait, on_step=on_step
        )
    typer.echo(say(LANGUAGE, "backup.done", place=written))


@command(service, "restore")
def restore_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=help_of("backup_file"))],
    home: AtHome = None,
    wait: Wait = WAIT,
) -> None:
    place = Home.chosen(home)
    if not file.is_file():
        refuse(say(LANGUAGE, "backup.no_such_file", asked=file))
    try:
        with working() as on_step:
            done = restore(file, place, at=now(), wait=wait, on_step=on_step)
    except SettingsWrong as wrong:
        refuse(wrong.sentence(LANGUAGE))
    if done.now is None:
        typer.echo(say(LANGUAGE, "backup.restored_empty", home=place.path))
        return
    typer.echo(say(LANGUAGE, "backup.restored", home=place.path, id=done.now.id))
    if done.now != done.before:
        typer.echo(say(LANGUAGE, "backup.restored_again", id=done.now.id))


@command(service, "upgrade")
def upgrade_(
    settings: SettingsAt = None,
    home: AtHome = None,
    yes: Annotated[bool, typer.Option("--yes", help=help_of("yes"))] = False,
    wait: Wait = WAIT,
) -> None:
    place = Home.chosen(home)
    decided = settings_in(settings, place)
    with working() as on_step:
        done = upgrade(
            place,
            decided,
            on_step,
            at=now(),
            wait=wait,
            agree=lambda fewer: yes or agreed(fewer, on_step),
        )
    if done.now is None:
        typer.echo(say(LANGUAGE, "upgrade.nothing_loaded"))
    elif done.now == done.before:
        typer.echo(say(LANGUAGE, "upgrade.fits", id=done.now.id))
    else:
        typer.echo(say(LANGUAGE, "outcome.rebuilt", id=done.now.id))
