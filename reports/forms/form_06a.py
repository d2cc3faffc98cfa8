"""Build form II.06a/VPCP/KSTT as a document: the circular's grid, and the remarks that its numbers need."""

import pandas as pd

from indicators.catalogue.form_06a import NUMBERS
from indicators.form_06a import Form06a, FormLine
from presentation import numbers as number_words
from presentation.context import Context
from presentation.table import Column, Notes, Table
from reports.forms.layout import Layout
from reports.forms.names import line_name
from reports.forms.remarks import remarks
from reports.forms.sent_form import EarlierForms
from reports.model.blocks import Document, FormHead, Grid, Signature, Signatures

_WEIGHTS = (1.0, 5.0, *[1.5] * len(NUMBERS))


def form_document(context: Context, layout: Layout, form: Form06a, earlier_forms: EarlierForms) -> Document:
    """Build the document; `earlier_forms` is from forms.sent, or EarlierForms() where none was handed out."""
    return Document(
        layout.title,
        (
            _grid(context, layout, form),
            *remarks(context, form, earlier_forms),
            Signatures(tuple(Signature(lines) for lines in layout.signatures)),
        ),
        _notes(context),
        context.language,
        _head(context, layout),
        landscape=True,
    )


def _head(context: Context, layout: Layout) -> FormHead:
    scope = context.scope
    unit = context.organisation_setting("name") if scope.unit is None else context.unit_name
    periods = [context.say("form_06a.period", period=context.period_name, days=_days(context))]
    if not scope.is_closed:
        day = number_words.day(context.language, scope.last_day)
        periods.append(context.say("form_06a.not_closed", day=day))
    reporter = context.say("form_06a.unit", unit=unit)
    return FormHead(layout.code, layout.title, tuple(periods), reporter, layout.measure)


def _days(context: Context) -> str:
    """Return the days of the period in words; all time has none."""
    period = context.scope.period
    if period.kind == "all":
        return ""
    first, last = (number_words.day(context.language, day) for day in (period.first, period.last))
    return context.say("form_06a.days", first=first, last=last)


def _grid(context: Context, layout: Layout, form: Form06a) -> Grid:
    head = layout.unit if form.by == "unit" else layout.field
    columns = (
        Column("ordinal", layout.ordinal),
        Column("name", head),
        *(
            Column(str(number), heading, "whole")
            for number, heading in zip(NUMBERS, layout.headings, strict=True)
        ),
    )
    rows = [
        (
            ordinal,
            line_name(context, line),
            *(number_words.count_or_dash(line.cells[number]) for number in NUMBERS),
        )
        for ordinal, line in zip(_ordinals(form), form.lines, strict=True)
    ]
    frame = pd.DataFrame(rows, columns=[column.name for column in columns], dtype=object)
    name = number_words.file_name("bieu-06a", context.unit_name, context.scope.period.key)
    table = Table(name, layout.title, columns, frame, context.notes())
    numbers = tuple(f"({place})" for place in range(1, len(columns) + 1))
    return Grid(table, layout.groups, numbers, total=1, weights=_WEIGHTS)


def _ordinals(form: Form06a) -> list[str]:
    """Number groups I, II…, and lines 1, 2… within each group or throughout; sums have no number."""
    found, groups, place = [], 0, 0
    for line in form.lines:
        if line.kind == "group":
            groups, place = groups + 1, 0
        place += line.kind in ("field", "unit")
        found.append(_ordinal(line, groups, place))
    return found


def _ordinal(line: FormLine, groups: int, place: int) -> str:
    if line.kind == "group":
        return "I" * groups if groups < 4 else "IV"  # communes, offices, others, unallocated
    return str(place) if line.kind in ("field", "unit") else ""


def _notes(context: Context) -> Notes:
    own = context.notes()
    rules = (context.say("file.definition"), context.say("form_06a.definition"))
    return Notes((*own.entries, rules), own.sample)
