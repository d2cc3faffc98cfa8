"""Draw the bar of a meeting: its snapshot, the next unit, the rows, back, and its end."""

import streamlit as st

from ui import answers, navigation, pinned
from ui.navigation import given
from ui.text import day, note, plain, say
from ui.view import WHOLE, View
from warehouse.current_user import account
from warehouse.home import Home
from warehouse.retention import keep, kept
from warehouse.snapshots import Snapshot

# With Shift, since bare arrows move in tables and lists, and with Alt they are the browser's.
PREVIOUS, NEXT, ROWS, BACK = "Shift+Left", "Shift+Right", "Shift+Down", "Shift+Up"
OF_ONE_UNIT = ("unit", "indicator", "cases", "signing", "satisfaction", "integrity")


def switch() -> None:
    """Draw the button, among the header's choices, that begins a meeting."""
    st.button(
        say("meeting.switch"),
        key="meeting_begin",
        icon=":material/co_present:",
        help=say("meeting.switch_help"),
        on_click=pinned.hold,
        disabled=pinned.meeting(),
    )


def bar(view: View, page: str) -> None:
    """Draw the bar on every page of a meeting; elsewhere only say when the snapshot is not the newest."""
    serving, newest = answers.snapshot(), pinned.newer()
    assert serving is not None
    closing = day(view.scope.closing)
    if not pinned.meeting():
        if pinned.pinned() and newest:
            _pinned(say("meeting.pinned", id=serving.id, closing=closing, newest=newest.id))
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="meeting"):
        st.markdown(
            f":material/co_present: **{say('meeting.on', id=serving.id, closing=closing)}**", width="content"
        )
        st.button(say("meeting.end"), key="meeting_end", icon=":material/logout:", on_click=pinned.release)
    if newest:
        note(f":material/update: {say('meeting.newer', id=newest.id, kept=serving.id)}")
    _keep(serving)
    _moves(view, page)


def _pinned(words: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        note(f":material/push_pin: {words}", width="content")
        st.button(say("meeting.to_newest"), key="to_newest", type="tertiary", on_click=pinned.release)


def _moves(view: View, page: str) -> None:
    here = view.unit if page in OF_ONE_UNIT else None
    before, after = _neighbours(view, here)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if _button("previous", _name(view, before, "previous"), PREVIOUS, before is not None):
            _to_unit(view, page, str(before))
        if _button("next", _name(view, after, "next"), NEXT, after is not None):
            _to_unit(view, page, str(after))
        if _button("rows", say("meeting.rows"), ROWS, page != "indicator"):
            navigation.go("indicator", don_vi=here or WHOLE, chi_so=given("chi_so"))
        if _button("back", say("meeting.back"), BACK, page != "overview"):
            _back(view, page, here)


def _button(move: str, label: str, key: str, possible: bool) -> bool:
    icons = {
        "previous": "chevron_left",
        "next": "chevron_right",
        "rows": "table_rows",
        "back": "arrow_upward",
    }
    icon = f":material/{icons[move]}:"
    return st.button(
        label, key=f"meeting_{move}", icon=icon, shortcut=key, disabled=not possible, type="tertiary"
    )


def _neighbours(view: View, here: str | None) -> tuple[str | None, str | None]:
    """Return the units before and after: all units come first, then each in the order of the list."""
    order = [WHOLE, *view.shown["id"]]
    place = order.index(here or WHOLE) if (here or WHOLE) in order else 0
    before = order[place - 1] if place else None
    return before, order[place + 1] if place + 1 < len(order) else None


def _name(view: View, unit: str | None, move: str) -> str:
    return say(f"meeting.{move}") if unit is None else plain(view.name_of(None if unit == WHOLE else unit))


def _to_unit(view: View, page: str, unit: str) -> None:
    """Open the same page of another unit; from pages without a unit, and from a case, the unit's own page."""
    if page in OF_ONE_UNIT and view.case is None:
        navigation.choose("don_vi", unit)
        st.rerun()
    navigation.go("unit", don_vi=unit, chi_so=given("chi_so"))


def _back(view: View, page: str, here: str | None) -> None:
    """Go one step up: from a case to the rows, from rows to their unit, from a unit to all."""
    if view.case is not None:
        navigation.go("indicator", don_vi=here or WHOLE, chi_so=given("chi_so"))
    if page == "unit" or here is None:
        navigation.go("overview")
    navigation.go("unit", don_vi=here, chi_so=given("chi_so"))


def _keep(serving: Snapshot) -> None:
    """Keep the snapshot, so that a link of the meeting opens it after any number of loads."""
    if st.session_state.get("kept") == serving.id:
        return
    home = Home.chosen()
    try:
        if serving.id not in kept(home):
            keep(home, serving.id, say("meeting.reason"), account())
    except OSError:
        st.warning(say("meeting.not_kept", id=serving.id), icon=":material/warning:")
        return
    st.session_state.kept = serving.id
