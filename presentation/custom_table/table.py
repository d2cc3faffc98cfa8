"""Build the table: figures under their headings, all rows together as the last row, notes that explain it."""

from dataclasses import dataclass, replace

import pandas as pd

from indicators.definition import Count, Percentile
from indicators.figure import Figure
from indicators.queries import total_row_count
from languages import say
from languages.writing import NOTHING, number
from presentation.context import Context
from presentation.custom_table.figures import (
    ColumnHead,
    TableFigures,
    TableRow,
    collect_figures,
    narrow_scope,
)
from presentation.custom_table.spec import PERIOD, PERIODS, TableSpec
from presentation.custom_table.wording import TableWords, explain_empty
from presentation.notes import definition
from presentation.numbers import digits_of, file_name
from presentation.table import Column, Notes, Table

ROW = "row"
FILE = "bang-tu-lap"
_STATES = ("missing", "refused", "total_wider")


@dataclass(frozen=True, eq=False)
class BuiltTable:
    """Hold a built table; `nothing` is a sentence on why there is nothing to show, empty where there is."""

    table: Table
    found: TableFigures
    words: TableWords
    nothing: str

    @property
    def lines(self) -> tuple[TableRow, ...]:
        """Return the lines in the order of the table's rows: all rows together come last."""
        return (*self.found.lines, self.found.whole)


def build_table(context: Context, spec: TableSpec) -> BuiltTable:
    scope = narrow_scope(context.names, spec, context.scope)
    words = TableWords(context.language, context.names, spec, scope.closes_on)
    answered = context.ask(collect_figures, spec, scope)
    columns = (Column(ROW, words.say(f"rows.{spec.rows}")), *_columns(words, answered.heads))
    rows = [[words.row_label(line), *_cells(words, answered.heads, line)] for line in answered.lines]
    if answered.lines:
        rows.append([words.total_label, *_cells(words, answered.heads, answered.whole)])
    frame = pd.DataFrame(rows, columns=[one.name for one in columns], dtype=object)
    nothing = explain_empty(words, answered) if answered.is_empty else ""
    notes = _notes(context, words, answered, nothing)
    name = file_name(FILE, scope.period.key)
    return BuiltTable(Table(name, words.title(scope.period), columns, frame, notes), answered, words, nothing)


def _columns(words: TableWords, heads: tuple[ColumnHead, ...]) -> list[Column]:
    found = []
    for head in heads:
        about = say(words.language, f"indicator.{head.indicator.id}.about")
        heading = words.heading(head)
        found.append(Column(head.key, heading, "number" if digits_of(head.indicator) else "whole", about))
        found += [
            Column(f"{head.key}#{part}", words.heading(head, part), "whole")
            for part in parts_of(words.wanted, head)
        ]
    return found


def parts_of(spec: TableSpec, head: ColumnHead) -> tuple[str, ...]:
    """Return the parts shown beside the value: none for a count, which is its own part."""
    if spec.shown == "value" or isinstance(head.indicator, Count):
        return ()
    return ("n",) if isinstance(head.indicator, Percentile) else ("numerator", "denominator")


def _cells(words: TableWords, heads: tuple[ColumnHead, ...], line: TableRow) -> list[float | str]:
    cells: list[float | str] = []
    for head, shown in zip(heads, line.figures, strict=True):
        cells.append(_value(words, head, shown))
        told = (getattr(shown, part) for part in parts_of(words.wanted, head))
        cells += [NOTHING if part is None else float(part) for part in told]
    return cells


def _value(words: TableWords, head: ColumnHead, figure: Figure) -> float | str:
    if figure.state == "total_wider" and head.where:
        return words.say("totals_only")
    if figure.state in _STATES:
        return say(words.language, f"state.{figure.state}")
    return NOTHING if figure.value is None else figure.value


def _notes(context: Context, words: TableWords, figures: TableFigures, empty_reason: str) -> Notes:
    """Return the notes of any file for these units and filters, then what has to be known of this table."""
    single = figures.heads[0].indicator if len(words.wanted.indicators) == 1 and figures.heads else None
    notes = context.notes(single, words.filters or None)
    own = {context.say("file.unit"): words.units, words.say("count"): _count(words, figures)}
    if empty_reason:
        own[words.say("why_nothing")] = empty_reason
    if single is None:
        own |= dict(definition(words.language, one.indicator) for one in figures.heads)
    own |= {words.say("remarks"): " ".join(_remarks(context, words, figures))}
    return replace(notes, entries=tuple((dict(notes.entries) | own).items()))


def _count(words: TableWords, figures: TableFigures) -> str:
    return words.say("rows_told", count=number(words.language, len(figures.lines), 0))


def _remarks(context: Context, words: TableWords, figures: TableFigures) -> list[str]:
    wanted, told = words.wanted, [words.say("whole_told")]
    if wanted.rows in PERIODS:
        told.append(words.say("whole_of_periods"))
    if figures.left_out:
        told.append(words.say("left_out", count=figures.left_out, least=wanted.least))
    if wanted.sort and wanted.sort not in [head.key for head in figures.heads]:
        told.append(words.say("no_sort"))
    if wanted.split_dimensions:
        told.append(words.say("no_passports"))
        totals = {one.indicator.id: one.indicator for one in figures.heads}.values()
        count = sum(context.ask(total_row_count, one, figures.scope) for one in totals)
        told += [words.say("totals_left", count=count)] if count else []
    if wanted.columns == PERIOD and not figures.scope.is_closed:
        told.append(words.say("same_days"))
    return told
