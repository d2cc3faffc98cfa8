"""Keep the reader on one snapshot, for a meeting or not: both stand in the address."""

import streamlit as st

from ui import answers, messages
from ui.navigation import MEETING, MODE, SNAPSHOT, read_parameter, remember_parameters
from warehouse.home import Home
from warehouse.snapshots import Snapshot, current_snapshot


def choose_pinned_snapshot() -> None:
    """Choose the snapshot of this run; the page reports one that does not exist (`check_parameters`)."""
    answers.choose_snapshot(read_parameter(SNAPSHOT))


def check_parameters() -> dict[str, str]:
    """Return the parameters of snapshot and mode; a wrong one of either ends the page."""
    serving, asked, mode = answers.snapshot(), read_parameter(SNAPSHOT), read_parameter(MODE)
    assert serving is not None
    if asked and asked.lstrip("0") != serving.id.lstrip("0"):
        messages.stop_not_found("snapshot", asked)
    if mode and mode != MEETING:
        messages.stop_not_found("mode", mode)
    st.session_state.meeting = bool(mode)
    kept = {MODE: MEETING} if mode else {}
    return kept | ({SNAPSHOT: serving.id} if asked or mode else {})


def is_meeting() -> bool:
    return bool(st.session_state.get("meeting"))


def is_pinned() -> bool:
    """Tell whether the address names a snapshot."""
    return bool(read_parameter(SNAPSHOT))


def newer_snapshot() -> Snapshot | None:
    """Return the newest snapshot, where it is not the one that is shown."""
    serving, newest = answers.snapshot(), current_snapshot(Home.locate())
    return newest if serving and newest and newest.id != serving.id else None


def begin_meeting() -> None:
    """Begin a meeting: from now on everything is asked of the snapshot of this run."""
    serving = answers.snapshot()
    assert serving is not None
    _put({SNAPSHOT: serving.id, MODE: MEETING})


def end_meeting() -> None:
    """End the meeting: go back to the newest snapshot."""
    for name in (SNAPSHOT, MODE):
        st.query_params.pop(name, None)
    remember_parameters({SNAPSHOT: "", MODE: ""})


def _put(values: dict[str, str]) -> None:
    st.query_params.update(values)
    remember_parameters(values)
