"""Check what shows once all files are in: totals against rows and other totals, ballots against cases."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Subquery,
    Table,
    and_,
    case,
    delete,
    exists,
    false,
    func,
    insert,
    literal,
    or_,
    select,
    union_all,
    update,
)

from warehouse.tables import (
    TOTALS,
    ballot,
    case_file,
    case_total,
    check_result,
    document,
    document_total,
    rule,
    total_check,
)

_AT = ("unit_id", "first_day", "last_day", "file_id", "sheet", "row_no")
_BY_ROWS = {case_total: "cases_by_rows", document_total: "documents_by_rows"}
_Found = Select[*tuple[Any, ...]]


def forget_cross_checks(connection: Connection) -> None:
    """Remove results that follow from all files together, before new files come in."""
    for table in TOTALS:
        connection.execute(update(table).values(covered=False, overlaps=False))
    connection.execute(delete(total_check))
    between = select(rule.c.id).where(rule.c.scope == "cross")
    connection.execute(delete(check_result).where(check_result.c.rule.in_(between)))


def check_across_files(connection: Connection) -> None:
    """Mark totals that rows cover or that share days with others, and record what does not agree."""
    for table in TOTALS:
        if connection.scalar(select(table.c.key).limit(1)) is None:
            continue
        for name, keys in (("covered", _covered(table)), ("overlaps", _overlapping(table))):
            connection.execute(update(table).where(table.c.key.in_(keys)).values({name: True}))
        _compare(connection, table)
        _tell(connection, "totals_overlap", _at(table).where(table.c.overlaps))
        _tell(connection, _BY_ROWS[table], _differing(table))
    _tell(connection, "carried_over", _carried_over())
    _tell(connection, "ballot_case_unknown", _unknown_cases())


def _at(table: Table, *extra_columns: ColumnElement[Any]) -> _Found:
    return select(*(table.c[name] for name in _AT), *extra_columns)


def _tell(connection: Connection, rule_id: str, query: _Found) -> None:
    """Insert the query's rows as check results with the rule's severity, if settings know the rule."""
    rows = query.subquery()
    statement = select(rule.c.id, rule.c.severity, *rows.c).join_from(rule, rows, rule.c.id == rule_id)
    columns = ["rule", "severity", *rows.c.keys()]
    connection.execute(insert(check_result).from_select(columns, statement))


def _covered(table: Table) -> _Found:
    daily = _daily(table)
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


def _daily(table: Table) -> Subquery:
    """Sum by unit and day what the rows add to each number of the total: one row for thousands of facts."""
    rows = _facts(table)
    numbers = (func.sum(rows.c[name]).label(name) for name in _printed(table))
    return select(rows.c.unit_id, rows.c.day, *numbers).group_by(rows.c.unit_id, rows.c.day).subquery()


def _facts(table: Table) -> Subquery:
    """Select unit_id, day, and 1 under each number to which the fact adds on that day."""
    if table is document_total:
        out, on = document.c.direction == "out", document.c
        numbers = _ones(
            incoming=on.direction == "in",
            outgoing=out,
            sent_electronically=out & on.sent_electronically,
            signed_leader=out & on.signed_leader,
            signed_agency=out & on.signed_agency,
            signed_full=out & on.signed_leader & on.signed_agency,
        )
        return select(on.unit_id, on.day, *numbers).subquery()
    one, no = case_file.c, false()
    came = _ones(received_new=one.counts_06a, finished=no, late=no)
    went = _ones(received_new=no, finished=one.counts_06a, late=one.counts_06a & one.late)
    received = select(one.unit_id, one.received_on.label("day"), *came)
    finished = select(one.unit_id, one.finished_on, *went).where(one.finished_on.is_not(None))
    return union_all(received, finished).subquery()


def _ones(**conditions: ColumnElement[bool]) -> list[ColumnElement[int]]:
    return [case((holds, 1), else_=0).label(name) for name, holds in conditions.items()]


def _printed(table: Table) -> dict[str, ColumnElement[int]]:
    """Map the same names to the total's own numbers.

    The handling of incoming documents changes from day to day and is left out."""
    if table is document_total:
        names = (
            "incoming",
            "outgoing",
            "sent_electronically",
            "signed_leader",
            "signed_agency",
            "signed_full",
        )
        return {name: table.c[name] for name in names}
    own = table.c
    new = func.coalesce(
        own.received_online + own.received_other, own.received - func.coalesce(own.carried_over, 0)
    )
    return {"received_new": new, "finished": own.finished, "late": own.late}


def _compare(connection: Connection, table: Table) -> None:
    """Record each number of a covered total beside the sum of the unit's rows on the same days."""
    daily = _daily(table)
    inside = daily.c.day.between(table.c.first_day, table.c.last_day)
    printed = _printed(table)
    numbers = [func.sum(daily.c[name]).label(name) for name in printed]
    counted = (
        select(table.c.key, *numbers)
        .join(daily, and_(daily.c.unit_id == table.c.unit_id, inside))
        .group_by(table.c.key)
        .cte("counted")
    )
    both = union_all(
        *(
            _at(table, literal(table.name), literal(name), total, counted.c[name])
            .join(counted, counted.c.key == table.c.key)
            .where(total.is_not(None))
            for name, total in printed.items()
        )
    )
    columns = [*_AT, "source", "about", "total", "counted"]
    connection.execute(insert(total_check).from_select(columns, both))


def _differing(table: Table) -> _Found:
    own = total_check.c
    what = (own.about, own.counted.label("expected"), own.total.label("found"))
    return _at(total_check, *what).where(own.source == table.name, own.total != own.counted)


def _carried_over() -> _Found:
    """Select totals whose carried-over cases differ from those open at the end of the period before."""
    mine, before = case_total, case_total.alias("before")
    follows = and_(before.c.unit_id == mine.c.unit_id, before.c.last_day == mine.c.first_day - 1)
    # Several totals may end on the day before: the last file's is taken.
    newest = select(mine.c.key, func.arg_max(before.c.open, before.c.file_id).label("open"))
    left = newest.join(before, follows).group_by(mine.c.key).subquery()
    what = (literal("carried_over").label("about"), left.c.open.label("expected"))
    found = _at(mine, *what, mine.c.carried_over.label("found")).join(left, left.c.key == mine.c.key)
    return found.where(mine.c.carried_over != left.c.open)


def _unknown_cases() -> _Found:
    own = ballot.c
    at = (
        own.unit_id,
        own.day.label("first_day"),
        own.day.label("last_day"),
        own.file_id,
        own.sheet,
        own.row_no,
    )
    # Ballots name few of all cases: only those are held in memory, not the codes of millions.
    named = select(own.case_code).distinct().subquery()
    known = select(case_file.c.code).join(named, named.c.case_code == case_file.c.code)
    return select(*at).where(own.case_code.not_in(known), exists(select(case_file.c.code)))
