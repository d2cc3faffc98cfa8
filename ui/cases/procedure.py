"""Show one procedure on the page of cases: how its cases ended in the period, and the cases themselves."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from indicators import queries
from presentation import rows_in_words
from presentation.context import Context
from presentation.numbers import file_name
from presentation.table import Column, Table
from ui import answers, messages, navigation
from ui.components import rows, tables
from ui.components.table_notes import build_table_notes
from ui.text import escape_markdown, language, number, percent, say, section

PARAMETER = "thu_tuc"
_COLUMNS = {
    "code": "text",
    "status": "text",
    "unit_id": "text",
    "received_on": "day",
    "due_on": "day",
    "finished_on": "day",
    "working_days": "whole",
}


def read_procedure(context: Context) -> str | None:
    """Return the procedure that the address names, or None; one without a case ends the page."""
    asked = st.query_params.get(PARAMETER)
    if asked and asked not in set(_known(context)["id"]):
        messages.stop_not_found("procedure", asked)
    return asked


def draw_page(context: Context, procedure: str) -> None:
    """Show the procedure: its counts in the period, then its cases; a case opens."""
    one = _known(context).set_index("id").loc[procedure]
    navigation.draw_link(say("case.back"), "cases")
    section(
        escape_markdown(say("procedure.title", name=one["name"], code=procedure)),
        escape_markdown(one["field"]),
    )
    ended, late, still = answers.ask(queries.procedure_counts, context.scope, procedure)
    if not ended + still:
        messages.draw_empty_note("procedure.none")
        return
    share = percent(100 * (ended - late) / ended) if ended else "–"
    counts = {"ended": number(ended), "late": number(late), "open": number(still), "share": share}
    st.markdown(say("procedure.summary", **counts))
    _cases(context, procedure, ended + still)


def _known(context: Context) -> pd.DataFrame:
    return answers.ask(queries.procedures, context.scope.with_unit(None))


def _cases(context: Context, procedure: str, count: int) -> None:
    found = answers.ask(queries.procedure_cases, context.scope, procedure, tables.SHOWN)
    table = _table(context, procedure, found)
    shown = table.rows.assign(state=[rows.case_state(context, row) for row in found.itertuples()])
    state_in_words = Column("state", say("column.state"))
    columns = (table.columns[0], state_in_words, *table.columns[2:])
    on_screen = Table(table.name, table.title, columns, shown, table.notes)
    chosen = tables.draw_table(
        on_screen, build_full_table=_whole(context, procedure, table), count=count, is_selectable=True
    )
    if chosen is not None:
        navigation.open_page("cases", ma=str(found["code"].iloc[chosen]))


def _table(context: Context, procedure: str, cases: pd.DataFrame) -> Table:
    columns = tuple(Column(name, say(f"column.{name}"), kind) for name, kind in _COLUMNS.items())
    words = rows_in_words.translate_codes(cases, language(), *_names(context))
    name = file_name("thu-tuc", procedure, context.unit or "tat-ca", context.period.key)
    return Table(name, say("procedure.file", code=procedure), columns, words, build_table_notes(context))


def _whole(context: Context, procedure: str, table: Table) -> tables.TableBuilder:
    """Take now all a file needs, as a download is built outside of the page's run; return its builder."""
    serving, chosen, names, scope = answers.snapshot(), language(), _names(context), context.scope
    assert serving is not None

    def build() -> Table:
        found = answers.ask_uncached(serving, queries.procedure_cases, scope, procedure)
        return replace(table, rows=rows_in_words.translate_codes(found, chosen, *names))

    return build


def _names(context: Context) -> tuple[dict[str, str], dict[int, str]]:
    return context.units["name"].to_dict(), rows.statuses(context.settings)
