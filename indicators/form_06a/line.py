"""Represent a line of form II.06a: what it is about, and its columns (3) to (13)."""

from dataclasses import dataclass
from typing import Literal

from indicators.figure import State

By = Literal["field", "unit"]
Kind = Literal["field", "unit", "group", "printed", "total"]
Cells = dict[int, int | None]


@dataclass(frozen=True)
class Line:
    """Hold a line of the form.

    `name`: the field, None where cases name none; the id of the unit; the level of the group's units.

    printed: what printed totals add, which know no fields. `state` says why a line has no numbers. A cell is
    None where nothing is known; `silent` are the columns that a printed total leaves out.
    """

    kind: Kind
    name: str | None
    cells: Cells
    state: State = "value"
    silent: frozenset[int] = frozenset()

    @property
    def key(self) -> str:
        """Return the key of the same line in the form of another period or day."""
        return self.kind if self.name is None else f"{self.kind}:{self.name}"
