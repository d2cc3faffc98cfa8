"""Characters that a format forbids, or that turn the order of letters round, made visible."""

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # all but tab and line feed
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_PICTURES = 0x2400  # ␀, and the pictures of the controls after it


def visible(text: str) -> tuple[str, int]:
    """The text with substitutes, and how many there are."""
    text = text.replace("\r\n", "\n")
    text, controls = _CONTROL.subn(_picture, text)
    text, turning = _TURNING.subn(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)
    text, others = _NO_CHARACTER.subn("\ufffd", text)
    return text, controls + turning + others


def _picture(found: re.Match[str]) -> str:
    number = ord(found[0])
    if number < 0x20:
        return chr(_PICTURES + number)
    return "\u2421" if number == 0x7F else "\ufffd"
