"""Build the Danh sách hồ sơ quá hạn: cases open and overdue at the period's end, with room for reasons."""

import pandas as pd

from indicators.catalogue import CATALOGUE
from indicators.queries import open_cases
from presentation.context import Context
from presentation.numbers import day, file_name, number
from presentation.rows_in_words import statuses, translate_codes
from presentation.table import Column, Table
from reports.documents.official import BuiltDocument, official_document
from reports.model.blocks import Block, Grid, Paragraph

_KINDS = {
    "place": "whole",
    "code": "text",
    "procedure": "text",
    "unit_id": "text",
    "received_on": "day",
    "due_on": "day",
    "days_over": "whole",
    "apology": "text",
    "reason": "text",
    "promised": "text",
    "responsible": "text",
}
_BY_HAND = ("reason", "promised", "responsible")
_WEIGHTS = (0.7, 2.3, 3.0, 1.8, 1.5, 1.5, 0.9, 0.9, 2.2, 1.3, 1.6)


def late_list(context: Context) -> BuiltDocument:
    table = late_table(context)
    overdue = CATALOGUE["overdue_open"]
    last = day(context.language, context.scope.last_day)
    told = context.say("document_late.told", count=number(context.language, len(table.rows), 0), day=last)
    blocks: list[Block] = [Paragraph(told), Grid(table, weights=_WEIGHTS)]
    return official_document(context, "late", None, blocks, context.assess_unit((overdue,)), landscape=True)


def late_table(context: Context) -> Table:
    """List the cases, the longest overdue first, with masked names and three columns to fill in by hand."""
    found = context.ask(open_cases, context.scope, 0)
    found = found[found["due_on"] < context.scope.last_day]  # one due on a day off is late by no working day
    names = context.units["name"].to_dict()
    worded = translate_codes(found, context.language, names, statuses(context.language, context.settings))
    rows = worded.assign(place=range(1, len(found) + 1), days_over=-found["days_left"])
    rows[list(_BY_HAND)] = None
    columns = tuple(Column(name, _head(context, name), kind) for name, kind in _KINDS.items())
    name = file_name("ho-so-qua-han", context.unit_name, context.scope.period.key)
    title = context.say("document_late.subject", unit=context.full_name, period=context.period_name)
    return Table(name, title, columns, pd.DataFrame(rows[list(_KINDS)]), context.notes())


def _head(context: Context, name: str) -> str:
    own = ("place", "days_over", *_BY_HAND)
    return context.say(f"document_late.{name}" if name in own else f"column.{name}")
