"""Keep the reader on one snapshot, for a meeting or not: both stand in the address."""

import streamlit as st

from ui import answers, messages
from ui.navigation import MEETING, MODE, SNAPSHOT, given, remember
from warehouse.home import Home
from warehouse.snapshots import Snapshot, current


def begin() -> None:
    """Choose the snapshot of this run; the page reports one that does not exist (`check_parameters`)."""
    answers.begin(given(SNAPSHOT))


def checked() -> dict[str, str]:
    """Return the parameters of snapshot and mode; a wrong one of either ends the page."""
    serving, asked, mode = answers.snapshot(), given(SNAPSHOT), given(MODE)
    assert serving is not None
    if asked and asked.lstrip("0") != serving.id.lstrip("0"):
        messages.not_found("snapshot", asked)
    if mode and mode != MEETING:
        messages.not_found("mode", mode)
    st.session_state.meeting = bool(mode)
    kept = {MODE: MEETING} if mode else {}
    return kept | ({SNAPSHOT: serving.id} if asked or mode else {})


def meeting() -> bool:
    return bool(st.session_state.get("meeting"))


def pinned() -> bool:
    """Tell whether the address names a snapshot."""
    return bool(given(SNAPSHOT))


def newer() -> Snapshot | None:
    """Return the newest snapshot, where it is not the one that is shown."""
    serving, newest = answers.snapshot(), current(Home.chosen())
    return newest if serving and newest and newest.id != serving.id else None


def hold() -> None:
    """Begin a meeting: from now on everything is asked of the snapshot of this run."""
    serving = answers.snapshot()
    assert serving is not None
    _put({SNAPSHOT: serving.id, MODE: MEETING})


def release() -> None:
    """End the meeting: go back to the newest snapshot."""
    for name in (SNAPSHOT, MODE):
        st.query_params.pop(name, None)
    remember({SNAPSHOT: "", MODE: ""})


def _put(values: dict[str, str]) -> None:
    st.query_params.update(values)
    remember(values)
