"""Show what is unusual in dates, times and ballots (Cần kiểm tra): a sentence each, down to its rows."""

import streamlit as st

from indicators.catalogue.integrity_tests import TESTS
from indicators.queries.integrity import Finding, examine_integrity, marked_rows
from presentation import integrity
from presentation.context import Context
from presentation.numbers import file_name
from presentation.table import Column, Table
from ui import answers, messages, navigation
from ui.components import rows, tables
from ui.components.table_notes import build_table_notes
from ui.text import escape_markdown, language, note, number, say, section

PARAMETER = "phep_thu"
_MOST = 12  # sentences; the table holds all
_CASE = ("code", "extra", "unit_id", "procedure", "received_at", "due_on", "finished_at")
_BALLOT = ("key", "unit_id", "day", "overall", "field")


def read_test() -> str | None:
    """Return the test that the address names, or None; a wrong one ends the page."""
    test = st.query_params.get(PARAMETER)
    if test is not None and test not in TESTS:
        messages.stop_not_found("test", test)
    return test


def draw_findings(context: Context) -> None:
    """Print a sentence a finding, each leading to its rows, and list them all in a table."""
    found = list(answers.ask(examine_integrity, context.scope).findings)
    with st.container(border=True, gap="small"):
        st.subheader(say("integrity.count", count=number(len(found))), anchor=False)
        note(say("integrity.about"))
        if not found:
            st.markdown(f"○ {say('integrity.none')}")
        for one in found[:_MOST]:
            _line(context, one)
        note(say("integrity.guard"))
    if not found:
        return
    names = {one.unit_id: context.name_of(one.unit_id) for one in found}
    file = file_name("can-kiem-tra", context.unit or "tat-ca", context.period.key)
    table = integrity.findings_table(language(), found, names, file, build_table_notes(context))
    section(say("integrity.all"))
    chosen = tables.draw_table(table, is_selectable=True)
    if chosen is not None:
        _open(found[chosen])


def _line(context: Context, finding: Finding) -> None:
    left, right = st.columns([9, 2], gap="xxsmall", vertical_alignment="center")
    unit = escape_markdown(context.name_of(finding.unit_id))
    left.markdown(f":yellow[◆] {integrity.sentence(language(), finding, unit)}")
    with right:
        navigation.draw_link(
            say("integrity.open"), "integrity", don_vi=finding.unit_id, phep_thu=finding.test
        )


def _open(finding: Finding) -> None:
    navigation.open_page("integrity", don_vi=finding.unit_id, phep_thu=finding.test)


def draw_marked_rows(context: Context, test: str) -> None:
    """Show the rows that one test marks; a case opens."""
    what = say(f"integrity.what.{test}")
    title = say("integrity.rows", unit=context.unit_name, what=what)
    found = answers.ask(marked_rows, test, context.scope)
    section(title, say("integrity.rows_note", count=number(len(found))))
    if test == "due_moved":
        note(say("integrity.old_due"))
    navigation.draw_link(say("integrity.all"), "integrity")
    if found.empty:
        messages.draw_empty_note("integrity.no_rows")
        return
    file = file_name("can-kiem-tra", test, context.unit or "tat-ca", context.period.key)
    names, states = context.units["name"].to_dict(), rows.statuses(context.settings)
    whole = integrity.rows_table(
        language(), test, found, names, states, title, file, build_table_notes(context)
    )
    cases = TESTS[test].table.name == "case_file"
    known = {column.name: column for column in whole.columns}
    sources = [rows.source_text(row) for row in found.itertuples()]
    columns = [known[one] for one in (_CASE if cases else _BALLOT) if one in known]
    columns.append(Column("source", say("column.source")))
    on_screen = Table(file, title, tuple(columns), whole.rows.assign(source=sources), whole.notes)
    chosen = tables.draw_table(
        on_screen, build_full_table=lambda: whole, count=len(found), is_selectable=cases
    )
    if chosen is not None:
        navigation.open_page("cases", ma=str(found["code"].iloc[chosen]))


def draw_tests(context: Context) -> None:
    """List what was tested at all; a line opens the rows that its test marks."""
    section(say("integrity.tests"), say("integrity.tests_note"))
    found = list(answers.ask(examine_integrity, context.scope).tested)
    file = file_name("phep-thu", context.unit or "tat-ca", context.period.key)
    chosen = tables.draw_table(
        integrity.tests_table(language(), found, file, build_table_notes(context)), is_selectable=True
    )
    if chosen is not None:
        navigation.open_page("integrity", don_vi=context.unit, phep_thu=found[chosen].test)
