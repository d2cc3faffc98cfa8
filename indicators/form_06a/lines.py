"""Build the lines of form II.06a: ask for each column as for any figure and put the lines together."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
from sqlalchemy import Connection

from indicators.catalogue.form_06a import CARRIED, COUNTED, RECEIVED, Columns
from indicators.figure import State
from indicators.form_06a.printed_numbers import printed_sum, sort_names, units_without_number
from indicators.queries import all_units, figure, split, units
from indicators.queries.settings import SHOWN
from indicators.scope import Scope

Breakdown = Literal["field", "unit"]
LineKind = Literal["field", "unit", "group", "printed", "total"]
Cells = dict[int, int | None]


@dataclass(frozen=True)
class FormLine:
    """Hold a line of the form.

    `name`: the field, None where cases name none; the id of the unit; the level of the group's units.

    printed: what printed totals add, which know no fields. `state` says why a line has no numbers. A cell is
    None where nothing is known; `silent` are the columns that a printed total leaves out.
    """

    kind: LineKind
    name: str | None
    cells: Cells
    state: State = "value"
    silent: frozenset[int] = frozenset()

    @property
    def key(self) -> str:
        """Return the key of the same line in the form of another period or day."""
        return self.kind if self.name is None else f"{self.kind}:{self.name}"


NumbersByColumn = dict[int, tuple[float | None, State]]
SilentUnits = dict[int, set[str]]


def form_lines(
    connection: Connection, scope: Scope, breakdown: Breakdown, columns: Columns = COUNTED
) -> tuple[FormLine, ...]:
    """Return by unit all units of the period, communes before offices; by field those that have a case."""
    unheard = {number: units_without_number(connection, one, scope) for number, one in columns.items()}
    total = _total(connection, scope, columns, unheard)
    if breakdown == "unit":
        return (*_of_units(connection, scope, columns, unheard), total)
    if total.state == "refused":
        return (total,)
    return (*_of_fields(connection, scope, columns), *_of_printed(connection, scope, columns, total), total)


def _total(connection: Connection, scope: Scope, columns: Columns, silent_units: SilentUnits) -> FormLine:
    found = {number: figure(connection, one, scope) for number, one in columns.items()}
    told: NumbersByColumn = {number: (one.value, one.state) for number, one in found.items()}
    return _line("total", None, told, {number for number, those in silent_units.items() if those})


def _of_fields(connection: Connection, scope: Scope, columns: Columns) -> list[FormLine]:
    found = _split(connection, scope, columns, "field")
    names = sort_names(connection, [name for name in found if name is not None])
    nothing: NumbersByColumn = dict.fromkeys(columns, (0, "value"))
    return [_line("field", one, nothing | found[one]) for one in (*names, *({None} & found.keys()))]


def _of_printed(connection: Connection, scope: Scope, columns: Columns, total: FormLine) -> list[FormLine]:
    found = {number: printed_sum(connection, one, scope) for number, one in columns.items()}
    if all(value is None for value in found.values()):
        return []
    told: NumbersByColumn = {number: (value, "none") for number, value in found.items()}
    return [_line("printed", None, told, total.silent)]


def _of_units(
    connection: Connection, scope: Scope, columns: Columns, silent_units: SilentUnits
) -> list[FormLine]:
    found = _split(connection, scope, columns, "unit")
    every = [
        _line("unit", one, told, {number for number, those in silent_units.items() if one in those})
        for one, told in found.items()
    ]
    groups: dict[str, list[FormLine]] = {}
    levels = _levels(connection, scope)
    for line in every:
        groups.setdefault(levels[str(line.name)], []).append(line)
    if len(groups) < 2:
        return every
    return [line for level, those in groups.items() for line in (_group(level, those), *those)]


def _levels(connection: Connection, scope: Scope) -> dict[str, str]:
    """Return by unit its level: commune, office or another kind; unallocated for what a map leaves over."""
    levels = all_units(connection).set_index("id")["kind"].to_dict()
    on_map = units(connection, scope)
    left = on_map.loc[~on_map["place"].isin((SHOWN, "refused")), "id"]
    return levels | dict.fromkeys(left, "unallocated")


def _group(level: str, unit_lines: list[FormLine]) -> FormLine:
    cells = {number: _sum(line.cells[number] for line in unit_lines) for number in unit_lines[0].cells}
    return FormLine("group", level, cells, "value", frozenset().union(*(line.silent for line in unit_lines)))


def _split(
    connection: Connection, scope: Scope, columns: Columns, dimension: str
) -> dict[Any, NumbersByColumn]:
    """Return by group and column the number and its state."""
    found: dict[Any, NumbersByColumn] = {}
    for number, one in columns.items():
        answer = split(connection, one, scope, dimension)
        for group, value, state in zip(answer["group"], answer["value"], answer["state"], strict=True):
            name = None if pd.isna(group) else group
            found.setdefault(name, {})[number] = (None if pd.isna(value) else value, state)
    return found


def _line(
    kind: LineKind, name: str | None, numbers: NumbersByColumn, silent_columns: Iterable[int] = ()
) -> FormLine:
    """Build a line from `numbers` as figures have them: (3) is still without the cases carried over."""
    silent_in = frozenset(silent_columns)
    heard = any(value is not None for value, _ in numbers.values())
    cells: Cells = {
        # Who says anything at all has nothing of what is not there; a printed total leaves columns out.
        number: 0
        if value is None and heard and state == "missing" and number not in silent_in
        else _whole(value)
        for number, (value, state) in numbers.items()
    }
    if RECEIVED in cells:
        cells[RECEIVED] = _with(cells[RECEIVED], cells[CARRIED])
        silent_in |= {RECEIVED} if CARRIED in silent_in else set()
    states = (state for _, state in numbers.values())
    return FormLine(kind, name, cells, "value" if heard else next(states), silent_in)


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _with(received_count: int | None, carried_count: int | None) -> int | None:
    return None if received_count is None or carried_count is None else received_count + carried_count


def _sum(cells: Iterable[int | None]) -> int | None:
    known = [cell for cell in cells if cell is not None]
    return sum(known) if known else None
