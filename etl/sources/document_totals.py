"""Read totals of documents by unit (thống kê văn bản), as the document system prints them."""

import pandas as pd
from sqlalchemy import select

from etl.parsing.cells import WHOLE
from etl.parsing.columns import ParsedRows
from etl.parsing.rules import apply_rule
from etl.problem import Problem
from etl.settings import Settings
from etl.sources import total
from etl.sources.definition import Facts, Field, RowComparison, Source
from warehouse.tables import document, document_total

_FIELDS = (
    *total.UNIT_AND_DAYS,
    Field("incoming", WHOLE, required=True),
    Field("handled_on_time", WHOLE),
    Field("handled_late", WHOLE),
    Field("open_in_time", WHOLE),
    Field("open_overdue", WHOLE),
    Field("outgoing", WHOLE, required=True),
    Field("sent_electronically", WHOLE),
    Field("signed_leader", WHOLE),
    Field("signed_agency", WHOLE),
    Field("signed_full", WHOLE),
    Field("secret", WHOLE),
)
_PARTS = [
    ("incoming", "handled_on_time"),
    ("incoming", "handled_late"),
    ("incoming", "open_in_time"),
    ("incoming", "open_overdue"),
    ("outgoing", "sent_electronically"),
    ("outgoing", "signed_leader"),
    ("outgoing", "signed_agency"),
    ("signed_leader", "signed_full"),
    ("signed_agency", "signed_full"),
]


def _complete(body: ParsedRows, settings: Settings) -> Facts:
    numbers = total.read_counts(body, _FIELDS)
    for whole, part in _PARTS:
        _within(body, settings, numbers[whole], numbers[part])
    return total.build_facts(body, numbers, settings)


def _within(body: ParsedRows, settings: Settings, upper_bound: "pd.Series", part: "pd.Series") -> None:
    apply_rule(
        body,
        settings,
        "part_above_whole",
        part > upper_bound,
        lambda row: Problem(
            "part_above_whole",
            body.heading(str(part.name)),
            str(part[row]),
            f"{body.heading(str(upper_bound.name))}: {upper_bound[row]}",
        ),
    )


def _comparison() -> RowComparison:
    """Compare with the documents; handling of incoming ones changes from day to day and is left out."""
    out, on = document.c.direction == "out", document.c
    numbers = {
        "incoming": on.direction == "in",
        "outgoing": out,
        "sent_electronically": out & on.sent_electronically,
        "signed_leader": out & on.signed_leader,
        "signed_agency": out & on.signed_agency,
        "signed_full": out & on.signed_leader & on.signed_agency,
    }
    return RowComparison(
        rule="documents_by_rows",
        facts=select(on.unit_id, on.day, *total.label_ones(**numbers)).subquery(),
        printed={name: document_total.c[name] for name in numbers},
    )


DOCUMENT_TOTALS = Source(
    name="document_totals",
    table=document_total,
    fields=_FIELDS,
    key="unit",
    events=("last_day",),
    complete=_complete,
    row_comparison=_comparison(),
)
