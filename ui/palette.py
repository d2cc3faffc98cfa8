"""Give the colours of the theme that is shown, and what the signals look like in it."""

import streamlit as st

from presentation.colours import DARK, LIGHT, Palette

BADGES = {"low": "red", "high": "blue"}  # all other signals are gray


def palette() -> Palette:
    """Return the colours of the theme that the reader's browser shows."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def colour(signal: str) -> str:
    """Return the colour of a bar or dot: gray unless the signal is sure."""
    tokens = palette()
    return {"low": tokens.low, "high": tokens.high}.get(signal, tokens.mid)


def tint(signal: str) -> str:
    """Return the ground of a tile or area: the page's own unless the signal is sure."""
    tokens = palette()
    return {"low": tokens.low_bg, "high": tokens.high_bg}.get(signal, tokens.bg)


def text_colour(signal: str) -> str:
    """Return the colour of a figure on its tint: a signal in its own, few cases and silence muted."""
    tokens = palette()
    muted = {"few": tokens.muted, "missing": tokens.muted}
    return {"low": tokens.low, "high": tokens.high, **muted}.get(signal, tokens.text)
