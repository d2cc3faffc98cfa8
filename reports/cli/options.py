"""Share among the commands of the reports their options, and how a file is made and written."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from indicators.open_snapshot import open_snapshot
from indicators.queries import settings_of
from indicators.queries.memo import attach_memory
from indicators.scope_from_words import scope_from_words
from languages import LANGUAGES, command_language, say
from languages.command_line import LocalisedCommandGroup
from presentation.context import Context, answer_from
from reports.passports import hand_out
from reports.report_type import Build, BuiltFile, ReportType
from reports.settings_check import find_settings_error
from reports.word.errors import TemplateWrong
from warehouse.home import Home

LANGUAGE = command_language()
app = typer.Typer(
    cls=LocalisedCommandGroup,
    no_args_is_help=True,
    help=say(LANGUAGE, "command.reports"),
    add_completion=False,
)


def help_of(key: str) -> str:
    return say(LANGUAGE, f"command.option.{key}")


LanguageChoice = StrEnum("LanguageChoice", {one: one for one in LANGUAGES})  # type: ignore[misc]


InLanguage = Annotated[
    LanguageChoice | None, typer.Option("--language", metavar="|".join(LANGUAGES), help=help_of("language"))
]
Into = Annotated[Path | None, typer.Option("--out", metavar="FILE", help=help_of("report_out"))]


def make_file(
    kind: ReportType,
    ending: str,
    period: str | None,
    calendar: str | None,
    unit: str | None,
    map_day: datetime | None,
    language: str | None,
    path: Path | None,
    home: Path | None,
) -> None:
    """Build a file and write it whole or not at all; without a path it gets its own name in this folder."""
    with open_snapshot(home) as (snapshot, connection):
        settings = settings_of(connection)
        scope = scope_from_words(
            connection,
            period=period,
            calendar=calendar,
            unit=unit,
            map=map_day.date() if map_day else None,
        )
        answers = answer_from(attach_memory(connection, {}))
        spoken, months = str(language or settings["language"]), calendar or settings["default_calendar"]
        context = Context(answers, snapshot, scope, months, spoken, Home.locate(home))
        if kind.of_unit and scope.unit is None:
            typer.echo(say(LANGUAGE, "handed.needs_unit"), err=True)
            raise typer.Exit(2)
        wrong = find_settings_error(context.home.settings, LANGUAGE)
        if wrong:
            typer.echo(wrong, err=True)
            raise typer.Exit(2)
        place = path or Path(kind.name(context.unit_name, scope.period.key, ending))
        made = _built(kind.formats[ending], context)
    hand_out(context, made, datetime.now())
    fresh = place.with_name(f".{place.name}.writing")
    fresh.write_bytes(made.content)
    fresh.replace(place)
    told = "written" if made.passports else "written_alone"
    typer.echo(say(LANGUAGE, f"handed.{told}", place=place, figures=len(made.passports)))


def _built(build: Build, context: Context) -> BuiltFile:
    """Build the file; a template of the office that cannot be used ends the command with a sentence."""
    try:
        return build(context)
    except TemplateWrong as wrong:
        typer.echo(wrong.sentence(LANGUAGE), err=True)
        raise typer.Exit(2) from wrong
