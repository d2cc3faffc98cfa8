"""The command line of the reports: one command a kind of file, and `verify`, which follows an id on paper."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from indicators.asking import scope_of
from indicators.audit import USUAL_N
from indicators.catalogue import CATALOGUE, MAIN
from indicators.command import AtHome, InCalendar, InPeriod, OfUnit, OnMap, Which
from indicators.opened import opened, refuse
from indicators.queries import settings_of
from indicators.queries.once import remembering
from languages import LANGUAGES, of_commands, say
from languages.command_line import Commands, command
from reports.checked import wrong_settings
from reports.kind import Kind
from reports.kinds import KINDS, audit_kind, batch, slides_kind
from reports.passports import hand_out
from reports.pictured import BY, ENDINGS, pictured
from reports.subject import Asked, Subject
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
        make_file(kind, str(format), period, calendar, unit, on_map, language, out, home)

    command(app, name)(make)


def make_file(
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
        spoken = str(language or settings["language"])
        usual = settings["default_calendar"]
        asked = Asked(snapshot, scope, calendar or usual, spoken, Home.chosen(home))
        if kind.of_unit and scope.unit is None:
            typer.echo(say(LANGUAGE, "handed.needs_unit"), err=True)
            raise typer.Exit(2)
        wrong = wrong_settings(asked.home.settings, LANGUAGE)
        if wrong:
            typer.echo(wrong, err=True)
            raise typer.Exit(2)
        subject = Subject(remembering(connection, {}), asked)
        place = out or Path(kind.name(subject.unit_name, scope.period.key, ending))
        made = kind.formats[ending](subject)
    hand_out(Home.chosen(home), snapshot, made, spoken, datetime.now())
    fresh = place.with_name(f".{place.name}.writing")
    fresh.write_bytes(made.content)
    fresh.replace(place)
    told = "written" if made.passports else "written_alone"
    typer.echo(say(LANGUAGE, f"handed.{told}", place=place, figures=len(made.passports)))


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
    make_file(kind, str(format), period, calendar, unit, on_map, language, out, home)


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
    make_file(audit_kind(n, seed), str(format), period, calendar, unit, on_map, language, out, home)


SlidesFormat = StrEnum("SlidesFormat", {one: one for one in KINDS["slides"].formats})  # type: ignore[misc]
_SLIDES = next(iter(SlidesFormat))
AsSlides = Annotated[
    SlidesFormat, typer.Option("--format", metavar="|".join(SlidesFormat), help=_help("file_format"))
]


@command(app, "slides")
def slides(
    period: InPeriod = None,
    calendar: InCalendar = None,
    unit: OfUnit = None,
    on_map: OnMap = None,
    indicators: Annotated[
        str | None, typer.Option("--indicators", metavar="ID,ID", help=_help("indicators"))
    ] = None,
    format: AsSlides = _SLIDES,
    language: InLanguage = None,
    out: Into = None,
    home: AtHome = None,
) -> None:
    wanted = [one.strip() for one in (indicators or "").split(",") if one.strip()]
    for one in wanted:
        if one not in CATALOGUE:
            refuse("indicator", one)
    chosen = tuple(CATALOGUE[one] for one in dict.fromkeys(wanted))
    kind = slides_kind(chosen or MAIN)
    make_file(kind, str(format), period, calendar, unit, on_map, language, out, home)


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


def _tell(done: int, of: int, unit: str) -> None:
    if unit:
        typer.echo(say(LANGUAGE, "handed.at", done=done, of=of, unit=unit), err=True)


for _name, _kind in (KINDS | {"dossiers": batch(_tell)}).items():
    if _name not in ("audit", "slides"):  # they have options of their own
        _add(_name, _kind)
