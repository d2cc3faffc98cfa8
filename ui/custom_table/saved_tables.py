"""List stored tables: those saved under a name and those last downloaded; and save one."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

import streamlit as st

from indicators.periods import named
from indicators.wording import period_name
from ledger.saved_tables import KeptTable, forget, save, tables_at_hand, use
from reports.custom_table.record import MAP, PERIOD, VIEW, asked, words
from reports.custom_table.spec import UnknownChoice, Wanted, from_words
from reports.custom_table.wording import short
from ui import navigation
from ui.text import language, note, period, plain, say
from ui.view import THEN, View
from warehouse.home import Home

_NAME, _FIXED, _REPLACE, _ASKED, _TOLD = "kept_name", "kept_fixed", "kept_replace", "kept_asked", "kept_told"


def popovers(view: View, wanted: Wanted) -> None:
    """Draw the three popovers beside each other, in whatever container holds them."""
    saved, used = tables_at_hand(Home.chosen())
    with st.popover(say("built.kept.save"), type="tertiary", icon=":material/bookmark_add:", key="kept_save"):
        _save(view, wanted, {one.name for one in saved})
    label = say("built.kept.saved_list", count=len(saved))
    with st.popover(label, type="tertiary", icon=":material/bookmarks:", key="kept_saved"):
        _saved(view, saved)
    label = say("built.kept.used_list", count=len(used))
    with st.popover(label, type="tertiary", icon=":material/history:", key="kept_used"):
        _used(view, used)


def done() -> None:
    """Report what the click before did."""
    told = st.session_state.pop(_TOLD, None)
    if told:
        st.info(plain(told), icon=":material/check_circle:")


def _save(view: View, wanted: Wanted, names: set[str]) -> None:
    name = st.text_input(say("built.kept.name"), placeholder=say("built.kept.name_hint"), key=_NAME).strip()
    label = say("built.kept.fixed", period=period(view.period))
    fixed = st.checkbox(label, value=True, key=_FIXED, help=say("built.kept.fixed_help"))
    replaces = name not in names or st.checkbox(say("built.kept.replace"), key=_REPLACE)

    def act() -> None:
        table = partial(asked, wanted, view.scope, view.calendar, datetime.now())
        save(Home.chosen(), table(name, fixed))
        use(Home.chosen(), table())
        st.session_state[_NAME] = ""
        st.session_state[_TOLD] = say("built.kept.saved", name=name)

    st.button(
        say("built.kept.save_now"),
        key="kept_now",
        type="primary",
        on_click=act,
        disabled=not (name and replaces),
    )


def _saved(view: View, saved: list[KeptTable]) -> None:
    if not saved:
        note(say("built.kept.none_saved"))
    for place, one in enumerate(saved):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            with st.container(gap=None):
                _link(view, one)
            st.button(
                say("built.kept.delete_now"),
                key=f"kept_delete_{place}",
                type="tertiary",
                icon=":material/delete:",
                help=plain(say("built.kept.delete", name=one.name)),
                on_click=_remember(_ASKED, one.name),
            )
        if st.session_state.get(_ASKED) == one.name:
            _confirm(one.name)


def _confirm(name: str) -> None:
    def delete() -> None:
        forget(Home.chosen(), name)
        st.session_state[_ASKED] = None
        st.session_state[_TOLD] = say("built.kept.deleted", name=name)

    st.warning(plain(say("built.kept.delete_ask", name=name)), icon=":material/delete:")
    with st.container(horizontal=True, gap="small"):
        st.button(
            plain(say("built.kept.delete", name=name)), key="kept_delete", type="primary", on_click=delete
        )
        st.button(say("built.kept.delete_not"), key="kept_leave", on_click=_remember(_ASKED, None))


def _remember(key: str, value: str | None) -> Callable[[], None]:
    def act() -> None:
        st.session_state[key] = value

    return act


def _used(view: View, used: list[KeptTable]) -> None:
    if not used:
        note(say("built.kept.none_used"))
    for one in used:
        _link(view, one)


def _link(view: View, kept: KeptTable) -> None:
    """Link a saved table by its name, with its contents below; one of another version says so."""
    told = words(kept)
    try:
        about = short(language(), from_words(told), _period(view, told))
    except UnknownChoice:
        note(f"{plain(kept.name)} {say('built.kept.unreadable')}")
        return
    where = {name: text for name, text in told.items() if name not in VIEW}
    if PERIOD in told:
        # Absent, the map would be the one of this page ("as before"), not the one of the table.
        where |= {MAP: THEN} | {name: told[name] for name in VIEW if name in told}
    navigation.link(plain(kept.name or about), "builder", **where)
    if kept.name:
        note(plain(about))


def _period(view: View, told: Mapping[str, str]) -> str:
    if PERIOD not in told:
        return say("built.kept.current_period")
    closes_on = int(view.settings["admin_closes_on"]) if told["lich"] == "admin" else None
    return period_name(language(), named(told[PERIOD], closes_on))
