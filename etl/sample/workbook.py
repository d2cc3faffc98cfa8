"""Write a file as the systems do: titles, headings, column numbers, sections, total, signatures."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from etl.sample.dirt import KEY
from etl.sample.exports import Export

SAMPLE_MARK = "DỮ LIỆU MẪU – không phải số liệu thật"
_MADE = datetime(2021, 8, 1)  # a file must not differ because it was written on another day
_WIDE = 16
_HIDDEN = (KEY, "section")

Row = tuple[Any, ...]


def write(folder: Path, export: Export) -> Path:
    path = folder / export.name
    if path.suffix == ".csv":
        _write_csv(path, export)
    else:
        _write_xlsx(path, export)
    return path


def _write_csv(path: Path, export: Export) -> None:
    """Write the list of cases as Vietnamese spreadsheet programs want it: semicolons, byte order mark."""
    local = export.source == "cases"
    encoding, comma = ("utf-8-sig", ";") if local else ("utf-8", ",")
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=comma)
        for rows in export.sheets.values():
            writer.writerows(_lines(export, rows))


def _write_xlsx(path: Path, export: Export) -> None:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    book.set_properties({"title": export.title, "comments": SAMPLE_MARK, "created": _MADE})
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    for name, rows in export.sheets.items():
        sheet = book.add_worksheet(name)
        down, right = export.corner
        sheet.set_column(right, right + rows.shape[1], _WIDE)
        for place, row in enumerate(_lines(export, rows), start=down):
            titled = len(row) < 3
            for column, cell in enumerate(row, start=right):
                if cell is None:
                    continue
                if isinstance(cell, str):
                    sheet.write_string(place, column, cell, bold if titled else None)
                elif isinstance(cell, datetime):
                    sheet.write_datetime(place, column, cell, moment if cell.hour else day)
                else:
                    sheet.write_number(place, column, cell)
    book.close()


def _lines(export: Export, rows: pd.DataFrame) -> Iterator[Row]:
    headings = [str(column) for column in rows if column not in _HIDDEN]
    yield from _titles(export)
    yield ("STT", *headings)
    yield tuple(f"({number})" for number in range(1, len(headings) + 2))
    yield from _data(rows, headings)
    yield ("Tổng cộng", f"{len(rows):,}".replace(",", "."))
    yield from _signatures(export)


def _titles(export: Export) -> Iterator[Row]:
    part = export.part
    titles = [export.title, SAMPLE_MARK]
    # A reader of plain text sees the first line before anything else.
    yield from ((title,) for title in (reversed(titles) if export.name.endswith(".csv") else titles))
    yield (f"Từ ngày {part.first:%d/%m/%Y} đến ngày {part.last:%d/%m/%Y}",)
    yield (f"Ngày xuất dữ liệu: {part.exported:%d/%m/%Y}",)


def _data(rows: pd.DataFrame, headings: list[str]) -> Iterator[Row]:
    sections = rows["section"].tolist() if "section" in rows else [None] * len(rows)
    before = None
    for number, cells in enumerate(
        zip(sections, *(rows[name].tolist() for name in headings), strict=True), 1
    ):
        section, *values = cells
        if section != before:
            yield (section,)
            before = section
        yield (number, *values)


def _month(day: date) -> str:
    """Write the month: only January and February have a leading zero (Nghị định 30/2020/NĐ-CP)."""
    return f"{day.month:02d}" if day.month < 3 else str(day.month)


def _signatures(export: Export) -> Iterator[Row]:
    day = export.part.exported
    yield (None, None, None, f"Gia Viễn, ngày {day:%d} tháng {_month(day)} năm {day.year}")
    yield (None, "Người lập biểu", None, "Thủ trưởng đơn vị")
