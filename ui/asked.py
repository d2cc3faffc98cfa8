"""What the address says, and else what the session remembers of it."""

import streamlit as st


def given(name: str) -> str | None:
    return st.query_params.get(name) or st.session_state.get("chosen", {}).get(name)


def remember(values: dict[str, str]) -> None:
    """An empty value forgets: what an address lacks would come from here again."""
    st.session_state.chosen = st.session_state.get("chosen", {}) | values
