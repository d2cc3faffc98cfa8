"""Read the columns that both kinds of totals share: a row is a unit with the days of its numbers."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Select, Table, case, select

from etl.parsing.cells import DAY, TEXT, WHOLE, ColumnVocabulary, parse_whole_number
from etl.parsing.columns import CheckResult, ParsedRows
from etl.parsing.reporting_span import find_spans
from etl.parsing.unit_names import unit_ids
from etl.problem import BadCell
from etl.settings import Settings
from etl.sources.definition import Facts, Field

UNIT_AND_DAYS = (
    Field("unit", TEXT, required=True, filled="always"),
    Field("first_day", DAY),
    Field("last_day", DAY),
)
_PLACE = ("unit_id", "first_day", "last_day", "file_id", "sheet", "row_no")


def read_counts(body: ParsedRows, fields: Iterable[Field]) -> pd.DataFrame:
    """Return the numbers of each row; where a row has some, a blank under another heading is 0."""
    names = [field.column for field in fields if field.parser is WHOLE]
    numbers = body.values[names]
    told = [name for name in names if body.has_column(name)]
    zero = numbers[told].notna().any(axis=1)
    filled = numbers[told].where(~zero, numbers[told].fillna(0), axis=0)
    return numbers.assign(**{name: filled[name] for name in told})


def select_places(table: Table, *extra_columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    """Select of each total whose it is, its days and where it stands, as check_result names them."""
    return select(*(table.c[name] for name in _PLACE), *extra_columns)


def label_ones(**conditions: ColumnElement[bool]) -> list[ColumnElement[int]]:
    """Return a column for each number of a total: 1 where the condition holds of a fact, which adds to it."""
    return [case((holds, 1), else_=0).label(name) for name, holds in conditions.items()]


def build_facts(body: ParsedRows, numbers: pd.DataFrame, settings: Settings) -> Facts:
    """Build the facts: numbers, days and key. The key is the unit with its first and last day."""
    spans = find_spans(body, settings)
    units = unit_ids(body, spans["last_day"], settings)
    key = (
        units + "|" + spans["first_day"].dt.strftime("%Y-%m-%d|") + spans["last_day"].dt.strftime("%Y-%m-%d")
    )
    rows = pd.concat([numbers, spans], axis=1)
    _printed_sums(body, spans, settings)
    return Facts(rows.assign(unit_id=units, key=key, covered=False, overlaps=False))


def _printed_sums(body: ParsedRows, spans: pd.DataFrame, settings: Settings) -> None:
    """Compare a printed total of all rows with their sum; totals of a part, or several, are left out."""
    rule = settings.rules.get("printed_total")
    if rule is None or len(body.sums) != 1 or len(spans.drop_duplicates()) != 1:
        return
    first, last = (spans[column].iloc[0].date() for column in ("first_day", "last_day"))
    for column in body.values.select_dtypes("Int64"):
        printed = _printed(body.sums.get(column))
        added = int(body[column].sum())
        if printed is not None and printed != added:
            row = int(body.sums.index[0])
            body.noted.append(CheckResult(rule.id, rule.severity, row, column, added, printed, first, last))


def _printed(cells: "pd.Series | None") -> int | None:
    if cells is None or cells.isna().all():
        return None
    try:
        return parse_whole_number(str(cells.iloc[0]), ColumnVocabulary(date.min, date.max))
    except BadCell:  # words in a row of totals say nothing about the sum
        return None
