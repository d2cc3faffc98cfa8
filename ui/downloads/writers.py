"""Tell the components of the screen how files are written."""

from indicators.definition import Indicator
from presentation.context import Context
from reports.chart_file import chart_type
from reports.file_formats import FORMATS, table_writers
from ui.components.file_writers import FileWriters, install_writers
from ui.downloads.buttons import draw_download_buttons


def install_report_writers() -> None:
    """Install the writers of reports/ for every component."""
    mime_types = {ending: one.mime_type for ending, one in FORMATS.items()}
    install_writers(FileWriters(table_writers(), mime_types, _draw_chart_buttons))


def _draw_chart_buttons(context: Context, indicator: Indicator, dimension: str, key: str) -> None:
    draw_download_buttons(context, chart_type(indicator, dimension), f"picture-{key}", is_quiet=True)
