"""Record forms that were handed out, number by number, so that the next one can be compared with them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

from sqlalchemy import Column, Date, DateTime, Integer, String, Table, select
from sqlalchemy.sql import ColumnElement

from ledger.database import metadata, open_for_reading, open_for_writing
from warehouse.home import Home

Rows = Mapping[str, Mapping[str, int | None]]  # key of the row -> column -> its number, None: not known


@dataclass(frozen=True)
class SentForm:
    """Record a form that was handed out; `unit` and `map` are empty where there is none.

    `kind`: the form and how it is divided.
    `last_day`: as of which its stocks are counted; before the period's end where that had not come yet.
    `snapshot` and `file`: its number and its own name. `rows` as JSON (packed).
    """

    kind: str
    period: str
    calendar: str
    last_day: date
    unit: str
    map: str
    snapshot: str
    file: str
    rows: str
    sent_at: datetime

    @property
    def numbers(self) -> Rows:
        found: Rows = json.loads(self.rows)
        return found


@dataclass(frozen=True)
class ChangedCell:
    """Describe a cell that differs; a row that is only in one of the two has nothing in the other."""

    row: str
    column: str
    was: int | None
    now: int | None


_TYPES = {date: Date, datetime: DateTime, str: String}
sent_form = Table(
    "sent_form",
    metadata,
    Column("id", Integer, primary_key=True),  # in the order of handing out
    *(Column(one.name, _TYPES[one.type], nullable=False) for one in fields(SentForm)),  # type: ignore[index]
)
_own = sent_form.c


def rows_to_json(rows: Rows) -> str:
    return json.dumps(rows, ensure_ascii=False)


def record_form(home: Home, form: SentForm) -> None:
    with open_for_writing(home) as connection:
        connection.execute(sent_form.insert(), asdict(form))


def sent_forms(home: Home) -> list[SentForm]:
    """Return all sent forms, the newest first."""
    return _found(home)


def find_last_form(home: Home, form: SentForm) -> SentForm | None:
    """Return the last form of the same kind, period, unit and map."""
    same = (_own.period == form.period) & (_own.calendar == form.calendar)
    return next(iter(_found(home, _of_same(form), same)), None)


def find_last_form_as_of(home: Home, form: SentForm, day: date) -> SentForm | None:
    """Return the last form of the same kind, unit and map with the stocks of that day, for any period."""
    return next(iter(_found(home, _of_same(form), _own.last_day == day)), None)


def _found(home: Home, *conditions: ColumnElement[bool]) -> list[SentForm]:
    with open_for_reading(home) as connection:
        if connection is None:
            return []
        statement = select(sent_form).where(*conditions).order_by(_own.id.desc())
        return [SentForm(*row[1:]) for row in connection.execute(statement)]


def _of_same(form: SentForm) -> ColumnElement[bool]:
    return (_own.kind == form.kind) & (_own.unit == form.unit) & (_own.map == form.map)


def compare_forms(old_rows: Rows, new_rows: Rows, columns: Mapping[str, str]) -> tuple[ChangedCell, ...]:
    """Compare cell by cell, in the order of `new_rows`; `columns`: old column to new column.

    A row that is not there has nothing anywhere, so that one of noughts alone is no difference.
    """
    keys: Iterable[str] = dict.fromkeys([*new_rows, *old_rows])
    cells = (
        ChangedCell(key, new, old_rows.get(key, {}).get(old, 0), new_rows.get(key, {}).get(new, 0))
        for key in keys
        for old, new in columns.items()
    )
    return tuple(cell for cell in cells if cell.was != cell.now)
