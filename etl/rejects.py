"""Rejected rows as a workbook: their cells under their own headings, the reason in the last column.

Only the command line writes it: the cells are unmasked.
"""

import json
from pathlib import Path

import xlsxwriter
from sqlalchemy import Connection, select

from etl.problem import Problem, sentence
from languages import say
from warehouse.tables import load_file, reject


def write_rejects(connection: Connection, out: Path, language: str) -> int:
    """One sheet for each file with rejects; returns how many rows were written, none: no file."""
    statement = (
        select(
            load_file.c.file_id,
            load_file.c.name,
            reject.c.sheet,
            reject.c.row_no,
            reject.c.cells,
            reject.c.problems,
        )
        .join(load_file, load_file.c.file_id == reject.c.file_id)
        .order_by(load_file.c.file_id, reject.c.sheet, reject.c.row_no)
    )
    rows = connection.execute(statement).all()
    if not rows:
        return 0
    with xlsxwriter.Workbook(out) as book:
        for file_id in sorted({row.file_id for row in rows}):
            _sheet(book, str(file_id), [row for row in rows if row.file_id == file_id], language)
    return len(rows)


def _sheet(book: xlsxwriter.Workbook, name: str, rows: list, language: str) -> None:
    sheet = book.add_worksheet(name)
    cells = [json.loads(row.cells) for row in rows]
    headings = list(dict.fromkeys(heading for row in cells for heading in row))
    for column, heading in enumerate([*headings, say(language, "rejects.reason")]):
        sheet.write_string(0, column, heading)
    for number, (row, values) in enumerate(zip(rows, cells, strict=True), start=1):
        for column, heading in enumerate(headings):
            sheet.write_string(number, column, values.get(heading) or "")
        problems = (Problem(**problem) for problem in json.loads(row.problems))
        reasons = (sentence(language, problem, row.name, row.sheet, row.row_no) for problem in problems)
        sheet.write_string(number, len(headings), "\n".join(reasons))
