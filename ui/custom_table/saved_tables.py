"""List stored tables: those saved under a name and those last downloaded; and save one."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

import streamlit as st

from indicators.periods import period_from_key
from indicators.wording import period_name
from ledger.saved_tables import StoredTable, delete_saved_table, list_stored_tables, record_use, save_table
from presentation.context import Context
from presentation.custom_table.record import MAP, PERIOD, VIEW, build_table_record, read_record
from presentation.custom_table.spec import TableSpec, UnknownChoice, spec_from_words
from presentation.custom_table.wording import short_title
from ui import navigation
from ui.address import THEN
from ui.text import escape_markdown, language, note, period, say
from warehouse.home import Home

_NAME, _FIXED, _REPLACE, _ASKED, _TOLD = "kept_name", "kept_fixed", "kept_replace", "kept_asked", "kept_told"


def draw_popovers(context: Context, spec: TableSpec) -> None:
    """Draw the three popovers beside each other, in whatever container holds them."""
    saved, used = list_stored_tables(Home.locate())
    with st.popover(say("built.kept.save"), type="tertiary", icon=":material/bookmark_add:", key="kept_save"):
        _save(context, spec, {one.name for one in saved})
    label = say("built.kept.saved_list", count=len(saved))
    with st.popover(label, type="tertiary", icon=":material/bookmarks:", key="kept_saved"):
        _saved(context, saved)
    label = say("built.kept.used_list", count=len(used))
    with st.popover(label, type="tertiary", icon=":material/history:", key="kept_used"):
        _used(context, used)


def report_last_action() -> None:
    """Report what the click before did."""
    told = st.session_state.pop(_TOLD, None)
    if told:
        st.info(escape_markdown(told), icon=":material/check_circle:")


def _save(context: Context, spec: TableSpec, names: set[str]) -> None:
    name = st.text_input(say("built.kept.name"), placeholder=say("built.kept.name_hint"), key=_NAME).strip()
    label = say("built.kept.fixed", period=period(context.period))
    fixed = st.checkbox(label, value=True, key=_FIXED, help=say("built.kept.fixed_help"))
    replaces = name not in names or st.checkbox(say("built.kept.replace"), key=_REPLACE)

    def act() -> None:
        table = partial(build_table_record, spec, context.scope, context.calendar, datetime.now())
        save_table(Home.locate(), table(name, fixed))
        record_use(Home.locate(), table())
        st.session_state[_NAME] = ""
        st.session_state[_TOLD] = say("built.kept.saved", name=name)

    st.button(
        say("built.kept.save_now"),
        key="kept_now",
        type="primary",
        on_click=act,
        disabled=not (name and replaces),
    )


def _saved(context: Context, saved_tables: list[StoredTable]) -> None:
    if not saved_tables:
        note(say("built.kept.none_saved"))
    for place, one in enumerate(saved_tables):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            with st.container(gap=None):
                _link(context, one)
            st.button(
                say("built.kept.delete_now"),
                key=f"kept_delete_{place}",
                type="tertiary",
                icon=":material/delete:",
                help=escape_markdown(say("built.kept.delete", name=one.name)),
                on_click=_remember(_ASKED, one.name),
            )
        if st.session_state.get(_ASKED) == one.name:
            _confirm(one.name)


def _confirm(name: str) -> None:
    def delete() -> None:
        delete_saved_table(Home.locate(), name)
        st.session_state[_ASKED] = None
        st.session_state[_TOLD] = say("built.kept.deleted", name=name)

    st.warning(escape_markdown(say("built.kept.delete_ask", name=name)), icon=":material/delete:")
    with st.container(horizontal=True, gap="small"):
        st.button(
            escape_markdown(say("built.kept.delete", name=name)),
            key="kept_delete",
            type="primary",
            on_click=delete,
        )
        st.button(say("built.kept.delete_not"), key="kept_leave", on_click=_remember(_ASKED, None))


def _remember(key: str, value: str | None) -> Callable[[], None]:
    def act() -> None:
        st.session_state[key] = value

    return act


def _used(context: Context, used_tables: list[StoredTable]) -> None:
    if not used_tables:
        note(say("built.kept.none_used"))
    for one in used_tables:
        _link(context, one)


def _link(context: Context, stored_table: StoredTable) -> None:
    """Link a saved table by its name, with its contents below; one of another version says so."""
    told = read_record(stored_table)
    try:
        about = short_title(language(), spec_from_words(told), _period(context, told))
    except UnknownChoice:
        note(f"{escape_markdown(stored_table.name)} {say('built.kept.unreadable')}")
        return
    where = {name: text for name, text in told.items() if name not in VIEW}
    if PERIOD in told:
        # Absent, the map would be the one of this page ("as before"), not the one of the table.
        where |= {MAP: THEN} | {name: told[name] for name in VIEW if name in told}
    navigation.draw_link(escape_markdown(stored_table.name or about), "builder", **where)
    if stored_table.name:
        note(escape_markdown(about))


def _period(context: Context, link_words: Mapping[str, str]) -> str:
    if PERIOD not in link_words:
        return say("built.kept.current_period")
    closes_on = int(context.settings["admin_closes_on"]) if link_words["lich"] == "admin" else None
    return period_name(language(), period_from_key(link_words[PERIOD], closes_on))
