"""Define the commands that load files. Exit codes: 0 all loaded, 1 something was refused, 2 wrong call."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from etl import sample as sample_files
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
    require_served_snapshot,
    show_progress,
)
from etl.formats.incoming import list_source_files
from etl.loading.load import load
from etl.loading.rebuild import rebuild
from etl.loading.reject_workbook import write_rejects
from etl.loading.report import outcome_lines
from languages import say
from languages.command_line import DAYS, LocalisedCommandGroup, register_command
from warehouse.connection import open_reader
from warehouse.home import Home
from warehouse.snapshots import current_snapshot

app = typer.Typer(
    cls=LocalisedCommandGroup, no_args_is_help=True, help=say(LANGUAGE, "command.etl"), add_completion=False
)


class DateOrderOption(StrEnum):
    day_first = "day_first"
    month_first = "month_first"


Paths = Annotated[list[Path], typer.Argument(metavar="PATH…", help=option_help("paths"))]
ClosingOn = Annotated[
    datetime | None, typer.Option("--closing", formats=DAYS, metavar="DAY", help=option_help("closing"))
]
DatesAs = Annotated[
    DateOrderOption | None,
    typer.Option("--dates", metavar="|".join(DateOrderOption), help=option_help("dates")),
]


@register_command(app, "sample")
def sample_(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=option_help("folder"))],
    seed: Annotated[int, typer.Option(metavar="NUMBER", help=option_help("seed"))] = 1,
    first: Annotated[
        datetime, typer.Option("--from", formats=DAYS, metavar="DAY", help=option_help("from"))
    ] = datetime(2019, 7, 1),
    last: Annotated[
        datetime, typer.Option("--to", formats=DAYS, metavar="DAY", help=option_help("to"))
    ] = datetime(2021, 7, 31),
    cases: Annotated[int, typer.Option(min=1, metavar="NUMBER", help=option_help("cases"))] = 60_000,
    settings: SettingsAt = None,
) -> None:
    if folder.is_file() or (folder.exists() and any(folder.iterdir())):
        refuse(say(LANGUAGE, "outcome.written", asked=folder))
    if last < first:
        refuse(say(LANGUAGE, "outcome.no_units", first=first.date(), last=last.date()))
    decided = read_settings(settings)
    with show_progress() as on_step:
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
            refuse(say(LANGUAGE, "outcome.no_units", first=first.date(), last=last.date()))
    typer.echo(say(LANGUAGE, "outcome.sample_written", count=len(written), folder=folder))


@register_command(app, "load")
def load_(
    paths: Paths,
    settings: SettingsAt = None,
    closing: ClosingOn = None,
    dates: DatesAs = None,
    home: AtHome = None,
    wait: Wait = WAIT,
) -> None:
    _bring_in(paths, settings, closing, dates, home, wait, publish=True)


@register_command(app, "check")
def check(
    paths: Paths,
    settings: SettingsAt = None,
    closing: ClosingOn = None,
    dates: DatesAs = None,
    home: AtHome = None,
    wait: Wait = WAIT,
) -> None:
    _bring_in(paths, settings, closing, dates, home, wait, publish=False)


@register_command(app, "rebuild")
def rebuild_(
    settings: SettingsAt = None,
    home: AtHome = None,
    yes: Annotated[bool, typer.Option("--yes", help=option_help("yes"))] = False,
    wait: Wait = WAIT,
) -> None:
    place = Home.locate(home)
    decided = read_settings(settings, place)
    old = current_snapshot(place)
    with show_progress() as on_step:
        snapshot = rebuild(
            place, decided, on_step, wait=wait, agree=lambda fewer: yes or confirm_fewer_facts(fewer, on_step)
        )
    if snapshot is None:
        refuse(say(LANGUAGE, "outcome.nothing_to_rebuild"))
    typer.echo(say(LANGUAGE, "outcome.rebuilt", id=snapshot.id))
    if old:
        typer.echo(say(LANGUAGE, "undo.compare", old=old.id, new=snapshot.id))


@register_command(app, "rejects")
def rejects(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help=option_help("out"))], home: AtHome = None
) -> None:
    snapshot = require_served_snapshot(home)
    if out.suffix.lower() != ".xlsx" or out.exists():
        refuse(say(LANGUAGE, "outcome.out_taken" if out.exists() else "outcome.out_not_xlsx", asked=out))
    with show_progress(), open_reader(snapshot) as connection:
        try:
            written = write_rejects(connection, out, LANGUAGE)
        except FileExistsError as taken:
            refuse(say(LANGUAGE, "outcome.out_taken", asked=taken))
    for path, count in written.items():
        typer.echo(say(LANGUAGE, "outcome.rejects_written", count=count, file=path))
    if not written:
        typer.echo(say(LANGUAGE, "outcome.no_rejects"))


def _bring_in(
    paths: list[Path],
    settings: Path | None,
    closing: datetime | None,
    dates: DateOrderOption | None,
    home: Path | None,
    wait: float,
    publish: bool,
) -> None:
    place = Home.locate(home)
    files, decided, moment = _files(paths), read_settings(settings, place), current_time()
    day = closing.date() if closing else None
    if day and not (decided.working_days.covers(day) and day <= moment.date()):
        refuse(say(LANGUAGE, "outcome.closing_impossible", asked=f"{day:%d/%m/%Y}"))
    with show_progress() as on_step:
        outcome = load(
            files,
            place,
            decided,
            loaded_at=moment,
            closing_date=day,
            dates=dates.value if dates else None,
            publish=publish,
            wait=wait,
            on_step=on_step,
        )
    for line in outcome_lines(outcome, decided, publish, LANGUAGE):
        typer.echo(line)
    if outcome.has_refusal:
        raise typer.Exit(1)


def _files(paths: list[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            refuse(say(LANGUAGE, "outcome.no_such_path", asked=path))
        inside = list_source_files(path)
        if not inside:
            refuse(say(LANGUAGE, "outcome.nothing_there", asked=path))
        found += inside
    if any(path.is_dir() for path in paths):
        typer.echo(say(LANGUAGE, "undo.found", count=len(found)), err=True)
    return found
