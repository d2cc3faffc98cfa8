"""Rejected rows as a workbook: their cells under their own headings, the reason in the last column.

Only the command line writes it: the cells are unmasked.
"""

import json
from pathlib import Path

import xlsxwriter
from sqlalchemy import Connection, select
from xlsxwriter.worksheet import Worksheet

from etl.decided import is_sample
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
    mark = say("vi", "rejects.sample") if is_sample(connection) else ""
    with xlsxwriter.Workbook(out) as book:
        for file_id in sorted({row.file_id for row in rows}):
            sheet = book.add_worksheet(str(file_id))
            _fill(sheet, [row for row in rows if row.file_id == file_id], mark, language)
    return len(rows)


def _fill(sheet: Worksheet, rows: list, mark: str, language: str) -> None:
    """The file's name and the mark above, so that a corrected sheet is the sample's or nobody's."""
    sheet.write_string(0, 0, say(language, "rejects.file", file=rows[0].name))
    sheet.write_string(0, 1, mark)
    cells = [json.loads(row.cells) for row in rows]
    headings = list(dict.fromkeys(heading for row in cells for heading in row))
    for column, heading in enumerate([*headings, say(language, "rejects.reason")]):
        sheet.write_string(1, column, heading)
    for number, (row, values) in enumerate(zip(rows, cells, strict=True), start=2):
        for column, heading in enumerate(headings):
            sheet.write_string(number, column, values.get(heading) or "")
        problems = (Problem(**problem) for problem in json.loads(row.problems))
        reasons = (sentence(language, problem, row.name, row.sheet, row.row_no) for problem in problems)
        sheet.write_string(number, len(headings), "\n".join(reasons))
