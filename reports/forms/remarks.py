"""List below form II.06a the broken identities, unknown numbers, and differences from forms sent before."""

from collections.abc import Sequence

import pandas as pd

from indicators.form_06a import Finding, Form, Line
from languages.writing import number
from ledger.sent_forms import Changed
from presentation import numbers
from presentation.table import Column, Table
from reports.context import Subject
from reports.forms.names import column_names, identity_name, key_name, line_name
from reports.forms.sent import Beside, Compared
from reports.model.blocks import Block, Grid, Paragraph

_UNKNOWN = ("missing", "total_wider", "refused")


def remarks(subject: Subject, form: Form, before: Beside) -> list[Block]:
    """List the remarks; where all identities hold, the first one says so."""
    found = broken(subject, form) or [subject.say("form_06a.all_hold")]
    blocks: list[Block] = [Paragraph(text) for text in (*found, *_unknown(subject, form.lines))]
    blocks += _differences(subject, "sent", before.same)
    return blocks + _differences(subject, "opening", before.opening)


def broken(subject: Subject, form: Form) -> list[str]:
    """Return a sentence for each identity that does not hold in a line."""
    return [_broken(subject, one) for one in form.findings]


def _broken(subject: Subject, one: Finding) -> str:
    return subject.say(
        "form_06a.broken",
        identity=identity_name(subject, one.identity),
        line=line_name(subject, one.line),
        whole=number(subject.language, one.whole, 0),
        parts=number(subject.language, one.parts, 0),
    )


def _unknown(subject: Subject, lines: Sequence[Line]) -> list[str]:
    """List columns that printed totals leave out, each with its lines; then lines without any number."""
    told = []
    for silent in dict.fromkeys(line.silent for line in lines if line.silent):
        names = _listed(subject, [line for line in lines if line.silent == silent])
        told.append(subject.say("form_06a.silent", lines=names, columns=column_names(sorted(silent))))
    for state in _UNKNOWN:
        without = [line for line in lines if line.state == state]
        if without:
            word = subject.say(f"signal.{state}")
            told.append(subject.say("form_06a.unknown", state=word, lines=_listed(subject, without)))
    return told


def _listed(subject: Subject, lines: Sequence[Line]) -> str:
    return "; ".join(line_name(subject, line) for line in lines)


def _differences(subject: Subject, what: str, compared: Compared | None) -> list[Block]:
    if compared is None:
        return []
    sent = compared.sent
    text = subject.say(
        f"form_06a.{what}_{'differs' if compared.changed else 'same'}",
        moment=numbers.moment(subject.language, sent.sent_at),
        day=numbers.day(subject.language, sent.last_day),
        snapshot=sent.snapshot,
        count=len(compared.changed),
    )
    return [Paragraph(text), *([_cells(subject, compared.changed)] if compared.changed else [])]


def _cells(subject: Subject, changed: tuple[Changed, ...]) -> Grid:
    kinds = {"line": "text", "column": "text", "was": "whole", "now": "whole"}
    columns = tuple(
        Column(name, subject.say(f"form_06a.column.{name}"), kind) for name, kind in kinds.items()
    )
    rows = [
        (key_name(subject, one.row), f"({one.column})", *map(numbers.known, (one.was, one.now)))
        for one in changed
    ]
    frame = pd.DataFrame(rows, columns=list(kinds), dtype=object)
    title = subject.say("form_06a.differences")
    return Grid(Table(numbers.file_name(title), title, columns, frame), weights=(6.0, 1.0, 1.5, 1.5))
