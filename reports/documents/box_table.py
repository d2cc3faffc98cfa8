"""Build the Bảng tổng hợp hòm thư góp ý: days each unit's box was opened, closed, or not reported."""

import pandas as pd

from indicators.catalogue import CATALOGUE
from indicators.queries import box_days
from presentation.numbers import file_name, number
from presentation.table import Column, Table
from reports.context import Subject
from reports.documents.official import BuiltDocument, official_document
from reports.model.blocks import Block, Grid, Paragraph

_STATES = ("slips", "empty", "closed", "missing")


def box_table(subject: Subject) -> BuiltDocument:
    """Build the table, the worst unit first; a day with 0 slips in an opened box counts as opened."""
    days = box_days(subject.connection, subject.scope)
    counts = pd.crosstab(days["shown_as"], days["state"]).reindex(columns=list(_STATES), fill_value=0)
    counts = counts.sort_values(["closed", "missing"], ascending=False, kind="stable").reset_index()
    opened, every = counts["slips"] + counts["empty"], counts[list(_STATES)].sum(axis=1)
    rows = counts.assign(
        unit=[subject.names.name_of(one) for one in counts["shown_as"]], share=100 * opened / every
    )
    columns = (
        Column("unit", subject.say("column.unit_id")),
        *(Column(one, subject.say(f"box.head.{one}"), "whole") for one in _STATES),
        Column("share", subject.say("document_box.share"), "number"),
    )
    title = subject.say("document_box.subject", unit=subject.full_name, period=subject.period_name)
    table = Table(file_name("hom-thu", subject.scope.period.key), title, columns, rows, subject.notes())
    told = subject.say(
        "document_box.told",
        days=number(subject.language, int(every.sum()), 0),
        opened=number(subject.language, int(opened.sum()), 0),
        closed=number(subject.language, int(counts["closed"].sum()), 0),
        missing=number(subject.language, int(counts["missing"].sum()), 0),
    )
    blocks: list[Block] = [Paragraph(told), Grid(table)]
    return official_document(subject, "box", None, blocks, subject.assess_unit((CATALOGUE["box_opened"],)))
