"""Show one case: what it is, its days in order, its source row. Nothing in it names a person."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from indicators import queries
from presentation import rows_in_words
from presentation.table import Column, Table
from ui import answers, messages, navigation
from ui.components import quality, rows, tables
from ui.components.table_notes import notes_of
from ui.text import day, language, moment, note, number, plain, say, section
from ui.view import View

_FOUND = 200
_SHOWN = ("procedure", "field", "unit_id", "channel", "level", "supplements", "apology", "paid_online")
_DAYS = ("received_on", "due_on", "finished_on", "returned_on")


def search(view: View) -> None:
    """Draw a field for a code or a piece of one; a single hit opens at once."""
    text = st.text_input(
        say("case.search"), key="case_search", placeholder=say("case.search_hint"), icon=":material/search:"
    ).strip()
    if not text:
        return
    found = answers.ask(queries.find_cases, view.scope.of(None), text, _FOUND)
    if len(found) == 1:
        navigation.choose("ma", str(found["code"].iloc[0]))
        del st.session_state["case_search"]
        st.rerun()
    if found.empty:
        messages.nothing("case.none_found")
        return
    _found(view, found)


def _found(view: View, found: pd.DataFrame) -> None:
    note(say("case.found", count=number(len(found)), most=_FOUND))
    shown = rows_in_words.in_words(
        found, language(), view.units["name"].to_dict(), rows.statuses(view.settings)
    )
    shown["state"] = [rows.case_state(view, row) for row in found.itertuples()]
    columns = [Column(name, say(f"column.{name}")) for name in ("code", "state", "unit_id", "procedure")]
    columns.append(Column("received_on", say("column.received_on"), "day"))
    table = Table("tim-ho-so", say("case.search"), tuple(columns), shown, notes_of(view))
    chosen = tables.show(table, opens=True)
    if chosen is not None:
        navigation.go("cases", ma=str(found["code"].iloc[chosen]))


def named(view: View) -> dict[str, Any] | None:
    """Return the case that the address names, or None; a wrong code ends the page."""
    if view.case is None:
        return None
    found = answers.ask(queries.case, view.scope.of(None), view.case)
    if found is None:
        messages.not_found("case", view.case)
    return found


def page(view: View, found: dict[str, Any]) -> None:
    """Show the case: its timeline, its facts, and the remarks on its row."""
    navigation.link(say("case.back"), "cases")
    row = pd.Series(found)
    st.subheader(plain(f"{row['code']}: {rows.case_state(view, row)}"), anchor=False)
    left, right = st.columns(2, gap="medium")
    with left:
        section(say("case.timeline"))
        with st.container(gap="xxsmall"):
            for line in timeline(view, found):
                st.markdown(line)
    with right:
        section(say("case.facts"), say("case.masked"))
        with st.container(gap="xxsmall"):
            for label, text in facts(view, found):
                st.markdown(f":gray[{label}:] {plain(text)}")
    quality.of_case(view, row["code"])


def timeline(view: View, found: dict[str, Any]) -> list[str]:
    """List the days of the case in order, each with what happened."""
    known = [(found[name], name) for name in _DAYS if found[name] is not None]
    lines = [
        f"{_mark(name, found)} **{day(when)}** {say(f'case.day.{name}')}" for when, name in sorted(known)
    ]
    if found["working_days"] is not None:
        lines.append(say("case.took", days=number(found["working_days"])))
    if found["finished_on"] is None:
        lines.append(say("case.still_open", day=day(view.scope.closing)))
    return lines


def _mark(name: str, found: dict[str, Any]) -> str:
    late = name == "finished_on" and found["late"]
    return ":red[▼]" if late else ":yellow[◆]" if name == "due_on" and _running(found) else "○"


def _running(found: dict[str, Any]) -> bool:
    return found["finished_on"] is None and isinstance(found["due_on"], date)


def facts(view: View, found: dict[str, Any]) -> list[tuple[str, str]]:
    """List the fields of the case, and its source row, as pairs of label and text."""
    frame = pd.DataFrame([found])
    words = rows_in_words.in_words(
        frame, language(), view.units["name"].to_dict(), rows.statuses(view.settings)
    )
    cells = words.iloc[0]
    pairs = [("status", cells["status"]), ("procedure_code", cells["procedure_code"])]
    pairs += [(name, cells[name]) for name in _SHOWN]
    pairs.append(("received_at", moment(found["received_at"])))
    pairs += [("applicant", cells["applicant"]), ("phone", cells["phone"]), ("address", cells["address"])]
    pairs.append(
        ("source", say("rows.source", file=found["file"], sheet=found["sheet"], row=found["row_no"]))
    )
    return [(say(f"column.{name}"), _text(value)) for name, value in pairs]


def _text(value: object) -> str:
    if pd.isna(value):
        return "–"
    return number(value) if isinstance(value, (int, float)) else str(value)
