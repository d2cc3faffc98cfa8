"""Collect the tables of a snapshot. Nothing else in the project names a column as text."""

from warehouse.tables.checks import check_result, rule, total_check
from warehouse.tables.facts import (
    DIMENSIONS,
    EVENT_DAY,
    FACTS,
    MASK,
    answer,
    ballot,
    box_day,
    case_file,
    document,
    due_version,
)
from warehouse.tables.loads import alike, flag, load_file, reject, set_aside
from warehouse.tables.metadata import metadata, schema_hash
from warehouse.tables.settings import (
    calendar_day,
    dated_event,
    responsible,
    setting,
    target,
    unit,
    unit_map,
    unit_successor,
)
from warehouse.tables.totals import TOTALS, case_total, document_total

__all__ = [
    "DIMENSIONS",
    "EVENT_DAY",
    "FACTS",
    "MASK",
    "TOTALS",
    "alike",
    "answer",
    "ballot",
    "box_day",
    "calendar_day",
    "case_file",
    "case_total",
    "check_result",
    "dated_event",
    "document",
    "document_total",
    "due_version",
    "flag",
    "load_file",
    "metadata",
    "reject",
    "responsible",
    "rule",
    "schema_hash",
    "set_aside",
    "setting",
    "target",
    "total_check",
    "unit",
    "unit_map",
    "unit_successor",
]
