"""The command line of loading. Exit codes: 0 all went in, 1 something was refused, 2 the call was wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from etl import sample as sample_files
from etl.load import AlreadyLoading, ArchiveUnreadable, Step, load, rebuild
from etl.problem import sentence
from etl.rejects import write_rejects
from etl.report import lines_of
from etl.settings import Settings, SettingsWrong
from languages import of_commands, say
from warehouse.connection import reader
from warehouse.home import PROJECT, Home
from warehouse.snapshots import current, listing

LANGUAGE = of_commands()
app = typer.Typer(no_args_is_help=True, help=say(LANGUAGE, "command.etl"), add_completion=False)


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
    if folder.is_file() or (folder.exists() and any(folder.iterdir())):
        _refuse(say(LANGUAGE, "outcome.written", asked=folder))
    if last < first:
        _refuse(say(LANGUAGE, "outcome.no_units", first=first.date(), last=last.date()))
    decided = _settings(settings)
    with _working() as on_step:
        try:
            written = sample_files.write(
                folder,
                seed=seed,
                first=first.date(),
                last=last.date(),
                cases=cases,
                settings=decided,
                progress=lambda about: on_step("written", about),
            )
        except sample_files.NoUnits:
            _refuse(say(LANGUAGE, "outcome.no_units", first=first.date(), last=last.date()))
    typer.echo(say(LANGUAGE, "outcome.sample_written", count=len(written), folder=folder))


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
    decided = _settings(settings, Home.chosen(home))
    with _working() as on_step:
        snapshot = rebuild(Home.chosen(home), decided, on_step)
    if snapshot is None:
        _refuse(say(LANGUAGE, "outcome.nothing_to_rebuild"))
    typer.echo(say(LANGUAGE, "outcome.rebuilt", id=snapshot.id))


@app.command(help=say(LANGUAGE, "command.snapshots"))
def snapshots(home: AtHome = None) -> None:
    found = listing(Home.chosen(home))
    if not found:
        _refuse(say(LANGUAGE, "not_found.nothing_loaded", asked=Home.chosen(home).path))
    for snapshot in found:
        typer.echo(f"{snapshot.id}  {snapshot.path}")


@app.command(help=say(LANGUAGE, "command.rejects"))
def rejects(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help=_help("out"))], home: AtHome = None
) -> None:
    snapshot = current(Home.chosen(home))
    if snapshot is None:
        _refuse(say(LANGUAGE, "not_found.nothing_loaded", asked=Home.chosen(home).path))
    if out.suffix.lower() != ".xlsx" or out.exists():
        _refuse(say(LANGUAGE, "outcome.out_taken" if out.exists() else "outcome.out_not_xlsx", asked=out))
    with _working(), reader(snapshot) as connection:
        count = write_rejects(connection, out, LANGUAGE)
    text = "outcome.rejects_written" if count else "outcome.no_rejects"
    typer.echo(say(LANGUAGE, text, count=count, file=out))


def _bring_in(
    paths: list[Path], settings: Path, closing: datetime | None, home: Path | None, publish: bool
) -> None:
    files, decided, now = (
        _files(paths),
        _settings(settings, Home.chosen(home)),
        datetime.now().replace(microsecond=0),
    )
    day = closing.date() if closing else None
    if day and not (decided.working_days.covers(day) and day <= now.date()):
        _refuse(say(LANGUAGE, "outcome.closing_impossible", asked=f"{day:%d/%m/%Y}"))
    with _working() as on_step:
        outcome = load(
            files,
            Home.chosen(home),
            decided,
            loaded_at=now,
            closing=day,
            publish=publish,
            on_step=on_step,
        )
    for line in lines_of(outcome, publish, LANGUAGE):
        typer.echo(line)
    if outcome.refused:
        raise typer.Exit(1)


@contextmanager
def _working() -> Iterator[Step]:
    """Progress while it lasts; what can go wrong on the way is said in a sentence."""
    columns = SpinnerColumn(), TextColumn("{task.description}", markup=False)
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        try:
            yield lambda step, about: progress.update(task, description=about)
        except AlreadyLoading as busy:
            _refuse(say(LANGUAGE, "outcome.busy", home=busy))
        except ArchiveUnreadable as unreadable:
            refusal = unreadable.refusal
            reason = sentence(LANGUAGE, refusal.problem, refusal.file, refusal.sheet, None)
            _refuse(say(LANGUAGE, "outcome.archive_unreadable", reason=reason))
        except OSError as denied:
            _refuse(
                say(LANGUAGE, "outcome.denied", place=denied.filename or "", reason=denied.strerror or "")
            )


def _files(paths: list[Path]) -> list[Path]:
    """Files as named; of a folder all files directly in it, by name."""
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            _refuse(say(LANGUAGE, "outcome.no_such_path", asked=path))
        inside = sorted(filter(_is_source, path.iterdir())) if path.is_dir() else [path]
        if not inside:
            _refuse(say(LANGUAGE, "outcome.nothing_there", asked=path))
        found += inside
    return found


def _is_source(path: Path) -> bool:
    """Not what systems leave beside files: .DS_Store, and ~$name.xlsx while the file is open in Excel."""
    return path.is_file() and not path.name.startswith((".", "~$"))


def _settings(folder: Path, home: Home | None = None) -> Settings:
    """The settings of the folder; for the data of a home, with what its users have confirmed."""
    try:
        return Settings.read(folder, home.learned if home else None)
    except SettingsWrong as wrong:
        _refuse(wrong.sentence(LANGUAGE))


def _refuse(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(2)
