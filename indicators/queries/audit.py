"""List cases whose paper files may be pulled: all finished in the period, and those to look at first."""

from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, exists, func, or_, select

from indicators.catalogue import CATALOGUE
from indicators.catalogue.integrity_tests import TESTS
from indicators.definition import period
from indicators.queries.flags import row_match
from indicators.queries.scoping import bind_periods, fetch_frame, masked_columns, visible_condition
from indicators.queries.slices import DAYS_LATE, join_day_numbers
from indicators.queries.totals import total_rows, totals_of
from indicators.scope import Scope
from warehouse.tables import case_file, load_file

POPULATION = CATALOGUE["finished_cases"]
NEAR = 3  # working days after the due date within which a case was nearly on time

_case = case_file.c


def _marked(test: str) -> ColumnElement[bool]:
    return TESTS[test].belongs & TESTS[test].marked


# What says most comes first. A test that looks at cases received in the period is asked here of all that
# were finished in it.
REASONS: dict[str, ColumnElement[bool]] = {
    "finished_before_received": _marked("finished_before_received"),
    "zero_minutes": _marked("zero_minutes"),
    "due_moved": TESTS["due_moved"].marked & (func.coalesce(_case.supplements, 0) == 0),
    "off_hours": _marked("off_hours"),
    "same_day": _marked("same_day"),
    "supplements": TESTS["supplements"].marked,
    "due_longer": TESTS["due_longer"].marked,
    "just_late": _case.late & (DAYS_LATE <= NEAR),
    "one_filer": _marked("one_filer"),
    "remark": exists().where(row_match(case_file)).correlate(case_file),
    "month_end": _marked("month_end"),
}


def audit_population(connection: Connection, scope: Scope) -> pd.DataFrame:
    """Return the cases with the file that each was read from; personal columns masked."""
    return fetch_frame(connection, bind_periods(_cases(scope), (scope.period,), scope.closing))


def audit_unlisted_count(connection: Connection, scope: Scope) -> int:
    """Return how many more cases of the figure are known from printed totals only and cannot be drawn."""
    totals = totals_of(connection, POPULATION)
    return int(total_rows(connection, totals, scope)["numerator"].sum()) if totals else 0


def audit_pointed_cases(connection: Connection, scope: Scope) -> pd.DataFrame:
    """Return cases that something points at, with `reasons` (ids): most reasons first, then the gravest.

    They are picked, not drawn: what is found in them says nothing of the others.
    """
    columns = [func.coalesce(sign, False).label(_label(reason)) for reason, sign in REASONS.items()]
    statement = join_day_numbers(_cases(scope, *columns).where(or_(*REASONS.values())))
    found = fetch_frame(connection, bind_periods(statement, (scope.period,), scope.closing))
    signs = found[[_label(reason) for reason in REASONS]].to_numpy(dtype=bool)
    reasons = [tuple(one for one, there in zip(REASONS, row, strict=True) if there) for row in signs]
    place = {reason: number for number, reason in enumerate(REASONS)}
    order = sorted(
        range(len(found)),
        key=lambda row: (-len(reasons[row]), [place[one] for one in reasons[row]], found["code"].iat[row]),
    )
    own = found.drop(columns=[_label(reason) for reason in REASONS]).assign(reasons=reasons)
    return own.iloc[order].reset_index(drop=True)


def _cases(scope: Scope, *extra_columns: ColumnElement[Any]) -> Select[Any]:
    return (
        select(*masked_columns(case_file), load_file.c.name.label("file"), *extra_columns)
        .select_from(case_file)
        .join(period, POPULATION.belongs)
        .outerjoin(load_file, load_file.c.file_id == _case.file_id)
        .where(visible_condition(case_file, scope))
        .order_by(_case.unit_id, _case.received_on, _case.code)
    )


def _label(reason: str) -> str:
    return f"reason_{reason}"  # columns of a case have such names, too
