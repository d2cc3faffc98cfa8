"""Draw the bar of a meeting: its snapshot, the next unit, the rows, back, and its end."""

import streamlit as st

from presentation.context import Context
from ui import answers, navigation, pinned_snapshot
from ui.address import WHOLE, read_case_code
from ui.navigation import read_parameter
from ui.text import day, escape_markdown, note, say
from warehouse.current_user import current_user
from warehouse.home import Home
from warehouse.retention import keep_snapshot, kept_snapshots
from warehouse.snapshots import Snapshot

# With Shift, since bare arrows move in tables and lists, and with Alt they are the browser's.
PREVIOUS, NEXT, ROWS, BACK = "Shift+Left", "Shift+Right", "Shift+Down", "Shift+Up"
OF_ONE_UNIT = ("unit", "indicator", "cases", "signing", "satisfaction", "integrity")


def draw_meeting_button() -> None:
    """Draw the button, among the header's choices, that begins a meeting."""
    st.button(
        say("meeting.switch"),
        key="meeting_begin",
        icon=":material/co_present:",
        help=say("meeting.switch_help"),
        on_click=pinned_snapshot.begin_meeting,
        disabled=pinned_snapshot.is_meeting(),
    )


def draw_meeting_bar(context: Context, page: str) -> None:
    """Draw the bar on every page of a meeting; elsewhere only say when the snapshot is not the newest."""
    serving, newest = answers.snapshot(), pinned_snapshot.newer_snapshot()
    assert serving is not None
    closing = day(context.scope.closing)
    if not pinned_snapshot.is_meeting():
        if pinned_snapshot.is_pinned() and newest:
            _pinned(say("meeting.pinned", id=serving.id, closing=closing, newest=newest.id))
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="meeting"):
        st.markdown(
            f":material/co_present: **{say('meeting.on', id=serving.id, closing=closing)}**", width="content"
        )
        st.button(
            say("meeting.end"),
            key="meeting_end",
            icon=":material/logout:",
            on_click=pinned_snapshot.end_meeting,
        )
    if newest:
        note(f":material/update: {say('meeting.newer', id=newest.id, kept=serving.id)}")
    _keep(serving)
    _moves(context, page)


def _pinned(words: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        note(f":material/push_pin: {words}", width="content")
        st.button(
            say("meeting.to_newest"), key="to_newest", type="tertiary", on_click=pinned_snapshot.end_meeting
        )


def _moves(context: Context, page: str) -> None:
    here = context.unit if page in OF_ONE_UNIT else None
    before, after = _neighbours(context, here)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if _button("previous", _name(context, before, "previous"), PREVIOUS, before is not None):
            _to_unit(context, page, str(before))
        if _button("next", _name(context, after, "next"), NEXT, after is not None):
            _to_unit(context, page, str(after))
        if _button("rows", say("meeting.rows"), ROWS, page != "indicator"):
            navigation.open_page("indicator", don_vi=here or WHOLE, chi_so=read_parameter("chi_so"))
        if _button("back", say("meeting.back"), BACK, page != "overview"):
            _back(context, page, here)


def _button(move: str, label: str, key: str, is_enabled: bool) -> bool:
    icons = {
        "previous": "chevron_left",
        "next": "chevron_right",
        "rows": "table_rows",
        "back": "arrow_upward",
    }
    icon = f":material/{icons[move]}:"
    return st.button(
        label, key=f"meeting_{move}", icon=icon, shortcut=key, disabled=not is_enabled, type="tertiary"
    )


def _neighbours(context: Context, unit: str | None) -> tuple[str | None, str | None]:
    """Return the units before and after: all units come first, then each in the order of the list."""
    order = [WHOLE, *context.period_units["id"]]
    place = order.index(unit or WHOLE) if (unit or WHOLE) in order else 0
    before = order[place - 1] if place else None
    return before, order[place + 1] if place + 1 < len(order) else None


def _name(context: Context, unit: str | None, move: str) -> str:
    return (
        say(f"meeting.{move}")
        if unit is None
        else escape_markdown(context.name_of(None if unit == WHOLE else unit))
    )


def _to_unit(context: Context, page: str, unit: str) -> None:
    """Open the same page of another unit; from pages without a unit, and from a case, the unit's own page."""
    if page in OF_ONE_UNIT and read_case_code() is None:
        navigation.set_parameter("don_vi", unit)
        st.rerun()
    navigation.open_page("unit", don_vi=unit, chi_so=read_parameter("chi_so"))


def _back(context: Context, page: str, unit: str | None) -> None:
    """Go one step up: from a case to the rows, from rows to their unit, from a unit to all."""
    if read_case_code() is not None:
        navigation.open_page("indicator", don_vi=unit or WHOLE, chi_so=read_parameter("chi_so"))
    if page == "unit" or unit is None:
        navigation.open_page("overview")
    navigation.open_page("unit", don_vi=unit, chi_so=read_parameter("chi_so"))


def _keep(served_snapshot: Snapshot) -> None:
    """Keep the snapshot, so that a link of the meeting opens it after any number of loads."""
    if st.session_state.get("kept") == served_snapshot.id:
        return
    home = Home.locate()
    try:
        if served_snapshot.id not in kept_snapshots(home):
            keep_snapshot(home, served_snapshot.id, say("meeting.reason"), current_user())
    except OSError:
        st.warning(say("meeting.not_kept", id=served_snapshot.id), icon=":material/warning:")
        return
    st.session_state.kept = served_snapshot.id
