"""Show what the rules found: how often each, differences between files, totals beside their rows."""

import pandas as pd
from sqlalchemy import Connection, func, literal, null, select, union_all
from sqlalchemy import case as when

from indicators.queries.flags import RULE
from indicators.queries.scoping import fetch_frame
from warehouse.tables import check_result, load_file, reject, rule, total_check


def rule_counts(connection: Connection) -> pd.DataFrame:
    """Return id, severity, scope, count, units of each rule; those that found something come first.

    Units are known of what was found between files; a row that was rejected or flagged may be of any.
    """
    rejected = func.unnest(func.json_extract_string(reject.c.problems, "$[*].key"))
    own = check_result.c
    found = union_all(
        select(rejected.label("rule"), null().label("unit_id")),
        select(RULE, null()),
        select(own.rule, own.unit_id),
    ).subquery()
    units = when((rule.c.scope == "cross", func.count(found.c.unit_id.distinct())))
    counts = (func.count(found.c.rule).label("count"), units.label("units"))
    statement = (
        select(rule.c.id, rule.c.severity, rule.c.scope, *counts)
        .join_from(rule, found, found.c.rule == rule.c.id, isouter=True)
        .group_by(rule.c.id, rule.c.severity, rule.c.scope)
        .order_by(counts[0].desc(), rule.c.id)
    )
    return fetch_frame(connection, statement)


def check_differences(connection: Connection) -> pd.DataFrame:
    """Return check_result and the file, of what stands in files or between them, largest difference first."""
    own = check_result.c
    difference = (own.found - own.expected).label("difference")
    statement = (
        select(*check_result.c, difference, load_file.c.name.label("file"))
        .join_from(check_result, rule, rule.c.id == own.rule)
        .outerjoin(load_file, load_file.c.file_id == own.file_id)
        .where(rule.c.scope != literal("row"))
        .order_by(func.abs(difference).desc().nulls_last(), own.rule, own.unit_id, own.first_day, own.about)
    )
    return fetch_frame(connection, statement)


def total_comparisons(connection: Connection) -> pd.DataFrame:
    """Return total_check and the file, greatest difference first."""
    own = total_check.c
    difference = (own.total - own.counted).label("difference")
    statement = (
        select(*total_check.c, difference, load_file.c.name.label("file"))
        .outerjoin(load_file, load_file.c.file_id == own.file_id)
        .order_by(func.abs(difference).desc(), own.first_day.desc(), own.unit_id, own.about)
    )
    return fetch_frame(connection, statement)
