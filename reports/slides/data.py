"""Write the numbers behind a chart as the workbook that PowerPoint opens: names are text in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from pptx.chart.data import ChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class _Writer(CategoryWorkbookWriter):
    @contextmanager
    def _open_worksheet(self, xlsx_file: BytesIO) -> Iterator[tuple[Workbook, Worksheet]]:
        """Open a workbook that keeps a name beginning with = as text, unlike the library's own."""
        with Workbook(xlsx_file, _OPTIONS) as workbook:
            yield workbook, workbook.add_worksheet()


class SafeChartData(ChartData):
    """Hold the numbers of a chart whose workbook has names as text, never as formulas or links."""

    @property
    def xlsx_blob(self) -> bytes:
        blob: bytes = _Writer(self).xlsx_blob
        return blob
