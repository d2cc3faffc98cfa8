"""Read the rules that data are checked by, and how much each weighs."""

from dataclasses import dataclass
from pathlib import Path

from etl.settings.csv_table import check_unique, one_of, read_table

# A rule of a row may reject it; what is found between rows or files can only be told.
KNOWN = {
    "finished_before_received": "row",
    "finished_missing": "row",
    "finished_open": "row",
    "status_blank": "row",
    "due_before_received": "row",
    "returned_before_finished": "row",
    "returned_open": "row",
    "two_decisions": "row",
    "day_ahead": "row",
    "total_received": "row",
    "total_finished": "row",
    "total_open": "row",
    "total_balance": "row",
    "part_above_whole": "row",
    "printed_total": "file",
    "carried_over": "cross",
    "totals_overlap": "cross",
    "cases_by_rows": "cross",
    "documents_by_rows": "cross",
    "ballot_case_unknown": "cross",
}
SEVERITIES = ("reject", "flag", "inform")


@dataclass(frozen=True)
class RuleSetting:
    """Describe a rule. One that settings do not list is not checked."""

    id: str
    severity: str
    scope: str


def read_rules(path: Path) -> dict[str, RuleSetting]:
    columns = {"id": one_of(*KNOWN), "severity": one_of(*SEVERITIES), "scope": one_of("row", "file", "cross")}
    rows = read_table(path, columns)
    check_unique(rows, "id")
    for row in rows:
        scope = KNOWN[row.values["id"]]
        if row.values["scope"] != scope:
            raise row.make_error("word_unknown", "scope", scope)
        if scope != "row" and row.values["severity"] == "reject":
            raise row.make_error("word_unknown", "severity", ", ".join(SEVERITIES[1:]))
    return {row.values["id"]: RuleSetting(**row.values) for row in rows}
