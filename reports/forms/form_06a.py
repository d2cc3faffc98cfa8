"""Build form II.06a/VPCP/KSTT as a document: the circular's grid, and the remarks that its numbers need."""

import pandas as pd

from indicators.catalogue.form_06a import NUMBERS
from indicators.form_06a import Form06a, FormLine
from presentation import numbers as number_words
from presentation.table import Column, Notes, Table
from reports.context import Subject
from reports.forms.layout import Layout
from reports.forms.names import line_name
from reports.forms.remarks import remarks
from reports.forms.sent_form import EarlierForms
from reports.model.blocks import Document, FormHead, Grid, Signature, Signatures

_WEIGHTS = (1.0, 5.0, *[1.5] * len(NUMBERS))


def form_document(subject: Subject, layout: Layout, form: Form06a, earlier_forms: EarlierForms) -> Document:
    """Build the document; `earlier_forms` is from forms.sent, or EarlierForms() where none was handed out."""
    return Document(
        layout.title,
        (
            _grid(subject, layout, form),
            *remarks(subject, form, earlier_forms),
            Signatures(tuple(Signature(lines) for lines in layout.signatures)),
        ),
        _notes(subject),
        subject.language,
        _head(subject, layout),
        landscape=True,
    )


def _head(subject: Subject, layout: Layout) -> FormHead:
    scope = subject.scope
    unit = subject.organisation_setting("name") if scope.unit is None else subject.unit_name
    periods = [subject.say("form_06a.period", period=subject.period_name, days=_days(subject))]
    if not scope.is_closed:
        day = number_words.day(subject.language, scope.last_day)
        periods.append(subject.say("form_06a.not_closed", day=day))
    reporter = subject.say("form_06a.unit", unit=unit)
    return FormHead(layout.code, layout.title, tuple(periods), reporter, layout.measure)


def _days(subject: Subject) -> str:
    """Return the days of the period in words; all time has none."""
    period = subject.scope.period
    if period.kind == "all":
        return ""
    first, last = (number_words.day(subject.language, day) for day in (period.first, period.last))
    return subject.say("form_06a.days", first=first, last=last)


def _grid(subject: Subject, layout: Layout, form: Form06a) -> Grid:
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
            line_name(subject, line),
            *(number_words.count_or_dash(line.cells[number]) for number in NUMBERS),
        )
        for ordinal, line in zip(_ordinals(form), form.lines, strict=True)
    ]
    frame = pd.DataFrame(rows, columns=[column.name for column in columns], dtype=object)
    name = number_words.file_name("bieu-06a", subject.unit_name, subject.scope.period.key)
    table = Table(name, layout.title, columns, frame, subject.notes())
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


def _notes(subject: Subject) -> Notes:
    own = subject.notes()
    rules = (subject.say("file.definition"), subject.say("form_06a.definition"))
    return Notes((*own.entries, rules), own.sample)
