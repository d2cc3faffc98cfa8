"""Show what the quality rules found: on the page Dữ liệu, beside a figure and on a case."""

import json

import pandas as pd
import streamlit as st

from etl.problem import Problem, problem_sentence
from indicators import queries
from indicators.definition import Indicator
from indicators.quality.target_warnings import target_warnings
from languages import has_phrase
from presentation.context import Context
from presentation.notes import Notes
from presentation.table import Column, Table
from ui import answers, messages
from ui.components import tables
from ui.text import escape_markdown, language, note, number, say, section


def draw_target_warnings() -> None:
    for warning in answers.ask(target_warnings, language()):
        st.warning(escape_markdown(warning), icon=":material/rule:")


def remarks(context: Context, indicator: Indicator) -> str | None:
    """Return "12 trong 340 dòng có ghi chú: hẹn trả trước ngày tiếp nhận (12)", or None without remarks."""
    found = answers.ask(queries.flags_behind, indicator, context.scope)
    if found.empty:
        return None
    touched = answers.ask(queries.flagged_row_count, indicator, context.scope)
    count = answers.ask(queries.row_count, indicator, context.scope)
    # Cells that settings allow to leave empty have no rule of their own.
    by_name = (
        found.assign(name=[_rule(one) for one in found["rule"]]).groupby("name", sort=False)["count"].sum()
    )
    rules = "; ".join(
        say("checks.rule_count", rule=name, count=number(times)) for name, times in by_name.items()
    )
    return say("checks.note", touched=number(touched), count=number(count), rules=rules)


def draw_remarks(context: Context, indicator: Indicator) -> None:
    """Print under the figure in how many of its rows something may be wrong."""
    told = remarks(context, indicator)
    if told:
        note("◆ " + escape_markdown(told))


def draw_case_remarks(context: Context, code: str) -> None:
    """Print what was remarked on the case's row when it was loaded."""
    found = answers.ask(queries.flags_of_case, context.scope.with_unit(None), code)
    if found.empty:
        return
    section(say("checks.case"))
    for row in found.itertuples():
        for problem in json.loads(row.problems):
            note(
                "◆ "
                + escape_markdown(
                    problem_sentence(language(), Problem(**problem), row.file, row.sheet, row.row_no)
                )
            )


def draw_quality_checks(context: Context, notes: Notes) -> None:
    """Show each rule with its consequence and how often it found something; then the differences."""
    section(say("checks.title"), say("checks.about"))
    found = answers.ask(queries.rule_counts)
    found["words"] = [_named(one) for one in found["id"]]
    found["severity"] = [say(f"severity.{one}") for one in found["severity"]]
    found["scope"] = [say(f"check_scope.{one}") for one in found["scope"]]
    columns = (
        Column("words", say("checks.rule")),
        Column("severity", say("checks.severity")),
        Column("scope", say("checks.scope")),
        Column("count", say("checks.rows"), "whole"),
        Column("units", say("checks.units"), "whole"),
    )
    tables.draw_table(Table("kiem-tra-chat-luong", say("checks.title"), columns, found, notes))
    _differences(context, notes)
    _compared(context, notes)


def _differences(context: Context, notes: Notes) -> None:
    found = answers.ask(queries.check_differences)
    section(say("checks.differences"), say("checks.differences_about"))
    if found.empty:
        messages.draw_empty_note("checks.no_differences")
        return
    found = _worded(context, found).assign(words=[_named(one) for one in found["rule"]])
    columns = (
        Column("words", say("checks.rule")),
        *_where(),
        Column("expected", say("checks.expected"), "whole"),
        Column("found", say("checks.found"), "whole"),
        *_last(),
    )
    tables.draw_table(
        Table("chenh-lech", say("checks.differences"), columns, found, notes),
        hidden_columns=("sheet", "row_no"),
    )


def _compared(context: Context, notes: Notes) -> None:
    found = answers.ask(queries.total_comparisons)
    if found.empty:
        return
    section(say("checks.compared"), say("checks.compared_about"))
    columns = (
        *_where(),
        Column("total", say("checks.total"), "whole"),
        Column("counted", say("checks.counted"), "whole"),
        *_last(),
    )
    table = Table("doi-chieu", say("checks.compared"), columns, _worded(context, found), notes)
    tables.draw_table(table, hidden_columns=("sheet", "row_no"))


def _where() -> tuple[Column, ...]:
    return (
        Column("unit", say("column.unit_id")),
        Column("first_day", say("checks.first_day"), "day"),
        Column("last_day", say("checks.last_day"), "day"),
        Column("measure", say("checks.measure")),
    )


def _last() -> tuple[Column, ...]:
    return (
        Column("difference", say("checks.difference"), "whole"),
        Column("file", say("column.file")),
        Column("sheet", say("column.sheet")),
        Column("row_no", say("column.row_no"), "whole"),
    )


def _worded(context: Context, comparisons: pd.DataFrame) -> pd.DataFrame:
    names = context.units["name"].to_dict()
    measures = [None if pd.isna(one) else say(f"total.{one}") for one in comparisons["about"]]
    return comparisons.assign(
        unit=comparisons["unit_id"].map(lambda unit: names.get(unit, unit)), measure=measures
    )


def _named(id: str) -> str:
    """Return the name of a rule with a capital, for the beginning of a line."""
    name = _rule(id)
    return name[:1].upper() + name[1:]


def _rule(id: str) -> str:
    return say(f"rule.{id}" if has_phrase(language(), f"rule.{id}") else "rule.other")
