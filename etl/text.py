"""Fold texts for comparison, so that two ways of writing the same words come out equal."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache


def closeness(text: str, other_text: str) -> float:
    """Return 1 for equal texts, less otherwise: the mean of the ratios with and without diacritics.

    Both texts are folded before."""
    if text == other_text:
        return 1.0
    return (_ratio(text, other_text) + _ratio(strip_diacritics(text), strip_diacritics(other_text))) / 2


@lru_cache(maxsize=1 << 14)
def strip_diacritics(text: str) -> str:
    """Return the text without diacritics: gia hoa for gia hòa."""
    parts = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(part for part in parts if not unicodedata.combining(part))


@lru_cache(maxsize=1 << 16)  # the same unknown name stands in many rows
def _ratio(text: str, other_text: str) -> float:
    return SequenceMatcher(None, text, other_text, autojunk=False).ratio()


# Ð is another letter than Đ, and stays another after NFC; invisible letters come from web pages.
_LETTERS = str.maketrans(
    {"ð": "đ", "–": "-", "—": "-", "‑": "-", "−": "-"} | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad")
)
_SPACES = re.compile(r"\s+")
_ON_SECOND = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"]
_ON_FIRST = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]
_TONES = dict(zip(_ON_SECOND, _ON_FIRST, strict=True))
# The two styles differ only where the syllable ends with the pair; after q the u belongs to the consonant.
_PAIR = re.compile(rf"(?<!q)(?:{'|'.join(_ON_SECOND)})(?!\w)")


@lru_cache(maxsize=1 << 14)  # the same headings and words are compared with every row at the top
def fold(text: str) -> str:
    """Return lower case, one space, Đ for Ð, old-style tones (hòa and thúy for hoà and thuý), no last : or *.

    >>> fold(" ỦY BAN  nhân dân xã Gia Hoà *: ")
    'ủy ban nhân dân xã gia hòa'
    """
    composed = unicodedata.normalize("NFC", text.lower().translate(_LETTERS))
    spaced = _SPACES.sub(" ", composed).strip().rstrip(" :*")
    return _PAIR.sub(lambda pair: _TONES[pair.group()], spaced)
