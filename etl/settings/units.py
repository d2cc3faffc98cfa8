"""Read units (communes, offices), who succeeded whom, and names that no rule of spelling reaches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from etl.settings.csv_table import (
    SettingsRow,
    allow_empty,
    check_unique,
    check_validity,
    day_cell,
    is_in_force,
    one_of,
    read_table,
    text_cell,
)
from etl.text import fold

UNIT_KINDS = ("commune", "office", "other")
_VALIDITY = {"valid_from": allow_empty(day_cell), "valid_to": allow_empty(day_cell)}
ALIAS_COLUMNS = {"alias": text_cell, "unit_id": text_cell} | _VALIDITY


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

    def is_valid(self, day: date) -> bool:
        return is_in_force(self.valid_from, self.valid_to, day)


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
    columns = {
        "id": text_cell,
        "code": text_cell,
        "name": text_cell,
        "kind": one_of(*UNIT_KINDS),
        "parent": text_cell,
    }
    rows = read_table(path, columns | _VALIDITY | {"box_from": allow_empty(day_cell)})
    check_unique(rows, "id")
    check_validity(rows, "name", normalise=fold)
    check_validity(rows, "code")
    return tuple(Unit(**row.values) for row in rows)


def read_successors(path: Path, units: Sequence[Unit]) -> tuple[Successor, ...]:
    columns = {
        "from_id": text_cell,
        "to_id": text_cell,
        "effective": day_cell,
        "kind": one_of("full", "part", "outside"),
        "basis": text_cell,
    }
    rows = read_table(path, columns)
    by_id = {unit.id: unit for unit in units}
    for row in rows:
        check_unit_id(row, "to_id", units)
        if row.values["kind"] == "outside":
            _not_ours(row, by_id)
        else:
            check_unit_id(row, "from_id", units)
            _ends(row, by_id[row.values["from_id"]])
        _begins(row, by_id[row.values["to_id"]])
    _all_full_or_all_part(rows)
    return tuple(Successor(**row.values) for row in rows)


def read_aliases(paths: Sequence[Path], units: Sequence[Unit]) -> tuple[Alias, ...]:
    """Read the aliases of all these files; a later file may say again what an earlier one says."""
    rows: list[SettingsRow] = []
    for path in paths:
        said = {(fold(row.values["alias"]), row.values["unit_id"]) for row in rows}
        listed = read_table(path, ALIAS_COLUMNS)
        rows += [row for row in listed if (fold(row.values["alias"]), row.values["unit_id"]) not in said]
    return check_aliases(rows, units)


def check_aliases(rows: Sequence[SettingsRow], units: Sequence[Unit]) -> tuple[Alias, ...]:
    for row in rows:
        check_unit_id(row, "unit_id", units)
    check_validity(rows, "alias", normalise=fold)
    return tuple(Alias(**row.values) for row in rows)


def check_unit_id(row: SettingsRow, column: str, units: Sequence[Unit]) -> None:
    if row.values[column] not in {unit.id for unit in units}:
        raise row.make_error("unit_id_unknown", column, "units.csv")


def _not_ours(row: SettingsRow, by_id: Mapping[str, Unit]) -> None:
    if row.values["from_id"] in by_id:
        raise row.make_error("outside_is_ours", "from_id", "full, part")


def _ends(row: SettingsRow, old_unit: Unit) -> None:
    if old_unit.valid_to is None or old_unit.valid_to + timedelta(days=1) != row.values["effective"]:
        raise row.make_error(
            "effective_wrong", "effective", f"{old_unit.id}: valid_to {old_unit.valid_to or '–'}"
        )


def _begins(row: SettingsRow, new_unit: Unit) -> None:
    if not new_unit.is_valid(row.values["effective"]):
        raise row.make_error(
            "effective_wrong", "effective", f"{new_unit.id}: valid_from {new_unit.valid_from or '–'}"
        )


def _all_full_or_all_part(rows: Sequence[SettingsRow]) -> None:
    rows = [row for row in rows if row.values["kind"] != "outside"]
    seen: dict[str, str] = {}
    for row in rows:
        before = seen.setdefault(row.values["from_id"], row.values["kind"])
        if before != row.values["kind"]:
            raise row.make_error("full_and_part", "kind", "part")
    pairs = [(row.values["from_id"], row.values["kind"]) for row in rows]
    for row, pair in zip(rows, pairs, strict=True):
        if pair[1] == "full" and pairs.count(pair) > 1:
            raise row.make_error("full_and_part", "kind", "part")
