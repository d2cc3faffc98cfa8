"""Define what a source is: its fields, the table that its facts fill, and how a row becomes a fact."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, Subquery, Table

from etl.parsing.cells import DAY, MOMENT, Parser
from etl.parsing.columns import ParsedRows
from etl.settings import Settings

NUMBER_SIGN = "#"  # stands between the key of a row without a code and its number


@dataclass(frozen=True)
class Field:
    """Describe one column of a source.

    `required`: a file without this heading is refused. `filled`: a row with a blank cell is rejected;
    "usually" gives way to settings that say that an unreadable cell of this column stays empty.
    """

    column: str
    parser: Parser
    required: bool = False
    filled: Literal["no", "usually", "always"] = "no"
    after: str | None = None  # the column of a day that is never later, by which the order of dates is known

    @property
    def is_day(self) -> bool:
        return self.parser in (DAY, MOMENT)


@dataclass(frozen=True)
class Facts:
    """Hold facts with columns as the tables have them, without file_id, sheet and row_no.

    The index is the row number. `answers` has no key: its index is the row number of the ballot.
    """

    rows: pd.DataFrame
    answers: pd.DataFrame = field(default_factory=pd.DataFrame)


class RowNumbering:
    """Number the rows of one file, block by block, that say the same and have no code: here all have one.

    `times`: how often the file says what is told under a key without its number.
    """

    def __init__(self) -> None:
        self.times: dict[str, int] = {}

    def number_rows(self, rows: pd.DataFrame) -> pd.DataFrame:
        return rows

    def base_keys(self, keys: "pd.Series") -> "pd.Series":
        """Return the keys that have a number, without it."""
        return keys.iloc[:0]


@dataclass(frozen=True)
class RowComparison:
    """Say how the numbers of a total are compared with the facts of the same unit and days.

    `facts`: unit_id, day, and 1 under each number to which the fact adds on that day. `printed`: the same
    names -> the total's own numbers. `rule`: by which a difference is told.
    """

    rule: str
    facts: Subquery
    printed: Mapping[str, ColumnElement[int]]


def _keep_nothing(connection: Connection, incoming_table: Table, file_id: int) -> None:
    """Keep nothing of the versions of a fact but the newest one."""


@dataclass(frozen=True)
class Source:
    """Describe how one kind of file is read.

    `key`: the column without which a row says nothing. `events`: columns of the table with the days on which
    something happened, by which the age of a file is known. `scale`: levels of the answers in its ballots.
    `case_column`: the column of the table that names a case. `keep_versions`: stores what another version of
    a stored fact says, before it is merged. `cross_checks`: rule -> what it finds in the table once all files
    are in, as columns of check_result.
    """

    name: str
    table: Table
    fields: tuple[Field, ...]
    key: str
    events: tuple[str, ...]
    complete: Callable[[ParsedRows, Settings], Facts]
    numbering: type[RowNumbering] = RowNumbering
    scale: int = 0
    case_column: str | None = None
    keep_versions: Callable[[Connection, Table, int], None] = _keep_nothing
    row_comparison: RowComparison | None = None  # of a source of totals
    cross_checks: Mapping[str, Select[*tuple[Any, ...]]] = field(default_factory=dict)

    @property
    def required_columns(self) -> tuple[str, ...]:
        return tuple(field.column for field in self.fields if field.required)
