"""Check what shows once all files are in: totals against rows and other totals, ballots against cases."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    Subquery,
    Table,
    and_,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    union_all,
    update,
)

from etl.sources import SOURCES
from etl.sources.definition import RowComparison
from etl.sources.total import select_places
from warehouse.tables import check_result, rule, total_check

_Found = Select[*tuple[Any, ...]]


def _comparisons() -> Iterator[tuple[Table, RowComparison]]:
    """Yield the tables of totals, and how each is compared with rows."""
    for source in SOURCES.values():
        if source.row_comparison:
            yield source.table, source.row_comparison


def forget_cross_checks(connection: Connection) -> None:
    """Remove results that follow from all files together, before new files come in."""
    for table, _ in _comparisons():
        connection.execute(update(table).values(covered=False, overlaps=False))
    connection.execute(delete(total_check))
    between = select(rule.c.id).where(rule.c.scope == "cross")
    connection.execute(delete(check_result).where(check_result.c.rule.in_(between)))


def check_across_files(connection: Connection) -> None:
    """Mark totals that rows cover or that share days with others, and record what does not agree."""
    for table, comparison in _comparisons():
        if connection.scalar(select(table.c.key).limit(1)) is None:
            continue
        for name, keys in (("covered", _covered(table, comparison)), ("overlaps", _overlapping(table))):
            connection.execute(update(table).where(table.c.key.in_(keys)).values({name: True}))
        _compare(connection, table, comparison)
        _tell(connection, "totals_overlap", select_places(table).where(table.c.overlaps))
        _tell(connection, comparison.rule, _differing(table))
    # Sources that share a table find the same in it.
    queries = {name: query for source in SOURCES.values() for name, query in source.cross_checks.items()}
    for name, query in queries.items():
        _tell(connection, name, query)


def _tell(connection: Connection, rule_id: str, query: _Found) -> None:
    """Insert the query's rows as check results with the rule's severity, if settings know the rule."""
    rows = query.subquery()
    statement = select(rule.c.id, rule.c.severity, *rows.c).join_from(rule, rows, rule.c.id == rule_id)
    columns = ["rule", "severity", *rows.c.keys()]
    connection.execute(insert(check_result).from_select(columns, statement))


def _covered(table: Table, comparison: RowComparison) -> _Found:
    daily = _daily(comparison)
    inside = daily.c.day.between(table.c.first_day, table.c.last_day)
    return select(table.c.key).join(daily, and_(daily.c.unit_id == table.c.unit_id, inside))


def _overlapping(table: Table) -> _Found:
    """Select totals that share only some of their days with a total of the unit that was there before."""
    other, mine = table.alias("other"), table.c
    before = or_(
        other.c.file_id < mine.file_id,
        and_(other.c.file_id == mine.file_id, other.c.key < mine.key),
    )
    late = and_(
        other.c.first_day < mine.first_day,
        mine.first_day <= other.c.last_day,
        other.c.last_day < mine.last_day,
    )
    early = and_(
        mine.first_day < other.c.first_day,
        other.c.first_day <= mine.last_day,
        mine.last_day < other.c.last_day,
    )
    return select(mine.key).join(other, and_(other.c.unit_id == mine.unit_id, before, or_(late, early)))


def _daily(comparison: RowComparison) -> Subquery:
    """Sum by unit and day what the rows add to each number of the total: one row for thousands of facts."""
    rows = comparison.facts
    numbers = (func.sum(rows.c[name]).label(name) for name in comparison.printed)
    return select(rows.c.unit_id, rows.c.day, *numbers).group_by(rows.c.unit_id, rows.c.day).subquery()


def _compare(connection: Connection, table: Table, comparison: RowComparison) -> None:
    """Record each number of a covered total beside the sum of the unit's rows on the same days."""
    daily = _daily(comparison)
    inside = daily.c.day.between(table.c.first_day, table.c.last_day)
    numbers = [func.sum(daily.c[name]).label(name) for name in comparison.printed]
    counted = (
        select(table.c.key, *numbers)
        .join(daily, and_(daily.c.unit_id == table.c.unit_id, inside))
        .group_by(table.c.key)
        .cte("counted")
    )
    both = union_all(
        *(
            select_places(
                table,
                literal(table.name).label("source"),
                literal(name).label("about"),
                total.label("total"),
                counted.c[name].label("counted"),
            )
            .join(counted, counted.c.key == table.c.key)
            .where(total.is_not(None))
            for name, total in comparison.printed.items()
        )
    )
    columns = both.selected_columns.keys()
    connection.execute(insert(total_check).from_select(columns, both))


def _differing(table: Table) -> _Found:
    own = total_check.c
    what = (own.about, own.counted.label("expected"), own.total.label("found"))
    return select_places(total_check, *what).where(own.source == table.name, own.total != own.counted)
