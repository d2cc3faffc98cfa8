"""Record how the facts came in: files, and what became of each of their rows."""

from sqlalchemy import Boolean, Column, Date, DateTime, Integer, String, Table

from warehouse.tables.metadata import metadata

load_file = Table(
    "load_file",
    metadata,
    Column("file_id", Integer, primary_key=True),  # the order of loading
    Column("name", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("source", String, nullable=False),
    Column("reason", String, nullable=False),  # the headings by which the source was recognised
    Column("load_no", Integer, nullable=False),  # the files of one load have one number; none comes again
    Column("loader", String, nullable=False),  # account of the system, "watch", or a name in the browser
    Column("loaded_at", DateTime, nullable=False),
    Column("dates", String),  # day_first | month_first: what people answered where the file leaves it open
    Column("closing", Date),  # the closing date that was given with the load
    Column("sample", Boolean, nullable=False),
    Column("as_of", Date),  # by which of two versions of a fact the newer one is known
    Column("as_of_basis", String, nullable=False),  # printed | latest_event | order
    Column("assumed", String, nullable=False),  # JSON: [{key, found, sheet}], how the file was read
    Column("rows_read", Integer, nullable=False),
    Column("loaded", Integer, nullable=False),
    Column("replaced", Integer, nullable=False),  # another version of the fact was there; the newer one stays
    Column("older", Integer, nullable=False),  # of these: the row was the older one
    Column("duplicate", Integer, nullable=False),
    Column("aside", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("flagged", Integer, nullable=False),  # loaded rows with a remark; no term of the sum
)

set_aside = Table(
    "set_aside",
    metadata,
    Column("file_id", Integer, primary_key=True),
    Column("sheet", String, primary_key=True),
    Column("row_no", Integer, primary_key=True),
    Column(
        "kind", String, nullable=False
    ),  # title | heading | numbering | section | total | signature | sheet
    Column("text", String),
)

reject = Table(
    "reject",
    metadata,
    Column("file_id", Integer, primary_key=True),
    Column("sheet", String, primary_key=True),
    Column("row_no", Integer, primary_key=True),
    Column("cells", String, nullable=False),  # JSON: heading -> the cell as it was
    Column("problems", String, nullable=False),  # JSON: [{key, column, found, expected}]
    Column("shown", String, nullable=False),  # JSON: the headings whose cells may be shown to anybody
    Column("corrected_by", Integer),  # the file with which the row came back and was loaded
)

alike = Table(  # how many rows of a file say the same and have no code: the next one to come back is one more
    "alike",
    metadata,
    Column("file_id", Integer, primary_key=True),
    Column("said", String, primary_key=True),  # the key of a ballot without its last number
    Column("times", Integer, nullable=False),
)

flag = Table(
    "flag",
    metadata,
    Column("file_id", Integer, primary_key=True),
    Column("sheet", String, primary_key=True),
    Column("row_no", Integer, primary_key=True),
    Column("problems", String, nullable=False),  # as in reject; the row was loaded all the same
)
