"""Collect the list of tables that a snapshot is made of, and tell two such lists apart."""

import hashlib

from sqlalchemy import Column, Integer, MetaData, String

metadata = MetaData()


def schema_hash() -> str:
    """Hash the tables: it changes with every table and column.

    A snapshot with another hash was made by another version.
    """
    lines = sorted(
        f"{column.table.name}.{column.name} {column.type}" for t in metadata.sorted_tables for column in t.c
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def provenance() -> tuple[Column, Column, Column]:
    """Return columns for where a row was read: the load's file, its sheet, its row.

    The row is numbered as the spreadsheet program numbers it.
    """
    return (
        Column("file_id", Integer),
        Column("sheet", String),
        Column("row_no", Integer),
    )
