"""Show a custom table beside the choices that make it up; all of them stand in the address."""

from dataclasses import replace
from typing import NoReturn

import pandas as pd
import streamlit as st

from indicators.periods import period_of_days
from indicators.queries import Slice
from presentation.context import Context
from presentation.custom_table.figures import ColumnHead, TableRow
from presentation.custom_table.refusals import refusals
from presentation.custom_table.spec import (
    DIMENSIONS,
    GROUPS,
    PARAMETERS,
    UNIT,
    TableSpec,
    UnknownChoice,
    spec_from_words,
    words_of,
)
from presentation.custom_table.table import BuiltTable, build_table
from ui import large_type, navigation, pinned_snapshot
from ui.address import WHOLE
from ui.components import selection, tables
from ui.custom_table import choices, saved_tables
from ui.downloads import buttons
from ui.text import escape_markdown, language, note, number, say

__all__ = ["PARAMETERS", "draw_page", "resume_table", "read_table_spec"]
_LAST = "built"  # parameters, in the session
_HIGH = 15  # rows that a screen shows beside the choices


def resume_table() -> None:
    """Restore the table that this session looked at last, on the way back from another page or by the menu.

    On the way back from a figure the browser names this page with the figure's own parameters.
    """
    last = st.session_state.get(_LAST)
    if last is None or any(name in st.query_params for name in PARAMETERS):
        return
    of_a_figure = {*navigation.PARAMETERS.values(), *selection.PARAMETERS}
    here = st.query_params.to_dict()
    kept = {name: text for name, text in here.items() if name not in of_a_figure}
    period = {"ky": last["ky"]} if kept != here else {}  # the figure may be of another one
    st.query_params.from_dict(kept | period | {name: last[name] for name in PARAMETERS if name in last})


def read_table_spec(context: Context) -> TableSpec:
    """Read the table from the address; a part that no table has ends the page."""
    words = {name: st.query_params[name] for name in PARAMETERS if name in st.query_params}
    try:
        found = spec_from_words(words)
    except UnknownChoice as wrong:
        _wrong(wrong.parameter, wrong.asked)
    for one in found.units:
        if one not in GROUPS and one not in context.units.index:
            _wrong("pham_vi", one)
    st.session_state[_LAST] = words | {"ky": context.period.key}
    return found


def _wrong(parameter: str, value: str) -> NoReturn:
    st.error(say(f"wrong_table.{parameter}", asked=escape_markdown(value)), icon=":material/search_off:")
    st.stop()


def draw_page(context: Context, spec: TableSpec) -> None:
    left, right = large_type.layout_columns([3, 9], gap="medium")
    if pinned_snapshot.is_meeting():  # one below the other: a room reads the table, not the choices
        left, right = right, left
    told = refusals(language(), spec, context.period)
    made = None if told else build_table(context, spec)
    with left.container(gap="small"):
        choices.draw_choices(context, spec, made.found.heads if made else (), write_spec)
    with right.container(gap="small"):
        with st.container(horizontal=True, gap="small"):
            saved_tables.draw_popovers(context, spec)
            if made and not made.nothing:
                buttons.draw_table_buttons(context, spec)
        saved_tables.report_last_action()
        for sentence in told:
            st.warning(escape_markdown(sentence), icon=":material/block:")
        if made:
            _shown(spec, made)


def write_spec(spec: TableSpec) -> None:
    """Write the table to the address in one step: each step is one of the browser's way back."""
    words = words_of(spec)
    known = {name: words[name] for name in PARAMETERS if name in words}
    st.query_params.from_dict(navigation.page_parameters(**known))


def _shown(spec: TableSpec, built_table: BuiltTable) -> None:
    st.subheader(escape_markdown(built_table.table.title), anchor=False)
    if built_table.nothing:
        st.info(escape_markdown(built_table.nothing), icon=":material/inbox:")
        return
    _notes(spec, built_table)
    chosen = _preview(spec, built_table)
    if chosen:
        _open(spec, built_table, *chosen)


def _notes(spec: TableSpec, built_table: BuiltTable) -> None:
    count, most = len(built_table.found.lines), _most()
    told = say("built.rows_note", count=number(count))
    if count > most:
        told = say("built.first_rows", shown=number(most), count=number(count))
    note(f"{told} {say('built.open')} {say('built.link_note')}")
    if built_table.found.left_out:
        note(built_table.words.say("left_out", count=number(built_table.found.left_out), least=spec.least))


def _most() -> int:
    return large_type.ROWS if pinned_snapshot.is_meeting() else tables.SHOWN


def _preview(spec: TableSpec, built_table: BuiltTable) -> tuple[TableRow, ColumnHead] | None:
    """Show the total first, as a screen shows few rows (files have it last); return the choice, if any."""
    rows = built_table.table.rows
    first = pd.concat([rows.tail(1), rows.iloc[:-1].head(_most())])
    lines = (built_table.found.whole, *built_table.found.lines)
    place = "".join(f"{name}={text}&" for name, text in words_of(spec).items())
    chosen = tables.draw_all_rows(
        replace(built_table.table, rows=first), is_selectable=True, visible_rows=_HIGH, key_prefix=place
    )
    if chosen is None:
        return None
    row, heading = chosen
    names = [column.name for column in built_table.table.columns if column.heading == heading]
    key = names[0].partition("#")[0] if names else ""
    head = next((head for head in built_table.found.heads if head.key == key), built_table.found.heads[0])
    return lines[row], head


def _open(spec: TableSpec, built_table: BuiltTable, line: TableRow, head: ColumnHead) -> None:
    """Open the rows behind a figure where a page lists them: for one unit or all, under one condition."""
    of_unit = spec.rows == UNIT and line is not built_table.found.whole
    units = (str(line.key),) if of_unit else spec.units
    conditions = {*head.where}
    if spec.rows in DIMENSIONS and line is not built_table.found.whole:
        conditions.add(Slice(spec.rows, line.key))
    if len(units) > 1 or set(units) & set(GROUPS) or len(conditions) > 1:
        note(say("built.not_opened"))
        return
    period = line.period or head.period
    key = period.key if built_table.words.is_whole(period) else period_of_days(period.first, period.last).key
    ids: dict[str, str | None] = {"don_vi": units[0] if units else WHOLE, "chi_so": head.indicator.id}
    for one in conditions:
        ids |= {"theo": one.by, "nhom": one.group}
    navigation.open_page("indicator", ky=key, **ids)
