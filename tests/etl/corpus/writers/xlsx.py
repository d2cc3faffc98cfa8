"""Excel workbooks as bytes; the same drawing always makes the same bytes."""

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from tests.etl.corpus.entry import Content
from tests.etl.corpus.writers.archives import repacked
from tests.etl.corpus.writers.case_rows import Cell

Rows = Sequence[Sequence[Cell]]


def xlsx(
    *sheets: Rows,
    names: Sequence[str] | None = None,
    adorn: Callable[[xlsxwriter.Workbook], object] | None = None,
    date_format: str = "dd/mm/yyyy",
    **options: Any,
) -> Content:
    """A workbook with a sheet for each list of rows; `adorn` does to it what a list of rows cannot say."""

    def made() -> bytes:
        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream, {"default_date_format": date_format} | options) as book:
            book.set_properties({"created": datetime(2021, 8, 31)})
            for place, rows in enumerate(sheets):
                sheet = book.add_worksheet(names[place] if names else None)
                for row, cells in enumerate(rows):
                    sheet.write_row(row, 0, cells)
            if adorn:
                adorn(book)
        return stream.getvalue()

    return made


def xlsm(*sheets: Rows) -> Content:
    """A workbook that may have macros, with a part in the place where they are."""
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    with_macros = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    part = b'<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>'

    def kinds(xml: bytes) -> bytes:
        return xml.replace(kind, with_macros).replace(b"</Types>", part + b"</Types>")

    return repacked(
        xlsx(*sheets), {"[Content_Types].xml": kinds}, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 a stub"}
    )


def macros_only() -> Content:
    """A workbook whose only sheet holds macros of Excel 4 and no cells that are data."""
    relation = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    macro_relation = b"http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"
    moved = {
        "xl/_rels/workbook.xml.rels": lambda xml: xml.replace(relation, macro_relation).replace(
            b"worksheets/", b"macrosheets/"
        ),
        "[Content_Types].xml": lambda xml: xml.replace(b"/xl/worksheets/", b"/xl/macrosheets/").replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
            b"application/vnd.ms-excel.macrosheet+xml",
        ),
    }
    return repacked(
        xlsm([["Auto_Open"]]), moved, {}, rename={"xl/worksheets/sheet1.xml": "xl/macrosheets/sheet1.xml"}
    )


def merged(areas: Mapping[str, str]) -> Callable[[xlsxwriter.Workbook], None]:
    """Joins cells of the first sheet and writes a text over them: {"B3:D3": "Thông tin hồ sơ"}."""

    def adorn(book: xlsxwriter.Workbook) -> None:
        for area, text in areas.items():
            book.worksheets()[0].merge_range(area, text)

    return adorn


def formulas(cells: Mapping[str, tuple[str, Any]]) -> Callable[[xlsxwriter.Workbook], None]:
    """Writes into the first sheet formulas, each with the value that was there when it was saved."""

    def adorn(book: xlsxwriter.Workbook) -> None:
        for place, (formula, value) in cells.items():
            book.worksheets()[0].write_formula(place, formula, None, value)

    return adorn


def hidden_rows(*rows: int) -> Callable[[xlsxwriter.Workbook], None]:
    """Hides rows of the first sheet, as a filter does."""

    def adorn(book: xlsxwriter.Workbook) -> None:
        for row in rows:
            book.worksheets()[0].set_row(row - 1, None, None, {"hidden": True})

    return adorn


def hidden_sheet(name: str, very: bool = False) -> Callable[[xlsxwriter.Workbook], None]:
    def adorn(book: xlsxwriter.Workbook) -> None:
        sheet = book.get_worksheet_by_name(name)
        sheet.very_hidden() if very else sheet.hide()

    return adorn


def moment(*numbers: int) -> date | datetime:
    """A cell that Excel knows as a day, or as a day with its time."""
    return datetime(*numbers) if len(numbers) > 3 else date(*numbers)
