"""Read workbooks that are packages (XLSX, XLSM, XLSB, ODS) into sheets."""

import logging
import re
from types import TracebackType

import fastexcel
import pandas as pd

from etl.assumptions import Assumption
from etl.formats import xlsx_safety
from etl.formats.sheet import Sheet, SourceWorkbook, drop_blank_cells
from etl.problem import FileRefused, Problem

# The library beneath remarks on sheets that hold no cells, in English, to whoever sits at the terminal.
logging.getLogger("calamine").addHandler(logging.NullHandler())
logging.getLogger("calamine").propagate = False

_ERRORS = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
}


class _Refusing:
    """Turn a fault of the reader into a refusal: its PanicException is a class that cannot be imported."""

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind and (issubclass(kind, fastexcel.FastExcelError) or kind.__name__ == "PanicException"):
            raise FileRefused(Problem("damaged")) from fault


def read(content: bytes) -> SourceWorkbook:
    extents = xlsx_safety.measure_sheets(content)
    with _Refusing():
        book = fastexcel.read_excel(content)
        loaded = [
            book.load_sheet(place, header_row=None, skip_rows=0, dtypes="string")
            for place in range(len(book.sheet_names))
        ]
        sheets = tuple(map(_sheet, loaded))
    hidden = [
        Assumption("hidden_sheet", None, sheet.name)
        for sheet, read in zip(loaded, sheets, strict=True)
        if sheet.visible != "visible" and len(read.cells)
    ]
    rows = sum(extent.hidden_rows for extent in extents)
    columns = sum(extent.hidden_columns for extent in extents)
    hidden += [Assumption("hidden_rows", str(rows))] if rows else []
    hidden += [Assumption("hidden_columns", str(columns))] if columns else []
    return SourceWorkbook(sheets, tuple(hidden))


def _sheet(sheet: fastexcel.ExcelSheet) -> Sheet:
    if not sheet.width:
        return Sheet(sheet.name, pd.DataFrame(dtype="str"))
    table, errors = sheet.to_arrow_with_errors()
    cells = table.to_pandas()
    for error in errors.errors if errors else ():
        # A formula that failed would come out blank; its sign has to be seen and blamed.
        row, column = error.offset_position
        cells.iat[row, column] = _sign(error.detail)
    cells.columns = pd.Index([column.absolute_index + 1 for column in sheet.available_columns()])
    cells.index = pd.RangeIndex(1, len(cells) + 1)
    return Sheet(sheet.name, drop_blank_cells(cells))


def _sign(detail: str) -> str:
    kind = re.search(r"Error\((\w+)\)", detail)
    return _ERRORS.get(kind[1] if kind else "", "#VALUE!")
