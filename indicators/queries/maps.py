"""Ask about boundary maps: which there are, and what cannot be made up on one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from indicators.periods import Period
from indicators.queries.memo import memoise
from indicators.queries.settings import SHOWN, units
from indicators.scope import Scope, UnmappedUnit
from warehouse.tables import unit_map


@dataclass(frozen=True)
class UnitRefusal:
    """Describe a unit without figures in periods that begin no later than `last`."""

    unit_id: str
    last: date

    def covers(self, period: Period) -> bool:
        return period.first <= self.last


@memoise
def maps(connection: Connection) -> list[date]:
    """Return the days on which the set of units changed, oldest first."""
    return list(connection.scalars(select(unit_map.c.map_on).distinct().order_by(unit_map.c.map_on)))


def unit_refusals(connection: Connection, scope: Scope) -> list[UnitRefusal]:
    """Return the units of the scope's map that cannot be made up in earlier periods; none without a map."""
    return [] if scope.map is None else list(_refused_on(connection, scope.map))


@memoise
def _refused_on(connection: Connection, map_on: date) -> tuple[UnitRefusal, ...]:
    statement = select(unit_map.c.unit_id, unit_map.c.begins_to).where(
        unit_map.c.map_on == map_on, unit_map.c.state == "refused"
    )
    return tuple(UnitRefusal(*row) for row in connection.execute(statement))


def refused_periods(connection: Connection, scope: Scope, periods: Iterable[Period]) -> set[str]:
    """Return the keys of the periods in which the scope's unit is refused."""
    limits = [limit for limit in unit_refusals(connection, scope) if limit.unit_id == scope.unit]
    return {period.key for period in periods for limit in limits if limit.covers(period)}


def refused_units(connection: Connection, scope: Scope) -> set[str]:
    """Return the ids of the units that are refused in the scope's period."""
    return {limit.unit_id for limit in unit_refusals(connection, scope) if limit.covers(scope.period)}


def merged_unit_names(connection: Connection, scope: Scope) -> list[str]:
    """Return the names of the units of the period that the map shows as the scope's unit."""
    lived = units(connection, scope.with_map(None).with_unit(None))
    return [
        str(row.name) for row in lived.itertuples() if unit_on_map(connection, scope, row.id) == scope.unit
    ]


def unit_on_map(connection: Connection, scope: Scope, unit_id: str) -> str:
    """Return the unit that stands for this one on the scope's map; without a map, itself."""
    placed, first = unit_map.c, scope.period.first
    statement = select(placed.shown_as).where(
        placed.map_on == scope.map,
        placed.unit_id == unit_id,
        placed.begins_from <= first,
        placed.begins_to >= first,
    )
    return connection.scalar(statement) or unit_id


def unmapped_units(connection: Connection, scope: Scope) -> list[UnmappedUnit]:
    """Return what the map cannot make up or allocate in the period, by name; nothing without a map."""
    known = units(connection, scope)
    left = known.loc[known["place"] != SHOWN, ["id", "name", "place"]]
    first, placed = scope.period.first, unit_map.c
    statement = select(placed.unit_id, placed.about, placed.outside).where(
        placed.map_on == scope.map, placed.begins_from <= first, placed.begins_to >= first
    )
    reasons = {row.unit_id: (_names(row.about), _names(row.outside)) for row in connection.execute(statement)}
    return [
        UnmappedUnit(row.id, row.name, row.place, *reasons[row.id]) for row in left.itertuples(index=False)
    ]


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(text.split("; ")) if text else ()
