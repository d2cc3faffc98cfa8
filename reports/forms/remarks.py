"""List below form II.06a the broken identities, unknown numbers, and differences from forms sent before."""

from collections.abc import Sequence

import pandas as pd

from indicators.form_06a import Form06a, FormLine, IdentityBreak
from languages.writing import number
from ledger.sent_forms import ChangedCell
from presentation import numbers
from presentation.context import Context
from presentation.table import Column, Table
from reports.forms.names import column_names, identity_name, key_name, line_name
from reports.forms.sent_form import EarlierForms, SentComparison
from reports.model.blocks import Block, Grid, Paragraph

_UNKNOWN = ("missing", "total_wider", "refused")


def remarks(context: Context, form: Form06a, earlier_forms: EarlierForms) -> list[Block]:
    """List the remarks; where all identities hold, the first one says so."""
    found = list_broken_identities(context, form) or [context.say("form_06a.all_hold")]
    blocks: list[Block] = [Paragraph(text) for text in (*found, *_unknown(context, form.lines))]
    blocks += _differences(context, "sent", earlier_forms.same)
    return blocks + _differences(context, "opening", earlier_forms.opening)


def list_broken_identities(context: Context, form: Form06a) -> list[str]:
    """Return a sentence for each identity that does not hold in a line."""
    return [_broken(context, one) for one in form.findings]


def _broken(context: Context, finding: IdentityBreak) -> str:
    return context.say(
        "form_06a.broken",
        identity=identity_name(context, finding.identity),
        line=line_name(context, finding.line),
        whole=number(context.language, finding.whole, 0),
        parts=number(context.language, finding.parts, 0),
    )


def _unknown(context: Context, lines: Sequence[FormLine]) -> list[str]:
    """List columns that printed totals leave out, each with its lines; then lines without any number."""
    told = []
    for silent in dict.fromkeys(line.silent for line in lines if line.silent):
        names = _listed(context, [line for line in lines if line.silent == silent])
        told.append(context.say("form_06a.silent", lines=names, columns=column_names(sorted(silent))))
    for state in _UNKNOWN:
        without = [line for line in lines if line.state == state]
        if without:
            word = context.say(f"signal.{state}")
            told.append(context.say("form_06a.unknown", state=word, lines=_listed(context, without)))
    return told


def _listed(context: Context, lines: Sequence[FormLine]) -> str:
    return "; ".join(line_name(context, line) for line in lines)


def _differences(context: Context, topic: str, comparison: SentComparison | None) -> list[Block]:
    if comparison is None:
        return []
    sent = comparison.sent
    text = context.say(
        f"form_06a.{topic}_{'differs' if comparison.changed else 'same'}",
        moment=numbers.moment_text(context.language, sent.sent_at),
        day=numbers.day(context.language, sent.last_day),
        snapshot=sent.snapshot,
        count=len(comparison.changed),
    )
    return [Paragraph(text), *([_cells(context, comparison.changed)] if comparison.changed else [])]


def _cells(context: Context, changes: tuple[ChangedCell, ...]) -> Grid:
    kinds = {"line": "text", "column": "text", "was": "whole", "now": "whole"}
    columns = tuple(
        Column(name, context.say(f"form_06a.column.{name}"), kind) for name, kind in kinds.items()
    )
    rows = [
        (key_name(context, one.row), f"({one.column})", *map(numbers.count_or_dash, (one.was, one.now)))
        for one in changes
    ]
    frame = pd.DataFrame(rows, columns=list(kinds), dtype=object)
    title = context.say("form_06a.differences")
    return Grid(Table(numbers.file_name(title), title, columns, frame), weights=(6.0, 1.0, 1.5, 1.5))
