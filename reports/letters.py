"""The letters of our own font: no others can be printed in a PDF and in a picture."""

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from reports.visible import visible

FONTS = Path(__file__).with_name("fonts")
_SAME_SIGN = str.maketrans("◆┃", "♦│")  # what the font has under another number
_SPACES = str.maketrans(dict.fromkeys("\t\n\u2028\u2029", " "))


@cache
def letters() -> frozenset[int]:
    """What each of the four faces has."""
    faces = [TTFont(path).getBestCmap().keys() for path in sorted(FONTS.glob("*.ttf"))]
    return frozenset(faces[0]).intersection(*faces)


def drawable(text: str) -> tuple[str, int]:
    """One line as a picture shows it, and how many characters were replaced."""
    shown, count = visible(text.translate(_SAME_SIGN), letters())
    return shown.translate(_SPACES), count
