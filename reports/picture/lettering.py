"""Set text in our own font: only what it can draw, measured in inches, shortened and wrapped to a width."""

from functools import cache
from pathlib import Path

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from presentation.numbers import shorten
from reports.model.characters import FONTS, drawable_text


@cache
def font(size: float, bold: bool = False) -> FontProperties:
    """Load the font by its file: none of the machine's own fonts is used."""
    return FontProperties(fname=_file(bold), size=size)


def _file(bold: bool) -> Path:
    return FONTS / f"Tinos-{'Bold' if bold else 'Regular'}.ttf"


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Measure the text in inches."""
    points: float = text_to_path.get_text_width_height_descent(text, font(size, bold), ismath=False)[0]
    return points / 72


def fit_text(text: str, room: float, size: float, bold: bool = False) -> str:
    """Shorten the text to what the room holds."""
    text = drawable_text(text)[0]
    longest, shown = len(text), text
    while longest > 1 and text_width(shown, size, bold) > room:
        longest -= max(1, longest // 10)
        shown = shorten(text, longest)
    return shown


def wrap_text(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    lines: list[str] = []
    for word in drawable_text(text)[0].split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold) <= room:
            lines[-1] = longer
        elif word:
            lines.append(fit_text(word, room, size, bold))
    return lines
