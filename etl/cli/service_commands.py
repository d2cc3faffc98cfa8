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
    confirm_fewer_facts,
    current_time,
    option_help,
    read_settings,
    refuse,
    show_progress,
)
from etl.loading.rebuild import upgrade
from etl.services.backup import backup
from etl.services.restore import restore
from etl.services.watch import Watcher
from etl.settings import Settings, SettingsInvalid
from etl.storage.errors import OperationStopped
from languages import say
from languages.command_line import register_command
from warehouse.home import Home

service = typer.Typer()
EVERY, ONCE = 60.0, 5.0  # seconds between two looks; of a single run at most the latter


@register_command(service, "watch")
def watch(
    once: Annotated[bool, typer.Option("--once", help=option_help("once"))] = False,
    every: Annotated[float, typer.Option(min=0, metavar="SECONDS", help=option_help("every"))] = EVERY,
    settings: SettingsAt = None,
    home: AtHome = None,
    wait: Wait = WAIT,
) -> None:
    place = Home.locate(home)
    read_settings(settings, place)  # said at once where a person starts it with wrong ones

    def read_settings_in_force() -> Settings:
        return Settings.read(settings, place.confirmations) if settings else Settings.read_home(place)

    watcher = Watcher(place, read_settings_in_force, LANGUAGE, current_time, wait)
    watcher.scan_inbox()
    if once and not watcher.seen:
        typer.echo(say(LANGUAGE, "watch.empty", inbox=place.inbox))
    while not once:
        time.sleep(every)
        with suppress(OperationStopped):  # it is in the log
            watcher.process_inbox()
    # A file is taken only when two looks find it unchanged.
    time.sleep(min(every, ONCE))
    with show_progress():
        came_in = watcher.process_inbox()
    raise typer.Exit(0 if came_in else 1)


@register_command(service, "backup")
def backup_(
    into: Annotated[Path | None, typer.Option("--into", metavar="DIR", help=option_help("into"))] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help=option_help("backup_out"))] = None,
    settings: SettingsAt = None,
    home: AtHome = None,
    wait: Wait = WAIT,
) -> None:
    if (into is None) == (out is None):
        refuse(say(LANGUAGE, "backup.one_place"))
    place = Home.locate(home)
    with show_progress() as on_step:
        written = backup(
            place,
            settings or place.settings,
            folder=into,
            zip_path=out,
            started_at=current_time(),
            wait=wait,
            on_step=on_step,
        )
    typer.echo(say(LANGUAGE, "backup.done", place=written))


@register_command(service, "restore")
def restore_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=option_help("backup_file"))],
    home: AtHome = None,
    wait: Wait = WAIT,
) -> None:
    place = Home.locate(home)
    if not file.is_file():
        refuse(say(LANGUAGE, "backup.no_such_file", asked=file))
    try:
        with show_progress() as on_step:
            done = restore(file, place, started_at=current_time(), wait=wait, on_step=on_step)
    except SettingsInvalid as wrong:
        refuse(wrong.sentence(LANGUAGE))
    if done.now is None:
        typer.echo(say(LANGUAGE, "backup.restored_empty", home=place.path))
        return
    typer.echo(say(LANGUAGE, "backup.restored", home=place.path, id=done.now.id))
    if done.now != done.before:
        typer.echo(say(LANGUAGE, "backup.restored_again", id=done.now.id))


@register_command(service, "upgrade")
def upgrade_(
    settings: SettingsAt = None,
    home: AtHome = None,
    yes: Annotated[bool, typer.Option("--yes", help=option_help("yes"))] = False,
    wait: Wait = WAIT,
) -> None:
    place = Home.locate(home)
    decided = read_settings(settings, place)
    with show_progress() as on_step:
        done = upgrade(
            place,
            decided,
            on_step,
            started_at=current_time(),
            wait=wait,
            agree=lambda fewer: yes or confirm_fewer_facts(fewer, on_step),
        )
    if done.now is None:
        typer.echo(say(LANGUAGE, "upgrade.nothing_loaded"))
    elif done.now == done.before:
        typer.echo(say(LANGUAGE, "upgrade.fits", id=done.now.id))
    else:
        typer.echo(say(LANGUAGE, "outcome.rebuilt", id=done.now.id))
