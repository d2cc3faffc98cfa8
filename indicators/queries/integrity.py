"""Run the tests of clock integrity and list the rows behind a finding."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import ColumnElement, Connection, Integer, String, case, cast, func, select

from indicators.catalogue.integrity_tests import TESTS, IntegrityTest
from indicators.definition import period
from indicators.fairness.surprise import Surprise, compare_with_days, compare_with_peers, reject_by_holm
from indicators.queries.scoping import (
    bind_periods,
    fetch_frame,
    join_map,
    masked_columns,
    unit_of,
    visible_condition,
)
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
class IntegrityTestResult:
    """Hold how many rows one test marked, of how many, and how many findings that made."""

    test: str
    found: int
    n: int
    findings: int


@dataclass(frozen=True)
class IntegrityExamination:
    """Hold the findings, the most surprising first; and every test, those that found nothing too."""

    findings: tuple[Finding, ...]
    tested: tuple[IntegrityTestResult, ...]


def examine_integrity(connection: Connection, scope: Scope) -> IntegrityExamination:
    """Return what every test says of the scope's unit or of all.

    Compared is with all units that the asker may see, communes with communes; all that is asked of a period
    is guarded together, whichever unit is looked at.
    """
    whole = scope.with_unit(None)
    counted = {test.id: _counted(connection, test, whole) for test in TESTS.values()}
    found = tuple(one for one in _beyond(connection, whole, counted) if scope.unit in (None, one.unit_id))
    return IntegrityExamination(
        found, tuple(_tested(test, counted[test], scope.unit, found) for test in TESTS)
    )


def _beyond(
    connection: Connection, overall_scope: Scope, counts_by_test: dict[str, pd.DataFrame]
) -> list[Finding]:
    kinds = dict(all_units(connection)[["id", "kind"]].itertuples(index=False, name=None))
    months = _months(connection, overall_scope)
    sure: list[Finding] = []
    open_ones: list[Finding] = []
    for test in TESTS.values():
        if test.expects == "none":
            sure += _facts(test, counts_by_test[test.id])
        elif test.expects == "peers":
            open_ones += _of_peers(test, counts_by_test[test.id], kinds)
        else:
            open_ones += _of_days(test, counts_by_test[test.id], months)
    fall = reject_by_holm([_p(one) for one in open_ones])
    return sure + sorted((one for one, falls in zip(open_ones, fall, strict=True) if falls), key=_p)


def _tested(
    test: str, test_counts: pd.DataFrame, unit: str | None, unit_findings: tuple[Finding, ...]
) -> IntegrityTestResult:
    own = test_counts if unit is None else test_counts[test_counts["unit_id"] == unit]
    findings = sum(one.test == test for one in unit_findings)
    return IntegrityTestResult(test, int(own["found"].sum()), int(own["n"].sum()), findings)


def marked_rows(connection: Connection, test_id: str, scope: Scope, limit: int | None = None) -> pd.DataFrame:
    """Return the rows that one test marks, masked, with `extra` and the file each was read from."""
    test = TESTS[test_id]
    table = test.table
    columns: list[ColumnElement[Any]] = [*masked_columns(table), test.extra.label("extra")]
    statement = (
        select(*columns, load_file.c.name.label("file"))
        .select_from(table)
        .join(period, test.belongs)
        .outerjoin(load_file, load_file.c.file_id == table.c.file_id)
        .where(visible_condition(table, scope), test.marked)
        .order_by(table.c.unit_id, EVENT_DAY[table], *table.primary_key)
        .limit(limit)
    )
    return fetch_frame(connection, bind_periods(statement, (scope.period,), scope.closing))


def _counted(connection: Connection, test: IntegrityTest, scope: Scope) -> pd.DataFrame:
    """Count the rows of one test: unit_id, alike, found, n."""
    table, unit = test.table, unit_of(test.table, scope).label("unit_id")
    alike = func.coalesce(cast(test.alike, String), "").label("alike")
    rows = select(unit, alike, cast(case((test.marked, 1), else_=0), Integer).label("found"))
    rows = join_map(rows.select_from(table).join(period, test.belongs), table, scope)
    each = rows.where(visible_condition(table, scope)).subquery()
    statement = select(
        each.c.unit_id, each.c.alike, func.sum(each.c.found).label("found"), func.count().label("n")
    ).group_by(each.c.unit_id, each.c.alike)
    counted = fetch_frame(connection, bind_periods(statement, (scope.period,), scope.closing))
    return counted.astype({"found": int, "n": int})


def _facts(test: IntegrityTest, test_counts: pd.DataFrame) -> list[Finding]:
    sums = test_counts.groupby("unit_id")[["found", "n"]].sum()
    return [
        Finding(test.id, str(unit), int(row["found"]), int(row["n"]), None, None)
        for unit, row in sums.iterrows()
        if row["found"] >= test.least
    ]


def _of_peers(test: IntegrityTest, test_counts: pd.DataFrame, kinds: dict[Any, Any]) -> list[Finding]:
    kind = test_counts["unit_id"].map(kinds).fillna("")
    alike = test_counts.groupby([kind, test_counts["alike"]])[["found", "n"]].transform("sum")
    strata = np.column_stack([test_counts[["found", "n"]], alike]).astype(np.int64)
    result = []
    for unit, places in test_counts.groupby("unit_id").indices.items():
        result += _asked(test, str(unit), compare_with_peers(strata[places], test.least))
    return result


def _of_days(test: IntegrityTest, test_counts: pd.DataFrame, months: list[list[date]]) -> list[Finding]:
    result = []
    for unit, own in test_counts.groupby("unit_id"):
        counts = {date.fromisoformat(day): n for day, n in zip(own["alike"], own["n"], strict=True)}
        result += _asked(test, str(unit), compare_with_days(counts, months, test.least))
    return result


def _asked(test: IntegrityTest, unit: str, surprise: Surprise | None) -> list[Finding]:
    return (
        [Finding(test.id, unit, surprise.found, surprise.n, surprise.expected, surprise.p)]
        if surprise
        else []
    )


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
