"""Read units (communes, offices), who succeeded whom, and names that no rule of spelling reaches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from etl.settings.csv_table import Row, day, no_twins, one_of, or_empty, read_table, text
from etl.settings.validity import check_validity, holds
from etl.text import fold

UNIT_KINDS = ("commune", "office", "other")
_VALIDITY = {"valid_from": or_empty(day), "valid_to": or_empty(day)}
ALIAS_COLUMNS = {"alias": text, "unit_id": text} | _VALIDITY


@dataclass(frozen=True)
class Unit:
    """Describe one version of a unit. Codes are used again by other units: only `id` says which is meant."""

    id: str
    code: str
    name: str
    kind: str
    parent: str
    valid_from: date | None
    valid_to: date | None
    box_from: date | None

    def valid(self, day: date) -> bool:
        return holds(self.valid_from, self.valid_to, day)


@dataclass(frozen=True)
class Successor:
    """Describe what became of a unit. Kind full: all of it went there; part: divided in unknown shares.

    Kind outside: `from_id` is the name of a unit that is not ours (all of it or a part joined), of which no
    data come.
    """

    from_id: str
    to_id: str
    effective: date
    kind: str
    basis: str


@dataclass(frozen=True)
class Alias:
    """Describe another name under which files mention a unit."""

    alias: str
    unit_id: str
    valid_from: date | None
    valid_to: date | None


def read_units(path: Path) -> tuple[Unit, ...]:
    columns = {"id": text, "code": text, "name": text, "kind": one_of(*UNIT_KINDS), "parent": text}
    rows = read_table(path, columns | _VALIDITY | {"box_from": or_empty(day)})
    no_twins(rows, "id")
    check_validity(rows, "name", alike=fold)
    check_validity(rows, "code")
    return tuple(Unit(**row.values) for row in rows)


def read_successors(path: Path, units: Sequence[Unit]) -> tuple[Successor, ...]:
    columns = {
        "from_id": text,
        "to_id": text,
        "effective": day,
        "kind": one_of("full", "part", "outside"),
        "basis": text,
    }
    rows = read_table(path, columns)
    by_id = {unit.id: unit for unit in units}
    for row in rows:
        unit_known(row, "to_id", units)
        if row.values["kind"] == "outside":
            _not_ours(row, by_id)
        else:
            unit_known(row, "from_id", units)
            _ends(row, by_id[row.values["from_id"]])
        _begins(row, by_id[row.values["to_id"]])
    _all_full_or_all_part(rows)
    return tuple(Successor(**row.values) for row in rows)


def read_aliases(paths: Sequence[Path], units: Sequence[Unit]) -> tuple[Alias, ...]:
    """Read the aliases of all these files; a later file may say again what an earlier one says."""
    rows: list[Row] = []
    for path in paths:
        said = {(fold(row.values["alias"]), row.values["unit_id"]) for row in rows}
        listed = read_table(path, ALIAS_COLUMNS)
        rows += [row for row in listed if (fold(row.values["alias"]), row.values["unit_id"]) not in said]
    return checked_aliases(rows, units)


def checked_aliases(rows: Sequence[Row], units: Sequence[Unit]) -> tuple[Alias, ...]:
    for row in rows:
        unit_known(row, "unit_id", units)
    check_validity(rows, "alias", alike=fold)
    return tuple(Alias(**row.values) for row in rows)


def unit_known(row: Row, column: str, units: Sequence[Unit]) -> None:
    if row.values[column] not in {unit.id for unit in units}:
        raise row.wrong("unit_id_unknown", column, "units.csv")


def _not_ours(row: Row, by_id: Mapping[str, Unit]) -> None:
    if row.values["from_id"] in by_id:
        raise row.wrong("outside_is_ours", "from_id", "full, part")


def _ends(row: Row, old: Unit) -> None:
    if old.valid_to is None or old.valid_to + timedelta(days=1) != row.values["effective"]:
        raise row.wrong("effective_wrong", "effective", f"{old.id}: valid_to {old.valid_to or '–'}")


def _begins(row: Row, new: Unit) -> None:
    if not new.valid(row.values["effective"]):
        raise row.wrong("effective_wrong", "effective", f"{new.id}: valid_from {new.valid_from or '–'}")


def _all_full_or_all_part(rows: Sequence[Row]) -> None:
    rows = [row for row in rows if row.values["kind"] != "outside"]
    seen: dict[str, str] = {}
    for row in rows:
        before = seen.setdefault(row.values["from_id"], row.values["kind"])
        if before != row.values["kind"]:
            raise row.wrong("full_and_part", "kind", "part")
    pairs = [(row.values["from_id"], row.values["kind"]) for row in rows]
    for row, pair in zip(rows, pairs, strict=True):
        if pair[1] == "full" and pairs.count(pair) > 1:
            raise row.wrong("full_and_part", "kind", "part")
