"""Merge event logs, where several rows are one case: the last row carries it and gets its events' values."""

from collections import defaultdict
from dataclasses import dataclass

import pandas as pd

from etl.parsing.columns import ParsedRows, Problems
from etl.problem import Problem
from etl.settings import EventRule
from etl.sources.definition import Source
from etl.text import fold


@dataclass(frozen=True)
class EventLog:
    """Hold an event log. `body`: a row per case, at its carrier; `carrier`: that row for each with a code."""

    body: ParsedRows
    carrier: "pd.Series"
    codes: "pd.Series"
    key: str

    def set_events_aside(self) -> "pd.Index":
        """Return the rows that are no more than events, and reject the events of a rejected case with it.

        Corrected and loaded again, a part of the events would make another case of them.
        """
        wrong = set(self.carrier[self.carrier.index.isin(list(self.body.wrong))])
        for row in self.carrier.index[self.carrier.isin(wrong)]:
            if row not in self.body.wrong:
                problem = Problem("event_of_rejected", self.body.heading(self.key), str(self.codes[row]))
                self.body.wrong[int(row)].append(problem)
        return self.carrier.index[self.carrier != self.carrier.index].difference(list(self.body.wrong))


def build_event_log(
    body: ParsedRows,
    source: Source,
    rule: EventRule,
    row_moments: "pd.Series | None",
    row_steps: "pd.Series | None",
) -> EventLog:
    """Build the cases of an event log; `row_moments`, `row_steps`: when and what, where the sheet says so."""
    codes = body[source.key].dropna()
    # A stable sort: events of one moment keep the order of the sheet.
    order = (
        codes.index
        if row_moments is None
        else row_moments.reindex(codes.index).sort_values(kind="stable").index
    )
    ordered = codes.loc[order]
    carrier = ordered.index.to_series().groupby(ordered, sort=False).transform("last").sort_index()
    rows = pd.Index(carrier.unique())
    values = pd.DataFrame(index=rows)
    for column in body.values:
        told = _said(body[column].loc[order], rule.only.get(str(column)), row_steps).groupby(
            ordered, sort=False
        )
        taken = told.first() if rule.take.get(str(column)) == "first" else told.last()
        values[column] = taken.reindex(codes.loc[rows]).array
    one = ParsedRows(values, body.headings, _problems(body.wrong, codes), _moved(body.remarks, carrier))
    made = EventLog(one, carrier, codes, source.key)
    made.set_events_aside()
    _blank(one, source)
    return made


def _said(
    values: "pd.Series", counted_steps: tuple[str, ...] | None, row_steps: "pd.Series | None"
) -> "pd.Series":
    """Return the values of the events that count for the column."""
    if counted_steps is None or row_steps is None:
        return values
    wanted = {fold(text) for text in counted_steps}
    return values.where(row_steps.reindex(values.index).map(fold, na_action="ignore").isin(wanted))


def _problems(problems_by_row: Problems, codes: "pd.Series") -> Problems:
    """Drop blank-cell problems of rows with a code: another event may give what is blank in one."""
    kept: Problems = defaultdict(list)
    for row, problems in problems_by_row.items():
        told = [problem for problem in problems if problem.key != "empty" or row not in codes.index]
        if told:
            kept[row] = told
    return kept


def _moved(remarks: Problems, carrier: "pd.Series") -> Problems:
    moved: Problems = defaultdict(list)
    for row, problems in remarks.items():
        moved[int(carrier.get(row, row))] += [problem for problem in problems if problem.key != "empty"]
    return moved


def _blank(body: ParsedRows, source: Source) -> None:
    """Reject the cases for which no event gives a value that has to be filled."""
    for field in source.fields:
        if field.filled != "no" and body.has_column(field.column):
            blank = Problem("empty", body.heading(field.column))
            missing = body[field.column].isna() & body[source.key].notna()
            body.reject_rows(missing, lambda row, told=blank: told)  # type: ignore[misc]
