"""Build form II.06a/VPCP/KSTT of a scope: lines by field or by unit, and identities that do not hold."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection

from indicators.catalogue.form_06a import CARRIED, COUNTED, OPEN
from indicators.form_06a.identities import IdentityBreak, broken_sums, opening_breaks
from indicators.form_06a.lines import Breakdown, Cells, FormLine, form_lines
from indicators.form_06a.printed_numbers import printed_sum
from indicators.periods import Period, period_of_days, previous_period
from indicators.scope import Scope

__all__ = [
    "Breakdown",
    "Cells",
    "IdentityBreak",
    "Form06a",
    "FormLine",
    "preceding_period",
    "broken_sums",
    "build_form_06a",
    "opening_breaks",
]


@dataclass(frozen=True)
class Form06a:
    by: Breakdown
    scope: Scope
    lines: tuple[FormLine, ...]
    findings: tuple[IdentityBreak, ...]


def build_form_06a(connection: Connection, scope: Scope, breakdown: Breakdown = "field") -> Form06a:
    found = form_lines(connection, scope, breakdown)
    return Form06a(
        breakdown, scope, found, (*broken_sums(found), *_not_carried(connection, scope, breakdown, found))
    )


def preceding_period(scope: Scope) -> Period | None:
    """Return the period that ends on the day before.

    Nine months follow no nine months: then it is as many days before them.
    """
    period = scope.period
    found = previous_period(period, scope.closes_on)
    if found is None or found.last + timedelta(days=1) == period.first:
        return found
    return previous_period(period_of_days(period.first, period.last), None)


def _not_carried(
    connection: Connection, scope: Scope, breakdown: Breakdown, current_lines: tuple[FormLine, ...]
) -> tuple[IdentityBreak, ...]:
    """Find the lines that do not begin with what was left open.

    Printed totals know no fields, and not every unit has them: with such only units are compared.
    """
    earlier = preceding_period(scope)
    if earlier is None:
        return ()
    then, opening, closing = scope.with_period(earlier), {CARRIED: COUNTED[CARRIED]}, {OPEN: COUNTED[OPEN]}
    sums = printed_sum(connection, opening[CARRIED], scope), printed_sum(connection, closing[OPEN], then)
    if sums == (None, None):
        return opening_breaks(current_lines, form_lines(connection, then, breakdown, closing))
    units = [line for line in form_lines(connection, scope, "unit", opening) if line.kind == "unit"]
    return opening_breaks(units, form_lines(connection, then, "unit", closing))
