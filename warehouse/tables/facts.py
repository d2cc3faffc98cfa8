"""Define the tables of facts, one row each.

What depends on one row and on the settings alone (working days, flags, the unit) is stored with it at load,
so that questions only sum and count.
"""

from sqlalchemy import Boolean, Column, Date, DateTime, Integer, String, Table

from warehouse.tables.metadata import metadata, provenance

MASK = "•••"  # stands in the place of a personal cell wherever it is shown


case_file = Table(
    "case_file",
    metadata,
    Column("code", String, primary_key=True),
    Column("unit_id", String, nullable=False),
    Column("procedure_code", String),
    Column("procedure", String),
    Column("field", String),
    Column("channel", String),  # online | counter | post | other
    Column("level", String),  # the label as written: mức độ 3, mức độ 4, toàn trình, một phần
    Column("received_at", DateTime, nullable=False),
    Column("received_on", Date, nullable=False),
    Column("due_on", Date),
    Column("finished_at", DateTime),
    Column("finished_on", Date),
    Column("returned_on", Date),
    Column("status", Integer, nullable=False),  # national code 1–10
    Column("supplements", Integer),
    Column("apology", Boolean),
    Column("paid_online", Boolean),
    Column("officer", String, info={"personal": True}),
    Column("applicant", String, info={"personal": True}),
    Column("phone", String, info={"personal": True}),
    Column("address", String, info={"personal": True}),
    # Derived at load from the dates, the status table and the calendar:
    Column("working_days", Integer),  # working days in (received, finished]; empty while open
    Column("late", Boolean, nullable=False),  # ended after the due date, as the status table judges it
    Column("clock_runs", Boolean, nullable=False),  # open and not waiting for the citizen
    Column("counts_06a", Boolean, nullable=False),
    Column("counts_766", Boolean, nullable=False),
    Column("counts_par", Boolean, nullable=False),
    *provenance(),
)

due_version = Table(  # every due date that files have told of a case, of those that told more than one
    "due_version",
    metadata,
    Column("code", String, primary_key=True),
    Column("due_on", Date, primary_key=True),
    Column("file_id", Integer, nullable=False),  # the first that told it
)

document = Table(
    "document",
    metadata,
    Column("key", String, primary_key=True),  # direction, unit, number and day
    Column("unit_id", String, nullable=False),
    Column("number", String, nullable=False),
    Column("direction", String, nullable=False),  # out | in
    Column("day", Date, nullable=False),  # issued, or arrived
    Column("kind", String),
    Column("secret", Boolean, nullable=False),
    Column("sent_electronically", Boolean),
    Column("signed_leader", Boolean),
    Column("signed_agency", Boolean),
    Column("signer", String),
    Column("handler", String),
    Column("handled", String),  # on_time | late | open | overdue
    *provenance(),
)

ballot = Table(
    "ballot",
    metadata,
    Column("key", String, primary_key=True),
    Column("unit_id", String, nullable=False),
    Column("day", Date),  # empty: undated, counts only in the all-time total
    Column("scale", Integer, nullable=False),  # 5 or 3 levels
    Column("channel", String),
    Column("field", String),
    Column("case_code", String),
    Column("overall", Integer),  # empty: not answered or outside the scale
    Column("valid", Boolean, nullable=False),
    Column("satisfied", Boolean, nullable=False),
    Column("answers", String),  # aspect=score of all aspects: a ballot with other answers is another version
    Column("comment", String, info={"personal": True}),
    *provenance(),
)

answer = Table(
    "answer",
    metadata,
    Column("key", String, primary_key=True),  # of the ballot
    Column("aspect", String, primary_key=True),
    Column("unit_id", String, nullable=False),
    Column("day", Date),
    Column("score", Integer, nullable=False),
    Column("satisfied", Boolean, nullable=False),
    *provenance(),
)

box_day = Table(
    "box_day",
    metadata,
    Column("key", String, primary_key=True),  # unit and day
    Column("unit_id", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("expected", Boolean, nullable=False),  # a working day on which the unit had to open its box
    Column("reported", Boolean, nullable=False),  # a tally was handed in, even one that says "not opened"
    Column("opened", Boolean, nullable=False),  # 0 slips in an opened box is not "not opened"
    Column("slips", Integer),
    Column("very_satisfied", Integer),
    Column("satisfied", Integer),
    Column("not_satisfied", Integer),
    Column("invalid", Integer),
    Column("suggestions", Integer),
    Column("comment", String, info={"personal": True}),
    *provenance(),
)

FACTS = (case_file, document, ballot, answer, box_day)
EVENT_DAY = {  # the day on which a row shows that its unit reports at all
    case_file: case_file.c.received_on,
    document: document.c.day,
    ballot: ballot.c.day,
    answer: answer.c.day,
    box_day: box_day.c.day,
}
DIMENSIONS = {  # what a figure can be split by, besides unit and month
    case_file: ("field", "procedure", "channel"),
    document: ("signer", "kind"),
    ballot: ("channel", "field"),
    answer: ("aspect",),
    box_day: (),
}
