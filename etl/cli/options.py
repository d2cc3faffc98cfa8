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
from etl.settings import Settings, SettingsWrong
from etl.storage.errors import Stopped, why
from etl.storage.lock import Step
from languages import of_commands, say
from warehouse.home import PROJECT, Home
from warehouse.snapshots import Snapshot, current

LANGUAGE = of_commands()
WAIT = 60.0  # seconds: a nightly load that meets a clerk's one; longer is a matter of asking who it is


def help_of(key: str) -> str:
    return say(LANGUAGE, f"command.option.{key}")


AtHome = Annotated[Path | None, typer.Option("--home", metavar="DIR", help=help_of("home"))]
SettingsAt = Annotated[Path | None, typer.Option("--settings", metavar="DIR", help=help_of("settings"))]
Wait = Annotated[float, typer.Option("--wait", min=0, metavar="SECONDS", help=help_of("wait"))]


def now() -> datetime:
    return datetime.now().replace(microsecond=0)


@contextmanager
def working() -> Iterator[Step]:
    """Show progress while the block runs; an error on the way is said in a sentence and exits with code 2."""
    columns = SpinnerColumn(), TextColumn("{task.description}", markup=False)
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)

        def on_step(step: str, about: str) -> None:
            if step in ("waiting", "not_shown"):
                typer.echo(say(LANGUAGE, f"undo.{step}", about=about, place=about), err=True)
            if step == "asking":  # a spinner would write over the question
                progress.stop()
            progress.update(task, description=about)

        try:
            yield on_step
        except Stopped as stopped:
            refuse(stopped.sentence(LANGUAGE))
        except OSError as denied:
            place, reason = denied.filename or "–", why(LANGUAGE, denied)
            refuse(say(LANGUAGE, "stopped.denied", place=place, reason=reason))


def settings_in(folder: Path | None, home: Home | None = None) -> Settings:
    """Read the folder's settings, else the home's; with a home, include what its users confirmed."""
    try:
        if home and not folder:
            return Settings.of(home)
        return Settings.read(folder or PROJECT / "settings", home.learned if home else None)
    except SettingsWrong as wrong:
        refuse(wrong.sentence(LANGUAGE))


def serving(home: Path | None) -> Snapshot:
    snapshot = current(Home.chosen(home))
    if snapshot is None:
        refuse(say(LANGUAGE, "not_found.nothing_loaded", asked=Home.chosen(home).path))
    return snapshot


def agreed(fewer: Fewer, on_step: Step) -> bool:
    """Ask whether to go on with fewer facts; without a terminal nobody is asked and the answer is no."""
    on_step("asking", "")
    typer.echo(say(LANGUAGE, "undo.fewer_head"), err=True)
    for source, (now_, after) in fewer.items():
        words = {"source": say(LANGUAGE, f"source.{source}"), "now": now_, "after": after}
        typer.echo("  " + say(LANGUAGE, "undo.fewer", **words), err=True)
    return sys.stdin.isatty() and typer.confirm(say(LANGUAGE, "undo.go_on"), err=True)


def refuse(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(2)
