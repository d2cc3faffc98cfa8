"""Draw a chart as SVG or PNG without a browser: the same chart gives the same bytes, even in parallel runs.

Only two settings of matplotlib's own state are touched, once; its figures are plain objects here.
"""

from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from languages import say
from presentation.chart import Bars, Chart, explain_signs, finite_values
from reports.model.characters import drawable_text
from reports.picture import bars, lines
from reports.picture.sheet import LABEL, blank_sheet

_EMPTY_HEIGHT = 0.4  # inches
_WITHOUT = dict.fromkeys(("Date", "Creator", "Format", "Type"))  # what would tell of the machine and the day
# Letters are paths, so that no reader needs the font; ids follow from what they name.
matplotlib.rcParams.update({"svg.fonttype": "path", "svg.hashsalt": "reform"})


def svg(chart: Chart, language: str, foot: Sequence[str] = ()) -> bytes:
    """Draw an SVG, one element alone, so that a page can hold it; `foot` are paragraphs below the chart."""
    file = BytesIO()
    FigureCanvasSVG(_figure(chart, language, foot)).print_svg(file, metadata=_WITHOUT)
    written = file.getvalue().decode()
    head, end, rest = written[written.index("<svg") :].partition(">\n")
    return f"{head}{end} <title>{escape(drawable_text(chart.title)[0])}</title>\n{rest}".encode()


def png(chart: Chart, language: str, dpi: int = 200, foot: Sequence[str] = ()) -> bytes:
    file, figure = BytesIO(), _figure(chart, language, foot)
    canvas = FigureCanvasAgg(figure)
    figure.set_dpi(dpi)
    canvas.print_png(file, metadata={"Software": None})  # else a version would stand in it
    return file.getvalue()


def _figure(chart: Chart, language: str, foot: Sequence[str]) -> Figure:
    if not _anything(chart):
        empty = blank_sheet(chart.title, _EMPTY_HEIGHT, foot)
        middle = (empty.bottom + empty.top) / 2
        empty.write(0, middle, say(language, "picture.nothing"), LABEL)
        return empty.figure
    if isinstance(chart, Bars):
        page = blank_sheet(chart.title, bars.height(chart), [explain_signs(chart, language), *foot])
        bars.draw(page, chart, language)
    else:
        page = blank_sheet(chart.title, lines.height(chart), [explain_signs(chart, language), *foot])
        lines.draw(page, chart, language)
    return page.figure


def _anything(chart: Chart) -> bool:
    """Tell whether there is anything to draw: bars even without figures, but a line needs a value."""
    if isinstance(chart, Bars):
        return bool(chart.bars)
    return bool(finite_values(point.value for point in chart.points))
