"""Collect the list of tables that a snapshot is made of, and tell two such lists apart."""

import hashlib

from sqlalchemy import MetaData

metadata = MetaData()


def schema_hash() -> str:
    """Hash the tables: it changes with every table and column.

    A snapshot with another hash was made by another version.
    """
    lines = sorted(
        f"{column.table.name}.{column.name} {column.type}" for t in metadata.sorted_tables for column in t.c
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
