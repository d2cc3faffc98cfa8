"""Build the Bảng tổng hợp hòm thư góp ý: days each unit's box was opened, closed, or not reported."""

import pandas as pd

from indicators.catalogue import CATALOGUE
from indicators.queries import box_days
from presentation.context import Context
from presentation.numbers import file_name, number
from presentation.table import Column, Table
from reports.documents.official import BuiltDocument, official_document
from reports.model.blocks import Block, Grid, Paragraph

_STATES = ("slips", "empty", "closed", "missing")


def box_table(context: Context) -> BuiltDocument:
    """Build the table, the worst unit first; a day with 0 slips in an opened box counts as opened."""
    days = context.ask(box_days, context.scope)
    counts = pd.crosstab(days["shown_as"], days["state"]).reindex(columns=list(_STATES), fill_value=0)
    counts = counts.sort_values(["closed", "missing"], ascending=False, kind="stable").reset_index()
    opened, every = counts["slips"] + counts["empty"], counts[list(_STATES)].sum(axis=1)
    rows = counts.assign(
        unit=[context.name_of(one) for one in counts["shown_as"]], share=100 * opened / every
    )
    columns = (
        Column("unit", context.say("column.unit_id")),
        *(Column(one, context.say(f"box.head.{one}"), "whole") for one in _STATES),
        Column("share", context.say("document_box.share"), "number"),
    )
    title = context.say("document_box.subject", unit=context.full_name, period=context.period_name)
    table = Table(file_name("hom-thu", context.scope.period.key), title, columns, rows, context.notes())
    told = context.say(
        "document_box.told",
        days=number(context.language, int(every.sum()), 0),
        opened=number(context.language, int(opened.sum()), 0),
        closed=number(context.language, int(counts["closed"].sum()), 0),
        missing=number(context.language, int(counts["missing"].sum()), 0),
    )
    blocks: list[Block] = [Paragraph(told), Grid(table)]
    return official_document(context, "box", None, blocks, context.assess_unit((CATALOGUE["box_opened"],)))
