"""Map units through time: where each unit's facts stand when figures are rolled up to a later map.

A map is a day on which the set of units changed. A unit goes on as the one that it went into whole, that one
as the next, up to the day of the map. Two things cannot be undone: a divided unit is in no successor, since
nobody knows its shares; and a unit that received a part of another, or a unit of which no data come, cannot
be made up in periods that begin before it did.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from etl.settings.units import Successor, Unit

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class UnitMapEntry:
    """Say as which unit a unit's facts appear on a map, in periods that begin in [begins_from, begins_to].

    State `shown`: as a unit of the map, or as itself where nothing followed. Unallocated, shown as itself:
    `divided` (`about` names its successors), `stranded`, gone whole into a refused unit (`about` names it).
    `refused`: a unit of the map that cannot be made up; `about` names the divided units of which it received
    a part, `outside` the units that no data come from.
    """

    map_on: date
    unit_id: str
    begins_from: date
    begins_to: date
    shown_as: str
    state: str
    about: str | None = None
    outside: str | None = None


@dataclass(frozen=True)
class _Refusal:
    """Say why a unit cannot be made up in periods that begin before `until`."""

    until: date
    divided: tuple[str, ...]
    outside: tuple[str, ...]


def map_days(units: Sequence[Unit]) -> list[date]:
    """Return the days on which a unit began or had just ended, oldest first."""
    begun = {unit.valid_from for unit in units if unit.valid_from}
    ended = {unit.valid_to + _DAY for unit in units if unit.valid_to}
    return sorted(begun | ended)


def build_unit_map(units: Sequence[Unit], successors: Sequence[Successor]) -> list[UnitMapEntry]:
    """Map every version of a unit on every map, without gaps in the periods."""
    return [
        shown
        for map_on in map_days(units)
        for history in [_History(units, [s for s in successors if s.effective <= map_on])]
        for unit in units
        for shown in history.map_unit(unit, map_on)
    ]


class _History:
    """Follow the successions of units up to the day of a map."""

    def __init__(self, units: Sequence[Unit], successors: Sequence[Successor]) -> None:
        self._units = {unit.id: unit for unit in units}
        self._successors = successors
        self._whole = {s.from_id: s.to_id for s in successors if s.kind == "full"}

    def map_unit(self, unit: Unit, map_on: date) -> Iterator[UnitMapEntry]:
        """Yield one entry, or two where it depends on the period's first day."""
        end = self._end(unit.id)
        into = [s.to_id for s in self._successors if (s.from_id, s.kind) == (end, "part")]
        if into:
            yield UnitMapEntry(map_on, unit.id, date.min, date.max, unit.id, "divided", self._names(into))
            return
        refusal = self._refusal(end)
        if refusal is None or not self._units[end].is_valid(map_on):
            yield UnitMapEntry(map_on, unit.id, date.min, date.max, end, "shown")
            return
        before, after = (date.min, refusal.until - _DAY), (refusal.until, date.max)
        if end == unit.id:
            about, outside = ("; ".join(names) or None for names in (refusal.divided, refusal.outside))
            yield UnitMapEntry(map_on, unit.id, *before, unit.id, "refused", about, outside)
        else:
            yield UnitMapEntry(map_on, unit.id, *before, unit.id, "stranded", self._names([end]))
        yield UnitMapEntry(map_on, unit.id, *after, end, "shown")

    def _end(self, unit_id: str) -> str:
        """Follow whole successions to the last unit; return the unit itself where it went nowhere."""
        while unit_id in self._whole:
            unit_id = self._whole[unit_id]
        return unit_id

    def _refusal(self, unit_id: str) -> _Refusal | None:
        """Find what forbids to make the unit up from earlier ones: its own causes and inherited ones."""
        into = [s for s in self._successors if s.to_id == unit_id]
        causes = [s for s in into if s.kind != "full"]
        earlier = [self._refusal(s.from_id) for s in into if s.kind == "full"]
        inherited = [refusal for refusal in earlier if refusal]
        if not causes and not inherited:
            return None
        divided = [self._units[s.from_id].name for s in causes if s.kind == "part"]
        outside = [s.from_id for s in causes if s.kind == "outside"]
        return _Refusal(
            max([s.effective for s in causes] + [refusal.until for refusal in inherited]),
            tuple(dict.fromkeys(divided + [name for refusal in inherited for name in refusal.divided])),
            tuple(dict.fromkeys(outside + [name for refusal in inherited for name in refusal.outside])),
        )

    def _names(self, unit_ids: Sequence[str]) -> str:
        return "; ".join(self._units[unit_id].name for unit_id in unit_ids)
