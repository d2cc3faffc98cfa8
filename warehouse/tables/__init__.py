"""The tables of a snapshot. Nothing else in the project names a column as text."""

from warehouse.tables.decided import (
    calendar_day,
    responsible,
    setting,
    target,
    unit,
    unit_map,
    unit_successor,
)
from warehouse.tables.facts import DIMENSIONS, EVENT_DAY, FACTS, answer, ballot, box_day, case_file, document
from warehouse.tables.loads import flag, load_file, reject, set_aside
from warehouse.tables.metadata import metadata, schema

__all__ = [
    "DIMENSIONS",
    "EVENT_DAY",
    "FACTS",
    "answer",
    "ballot",
    "box_day",
    "calendar_day",
    "case_file",
    "document",
    "flag",
    "load_file",
    "metadata",
    "reject",
    "responsible",
    "schema",
    "set_aside",
    "setting",
    "target",
    "unit",
    "unit_map",
    "unit_successor",
]
