"""Measure how similar two texts are, for suggestions to a person; nothing is ever decided by it."""

import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache


def closeness(one: str, other: str) -> float:
    """Return 1 for equal texts, less otherwise: the mean of the ratios with and without diacritics.

    Both texts are folded before."""
    if one == other:
        return 1.0
    return (_ratio(one, other) + _ratio(bare(one), bare(other))) / 2


@lru_cache(maxsize=1 << 14)
def bare(text: str) -> str:
    """Return the text without diacritics: gia hoa for gia hòa."""
    parts = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(part for part in parts if not unicodedata.combining(part))


@lru_cache(maxsize=1 << 16)  # the same unknown name stands in many rows
def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
