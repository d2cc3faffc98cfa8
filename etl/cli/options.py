"""Share what the load commands have in common: options, progress, and refusals."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from etl.loading.rebuild import Fewer
from etl.settings import Settings, SettingsInvalid
from etl.storage.errors import OperationStopped, describe_fault
from etl.storage.lock import Step
from languages import command_language, say
from warehouse.home import PROJECT, Home
from warehouse.snapshots import Snapshot, current_snapshot

LANGUAGE = command_language()
WAIT = 60.0  # seconds: a nightly load that meets a clerk's one; longer is a matter of asking who it is


def option_help(key: str) -> str:
    return say(LANGUAGE, f"command.option.{key}")


AtHome = Annotated[Path | None, typer.Option("--home", metavar="DIR", help=option_help("home"))]
SettingsAt = Annotated[Path | None, typer.Option("--settings", metavar="DIR", help=option_help("settings"))]
Wait = Annotated[float, typer.Option("--wait", min=0, metavar="SECONDS", help=option_help("wait"))]


def current_time() -> datetime:
    return datetime.now().replace(microsecond=0)


@contextmanager
def show_progress() -> Iterator[Step]:
    """Show progress while the block runs; an error on the way is said in a sentence and exits with code 2."""
    columns = SpinnerColumn(), TextColumn("{task.description}", markup=False)
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)

        def on_step(step: str, subject: str) -> None:
            if step in ("waiting", "not_shown"):
                typer.echo(say(LANGUAGE, f"undo.{step}", about=subject, place=subject), err=True)
            if step == "asking":  # a spinner would write over the question
                progress.stop()
            progress.update(task, description=subject)

        try:
            yield on_step
        except OperationStopped as stopped:
            refuse(stopped.sentence(LANGUAGE))
        except OSError as denied:
            place, reason = denied.filename or "–", describe_fault(LANGUAGE, denied)
            refuse(say(LANGUAGE, "stopped.denied", place=place, reason=reason))


def read_settings(folder: Path | None, home: Home | None = None) -> Settings:
    """Read the folder's settings, else the home's; with a home, include what its users confirmed."""
    try:
        if home and not folder:
            return Settings.read_home(home)
        return Settings.read(folder or PROJECT / "settings", home.confirmations if home else None)
    except SettingsInvalid as wrong:
        refuse(wrong.sentence(LANGUAGE))


def require_served_snapshot(home: Path | None) -> Snapshot:
    snapshot = current_snapshot(Home.locate(home))
    if snapshot is None:
        refuse(say(LANGUAGE, "not_found.nothing_loaded", asked=Home.locate(home).path))
    return snapshot


def confirm_fewer_facts(losses: Fewer, on_step: Step) -> bool:
    """Ask whether to go on with fewer facts; without a terminal nobody is asked and the answer is no."""
    on_step("asking", "")
    typer.echo(say(LANGUAGE, "undo.fewer_head"), err=True)
    for source, (now_, after) in losses.items():
        words = {"source": say(LANGUAGE, f"source.{source}"), "now": now_, "after": after}
        typer.echo("  " + say(LANGUAGE, "undo.fewer", **words), err=True)
    return sys.stdin.isatty() and typer.confirm(say(LANGUAGE, "undo.go_on"), err=True)


def refuse(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(2)
