"""Make characters visible that a format forbids, that change the direction of text, or that a font lacks."""

import re
from collections.abc import Container
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from languages import say
from languages.writing import number

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # all but tab and line feed
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NO_CHARACTER = re.compile(
    "[\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_ODD = re.compile("|".join(one.pattern for one in (_CONTROL, _TURNING, _NO_CHARACTER)))
_PICTURES = 0x2400  # ␀, and the pictures of the controls after it


def visible_text(text: str, font: Container[int] | None = None) -> tuple[str, int]:
    """Return the text with substitutes, and how many there are.

    `font`: the numbers of the letters that it has; another one is written as its number, so that no empty box
    stands for all of them. Tabs and line feeds stay.
    """
    text = text.replace("\r\n", "\n")
    if font is None and not _ODD.search(text):
        return text, 0
    shown, count = [], 0
    for letter in text:
        substitute = _substitute(letter)
        if font is not None and letter not in "\t\n" and ord(substitute[0]) not in font:
            substitute = _number(letter)
        shown.append(substitute)
        count += substitute != letter
    return "".join(shown), count


def _substitute(letter: str) -> str:
    if not _ODD.match(letter):
        return letter
    if _TURNING.match(letter):
        return _number(letter)
    code = ord(letter)
    if code < 0x20:
        return chr(_PICTURES + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def _number(letter: str) -> str:
    """Write a character as its number, ‹U+202E›, in brackets that Times New Roman and its likes have."""
    return f"‹U+{ord(letter):04X}›"


FONTS = Path(__file__).parents[1] / "fonts"
_SAME_SIGN = str.maketrans("◆┃", "♦│")  # what the font has under another number
_SPACES = str.maketrans(dict.fromkeys("\t\n\u2028\u2029", " "))


@cache
def font_characters() -> frozenset[int]:
    """Return the characters, as numbers, that all four faces of the font have."""
    faces = [TTFont(path).getBestCmap().keys() for path in sorted(FONTS.glob("*.ttf"))]
    return frozenset(faces[0]).intersection(*faces)


def drawable_text(text: str) -> tuple[str, int]:
    """Return the text as one line that a picture can show, and how many characters were replaced."""
    shown, count = visible_text(text.translate(_SAME_SIGN), font_characters())
    return shown.translate(_SPACES), count


def replaced_note(language: str, count: int) -> tuple[tuple[str, str], ...]:
    """Return label and text that a file says of replaced characters, nothing where there are none."""
    if not count:
        return ()
    told = say(language, "file.replaced_text", count=number(language, count, 0))
    return ((say(language, "file.replaced"), told),)
