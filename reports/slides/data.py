"""The numbers behind a chart, as the workbook that PowerPoint opens: names are text in it."""

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
        """The library's own workbook would make a formula of a name that begins with =."""
        with Workbook(xlsx_file, _OPTIONS) as workbook:
            yield workbook, workbook.add_worksheet()


class Data(ChartData):
    @property
    def xlsx_blob(self) -> bytes:
        blob: bytes = _Writer(self).xlsx_blob
        return blob
