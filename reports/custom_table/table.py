"""Build the table: figures under their headings, all rows together as the last row, notes that explain it."""

from dataclasses import dataclass, replace

import pandas as pd

from indicators.definition import Count, Percentile
from indicators.figure import Figure
from indicators.queries import counted_totals
from languages import say
from languages.writing import NOTHING, number
from presentation.notes import definition
from presentation.numbers import digits_of, file_name
from presentation.table import Column, Notes, Table
from reports.context import Subject
from reports.custom_table.figures import Found, Head, Line, found, scope_of
from reports.custom_table.spec import PERIOD, PERIODS, Wanted
from reports.custom_table.wording import Words, why_nothing

ROW = "row"
FILE = "bang-tu-lap"
_STATES = ("missing", "refused", "total_wider")


@dataclass(frozen=True, eq=False)
class Built:
    """Hold a built table; `nothing` is a sentence on why there is nothing to show, empty where there is."""

    table: Table
    found: Found
    words: Words
    nothing: str

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the lines in the order of the table's rows: all rows together come last."""
        return (*self.found.lines, self.found.whole)


def built(subject: Subject, wanted: Wanted) -> Built:
    scope = scope_of(subject.names, wanted, subject.scope)
    words = Words(subject.language, subject.names, wanted, scope.closes_on)
    answered = found(subject.connection, wanted, scope)
    columns = (Column(ROW, words.say(f"rows.{wanted.rows}")), *_columns(words, answered.heads))
    rows = [[words.row(line), *_cells(words, answered.heads, line)] for line in answered.lines]
    if answered.lines:
        rows.append([words.whole, *_cells(words, answered.heads, answered.whole)])
    frame = pd.DataFrame(rows, columns=[one.name for one in columns], dtype=object)
    nothing = why_nothing(words, answered) if answered.nothing else ""
    notes = _notes(subject, words, answered, nothing)
    name = file_name(FILE, scope.period.key)
    return Built(Table(name, words.title(scope.period), columns, frame, notes), answered, words, nothing)


def _columns(words: Words, heads: tuple[Head, ...]) -> list[Column]:
    found = []
    for head in heads:
        about = say(words.language, f"indicator.{head.indicator.id}.about")
        heading = words.head(head)
        found.append(Column(head.key, heading, "number" if digits_of(head.indicator) else "whole", about))
        found += [
            Column(f"{head.key}#{part}", words.head(head, part), "whole")
            for part in parts_of(words.wanted, head)
        ]
    return found


def parts_of(wanted: Wanted, head: Head) -> tuple[str, ...]:
    """Return the parts shown beside the value: none for a count, which is its own part."""
    if wanted.shown == "value" or isinstance(head.indicator, Count):
        return ()
    return ("n",) if isinstance(head.indicator, Percentile) else ("numerator", "denominator")


def _cells(words: Words, heads: tuple[Head, ...], line: Line) -> list[float | str]:
    cells: list[float | str] = []
    for head, shown in zip(heads, line.figures, strict=True):
        cells.append(_value(words, head, shown))
        told = (getattr(shown, part) for part in parts_of(words.wanted, head))
        cells += [NOTHING if part is None else float(part) for part in told]
    return cells


def _value(words: Words, head: Head, shown: Figure) -> float | str:
    if shown.state == "total_wider" and head.where:
        return words.say("totals_only")
    if shown.state in _STATES:
        return say(words.language, f"state.{shown.state}")
    return NOTHING if shown.value is None else shown.value


def _notes(subject: Subject, words: Words, found: Found, nothing: str) -> Notes:
    """Return the notes of any file for these units and filters, then what has to be known of this table."""
    single = found.heads[0].indicator if len(words.wanted.indicators) == 1 and found.heads else None
    notes = subject.notes(single, words.filters or None)
    own = {subject.say("file.unit"): words.units, words.say("count"): _count(words, found)}
    if nothing:
        own[words.say("why_nothing")] = nothing
    if single is None:
        own |= dict(definition(words.language, one.indicator) for one in found.heads)
    own |= {words.say("remarks"): " ".join(_remarks(subject, words, found))}
    return replace(notes, entries=tuple((dict(notes.entries) | own).items()))


def _count(words: Words, found: Found) -> str:
    return words.say("rows_told", count=number(words.language, len(found.lines), 0))


def _remarks(subject: Subject, words: Words, found: Found) -> list[str]:
    wanted, told = words.wanted, [words.say("whole_told")]
    if wanted.rows in PERIODS:
        told.append(words.say("whole_of_periods"))
    if found.left_out:
        told.append(words.say("left_out", count=found.left_out, least=wanted.least))
    if wanted.sort and wanted.sort not in [head.key for head in found.heads]:
        told.append(words.say("no_sort"))
    if wanted.divided_by:
        told.append(words.say("no_passports"))
        totals = {one.indicator.id: one.indicator for one in found.heads}.values()
        count = sum(counted_totals(subject.connection, one, found.scope) for one in totals)
        told += [words.say("totals_left", count=count)] if count else []
    if wanted.columns == PERIOD and not found.scope.closed:
        told.append(words.say("same_days"))
    return told
