"""Run the tests of clock integrity and list the rows behind a finding."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import ColumnElement, Connection, Integer, String, case, cast, func, select

from indicators.definition import period
from indicators.fairness.surprise import Surprise, against_days, against_peers, beyond_chance
from indicators.quality.integrity import TESTS, IntegrityTest
from indicators.queries.rows import masked
from indicators.queries.scoping import frame, on_map, over, unit_of, visible
from indicators.queries.settings import all_units
from indicators.scope import Scope
from warehouse.tables import EVENT_DAY, calendar_day, load_file


@dataclass(frozen=True)
class Finding:
    """Hold what one test found in one unit.

    `expected` None: there should be none at all, whatever the other units have.
    """

    test: str
    unit_id: str
    found: int
    n: int
    expected: float | None
    p: float | None


@dataclass(frozen=True)
class Tested:
    """Hold how many rows one test marked, of how many, and how many findings that made."""

    test: str
    found: int
    n: int
    findings: int


@dataclass(frozen=True)
class Examined:
    """Hold the findings, the most surprising first; and every test, those that found nothing too."""

    findings: tuple[Finding, ...]
    tested: tuple[Tested, ...]


def examined(connection: Connection, scope: Scope) -> Examined:
    """Return what every test says of the scope's unit or of all.

    Compared is with all units that the asker may see, communes with communes; all that is asked of a period
    is guarded together, whichever unit is looked at.
    """
    whole = scope.of(None)
    counted = {test.id: _counted(connection, test, whole) for test in TESTS.values()}
    found = tuple(one for one in _beyond(connection, whole, counted) if scope.unit in (None, one.unit_id))
    return Examined(found, tuple(_tested(test, counted[test], scope.unit, found) for test in TESTS))


def _beyond(connection: Connection, whole: Scope, counted: dict[str, pd.DataFrame]) -> list[Finding]:
    kinds = dict(all_units(connection)[["id", "kind"]].itertuples(index=False, name=None))
    months = _months(connection, whole)
    sure: list[Finding] = []
    open_ones: list[Finding] = []
    for test in TESTS.values():
        if test.expects == "none":
            sure += _facts(test, counted[test.id])
        elif test.expects == "peers":
            open_ones += _of_peers(test, counted[test.id], kinds)
        else:
            open_ones += _of_days(test, counted[test.id], months)
    fall = beyond_chance([_p(one) for one in open_ones])
    return sure + sorted((one for one, falls in zip(open_ones, fall, strict=True) if falls), key=_p)


def _tested(test: str, counted: pd.DataFrame, unit: str | None, told: tuple[Finding, ...]) -> Tested:
    own = counted if unit is None else counted[counted["unit_id"] == unit]
    findings = sum(one.test == test for one in told)
    return Tested(test, int(own["found"].sum()), int(own["n"].sum()), findings)


def marked_rows(connection: Connection, test_id: str, scope: Scope, limit: int | None = None) -> pd.DataFrame:
    """Return the rows that one test marks, masked, with `extra` and the file each was read from."""
    test = TESTS[test_id]
    table = test.table
    columns: list[ColumnElement[Any]] = [*masked(table), test.extra.label("extra")]
    statement = (
        select(*columns, load_file.c.name.label("file"))
        .select_from(table)
        .join(period, test.belongs)
        .outerjoin(load_file, load_file.c.file_id == table.c.file_id)
        .where(visible(table, scope), test.marked)
        .order_by(table.c.unit_id, EVENT_DAY[table], *table.primary_key)
        .limit(limit)
    )
    return frame(connection, over(statement, (scope.period,), scope.closing))


def _counted(connection: Connection, test: IntegrityTest, scope: Scope) -> pd.DataFrame:
    """Count the rows of one test: unit_id, alike, found, n."""
    table, unit = test.table, unit_of(test.table, scope).label("unit_id")
    alike = func.coalesce(cast(test.alike, String), "").label("alike")
    rows = select(unit, alike, cast(case((test.marked, 1), else_=0), Integer).label("found"))
    rows = on_map(rows.select_from(table).join(period, test.belongs), table, scope)
    each = rows.where(visible(table, scope)).subquery()
    statement = select(
        each.c.unit_id, each.c.alike, func.sum(each.c.found).label("found"), func.count().label("n")
    ).group_by(each.c.unit_id, each.c.alike)
    counted = frame(connection, over(statement, (scope.period,), scope.closing))
    return counted.astype({"found": int, "n": int})


def _facts(test: IntegrityTest, counted: pd.DataFrame) -> list[Finding]:
    sums = counted.groupby("unit_id")[["found", "n"]].sum()
    return [
        Finding(test.id, str(unit), int(row["found"]), int(row["n"]), None, None)
        for unit, row in sums.iterrows()
        if row["found"] >= test.least
    ]


def _of_peers(test: IntegrityTest, counted: pd.DataFrame, kinds: dict[Any, Any]) -> list[Finding]:
    kind = counted["unit_id"].map(kinds).fillna("")
    alike = counted.groupby([kind, counted["alike"]])[["found", "n"]].transform("sum")
    strata = np.column_stack([counted[["found", "n"]], alike]).astype(np.int64)
    result = []
    for unit, places in counted.groupby("unit_id").indices.items():
        result += _asked(test, str(unit), against_peers(strata[places], test.least))
    return result


def _of_days(test: IntegrityTest, counted: pd.DataFrame, months: list[list[date]]) -> list[Finding]:
    result = []
    for unit, own in counted.groupby("unit_id"):
        counts = {date.fromisoformat(day): n for day, n in zip(own["alike"], own["n"], strict=True)}
        result += _asked(test, str(unit), against_days(counts, months, test.least))
    return result


def _asked(test: IntegrityTest, unit: str, told: Surprise | None) -> list[Finding]:
    return [Finding(test.id, unit, told.found, told.n, told.expected, told.p)] if told else []


def _months(connection: Connection, scope: Scope) -> list[list[date]]:
    """Return the working days of the months that end within the period.

    Days before its first day are left out.
    """
    first, last = scope.period.first, scope.last_day
    days = calendar_day.c
    # Beyond the end: only its later days show that the last month does not end within the period.
    statement = select(days.day).where(days.works, days.day >= first, days.day <= last + timedelta(days=31))
    months: dict[tuple[int, int], list[date]] = defaultdict(list)
    for day in connection.scalars(statement.order_by(days.day)):
        months[day.year, day.month].append(day)
    return [month for month in months.values() if month[-1] <= last]


def _p(finding: Finding) -> float:
    return finding.p or 0.0
