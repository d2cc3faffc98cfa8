"""Prepare the sheet that a chart is drawn on: title above, explanation below, all measured in inches."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from languages.writing import number
from presentation.colours import LIGHT
from reports.model.characters import drawable_text
from reports.picture.lettering import font, wrap_text


def ticks(low: float, high: float, whole_numbers: bool) -> list[float]:
    """Return about five ticks; with `whole_numbers` none lies between two whole numbers."""
    found = MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10], integer=whole_numbers).tick_values(low, high)
    return [float(one) for one in found if low <= one <= high]


def tick_labels(language: str, values: list[float], percent: bool) -> list[str]:
    """Write the values with as many decimals as the longest of them needs."""
    digits = next(
        (
            count
            for count in range(3)
            if all(math.isclose(round(one, count), one, abs_tol=1e-9) for one in values)
        ),
        3,
    )
    return [number(language, one, digits) + ("%" if percent else "") for one in values]


PAPER = 6.3  # between the margins of an official page of A4
TITLE, LABEL, SMALL = 10.5, 9.5, 8.0  # points
_LEADING = 1.25 / 72  # inches from line to line, a point of the letters' size
_EDGE, _GAP = 0.06, 0.08
WIDTH = PAPER - 2 * _EDGE  # what is written on
_MIDDLE = 0.33 / 72  # from the middle of a letter down to its line


@dataclass(frozen=True, eq=False)
class DrawingSheet:
    """Hold a sheet whose chart lies between `bottom` and `top`.

    Heights are inches from the lower edge, x goes from 0 to WIDTH.
    """

    figure: Figure
    height: float
    bottom: float
    top: float

    def write(
        self,
        x: float,
        y: float,
        text: str,
        size: float = LABEL,
        colour: str = LIGHT.text,
        align: str = "left",
        bold: bool = False,
        name: str | None = None,
    ) -> None:
        """Write text whose middle lies at height `y`; `name` finds it again in an SVG."""
        self.figure.text(
            (_EDGE + x) / PAPER,
            (y - size * _MIDDLE) / self.height,
            drawable_text(text)[0],
            fontproperties=font(size, bold),
            color=colour,
            horizontalalignment=align,
            verticalalignment="baseline",
            parse_math=False,
            gid=name,
        )

    def plot(self, left: float, right: float, bottom: float, top: float) -> Axes:
        """Add bare axes: ticks and their labels are drawn as text of ours."""
        wide, high = (right - left) / PAPER, (top - bottom) / self.height
        axes = self.figure.add_axes(((_EDGE + left) / PAPER, bottom / self.height, wide, high))
        axes.set_axis_off()
        return axes

    def sheet_position(self, axes: Axes, x: float, y: float) -> tuple[float, float]:
        """Return where a place of the plot lies on the sheet."""
        dots = axes.transData.transform((x, y))
        return float(dots[0]) / self.figure.dpi - _EDGE, float(dots[1]) / self.figure.dpi


def blank_sheet(title: str, body: float, paragraphs: Sequence[str]) -> DrawingSheet:
    """Make a sheet for a chart of height `body`; the `paragraphs` below it begin a line each."""
    heads = wrap_text(title, WIDTH, TITLE, bold=True)
    notes = [line for text in paragraphs for line in wrap_text(text, WIDTH, SMALL)]
    above = len(heads) * TITLE * _LEADING + (_GAP if heads else 0)
    under = len(notes) * SMALL * _LEADING + (_GAP if notes else 0)
    height = _EDGE + above + body + under + _EDGE
    figure = Figure(figsize=(PAPER, height), dpi=72, facecolor=LIGHT.bg)
    made = DrawingSheet(figure, height, _EDGE + under, _EDGE + under + body)
    for place, line in enumerate(heads):
        made.write(0, height - _EDGE - (place + 0.5) * TITLE * _LEADING, line, TITLE, bold=True)
    for place, line in enumerate(notes):
        made.write(0, _EDGE + (len(notes) - place - 0.5) * SMALL * _LEADING, line, SMALL, LIGHT.muted)
    return made
