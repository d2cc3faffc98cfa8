"""Hint at what a page answers and where to begin, until the user hides the line."""

import streamlit as st

from ui import pinned_snapshot
from ui.text import note, say

_AWAY = "hints_away"  # ids of pages whose line was put away, for this session


def draw_hint(page: str) -> None:
    """Draw the hint; not in a meeting, where a room reads figures, not instructions."""
    if not page or page in _away() or pinned_snapshot.is_meeting():
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="hint"):
        note(f":material/lightbulb: {say(f'hint.{page}')}", width="content")
        st.button(
            say("hint.away"),
            key=f"hint_{page}",
            type="tertiary",
            on_click=_put_away,
            args=(page,),
            width="content",
        )


def draw_hint_button(page: str) -> None:
    """Draw the button that brings a hidden hint back."""
    if page in _away() and not pinned_snapshot.is_meeting():
        st.button(
            say("hint.again"),
            key=f"hint_{page}",
            type="tertiary",
            icon=":material/help:",
            on_click=_bring,
            args=(page,),
        )


def _away() -> frozenset[str]:
    return st.session_state.get(_AWAY, frozenset())


def _put_away(page: str) -> None:
    st.session_state[_AWAY] = _away() | {page}


def _bring(page: str) -> None:
    st.session_state[_AWAY] = _away() - {page}
