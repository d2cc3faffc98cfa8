"""Read what people decided, as the snapshot holds it: units, targets, responsible persons, settings."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Table, collate, or_, select

from indicators.queries.memo import memoise
from indicators.queries.scoping import fetch_frame
from indicators.scope import Scope
from warehouse import tables

KIND_ORDER = {"commune": 0, "office": 1}
SHOWN = "shown"  # a unit in its own right; other places: unit_map.state


@dataclass(frozen=True)
class Target:
    value: float
    basis: str


@dataclass(frozen=True)
class Responsible:
    post: str
    person: str | None


@memoise
def settings_of(connection: Connection) -> dict[str, str]:
    rows = connection.execute(select(tables.setting.c.key, tables.setting.c.value)).all()
    return {row.key: row.value for row in rows}


@memoise
def units(connection: Connection, scope: Scope) -> pd.DataFrame:
    """Return units that existed on any day of the period and may be seen: communes, then offices, by name.

    `place` is "shown"; on a later map, that of the units which stand there instead (unit_map.state).
    """
    places = _places(connection, scope)
    unit = tables.unit.c
    condition = _in_force(tables.unit, scope.period.first, scope.last_day)
    if places is not None:
        condition = unit.id.in_(list(places))
    if scope.allowed is not None:
        condition &= unit.id.in_(sorted(scope.allowed))
    if scope.unit is not None:
        condition &= unit.id == scope.unit
    found = _named(connection, condition)
    return found.assign(place=found["id"].map(places) if places is not None else SHOWN)


def _places(connection: Connection, scope: Scope) -> dict[str, str] | None:
    """Return by id how the map shows the units of the period, and those of its own that it has to refuse."""
    if scope.map is None:
        return None
    unit, placed, first = tables.unit, tables.unit_map.c, scope.period.first
    lived = _in_force(unit, first, scope.last_day)
    statement = (
        select(placed.shown_as, placed.state)
        .distinct()
        .join_from(tables.unit_map, unit, unit.c.id == placed.unit_id)
        .where(placed.map_on == scope.map, placed.begins_from <= first, placed.begins_to >= first)
        .where(lived | (placed.state == "refused"))
    )
    return {row.shown_as: row.state for row in connection.execute(statement)}


@memoise
def all_units(connection: Connection) -> pd.DataFrame:
    """Return every version of every unit, in the same order."""
    return _named(connection, tables.unit.c.id.is_not(None))


def _named(connection: Connection, condition: ColumnElement[bool]) -> pd.DataFrame:
    statement = select(tables.unit).where(condition).order_by(collate(tables.unit.c.name, "vi"))
    found = fetch_frame(connection, statement)
    return found.sort_values(
        "kind", key=lambda kinds: kinds.map(KIND_ORDER).fillna(2), kind="stable"
    ).reset_index(drop=True)


def find_target(connection: Connection, indicator: str, level: str, day: date) -> Target | None:
    """Return the target in force on that day; level: parent, commune or office."""
    decided = tables.target
    statement = select(decided.c.value, decided.c.basis).where(
        decided.c.indicator == indicator, decided.c.level == level, _in_force(decided, day, day)
    )
    found = connection.execute(statement).first()
    return Target(*found) if found else None


@memoise
def targets(connection: Connection) -> pd.DataFrame:
    decided = tables.target
    return fetch_frame(
        connection, select(decided).order_by(decided.c.indicator, decided.c.level, decided.c.valid_from)
    )


def find_responsible(connection: Connection, unit_id: str, theme: str, day: date) -> Responsible | None:
    """Return who answers for the theme in the unit on that day; else who answers for all of it ("*")."""
    decided = tables.responsible
    statement = select(decided.c.subject, decided.c.post, decided.c.person).where(
        decided.c.unit_id == unit_id, decided.c.subject.in_((theme, "*")), _in_force(decided, day, day)
    )
    found: dict[str, Any] = {
        subject: (post, person) for subject, post, person in connection.execute(statement)
    }
    post_and_person = found.get(theme) or found.get("*")
    return Responsible(*post_and_person) if post_and_person else None


def dated_events(connection: Connection, scope: Scope, first: date, last: date) -> pd.DataFrame:
    """Return events of [first, last] that are about all units, or about the scope's, oldest first."""
    event = tables.dated_event.c
    own = event.unit_id == scope.unit
    if scope.allowed is not None:
        own &= event.unit_id.in_(sorted(scope.allowed))
    statement = select(tables.dated_event).where(
        event.day.between(first, last), or_(event.unit_id.is_(None), own)
    )
    return fetch_frame(connection, statement.order_by(event.day, event.kind, event.short))


def _in_force(table: Table, first: date, last: date) -> ColumnElement[bool]:
    """Select rows that are valid on at least one day of [first, last]."""
    begins, ends = table.c.valid_from, table.c.valid_to
    return or_(begins.is_(None), begins <= last) & or_(ends.is_(None), ends >= first)
