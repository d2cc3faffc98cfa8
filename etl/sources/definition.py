"""Define what a source is: its fields, the table that its facts fill, and how a row becomes a fact."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd
from sqlalchemy import Table

from etl.parsing.cells import DAY, MOMENT, Parser
from etl.parsing.columns import ParsedRows
from etl.settings import Settings


def _as_they_are(rows: pd.DataFrame) -> pd.DataFrame:
    return rows


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


@dataclass(frozen=True)
class Source:
    """Describe how one kind of file is read.

    `key`: the column without which a row says nothing. `events`: columns of the table with the days on which
    something happened, by which the age of a file is known. `scale`: levels of the answers in its ballots.
    """

    name: str
    table: Table
    fields: tuple[Field, ...]
    key: str
    events: tuple[str, ...]
    complete: Callable[[ParsedRows, Settings], Facts]
    # Made for each file: what its rows need that only the rows before them tell.
    finish: Callable[[], Callable[[pd.DataFrame], pd.DataFrame]] = lambda: _as_they_are
    scale: int = 0

    @property
    def required_columns(self) -> tuple[str, ...]:
        return tuple(field.column for field in self.fields if field.required)
