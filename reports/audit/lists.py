"""List the paper files to pull, as tables: the random sample, what it proves, cases picked by signs."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from indicators.quality import audit_sample
from indicators.queries.audit import POPULATION, audit_pointed_cases, audit_population, audit_unlisted_count
from indicators.queries.maps import refused_units
from languages.writing import number
from presentation.context import Context
from presentation.numbers import file_name
from presentation.rows_in_words import translate_codes
from presentation.table import Column, Notes, Table
from reports.report_type import BuiltFile
from reports.spreadsheet.table_xlsx import write_workbook

FILE = "rut-ho-so"
WANTED = 0.05  # a rate of errors below which a unit is usually held to be in order
TOLD = (0, 1, 2, 3, 5)  # numbers of errors that the table tells of
_CASE = {
    "code": "text",
    "unit_id": "text",
    "procedure": "text",
    "field": "text",
    "received_on": "day",
    "due_on": "day",
    "finished_on": "day",
}
_RESULT = ("passed", "failed", "remark")  # filled in by hand
_PERCENT = round(100 * audit_sample.CONFIDENCE)


@dataclass(frozen=True, eq=False)
class AuditLists:
    """Hold the lists of an audit for the unit and period of `context`.

    `asked` is how many files to draw; `given` a seed that somebody chose, None for the derived one.
    """

    context: Context
    asked: int = audit_sample.USUAL_N
    given: int | None = None

    @cached_property
    def population(self) -> pd.DataFrame:
        found = self.context.ask(audit_population, self.context.scope)
        return found.head(0) if self.is_refused else found

    @cached_property
    def flagged_cases(self) -> pd.DataFrame:
        found = self.context.ask(audit_pointed_cases, self.context.scope)
        return found.head(0) if self.is_refused else found

    @property
    def is_refused(self) -> bool:
        """Tell whether the map cannot make up the unit in this period.

        The cases that it has of its own are then not all of its cases.
        """
        return self.context.scope.unit in self.context.ask(refused_units, self.context.scope)

    @cached_property
    def unlisted_count(self) -> int:
        return self.context.ask(audit_unlisted_count, self.context.scope)

    @cached_property
    def codes(self) -> list[str]:
        return audit_sample.draw_sample(self.population["code"], self.asked, self.seed)

    @property
    def sample_size(self) -> int:
        return len(self.codes)

    @property
    def derived_seed(self) -> int:
        """Return the seed that this unit and period in this snapshot always have."""
        scope = self.context.scope
        days = (scope.period.first, scope.period.last, scope.map or "")
        return audit_sample.seed_of(self.context.snapshot.path.name, scope.unit or "", *map(str, days))

    @property
    def seed(self) -> int:
        return self.derived_seed if self.given is None else self.given

    def say(self, key: str, **values: object) -> str:
        """Return a phrase of these lists, with the values that most phrases name filled in."""
        known = {
            "unit": self.context.unit_name,
            "period": self.context.period_name,
            "population": self.format_count(len(self.population)),
            "n": self.format_count(self.sample_size),
            "seed": self.seed,
            "confidence": _PERCENT,
        }
        return self.context.say(f"audit_sample.{key}", **known | values)

    def format_count(self, value: int) -> str:
        return number(self.context.language, value, 0)

    def format_percent(self, rate: float, digits: int = 1) -> str:
        return number(self.context.language, 100 * rate, digits)


def random_table(lists: AuditLists) -> Table:
    """Return the sample in the order of drawing; its columns of results are empty."""
    rows = lists.population.set_index("code", drop=False).loc[lists.codes].reset_index(drop=True)
    columns = (*_case_columns(lists), *_columns(lists, _RESULT))
    notes = (*_drawn_by(lists), (lists.say("note"), lists.say("before")))
    return _table(lists, "random", lists.say("random_title"), columns, _shown(lists, rows), notes)


def proof_table(lists: AuditLists) -> Table:
    """Tell how many faulty files so many errors prove, among these cases and among endlessly many."""
    n, population = lists.sample_size, len(lists.population)
    told = [errors for errors in TOLD if errors <= n and n]
    rows = pd.DataFrame(
        {
            "errors": told,
            "most": [audit_sample.max_faulty_files(errors, n, population) for errors in told],
            "rate": [100 * audit_sample.error_rate_bound(errors, n, population) for errors in told],
            "endless": [100 * audit_sample.error_rate_bound(errors, n, None) for errors in told],
        }
    )
    columns = (
        *_columns(lists, ("errors", "most"), "whole"),
        *_columns(lists, ("rate", "endless"), "number"),
    )
    notes = tuple((lists.say("proof"), sentence) for sentence in proof_sentences(lists))
    return _table(lists, "proof", lists.say("proof_title"), columns, rows, notes)


def picked_table(lists: AuditLists) -> Table:
    """Return the cases with most signs, at most as many as are drawn; they are never a random sample."""
    rows = lists.flagged_cases.head(lists.asked)
    places = {code: place for place, code in enumerate(lists.codes, start=1)}
    told = _shown(lists, rows).assign(
        reasons=[
            "; ".join(lists.say(f"reason.{reason}") for reason in reasons) for reasons in rows["reasons"]
        ],
        in_sample=rows["code"].map(places).astype(object),
    )
    own = (*_columns(lists, ("reasons",)), *_columns(lists, ("in_sample",), "whole"))
    columns = (*_case_columns(lists), *own, *_columns(lists, _RESULT))
    notes = tuple((lists.say("note"), lists.say(one)) for one in ("picked_nothing", "picked_signs"))
    return _table(lists, "picked", picked_title(lists), columns, told, notes)


def picked_title(lists: AuditLists) -> str:
    count = len(lists.flagged_cases)
    return lists.say(
        "picked_title", shown=lists.format_count(min(count, lists.asked)), count=lists.format_count(count)
    )


def population_table(lists: AuditLists) -> Table:
    """List all cases with their tickets: whoever sorts by ticket finds the sample at the head."""
    tickets = [audit_sample.draw_ticket(code, lists.seed) for code in lists.population["code"]]
    rows = lists.population.assign(ticket=tickets).sort_values("ticket", ignore_index=True)
    columns = (*_case_columns(lists), *_columns(lists, ("ticket",)))
    return _table(lists, "every", lists.say("every_title"), columns, _shown(lists, rows), _drawn_by(lists))


def audit_workbook(context: Context, n: int = audit_sample.USUAL_N, seed: int | None = None) -> BuiltFile:
    lists = AuditLists(context, n, seed)
    sheets = {"random": random_table, "proof": proof_table, "picked": picked_table, "every": population_table}
    tables = {lists.say(name): build(lists) for name, build in sheets.items()}
    return BuiltFile(write_workbook(tables, context.language))


def proof_sentences(lists: AuditLists) -> list[str]:
    """Say what a sample without errors proves, and how many files prove a rate below WANTED."""
    population = len(lists.population)
    if not population:
        return [lists.say("refused" if lists.is_refused else "empty")]
    if lists.sample_size == population:
        return [lists.say("all_seen")]
    most, enough = (
        audit_sample.max_faulty_files(0, lists.sample_size, population),
        audit_sample.required_sample_size(WANTED, population),
    )
    rate, endless = (
        audit_sample.error_rate_bound(0, lists.sample_size, population),
        audit_sample.error_rate_bound(0, lists.sample_size, None),
    )
    return [
        lists.say("none_found", most=lists.format_count(most), rate=lists.format_percent(rate)),
        lists.say("endless", rate=lists.format_percent(endless)),
        lists.say("which"),
        lists.say("needed", rate=lists.format_percent(WANTED, 0), n=lists.format_count(enough)),
    ]


def unlisted_sentence(lists: AuditLists) -> str:
    return lists.say("unlisted", count=lists.format_count(lists.unlisted_count))


def _case_columns(lists: AuditLists) -> tuple[Column, ...]:
    """Return the columns of a case; the unit is among them only where the list has several units."""
    several = lists.population["unit_id"].nunique() > 1
    kinds = {name: kind for name, kind in _CASE.items() if several or name != "unit_id"}
    own = (Column(name, lists.context.say(f"column.{name}"), kind) for name, kind in kinds.items())
    return (*_columns(lists, ("number",), "whole"), *own, *_columns(lists, ("source",)))


def _columns(lists: AuditLists, names: tuple[str, ...], kind: str = "text") -> tuple[Column, ...]:
    return tuple(Column(name, lists.say(f"column.{name}"), kind) for name in names)


def _shown(lists: AuditLists, rows: pd.DataFrame) -> pd.DataFrame:
    """Number the rows, replace ids of units by names, and put the place of each row into one cell."""
    context = lists.context
    sources = [
        context.say("rows.source", file=file, sheet=sheet, row=row)
        for file, sheet, row in rows[["file", "sheet", "row_no"]].itertuples(index=False, name=None)
    ]
    named = context.names.unique_name_of if context.scope.map else context.names.name_of
    names = {unit: named(unit) for unit in rows["unit_id"].unique()}
    kept = rows[[name for name in (*_CASE, "ticket") if name in rows]]
    worded = translate_codes(kept, context.language, names, {})
    return worded.assign(number=range(1, len(rows) + 1), source=sources, **dict.fromkeys(_RESULT))


def _drawn_by(lists: AuditLists) -> tuple[tuple[str, str], ...]:
    return (
        (lists.say("number_of"), lists.say("number_of_text")),
        (lists.say("seed"), str(lists.seed)),
        (lists.say("rule_of"), lists.say("rule")),
        *([(lists.say("note"), unlisted_sentence(lists))] if lists.unlisted_count else []),
    )


def _table(
    lists: AuditLists,
    name: str,
    title: str,
    columns: tuple[Column, ...],
    rows: pd.DataFrame,
    extra_notes: tuple[tuple[str, str], ...],
) -> Table:
    context = lists.context
    notes = context.notes(POPULATION)
    file = file_name(FILE, name, context.unit_name, context.scope.period.key)
    return Table(file, title, columns, rows, Notes(extra_notes + notes.entries, notes.sample))
