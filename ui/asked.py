"""Read a parameter from the address, or else from what the session remembers of it."""

import streamlit as st


def given(name: str) -> str | None:
    """Return the parameter from the address, else the last one of this session, else None."""
    return st.query_params.get(name) or st.session_state.get("chosen", {}).get(name)


def remember(values: dict[str, str]) -> None:
    """Keep parameters for the session; an empty value forgets one, as an absent one would come from here."""
    st.session_state.chosen = st.session_state.get("chosen", {}) | values
