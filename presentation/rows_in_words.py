"""Build the table of the rows behind a figure: their columns, codes in words, where each was read."""

from collections.abc import Mapping

import pandas as pd

from indicators.definition import Indicator
from languages import say
from languages.writing import word
from presentation.numbers import file_name
from presentation.table import Column, Notes, Table

_CASE = {
    "code": "text",
    "unit_id": "text",
    "status": "text",
    "field": "text",
    "procedure_code": "text",
    "procedure": "text",
    "channel": "text",
    "level": "text",
    "received_on": "day",
    "due_on": "day",
    "finished_on": "day",
    "returned_on": "day",
    "working_days": "whole",
    "late": "text",
    "supplements": "whole",
    "apology": "text",
    "paid_online": "text",
    "applicant": "text",
    "phone": "text",
    "address": "text",
}
_DOCUMENT = {
    "number": "text",
    "unit_id": "text",
    "direction": "text",
    "day": "day",
    "kind": "text",
    "sent_electronically": "text",
    "signed_leader": "text",
    "signed_agency": "text",
    "signer": "text",
    "handled": "text",
}
_BALLOT = {
    "key": "text",
    "unit_id": "text",
    "day": "day",
    "scale": "whole",
    "channel": "text",
    "field": "text",
    "case_code": "text",
    "overall": "whole",
    "satisfied": "text",
    "comment": "text",
}
_ANSWER = {
    "key": "text",
    "unit_id": "text",
    "day": "day",
    "aspect": "text",
    "score": "whole",
    "satisfied": "text",
}
_BOX = {
    "unit_id": "text",
    "day": "day",
    "reported": "text",
    "opened": "text",
    "slips": "whole",
    "very_satisfied": "whole",
    "satisfied": "whole",
    "not_satisfied": "whole",
    "invalid": "whole",
    "suggestions": "whole",
    "comment": "text",
}
COLUMNS: dict[str, dict[str, str]] = {
    "case_file": _CASE,
    "document": _DOCUMENT,
    "ballot": _BALLOT,
    "answer": _ANSWER,
    "box_day": _BOX,
}
_TOTAL = {"first_day": "day", "last_day": "day"}
SOURCE = {"file": "text", "sheet": "text", "row_no": "whole"}


def evidence_table(
    indicator: Indicator,
    rows: pd.DataFrame,
    language: str,
    title: str,
    names: Mapping[str, str],
    statuses: Mapping[int, str],
    notes: Notes,
) -> Table:
    """Build the table from `rows` as queries.rows gives them; `names` of units by id, `statuses` by code."""
    kinds = _kinds(indicator, rows)
    columns = tuple(Column(name, say(language, f"column.{name}"), kind) for name, kind in kinds.items())
    worded = translate_codes(rows, language, names, statuses)
    return Table(file_name("dong", indicator.id, title), title, columns, worded, notes)


def translate_codes(
    rows: pd.DataFrame, language: str, names: Mapping[str, str], statuses: Mapping[int, str]
) -> pd.DataFrame:
    """Replace ids and codes by what the office calls them; numbers and days stay values."""
    worded = rows.copy(deep=False)
    for column in rows.columns:
        if column == "unit_id":
            worded[column] = rows[column].map(lambda unit: names.get(unit, unit))
        elif column == "status":
            worded[column] = rows[column].map(lambda code: statuses.get(int(code), str(code)), "ignore")
        elif _coded(rows[column], column):
            worded[column] = rows[column].astype(object).map(lambda one, c=column: word(language, c, one))
    return worded


def statuses(language: str, settings: Mapping[str, str]) -> dict[int, str]:
    """Return the names of case states by code."""
    named = {key: value for key, value in settings.items() if key.startswith("status.")}
    return {int(key.split(".")[1]): value for key, value in named.items() if key.endswith(f".{language}")}


def _coded(values: pd.Series, column: str) -> bool:
    if column in ("channel", "direction", "handled", "aspect", "part") or values.dtype == bool:
        return True
    return values.dtype == object and values.map(lambda one: isinstance(one, bool)).any()  # some are empty


def _kinds(indicator: Indicator, rows: pd.DataFrame) -> dict[str, str]:
    known = {"part": "text"} | COLUMNS[indicator.table.name]
    if "part" in rows.columns:
        known |= COLUMNS["case_file"]
    both = known | _TOTAL | {"numerator": "whole", "denominator": "whole"} | SOURCE
    return {name: kind for name, kind in both.items() if name in rows.columns}
