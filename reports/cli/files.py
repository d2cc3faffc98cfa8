"""Offer one command for each kind of file, and `verify`, which checks an id found on paper."""

from enum import StrEnum
from typing import Annotated

import typer

from indicators.catalogue import CATALOGUE, MAIN
from indicators.cli.commands import AtHome, InCalendar, InPeriod, OfUnit, OnMap, Which
from indicators.open_snapshot import exit_with_refusal
from indicators.quality.audit_sample import USUAL_N
from languages import say
from languages.command_line import register_command
from languages.writing import NOTHING
from presentation.passport_check import check_passport, check_sentences
from reports.catalogue import KINDS, audit_type, batch_type, slides_type
from reports.chart_file import BY, chart_type
from reports.cli.options import LANGUAGE, InLanguage, Into, app, help_of, make_file
from reports.file_formats import chart_writers
from reports.report_type import ReportType
from reports.templates.fields import field_list
from reports.templates.fill import template_type
from reports.word.template_files import OWN_FOLDER, find_own_template, own_templates, title
from warehouse.home import Home


def _add(name: str, kind: ReportType) -> None:
    formats = StrEnum("formats", {one: one for one in kind.formats})  # type: ignore[misc]
    usual = next(iter(formats))
    option = typer.Option("--format", metavar="|".join(formats), help=help_of("file_format"))
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

    register_command(app, name)(make)


By = StrEnum("By", {one: one for one in BY})  # type: ignore[misc]
Picture = StrEnum("Picture", {one: one for one in chart_writers()})  # type: ignore[misc]
_BY, _PICTURE = next(iter(By)), next(iter(Picture))
ByParts = Annotated[By, typer.Option("--by", metavar="|".join(By), help=help_of("chart_by"))]
AsPicture = Annotated[
    Picture, typer.Option("--format", metavar="|".join(Picture), help=help_of("file_format"))
]


@register_command(app, "chart")
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
        exit_with_refusal("indicator", indicator)
    kind = chart_type(CATALOGUE[indicator], str(by))
    make_file(kind, str(format), period, calendar, unit, on_map, language, out, home)


AuditFormat = StrEnum("AuditFormat", {one: one for one in KINDS["audit"].formats})  # type: ignore[misc]
_SHEETS = next(iter(AuditFormat))
AsAudit = Annotated[
    AuditFormat, typer.Option("--format", metavar="|".join(AuditFormat), help=help_of("file_format"))
]


@register_command(app, "audit")
def audit(
    period: InPeriod = None,
    calendar: InCalendar = None,
    unit: OfUnit = None,
    on_map: OnMap = None,
    n: Annotated[int, typer.Option("--n", min=1, metavar="NUMBER", help=help_of("audit_n"))] = USUAL_N,
    format: AsAudit = _SHEETS,
    seed: Annotated[int | None, typer.Option("--seed", metavar="NUMBER", help=help_of("audit_seed"))] = None,
    language: InLanguage = None,
    out: Into = None,
    home: AtHome = None,
) -> None:
    make_file(audit_type(n, seed), str(format), period, calendar, unit, on_map, language, out, home)


SlidesFormat = StrEnum("SlidesFormat", {one: one for one in KINDS["slides"].formats})  # type: ignore[misc]
_SLIDES = next(iter(SlidesFormat))
AsSlides = Annotated[
    SlidesFormat, typer.Option("--format", metavar="|".join(SlidesFormat), help=help_of("file_format"))
]


@register_command(app, "slides")
def slides(
    period: InPeriod = None,
    calendar: InCalendar = None,
    unit: OfUnit = None,
    on_map: OnMap = None,
    indicators: Annotated[
        str | None, typer.Option("--indicators", metavar="ID,ID", help=help_of("indicators"))
    ] = None,
    format: AsSlides = _SLIDES,
    language: InLanguage = None,
    out: Into = None,
    home: AtHome = None,
) -> None:
    wanted = [one.strip() for one in (indicators or "").split(",") if one.strip()]
    for one in wanted:
        if one not in CATALOGUE:
            exit_with_refusal("indicator", one)
    chosen = tuple(CATALOGUE[one] for one in dict.fromkeys(wanted))
    kind = slides_type(chosen or MAIN)
    make_file(kind, str(format), period, calendar, unit, on_map, language, out, home)


@register_command(app, "own")
def write_own_document(
    template: Annotated[str, typer.Option("--template", metavar="NAME", help=help_of("template"))],
    period: InPeriod = None,
    calendar: InCalendar = None,
    unit: OfUnit = None,
    on_map: OnMap = None,
    language: InLanguage = None,
    out: Into = None,
    home: AtHome = None,
) -> None:
    settings = Home.locate(home).settings
    place = find_own_template(settings, template)
    if place is None:
        known = ", ".join(title(one) for one in own_templates(settings)) or NOTHING
        words = {"asked": template, "folder": OWN_FOLDER, "known": known}
        typer.echo(say(LANGUAGE, "templates.unknown", **words), err=True)
        raise typer.Exit(2)
    make_file(template_type(place), "docx", period, calendar, unit, on_map, language, out, home)


@register_command(app, "fields")
def fields(language: InLanguage = None) -> None:
    typer.echo(field_list(language or LANGUAGE))


@register_command(app, "verify")
def verify(
    id: Annotated[str, typer.Argument(metavar="ID", help=help_of("passport"))],
    home: AtHome = None,
) -> None:
    followed = check_passport(Home.locate(home), id, LANGUAGE)
    if followed is None:
        exit_with_refusal("passport", id)
    for line in check_sentences(followed, LANGUAGE):
        typer.echo(line)
    if not followed.is_same:
        raise typer.Exit(1)


def _tell(done_count: int, total_count: int, unit: str) -> None:
    if unit:
        typer.echo(say(LANGUAGE, "handed.at", done=done_count, of=total_count, unit=unit), err=True)


for _name, _kind in (KINDS | {"dossiers": batch_type(_tell)}).items():
    if _name not in ("audit", "slides"):  # they have options of their own
        _add(_name, _kind)
