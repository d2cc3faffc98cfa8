"""Define the colours of screen and files; .streamlit/config.toml has the same, as a test checks."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """Hold a palette; `low`, `high`, `soon` mean a judgement, `mid`, `muted`, `band`, `grid` mean none."""

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
OF_MARK = {"▼": LIGHT.low, "▲": LIGHT.high}  # on paper
