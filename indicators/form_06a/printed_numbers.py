"""Ask what form II.06a needs beyond figures: names in order, sums of printed totals and their gaps."""

from sqlalchemy import ARRAY, Connection, String, cast, collate, func, literal, select

from indicators.definition import Indicator, period
from indicators.queries.totals import silent_units, sum_totals, totals_of
from indicators.scope import Scope


def sort_names(connection: Connection, names: list[str]) -> list[str]:
    """Sort names as a Vietnamese dictionary has them."""
    # Cast: to an empty list DuckDB gives no type.
    listed = select(cast(func.unnest(literal(names, ARRAY(String))), String).label("name")).subquery()
    return list(connection.scalars(select(listed.c.name).order_by(collate(listed.c.name, "vi"))))


def printed_sum(connection: Connection, indicator: Indicator, scope: Scope) -> float | None:
    """Return what printed totals add to the figure; None where none counts."""
    totals = totals_of(connection, indicator)
    if totals is None:
        return None
    sums = sum_totals(connection, indicator, totals, scope, (scope.period,), lambda _: period.c.key)
    return sums[scope.period.key].value if scope.period.key in sums else None


def units_without_number(connection: Connection, indicator: Indicator, scope: Scope) -> set[str]:
    """Return the units of which a printed total that would count leaves this number empty."""
    totals = totals_of(connection, indicator)
    return set() if totals is None else silent_units(connection, totals, scope)
