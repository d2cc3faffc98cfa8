"""Build form II.06a/VPCP/KSTT of a scope: lines by field or by unit, and identities that do not hold."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection

from indicators.catalogue.form_06a import CARRIED, COUNTED, OPEN
from indicators.form_06a.identities import Finding, broken, not_carried
from indicators.form_06a.lines import By, Cells, Line, lines
from indicators.periods import Period, days, previous
from indicators.queries.form_06a import printed
from indicators.scope import Scope

__all__ = ["By", "Cells", "Finding", "Form", "Line", "before", "broken", "form_06a", "not_carried"]


@dataclass(frozen=True)
class Form:
    by: By
    scope: Scope
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]


def form_06a(connection: Connection, scope: Scope, by: By = "field") -> Form:
    found = lines(connection, scope, by)
    return Form(by, scope, found, (*broken(found), *_not_carried(connection, scope, by, found)))


def before(scope: Scope) -> Period | None:
    """Return the period that ends on the day before.

    Nine months follow no nine months: then it is as many days before them.
    """
    period = scope.period
    found = previous(period, scope.closes_on)
    if found is None or found.last + timedelta(days=1) == period.first:
        return found
    return previous(days(period.first, period.last), None)


def _not_carried(
    connection: Connection, scope: Scope, by: By, found: tuple[Line, ...]
) -> tuple[Finding, ...]:
    """Find the lines that do not begin with what was left open.

    Printed totals know no fields, and not every unit has them: with such only units are compared.
    """
    earlier = before(scope)
    if earlier is None:
        return ()
    then, opening, closing = scope.at(earlier), {CARRIED: COUNTED[CARRIED]}, {OPEN: COUNTED[OPEN]}
    sums = printed(connection, opening[CARRIED], scope), printed(connection, closing[OPEN], then)
    if sums == (None, None):
        return not_carried(found, lines(connection, then, by, closing))
    units = [line for line in lines(connection, scope, "unit", opening) if line.kind == "unit"]
    return not_carried(units, lines(connection, then, "unit", closing))
