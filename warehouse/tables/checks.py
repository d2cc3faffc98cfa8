"""Define the rules by which data are checked, and what they found that is no fault of a single row."""

from sqlalchemy import Column, Date, Integer, String, Table

from warehouse.tables.metadata import metadata

rule = Table(
    "rule",
    metadata,
    Column("id", String, primary_key=True),
    Column("severity", String, nullable=False),  # reject | flag | inform
    Column("scope", String, nullable=False),  # row | file | cross
)

check_result = Table(  # rows that a rule rejects or flags stand in reject and flag
    "check_result",
    metadata,
    Column("rule", String, nullable=False),
    Column("severity", String, nullable=False),
    Column("unit_id", String),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("about", String),  # the column of a total that was compared
    Column("expected", Integer),
    Column("found", Integer),
    Column("file_id", Integer),
    Column("sheet", String),
    Column("row_no", Integer),
)

total_check = Table(  # each number of a total beside what the rows of the same unit and days give
    "total_check",
    metadata,
    Column("source", String, nullable=False),  # case_total | document_total
    Column("unit_id", String, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("about", String, nullable=False),
    Column("total", Integer, nullable=False),
    Column("counted", Integer, nullable=False),
    Column("file_id", Integer),
    Column("sheet", String),
    Column("row_no", Integer),
)
