"""The command line of the reports: one command a kind of file, and `verify`, which follows an id on paper."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from indicators.asking import scope_of
from indicators.audit import USUAL_N
from indicators.catalogue import CATALOGUE
from indicators.command import AtHome, InCalendar, InPeriod, OfUnit, OnMap, Which
from indicators.opened import opened, refuse
from indicators.queries import settings_of
from languages import LANGUAGES, of_commands, say
from languages.command_line import Commands, command
from languages.writing import NOTHING
from reports.checked import wrong_settings
from reports.kind import Build, Kind
from reports.kinds import KINDS, audit_kind
from reports.made import Made
from reports.passports import hand_out
from reports.pictured import BY, ENDINGS, pictured
from reports.subject import Asked, Subject
from reports.templates.fill import own_kind
from reports.templates.listing import field_list
from reports.templates.places import OWN_FOLDER, named, own_of, title
from reports.templates.wrong import TemplateWrong
from reports.verify import follow, told
from warehouse.home import Home

LANGUAGE = of_commands()
app = typer.Typer(
    cls=Commands, no_args_is_help=True, help=say(LANGUAGE, "command.reports"), add_completion=False
)


def _help(key: str) -> str:
    return say(LANGUAGE, f"command.option.{key}")


class Spoken(StrEnum):
    vi = "vi"
    en = "en"


InLanguage = Annotated[
    Spoken | None, typer.Option("--language", metavar="|".join(LANGUAGES), help=_help("language"))
]
Into = Annotated[Path | None, typer.Option("--out", metavar="FILE", help=_help("report_out"))]


def _add(name: str, kind: Kind) -> None:
    formats = StrEnum("formats", {one: one for one in kind.formats})  # type: ignore[misc]
    usual = next(iter(formats))
    option = typer.Option("--format", metavar="|".join(formats), help=_help("file_format"))
    chosen = Annotated[formats, option]

    def make(
        period: InPeriod = None,
        calendar: InCalendar = None,
        unit: OfUnit = None,
        on_map: OnMap = None,
        format: chosen = usual,
        language: InLanguage = None,
        out: Into = None,
        home: AtHome = None,
    ) -> None:
        _make(kind, str(format), period, calendar, unit, on_map, language, out, home)

    command(app, name)(make)


def _make(
    kind: Kind,
    ending: str,
    period: str | None,
    calendar: str | None,
    unit: str | None,
    on_map: datetime | None,
    language: str | None,
    out: Path | None,
    home: Path | None,
) -> None:
    """The file is written whole or not at all; where no place is named, under its own name beside us."""
    with opened(home) as (snapshot, connection):
        settings = settings_of(connection)
        scope = scope_of(
            connection,
            period=period,
            calendar=calendar,
            unit=unit,
            map=on_map.date() if on_map else None,
        )
        spoken = language or settings["language"]
        usual = settings["default_calendar"]
        asked = Asked(snapshot, scope, calendar or usual, spoken, Home.chosen(home))
        if kind.of_unit and scope.unit is None:
            typer.echo(say(LANGUAGE, "handed.needs_unit"), err=True)
            raise typer.Exit(2)
        wrong = wrong_settings(asked.home.settings, LANGUAGE)
        if wrong:
            typer.echo(wrong, err=True)
            raise typer.Exit(2)
        subject = Subject(connection, asked)
        place = out or Path(kind.name(subject.unit_name, scope.period.key, ending))
        made = _built(kind.formats[ending], subject)
    hand_out(Home.chosen(home), snapshot, made, spoken, datetime.now())
    fresh = place.with_name(f".{place.name}.writing")
    fresh.write_bytes(made.content)
    fresh.replace(place)
    told = "written" if made.passports else "written_alone"
    typer.echo(say(LANGUAGE, f"handed.{told}", place=place, figures=len(made.passports)))


def _built(build: Build, subject: Subject) -> Made:
    """An office's own template that cannot be used is told."""
    try:
        return build(subject)
    except TemplateWrong as wrong:
        typer.echo(wrong.sentence(LANGUAGE), err=True)
        raise typer.Exit(2) from wrong


By = StrEnum("By", {one: one for one in BY})  # type: ignore[misc]
Picture = StrEnum("Picture", {one: one for one in ENDINGS})  # type: ignore[misc]
_BY, _PICTURE = next(iter(By)), next(iter(Picture))
ByParts = Annotated[By, typer.Option("--by", metavar="|".join(By), help=_help("chart_by"))]
AsPicture = Annotated[Picture, typer.Option("--format", metavar="|".join(Picture), help=_help("file_format"))]


@command(app, "chart")
def chart(
    indicator: Which,
    by: ByParts = _BY,
    period: InPeriod = None,
    calendar: InCalendar = None,
    unit: OfUnit = None,
    on_map: OnMap = None,
    format: AsPicture = _PICTURE,
    language: InLanguage = None,
    out: Into = None,
    home: AtHome = None,
) -> None:
    if indicator not in CATALOGUE:
        refuse("indicator", indicator)
    kind = pictured(CATALOGUE[indicator], str(by))
    _make(kind, str(format), period, calendar, unit, on_map, language, out, home)


AuditFormat = StrEnum("AuditFormat", {one: one for one in KINDS["audit"].formats})  # type: ignore[misc]
_SHEETS = next(iter(AuditFormat))
AsAudit = Annotated[
    AuditFormat, typer.Option("--format", metavar="|".join(AuditFormat), help=_help("file_format"))
]


@command(app, "audit")
def audit(
    period: InPeriod = None,
    calendar: InCalendar = None,
    unit: OfUnit = None,
    on_map: OnMap = None,
    n: Annotated[int, typer.Option("--n", min=1, metavar="NUMBER", help=_help("audit_n"))] = USUAL_N,
    format: AsAudit = _SHEETS,
    seed: Annotated[int | None, typer.Option("--seed", metavar="NUMBER", help=_help("audit_seed"))] = None,
    language: InLanguage = None,
    out: Into = None,
    home: AtHome = None,
) -> None:
    _make(audit_kind(n, seed), str(format), period, calendar, unit, on_map, language, out, home)


@command(app, "own")
def own(
    template: Annotated[str, typer.Option("--template", metavar="NAME", help=_help("template"))],
    period: InPeriod = None,
    calendar: InCalendar = None,
    unit: OfUnit = None,
    on_map: OnMap = None,
    language: InLanguage = None,
    out: Into = None,
    home: AtHome = None,
) -> None:
    settings = Home.chosen(home).settings
    place = named(settings, template)
    if place is None:
        known = ", ".join(title(one) for one in own_of(settings)) or NOTHING
        words = {"asked": template, "folder": OWN_FOLDER, "known": known}
        typer.echo(say(LANGUAGE, "templates.unknown", **words), err=True)
        raise typer.Exit(2)
    _make(own_kind(place), "docx", period, calendar, unit, on_map, language, out, home)


@command(app, "fields")
def fields(language: InLanguage = None) -> None:
    typer.echo(field_list(language or LANGUAGE))


@command(app, "verify")
def verify(
    id: Annotated[str, typer.Argument(metavar="ID", help=_help("passport"))],
    home: AtHome = None,
) -> None:
    followed = follow(Home.chosen(home), id, LANGUAGE)
    if followed is None:
        refuse("passport", id)
    for line in told(followed, LANGUAGE):
        typer.echo(line)
    if not followed.same:
        raise typer.Exit(1)


for _name, _kind in KINDS.items():
    if _name != "audit":  # it has options of its own
        _add(_name, _kind)
