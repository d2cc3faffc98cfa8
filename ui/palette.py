"""Colours and marks; those that .streamlit/config.toml has too are the same, as a test checks."""

from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True)
class Palette:
    """`low`, `high`, `soon` mean a judgement; `mid`, `muted`, `band`, `grid` mean none."""

    bg: str
    text: str
    muted: str
    grid: str
    accent: str
    low: str
    high: str
    soon: str
    soon_fill: str
    low_bg: str
    high_bg: str
    band: str
    mid: str


LIGHT = Palette(
    bg="#FFFFFF",
    text="#1A2530",
    muted="#55616D",
    grid="#E3E8ED",
    accent="#1D4F8C",
    low="#A8350B",
    high="#0B5596",
    soon="#7A5000",
    soon_fill="#B07A10",
    low_bg="#FBE3D8",
    high_bg="#DCEBF9",
    band="#C9D3DD",
    mid="#8494A3",
)
DARK = Palette(
    bg="#10161C",
    text="#E6ECF2",
    muted="#A6B2BD",
    grid="#2A343E",
    accent="#6FAEEF",
    low="#FFA27A",
    high="#86C2FF",
    soon="#F2C462",
    soon_fill="#C0902A",
    low_bg="#4A2212",
    high_bg="#123659",
    band="#3D4B58",
    mid="#7C8B99",
)
BADGES = {"low": "red", "high": "blue"}  # all other signals are gray


def palette() -> Palette:
    """The colours of the theme that the reader's browser shows."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def colour(signal: str) -> str:
    """The colour of a bar or dot: gray unless the signal is sure."""
    tokens = palette()
    return {"low": tokens.low, "high": tokens.high}.get(signal, tokens.mid)


def tint(signal: str) -> str:
    """The ground of a tile or area: the page's own unless the signal is sure."""
    tokens = palette()
    return {"low": tokens.low_bg, "high": tokens.high_bg}.get(signal, tokens.bg)


def text_colour(signal: str) -> str:
    """Of a figure on its tint: a signal in its colour, few cases and silence muted."""
    tokens = palette()
    muted = {"few": tokens.muted, "missing": tokens.muted}
    return {"low": tokens.low, "high": tokens.high, **muted}.get(signal, tokens.text)
