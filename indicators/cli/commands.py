"""Run the command line of the indicators: list, measure, rows, compare. It asks what the screen asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from sqlalchemy import Connection

from indicators import queries
from indicators.catalogue import CATALOGUE
from indicators.cli.printing import Format, print_answer, print_differences
from indicators.compare import sentences
from indicators.compare.figures import ComparisonRequest, compare_snapshots
from indicators.compare.rows import rows_behind
from indicators.definition import Indicator
from indicators.figure import PARTS
from indicators.open_snapshot import open_snapshot
from indicators.quality.target_warnings import target_warnings
from indicators.scope import Scope
from indicators.scope_from_words import NotFound, calendar_closing_day, scope_from_words
from indicators.wording import map_note
from languages import command_language, say, text_key
from languages.command_line import DAYS, LocalisedCommandGroup, register_command
from warehouse.home import Home
from warehouse.snapshots import current_snapshot

LANGUAGE = command_language()
app = typer.Typer(
    cls=LocalisedCommandGroup,
    no_args_is_help=True,
    help=say(LANGUAGE, "command.indicators"),
    add_completion=False,
)


class CalendarName(StrEnum):
    admin = "admin"
    civil = "civil"


def _help(key: str) -> str:
    return say(LANGUAGE, f"command.option.{key}")


Which = Annotated[str, typer.Argument(metavar="ID", help=_help("indicator"))]
InPeriod = Annotated[str | None, typer.Option("--period", metavar="PERIOD", help=_help("period"))]
From = Annotated[datetime | None, typer.Option("--from", formats=DAYS, metavar="DAY", help=_help("from"))]
To = Annotated[datetime | None, typer.Option("--to", formats=DAYS, metavar="DAY", help=_help("to"))]
InCalendar = Annotated[
    CalendarName | None, typer.Option("--calendar", metavar="|".join(CalendarName), help=_help("calendar"))
]
AsOf = Annotated[datetime | None, typer.Option("--as-of", formats=DAYS, metavar="DAY", help=_help("as_of"))]
OfUnit = Annotated[str | None, typer.Option("--unit", metavar="CODE", help=_help("unit"))]
By = Annotated[str | None, typer.Option(metavar="NAME", help=_help("by"))]
As = Annotated[Format, typer.Option("--format", metavar="|".join(Format), help=_help("format"))]
OnMap = Annotated[datetime | None, typer.Option("--map", formats=DAYS, metavar="DAY", help=_help("map"))]
AtHome = Annotated[Path | None, typer.Option("--home", metavar="DIR", help=_help("home"))]


@register_command(app, "list")
def list_(format: As = Format.table, home: AtHome = None) -> None:
    entries = [
        {
            "id": indicator.id,
            "name": say(LANGUAGE, f"indicator.{indicator.id}.name"),
            "kind": indicator.kind,
            "theme": indicator.theme,
            "unit": indicator.unit,
            "basis": indicator.basis,
        }
        for indicator in CATALOGUE.values()
    ]
    print_answer(pd.DataFrame(entries), format)
    if current_snapshot(Home.locate(home)):
        with _connected(home) as connection:
            for doubt in target_warnings(connection, LANGUAGE):
                typer.echo(doubt, err=True)


@register_command(app, "measure")
def measure(
    indicator: Which,
    period: InPeriod = None,
    first: From = None,
    last: To = None,
    calendar: InCalendar = None,
    as_of: AsOf = None,
    unit: OfUnit = None,
    on_map: OnMap = None,
    by: By = None,
    format: As = Format.table,
    home: AtHome = None,
) -> None:
    with _connected(home) as connection:
        scope = _scope(connection, period, first, last, calendar, as_of, unit, on_map)
        print_answer(_measured(connection, _indicator(indicator), scope, by), format)


@register_command(app, "rows")
def rows(
    indicator: Which,
    period: InPeriod = None,
    first: From = None,
    last: To = None,
    calendar: InCalendar = None,
    as_of: AsOf = None,
    unit: OfUnit = None,
    on_map: OnMap = None,
    format: As = Format.table,
    home: AtHome = None,
) -> None:
    with _connected(home) as connection:
        scope = _scope(connection, period, first, last, calendar, as_of, unit, on_map)
        print_answer(queries.rows(connection, _indicator(indicator), scope), format)


@register_command(app, "compare")
def compare(
    older: Annotated[str, typer.Argument(metavar="OLD", help=_help("older"))],
    newer: Annotated[str | None, typer.Argument(metavar="NEW", help=_help("newer"))] = None,
    indicator: Annotated[str | None, typer.Option(metavar="ID", help=_help("indicator"))] = None,
    period: InPeriod = None,
    calendar: InCalendar = None,
    unit: OfUnit = None,
    format: As = Format.table,
    home: AtHome = None,
) -> None:
    with _connected(home, older) as before, _connected(home, newer) as after:
        asked = ComparisonRequest(calendar_closing_day(after, calendar))
        place = scope_from_words(after, calendar=calendar, period=period, unit=unit)
        if indicator and period:
            found = rows_behind(before, after, _indicator(indicator), asked, place.unit, place.period)
            print_answer(sentences.raw_rows(found), format)
            return
        wanted = (_indicator(indicator),) if indicator else tuple(CATALOGUE.values())
        comparison = compare_snapshots(before, after, asked, wanted)
        names = dict(queries.all_units(after)[["id", "name"]].itertuples(index=False, name=None))
        names |= {"": queries.settings_of(after)[text_key("short", LANGUAGE)]}
        chosen = [one for one in comparison.differences if not unit or one.unit_id == place.unit]
        chosen = [one for one in chosen if not period or one.period.key == place.period.key]
        if format is Format.table:
            print_differences(chosen, names, LANGUAGE)
        else:
            print_answer(sentences.differences_frame(LANGUAGE, chosen, names), format)
        for remark in sentences.comparison_remarks(LANGUAGE, comparison):
            typer.echo(remark, err=True)


@contextmanager
def _connected(home: Path | None, snapshot_id: str | None = None) -> Iterator[Connection]:
    with open_snapshot(home, snapshot_id) as (_, connection):
        yield connection


def _scope(
    connection: Connection,
    period: str | None,
    first: datetime | None,
    last: datetime | None,
    calendar: str | None,
    as_of: datetime | None,
    unit: str | None,
    on_map: datetime | None,
) -> Scope:
    """Build the scope that is asked for; what a map cannot show goes to the error stream."""
    if bool(first) != bool(last):
        raise NotFound("two_dates", str(_day(first or last)))
    scope = scope_from_words(
        connection,
        period=period,
        first=_day(first),
        last=_day(last),
        calendar=calendar,
        as_of=_day(as_of),
        unit=unit,
        map=_day(on_map),
    )
    if scope.map:
        typer.echo(
            map_note(LANGUAGE, scope.map, queries.unmapped_units(connection, scope.with_unit(None))), err=True
        )
    return scope


def _measured(
    connection: Connection, indicator: Indicator, scope: Scope, dimension: str | None
) -> pd.DataFrame:
    if dimension:
        answer = queries.split(connection, indicator, scope, dimension)
    else:
        figure = queries.figure(connection, indicator, scope)
        answer = pd.DataFrame([{part: getattr(figure, part) for part in PARTS}])
    answer = answer.assign(kind=indicator.kind, period=scope.period.key, as_of=scope.last_day)
    return answer.assign(map=scope.map) if scope.map else answer


def _indicator(indicator_id: str) -> Indicator:
    if indicator_id not in CATALOGUE:
        raise NotFound("indicator", indicator_id)
    return CATALOGUE[indicator_id]


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
