"""Tell the components of the screen how files are written."""

from indicators.definition import Indicator
from reports.chart_file import chart_type
from reports.spreadsheet.table_csv import csv_bytes
from reports.spreadsheet.table_xlsx import xlsx_bytes
from ui.components.file_writers import FileWriters, install_writers
from ui.downloads.buttons import draw_download_buttons
from ui.view import View


def install_report_writers() -> None:
    """Install the writers of reports/ for every component."""
    install_writers(FileWriters({"xlsx": xlsx_bytes, "csv": csv_bytes}, _draw_chart_buttons))


def _draw_chart_buttons(view: View, indicator: Indicator, dimension: str, key: str) -> None:
    draw_download_buttons(view, chart_type(indicator, dimension), f"picture-{key}", is_quiet=True)
