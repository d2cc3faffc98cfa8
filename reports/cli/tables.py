"""Offer built tables on the command line: `table` makes one or opens a saved one, `tables` lists them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from indicators.catalogue import CATALOGUE
from indicators.cli.commands import AtHome, InCalendar, InPeriod, OnMap
from indicators.open_snapshot import exit_with_refusal, open_snapshot
from indicators.queries import Slice, settings_of
from indicators.scope import Scope
from indicators.scope_from_words import find_unit_id, scope_from_words
from languages import say
from languages.command_line import register_command
from ledger.saved_tables import StoredTable, list_stored_tables, save_table
from presentation.custom_table.record import CALENDAR, MAP, PERIOD, build_table_record, read_record
from presentation.custom_table.refusals import refusals
from presentation.custom_table.spec import (
    COLUMNS,
    DIMENSIONS,
    GROUPS,
    INDICATOR,
    ROWS,
    SHOWN,
    UNIT,
    TableSpec,
    UnknownChoice,
    spec_from_words,
)
from presentation.custom_table.wording import short_title
from reports.catalogue import table_type
from reports.cli.options import LANGUAGE, InLanguage, Into, app, make_file
from warehouse.connection import Connection
from warehouse.home import Home

Rows = StrEnum("Rows", {one: one for one in ROWS})  # type: ignore[misc]
Columns = StrEnum("Columns", {one: one for one in COLUMNS})  # type: ignore[misc]
Shown = StrEnum("Shown", {one: one for one in SHOWN})  # type: ignore[misc]
Formats = StrEnum("Formats", {one: one for one in table_type(TableSpec()).formats})  # type: ignore[misc]
_ROWS, _COLUMNS, _VALUE, _XLSX = Rows[UNIT], Columns[INDICATOR], next(iter(Shown)), next(iter(Formats))
_FORMAT = say(LANGUAGE, "command.option.file_format")
_USUAL = ",".join(TableSpec().indicators)


def _help(key: str) -> str:
    return say(LANGUAGE, f"command.option.table_{key}")


def _choice(name: str, choices: type[StrEnum]) -> typer.models.OptionInfo:
    return typer.Option(f"--{name}", metavar="|".join(choices), help=_help(name))


def _text(name: str, metavar: str = "TEXT") -> typer.models.OptionInfo:
    return typer.Option(f"--{name}", metavar=metavar, help=_help(name))


@register_command(app, "table")
def table(
    rows: Annotated[Rows, _choice("rows", Rows)] = _ROWS,
    indicators: Annotated[str, _text("indicators", "ID")] = _USUAL,
    columns: Annotated[Columns, _choice("columns", Columns)] = _COLUMNS,
    units: Annotated[str | None, _text("units", "CODE")] = None,
    where: Annotated[list[str] | None, _text("where")] = None,
    least: Annotated[int, typer.Option("--least", min=0, metavar="NUMBER", help=_help("least"))] = 0,
    sort: Annotated[str | None, _text("sort")] = None,
    rising: Annotated[bool, typer.Option("--rising", help=_help("rising"))] = False,
    shown: Annotated[Shown, _choice("shown", Shown)] = _VALUE,
    saved: Annotated[str | None, _text("saved", "NAME")] = None,
    save_as: Annotated[str | None, _text("save", "NAME")] = None,
    period: InPeriod = None,
    calendar: InCalendar = None,
    on_map: OnMap = None,
    format: Annotated[Formats, typer.Option("--format", metavar="|".join(Formats), help=_FORMAT)] = _XLSX,
    language: InLanguage = None,
    out: Into = None,
    home: AtHome = None,
) -> None:
    place = Home.locate(home)
    told = read_record(_saved(place, saved)) if saved else {}
    wanted = _read(told)
    if not saved:
        chosen, parts = _indicators(indicators), _parts(where or [])
        order = (sort or "", not rising, str(shown))
        wanted = TableSpec(str(rows), chosen, str(columns), _list(units), parts, least, *order)
    months = str(calendar) if calendar else told.get(CALENDAR)
    period, on_map = period or told.get(PERIOD), on_map or _moment(told.get(MAP))
    kept = _checked(home, wanted, period, months, on_map)
    wanted = _read(read_record(kept))
    make_file(table_type(wanted), str(format), period, months, None, on_map, language, out, home)
    if save_as:
        save_table(place, replace(kept, name=save_as, moment=datetime.now()))
        typer.echo(say(LANGUAGE, "built.kept.saved", name=save_as))


def _moment(day: str | None) -> datetime | None:
    return datetime.fromisoformat(day) if day else None


@register_command(app, "tables")
def tables(home: AtHome = None) -> None:
    saved, used = list_stored_tables(Home.locate(home))
    for head, kept in (("saved_list", saved), ("used_list", used)):
        typer.echo(say(LANGUAGE, f"built.kept.{head}", count=len(kept)))
        for one in kept:
            typer.echo("  " + ": ".join(part for part in (one.name, _about(one)) if part))


def _about(record: StoredTable) -> str:
    told = read_record(record)
    return short_title(LANGUAGE, _read(told), told.get(PERIOD) or say(LANGUAGE, "built.kept.current_period"))


def _saved(home: Home, name: str) -> StoredTable:
    saved, _ = list_stored_tables(home)
    return next((one for one in saved if one.name == name), None) or exit_with_refusal("table", name)


def _read(link_words: Mapping[str, str]) -> TableSpec:
    try:
        return spec_from_words(link_words)
    except UnknownChoice as wrong:
        exit_with_refusal("table_part", wrong.asked)


def _checked(
    home: Path | None, spec: TableSpec, period: str | None, calendar: str | None, map_day: datetime | None
) -> StoredTable:
    """Return the record of the requested table, with ids of units in the place of codes.

    Where the table cannot be made, the reasons are printed and the command ends with code 2.
    """
    with open_snapshot(home) as (_, connection):
        shown = map_day.date() if map_day else None
        scope = scope_from_words(connection, period=period, calendar=calendar, map=shown)
        spec = replace(spec, units=tuple(_unit(connection, one, scope) for one in spec.units))
        calendar = calendar or settings_of(connection)["default_calendar"]
    told = refusals(LANGUAGE, spec, scope.period)
    for sentence in told:
        typer.echo(sentence, err=True)
    if told:
        raise typer.Exit(2)
    return build_table_record(spec, scope, calendar, datetime.now())


def _unit(connection: Connection, code: str, scope: Scope) -> str:
    return code if code in GROUPS else find_unit_id(connection, code, scope)


def _indicators(comma_list: str) -> tuple[str, ...]:
    found = _list(comma_list)
    for one in found:
        if one not in CATALOGUE:
            exit_with_refusal("indicator", one)
    return found


def _parts(filters: list[str]) -> tuple[Slice, ...]:
    """Read filters such as field=Đất đai; nothing behind the sign means rows that name no group."""
    found: dict[str, Slice] = {}
    for one in filters:
        by, sign, group = one.partition("=")
        if by not in DIMENSIONS or not sign:
            exit_with_refusal("table_where", one)
        found[by] = Slice(by, group or None)
    return tuple(found[by] for by in DIMENSIONS if by in found)


def _list(comma_list: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.strip() for one in (comma_list or "").split(",") if one.strip()))
