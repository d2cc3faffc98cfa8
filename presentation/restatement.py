"""Tabulate what two snapshots say differently: the figures, and the rows behind one of them."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from indicators.compare.figures import COUNTS, HOW, Difference
from indicators.compare.rows import CellChange
from indicators.compare.sentences import differences_frame
from indicators.queries.compare import TOTAL
from indicators.wording import period_name
from languages import has_phrase, say
from languages.writing import number, word
from presentation.numbers import NOTHING, day, file_name, is_empty
from presentation.table import Column, Notes, Table

_WHOLE = ("numerator_before", "numerator_after", "denominator_before", "denominator_after")
_ADDED = ("numerator", "denominator", "days_before", "days_after")


def figures(
    differences: Iterable[Difference], language: str, name: str, names: Mapping[str, str], notes: Notes
) -> Table:
    """Build a table with one row a figure and its sentence.

    `names` of units by id, the name of all units together under the empty one.
    """
    told = list(differences)
    rows = differences_frame(language, told, names)
    rows["name"] = [say(language, f"indicator.{one.indicator.id}.name") for one in told]
    rows["unit"] = [names.get(one.unit_id or "", one.unit_id) for one in told]
    rows["month"] = [period_name(language, one.period) for one in told]
    rows["then"] = [say(language, f"compare.{'closed' if one.closed else 'open'}") for one in told]
    heads = {"name": "column.indicator", "unit": "column.unit_id", "month": "compare.period"}
    columns = [Column(one, say(language, head)) for one, head in heads.items()]
    columns += [Column(one, say(language, f"compare.{one}")) for one in ("then", "sentence")]
    columns += [Column(one, say(language, f"compare.{one}"), "number") for one in ("before", "after")]
    counts = [one for one in COUNTS if one in HOW or rows[one].any()]
    columns += [Column(one, say(language, f"compare.{one}"), "whole") for one in (*_WHOLE, *counts)]
    return Table(name, say(language, "compare.all"), tuple(columns), rows, notes)


def rows(
    row_changes: pd.DataFrame,
    language: str,
    title: str,
    names: Mapping[str, str],
    statuses: Mapping[int, str],
    notes: Notes,
) -> Table:
    """Build a table from `row_changes` as compare_rows.rows_behind gives them; changes are said in words."""
    totals = row_changes.loc[row_changes["part"] == TOTAL, ["id", "unit_id"]]
    worded = row_changes.assign(
        id=[_name(language, row) for row in row_changes.itertuples()],
        unit=row_changes["unit_id"].map(lambda unit: names.get(unit, unit)),
        part=[word(language, "part", part) for part in row_changes["part"]],
        what=[_what(language, row) for row in row_changes.itertuples()],
        changes=[_cells(language, row, totals, names, statuses) for row in row_changes.itertuples()],
        source_before=[_source(language, row, "before") for row in row_changes.itertuples()],
        source_after=[_source(language, row, "after") for row in row_changes.itertuples()],
    )
    shown = ["part"] if row_changes.loc[row_changes["part"] != TOTAL, "part"].nunique() > 1 else []
    heads = {"part": "column.part", "unit": "column.unit_id"}
    heads |= {"numerator": "compare.adds_numerator", "denominator": "compare.adds_denominator"}
    whole = [one for one in _ADDED if row_changes[one].fillna(0).ne(0).any()]
    shown += ["id", "unit", "what", "changes", *whole, "source_before", "source_after"]
    shown = [one for one in shown if not worded[one].isin(["", NOTHING]).all()]
    columns = tuple(
        Column(one, say(language, heads.get(one, f"compare.{one}")), "whole" if one in whole else "text")
        for one in shown
    )
    return Table(file_name("so-sanh", title), title, columns, worded, notes)


def _name(language: str, row: Any) -> str:  # noqa: ANN401
    if row.part != TOTAL:
        return str(row.id)
    days = say(language, "totals.days", first=day(language, row.first_day), last=day(language, row.last_day))
    return say(language, "restated.row.total", days=days)


def _what(language: str, row: Any) -> str:  # noqa: ANN401
    known = row.known_before and row.known_after and row.how != "changed"
    return say(language, f"restated.row.{row.how}{'_known' if known else ''}")


def _cells(
    language: str,
    row: Any,  # noqa: ANN401
    totals: pd.DataFrame,
    names: Mapping[str, str],
    statuses: Mapping[int, str],
) -> str:
    """Word the changed cells of a row: Xử lý xong: – → 12/08/2021; Quá hạn: Không → Có."""
    if not (row.known_before and row.known_after):
        return ""
    words = "total" if row.part == TOTAL else "column"
    told = [change for change in row.changes if has_phrase(language, f"{words}.{change.column}")]
    if told:
        return "; ".join(_cell(language, change, words, names, statuses) for change in told)
    if row.changes:
        return say(language, "restated.row.derived")
    beside = (totals["unit_id"] == row.unit_id) & (totals["id"] != row.id)
    return say(language, f"restated.row.{'beside_totals' if beside.any() else 'no_cell'}")


def _cell(
    language: str, change: CellChange, words: str, names: Mapping[str, str], statuses: Mapping[int, str]
) -> str:
    def text(value: Any) -> str:  # noqa: ANN401
        if is_empty(value):
            return NOTHING
        if change.column == "unit_id":
            return str(names.get(value, value))
        if change.column == "status":
            return str(statuses.get(int(value), value))
        if hasattr(value, "strftime"):
            return day(language, value)
        if isinstance(value, float):
            value = int(value)  # pandas writes a column of whole numbers with gaps like this
        if words == "total" and not isinstance(value, bool):
            return number(language, value, 0)
        return str(word(language, change.column, value))

    heading = say(language, f"{words}.{change.column}")
    before, after = text(change.before), text(change.after)
    return say(language, "restated.row.cell", column=heading, before=before, after=after)


def _source(language: str, row: Any, side: str) -> str:  # noqa: ANN401
    file, sheet, row_no = (getattr(row, f"{part}_{side}") for part in ("file", "sheet", "row_no"))
    if not getattr(row, f"known_{side}"):
        return NOTHING
    if is_empty(row_no):
        return say(language, "rows.no_source")
    return say(language, "rows.source", file=file, sheet=sheet, row=int(row_no))
