"""Show a custom table beside the choices that make it up; all of them stand in the address."""

from dataclasses import replace
from typing import NoReturn

import pandas as pd
import streamlit as st

from indicators.periods import days
from indicators.queries import Within
from reports.catalogue import table_kind
from reports.context import Asked, Subject
from reports.custom_table.figures import Head, Line
from reports.custom_table.refusals import refusals
from reports.custom_table.spec import (
    DIMENSIONS,
    GROUPS,
    PARAMETERS,
    UNIT,
    UnknownChoice,
    Wanted,
    from_words,
    words_of,
)
from reports.custom_table.table import Built, built
from ui import answers, large_type, navigation, pinned
from ui.components import selection, tables
from ui.custom_table import choices, saved_tables
from ui.downloads import buttons
from ui.downloads.build import asked_of
from ui.text import language, note, number, plain, say
from ui.view import WHOLE, View
from warehouse.connection import Connection

__all__ = ["PARAMETERS", "page", "resume", "wanted"]
_LAST = "built"  # parameters, in the session
_HIGH = 15  # rows that a screen shows beside the choices


def resume() -> None:
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


def wanted(view: View) -> Wanted:
    """Read the table from the address; a part that no table has ends the page."""
    words = {name: st.query_params[name] for name in PARAMETERS if name in st.query_params}
    try:
        found = from_words(words)
    except UnknownChoice as wrong:
        _wrong(wrong.parameter, wrong.asked)
    for one in found.units:
        if one not in GROUPS and one not in view.units.index:
            _wrong("pham_vi", one)
    st.session_state[_LAST] = words | {"ky": view.period.key}
    return found


def _wrong(parameter: str, asked: str) -> NoReturn:
    st.error(say(f"wrong_table.{parameter}", asked=plain(asked)), icon=":material/search_off:")
    st.stop()


def page(view: View, wanted: Wanted) -> None:
    left, right = large_type.columns([3, 9], gap="medium")
    if pinned.meeting():  # one below the other: a room reads the table, not the choices
        left, right = right, left
    told = refusals(language(), wanted, view.period)
    made = None if told else answers.ask(_made, wanted, asked_of(view))
    with left.container(gap="small"):
        choices.choices(view, wanted, made.found.heads if made else (), put)
    with right.container(gap="small"):
        with st.container(horizontal=True, gap="small"):
            saved_tables.popovers(view, wanted)
            if made and not made.nothing:
                buttons.take(view, table_kind(wanted), "built", quiet=True)
        saved_tables.done()
        for sentence in told:
            st.warning(plain(sentence), icon=":material/block:")
        if made:
            _shown(wanted, made)


def _made(connection: Connection, wanted: Wanted, asked: Asked) -> Built:
    return built(Subject(connection, asked), wanted)


def put(wanted: Wanted) -> None:
    """Write the table to the address in one step: each step is one of the browser's way back."""
    words = words_of(wanted)
    known = {name: words[name] for name in PARAMETERS if name in words}
    st.query_params.from_dict(navigation.address(**known))


def _shown(wanted: Wanted, made: Built) -> None:
    st.subheader(plain(made.table.title), anchor=False)
    if made.nothing:
        st.info(plain(made.nothing), icon=":material/inbox:")
        return
    _notes(wanted, made)
    chosen = _preview(wanted, made)
    if chosen:
        _open(wanted, made, *chosen)


def _notes(wanted: Wanted, made: Built) -> None:
    count, most = len(made.found.lines), _most()
    told = say("built.rows_note", count=number(count))
    if count > most:
        told = say("built.first_rows", shown=number(most), count=number(count))
    note(f"{told} {say('built.open')} {say('built.link_note')}")
    if made.found.left_out:
        note(made.words.say("left_out", count=number(made.found.left_out), least=wanted.least))


def _most() -> int:
    return large_type.ROWS if pinned.meeting() else tables.SHOWN


def _preview(wanted: Wanted, made: Built) -> tuple[Line, Head] | None:
    """Show the total first, as a screen shows few rows (files have it last); return the choice, if any."""
    rows = made.table.rows
    first = pd.concat([rows.tail(1), rows.iloc[:-1].head(_most())])
    lines = (made.found.whole, *made.found.lines)
    place = "".join(f"{name}={text}&" for name, text in words_of(wanted).items())
    chosen = tables.whole(replace(made.table, rows=first), opens=True, rows_high=_HIGH, place=place)
    if chosen is None:
        return None
    row, heading = chosen
    names = [column.name for column in made.table.columns if column.heading == heading]
    key = names[0].partition("#")[0] if names else ""
    head = next((head for head in made.found.heads if head.key == key), made.found.heads[0])
    return lines[row], head


def _open(wanted: Wanted, made: Built, line: Line, head: Head) -> None:
    """Open the rows behind a figure where a page lists them: for one unit or all, under one condition."""
    of_unit = wanted.rows == UNIT and line is not made.found.whole
    units = (str(line.key),) if of_unit else wanted.units
    conditions = {*head.where}
    if wanted.rows in DIMENSIONS and line is not made.found.whole:
        conditions.add(Within(wanted.rows, line.key))
    if len(units) > 1 or set(units) & set(GROUPS) or len(conditions) > 1:
        note(say("built.not_opened"))
        return
    period = line.period or head.period
    key = period.key if made.words.is_whole(period) else days(period.first, period.last).key
    ids: dict[str, str | None] = {"don_vi": units[0] if units else WHOLE, "chi_so": head.indicator.id}
    for one in conditions:
        ids |= {"theo": one.by, "nhom": one.group}
    navigation.go("indicator", ky=key, **ids)
