"""Define totals that systems print: a row is a unit with the first and last day of its numbers."""

from sqlalchemy import Boolean, Column, Date, Integer, String, Table

from warehouse.tables.metadata import metadata, provenance


def _total(name: str, *counts: str) -> Table:
    return Table(
        name,
        metadata,
        Column("key", String, primary_key=True),  # unit, first and last day
        Column("unit_id", String, nullable=False),
        Column("first_day", Date, nullable=False),
        Column("last_day", Date, nullable=False),
        *(Column(count, Integer) for count in counts),  # empty: the file does not say
        # Derived once all files of a load are in:
        Column("covered", Boolean, nullable=False),  # rows of the same unit and days are there, which count
        Column("overlaps", Boolean, nullable=False),  # shares some days with a total that was there before
        *provenance(),
    )


case_total = _total(  # in brackets the columns of form II.06a/VPCP/KSTT
    "case_total",
    "received",  # (3)
    "received_online",  # (4)
    "received_other",  # (5)
    "carried_over",  # (6)
    "finished",  # (7)
    "early",  # (8), empty where the file counts it as on time
    "on_time",  # (9)
    "late",  # (10)
    "open",  # (11)
    "open_in_time",  # (12)
    "open_overdue",  # (13)
)

document_total = _total(
    "document_total",
    "incoming",
    "handled_on_time",
    "handled_late",
    "open_in_time",
    "open_overdue",
    "outgoing",
    "sent_electronically",
    "signed_leader",
    "signed_agency",
    "signed_full",
    "secret",
)

TOTALS = (case_total, document_total)
