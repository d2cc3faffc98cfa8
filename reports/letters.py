"""Tell which characters our own font has: a PDF and a picture can print no others."""

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from reports.visible import visible

FONTS = Path(__file__).with_name("fonts")
_SAME_SIGN = str.maketrans("◆┃", "♦│")  # what the font has under another number
_SPACES = str.maketrans(dict.fromkeys("\t\n\u2028\u2029", " "))


@cache
def letters() -> frozenset[int]:
    """Return the characters, as numbers, that all four faces of the font have."""
    faces = [TTFont(path).getBestCmap().keys() for path in sorted(FONTS.glob("*.ttf"))]
    return frozenset(faces[0]).intersection(*faces)


def drawable(text: str) -> tuple[str, int]:
    """Return the text as one line that a picture can show, and how many characters were replaced."""
    shown, count = visible(text.translate(_SAME_SIGN), letters())
    return shown.translate(_SPACES), count
