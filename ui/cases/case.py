"""Show one case: what it is, its days in order, its source row. Nothing in it names a person."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from indicators import queries
from presentation import rows_in_words
from presentation.context import Context
from presentation.table import Column, Table
from ui import answers, messages, navigation
from ui.address import read_case_code
from ui.components import quality, rows, tables
from ui.components.table_notes import build_table_notes
from ui.text import day, escape_markdown, language, moment, note, number, say, section

_FOUND = 200
_SHOWN = ("procedure", "field", "unit_id", "channel", "level", "supplements", "apology", "paid_online")
_DAYS = ("received_on", "due_on", "finished_on", "returned_on")


def draw_case_search(context: Context) -> None:
    """Draw a field for a code or a piece of one; a single hit opens at once."""
    text = st.text_input(
        say("case.search"), key="case_search", placeholder=say("case.search_hint"), icon=":material/search:"
    ).strip()
    if not text:
        return
    found = answers.ask(queries.find_cases, context.scope.with_unit(None), text, _FOUND)
    if len(found) == 1:
        navigation.set_parameter("ma", str(found["code"].iloc[0]))
        del st.session_state["case_search"]
        st.rerun()
    if found.empty:
        messages.draw_empty_note("case.none_found")
        return
    _found(context, found)


def _found(context: Context, matches: pd.DataFrame) -> None:
    note(say("case.found", count=number(len(matches)), most=_FOUND))
    shown = rows_in_words.translate_codes(
        matches, language(), context.units["name"].to_dict(), rows.statuses(context.settings)
    )
    shown["state"] = [rows.case_state(context, row) for row in matches.itertuples()]
    columns = [Column(name, say(f"column.{name}")) for name in ("code", "state", "unit_id", "procedure")]
    columns.append(Column("received_on", say("column.received_on"), "day"))
    table = Table("tim-ho-so", say("case.search"), tuple(columns), shown, build_table_notes(context))
    chosen = tables.draw_table(table, is_selectable=True)
    if chosen is not None:
        navigation.open_page("cases", ma=str(matches["code"].iloc[chosen]))


def read_case(context: Context) -> dict[str, Any] | None:
    """Return the case that the address names, or None; a wrong code ends the page."""
    code = read_case_code()
    if code is None:
        return None
    found = answers.ask(queries.find_case, context.scope.with_unit(None), code)
    if found is None:
        messages.stop_not_found("case", code)
    return found


def draw_page(context: Context, case: dict[str, Any]) -> None:
    """Show the case: its timeline, its facts, and the remarks on its row."""
    navigation.draw_link(say("case.back"), "cases")
    row = pd.Series(case)
    st.subheader(escape_markdown(f"{row['code']}: {rows.case_state(context, row)}"), anchor=False)
    left, right = st.columns(2, gap="medium")
    with left:
        section(say("case.timeline"))
        with st.container(gap="xxsmall"):
            for line in timeline(context, case):
                st.markdown(line)
    with right:
        section(say("case.facts"), say("case.masked"))
        with st.container(gap="xxsmall"):
            for label, text in case_facts(context, case):
                st.markdown(f":gray[{label}:] {escape_markdown(text)}")
    quality.draw_case_remarks(context, row["code"])


def timeline(context: Context, case: dict[str, Any]) -> list[str]:
    """List the days of the case in order, each with what happened."""
    known = [(case[name], name) for name in _DAYS if case[name] is not None]
    lines = [f"{_mark(name, case)} **{day(when)}** {say(f'case.day.{name}')}" for when, name in sorted(known)]
    if case["working_days"] is not None:
        lines.append(say("case.took", days=number(case["working_days"])))
    if case["finished_on"] is None:
        lines.append(say("case.still_open", day=day(context.scope.closing)))
    return lines


def _mark(name: str, case: dict[str, Any]) -> str:
    late = name == "finished_on" and case["late"]
    return ":red[▼]" if late else ":yellow[◆]" if name == "due_on" and _running(case) else "○"


def _running(case: dict[str, Any]) -> bool:
    return case["finished_on"] is None and isinstance(case["due_on"], date)


def case_facts(context: Context, case: dict[str, Any]) -> list[tuple[str, str]]:
    """List the fields of the case, and its source row, as pairs of label and text."""
    frame = pd.DataFrame([case])
    words = rows_in_words.translate_codes(
        frame, language(), context.units["name"].to_dict(), rows.statuses(context.settings)
    )
    cells = words.iloc[0]
    pairs = [("status", cells["status"]), ("procedure_code", cells["procedure_code"])]
    pairs += [(name, cells[name]) for name in _SHOWN]
    pairs.append(("received_at", moment(case["received_at"])))
    pairs += [("applicant", cells["applicant"]), ("phone", cells["phone"]), ("address", cells["address"])]
    pairs.append(("source", say("rows.source", file=case["file"], sheet=case["sheet"], row=case["row_no"])))
    return [(say(f"column.{name}"), _text(value)) for name, value in pairs]


def _text(value: object) -> str:
    if pd.isna(value):
        return "–"
    return number(value) if isinstance(value, (int, float)) else str(value)
