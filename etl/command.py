"""The command line of loading. Exit codes: 0 all went in, 1 something was refused, 2 the call was wrong."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from etl import sample as sample_files
from etl.load import AlreadyLoading, load, rebuild
from etl.rejects import write_rejects
from etl.report import lines_of
from etl.settings import Settings, SettingsWrong
from languages import of_commands, say
from warehouse.connection import reader
from warehouse.home import PROJECT, Home
from warehouse.snapshots import current, listing

LANGUAGE = of_commands()
app = typer.Typer(no_args_is_help=True, help=say(LANGUAGE, "command.etl"), add_completion=False)
console = Console()


def _help(key: str) -> str:
    return say(LANGUAGE, f"command.option.{key}")


Paths = Annotated[list[Path], typer.Argument(metavar="PATH…", help=_help("paths"))]
AtHome = Annotated[Path | None, typer.Option("--home", help=_help("home"))]
SettingsAt = Annotated[Path, typer.Option("--settings", help=_help("settings"))]
ClosingOn = Annotated[datetime | None, typer.Option("--closing", formats=["%Y-%m-%d"], help=_help("closing"))]
Day = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"])]


@app.command("sample", help=say(LANGUAGE, "command.sample"))
def sample_(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=_help("folder"))],
    seed: Annotated[int, typer.Option(help=_help("seed"))] = 1,
    first: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help=_help("from"))] = datetime(
        2019, 7, 1
    ),
    last: Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"], help=_help("to"))] = datetime(
        2021, 7, 31
    ),
    cases: Annotated[int, typer.Option(min=1, help=_help("cases"))] = 60_000,
    settings: SettingsAt = PROJECT / "settings",
) -> None:
    if folder.exists() and any(folder.iterdir()):
        _refuse(say(LANGUAGE, "outcome.written", asked=folder))
    decided = _settings(settings)
    with _progress() as progress:
        task = progress.add_task("", total=None)
        try:
            written = sample_files.write(
                folder,
                seed=seed,
                first=first.date(),
                last=last.date(),
                cases=cases,
                settings=decided,
                progress=lambda about: progress.update(task, description=about),
            )
        except sample_files.NoUnits:
            _refuse(say(LANGUAGE, "outcome.no_units", first=first.date(), last=last.date()))
    console.print(say(LANGUAGE, "outcome.sample_written", count=len(written), folder=folder))


@app.command("load", help=say(LANGUAGE, "command.load"))
def load_(
    paths: Paths,
    settings: SettingsAt = PROJECT / "settings",
    closing: ClosingOn = None,
    home: AtHome = None,
) -> None:
    _bring_in(paths, settings, closing, home, publish=True)


@app.command(help=say(LANGUAGE, "command.check"))
def check(
    paths: Paths,
    settings: SettingsAt = PROJECT / "settings",
    closing: ClosingOn = None,
    home: AtHome = None,
) -> None:
    _bring_in(paths, settings, closing, home, publish=False)


@app.command("rebuild", help=say(LANGUAGE, "command.rebuild"))
def rebuild_(settings: SettingsAt = PROJECT / "settings", home: AtHome = None) -> None:
    with _progress() as progress:
        task = progress.add_task("", total=None)
        try:
            snapshot = rebuild(
                Home.chosen(home),
                _settings(settings),
                lambda step, about: progress.update(task, description=f"{step}: {about}"),
            )
        except AlreadyLoading as busy:
            _refuse(say(LANGUAGE, "outcome.busy", home=busy))
    if snapshot is None:
        _refuse(say(LANGUAGE, "outcome.nothing_to_rebuild"))
    console.print(say(LANGUAGE, "outcome.rebuilt", id=snapshot.id))


@app.command(help=say(LANGUAGE, "command.snapshots"))
def snapshots(home: AtHome = None) -> None:
    for snapshot in listing(Home.chosen(home)):
        console.print(snapshot.id, str(snapshot.path), highlight=False)


@app.command(help=say(LANGUAGE, "command.rejects"))
def rejects(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help=_help("out"))], home: AtHome = None
) -> None:
    snapshot = current(Home.chosen(home))
    if snapshot is None:
        _refuse(say(LANGUAGE, "not_found.nothing_loaded", asked=Home.chosen(home).path))
    with reader(snapshot) as connection:
        count = write_rejects(connection, out, LANGUAGE)
    text = "outcome.rejects_written" if count else "outcome.no_rejects"
    console.print(say(LANGUAGE, text, count=count, file=out))


def _bring_in(
    paths: list[Path], settings: Path, closing: datetime | None, home: Path | None, publish: bool
) -> None:
    files, decided = _files(paths), _settings(settings)
    with _progress() as progress:
        task = progress.add_task("", total=None)
        try:
            outcome = load(
                files,
                Home.chosen(home),
                decided,
                loaded_at=datetime.now().replace(microsecond=0),
                closing=closing.date() if closing else None,
                publish=publish,
                on_step=lambda step, about: progress.update(task, description=about),
            )
        except AlreadyLoading as busy:
            _refuse(say(LANGUAGE, "outcome.busy", home=busy))
    for line in lines_of(outcome, publish, LANGUAGE):
        console.print(line, highlight=False, markup=False, soft_wrap=True)
    if outcome.refused:
        raise typer.Exit(1)


def _files(paths: list[Path]) -> list[Path]:
    """Files as named; of a folder all files directly in it, by name."""
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            _refuse(say(LANGUAGE, "outcome.no_such_path", asked=path))
        inside = sorted(p for p in path.iterdir() if p.is_file()) if path.is_dir() else [path]
        if not inside:
            _refuse(say(LANGUAGE, "outcome.nothing_there", asked=path))
        found += inside
    return found


def _settings(folder: Path) -> Settings:
    try:
        return Settings.read(folder)
    except SettingsWrong as wrong:
        _refuse(wrong.sentence(LANGUAGE))


def _progress() -> Progress:
    return Progress(SpinnerColumn(), TextColumn("{task.description}"), console=console, transient=True)


def _refuse(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(2)
