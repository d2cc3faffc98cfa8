"""Rejected rows as workbooks: their cells under their own headings, the reason and the origin behind them.

Only the command line writes them: the cells are unmasked. A sheet is made of one sheet of one file, with the
titles that stood there, so that it is read as that was read.
"""

import json
from collections import defaultdict
from pathlib import Path

import xlsxwriter
from sqlalchemy import Connection, Row, select
from xlsxwriter.worksheet import Worksheet

from etl import origin
from etl.decided import is_sample
from etl.problem import Problem, sentence
from languages import say
from warehouse.tables import load_file, reject, set_aside

_LONGEST = 31  # signs in the name of a sheet
_FORBIDDEN = str.maketrans("[]:*?/\\", "-------")


def write_rejects(connection: Connection, out: Path, language: str) -> dict[Path, int]:
    """The workbooks, one a source, and how many rows each holds; FileExistsError where one is there."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in _open(connection):
        rows[row.source].append(row)
    written = {_place(out, source, len(rows)): found for source, found in rows.items()}
    for path in written:
        if path.exists():
            raise FileExistsError(path)
    mark = say("vi", "rejects.sample") if is_sample(connection) else ""
    titles = _titles(connection)
    for path, found in written.items():
        with xlsxwriter.Workbook(path) as book:
            _sheets(book, found, titles, mark, language)
    return {path: len(found) for path, found in written.items()}


def _open(connection: Connection) -> list[Row]:
    statement = (
        select(reject, load_file.c.name, load_file.c.source, load_file.c.sha256)
        .join(load_file, load_file.c.file_id == reject.c.file_id)
        .where(reject.c.corrected_by.is_(None))
        .order_by(reject.c.file_id, reject.c.sheet, reject.c.row_no)
    )
    return list(connection.execute(statement).all())


def _titles(connection: Connection) -> dict[tuple[int, str], list[str]]:
    """What a file says above its table: when it was printed, of which days its totals are."""
    titles: dict[tuple[int, str], list[str]] = defaultdict(list)
    named = select(set_aside).where(set_aside.c.kind == "title").order_by(set_aside.c.row_no)
    for row in connection.execute(named):
        titles[row.file_id, row.sheet].append(row.text or "")
    return titles


def _place(out: Path, source: str, sources: int) -> Path:
    return out if sources == 1 else out.with_stem(f"{out.stem}-{say('vi', f'rejects_file.{source}')}")


def _sheets(
    book: xlsxwriter.Workbook,
    rows: list[Row],
    titles: dict[tuple[int, str], list[str]],
    mark: str,
    language: str,
) -> None:
    apart: dict[tuple[int, str], list[Row]] = defaultdict(list)
    for row in rows:
        apart[row.file_id, row.sheet].append(row)
    for number, (where, found) in enumerate(apart.items(), start=1):
        name = f"{number} {Path(found[0].name).stem}".translate(_FORBIDDEN)[:_LONGEST].rstrip("'")
        _fill(book.add_worksheet(name), found, titles.get(where, []), mark, language)


def _fill(sheet: Worksheet, rows: list[Row], titles: list[str], mark: str, language: str) -> None:
    """The file's name and the mark above, so that a corrected sheet is the sample's or nobody's."""
    sheet.write_string(0, 0, say(language, "rejects.file", file=rows[0].name))
    sheet.write_string(0, 1, mark)
    for number, title in enumerate(titles, start=1):
        sheet.write_string(number, 0, title)
    top = len(titles) + 1
    cells = [json.loads(row.cells) for row in rows]
    headings = list(dict.fromkeys(heading for row in cells for heading in row))
    last = [say(language, "rejects.origin"), say(language, "rejects.reason")]
    for column, heading in enumerate([*headings, *last]):
        sheet.write_string(top, column, heading)
    for number, (row, values) in enumerate(zip(rows, cells, strict=True), start=top + 1):
        told = [values.get(heading) or "" for heading in headings]
        told += [origin.written(row.sha256, row.sheet, row.row_no), reason(row, language)]
        for column, cell in enumerate(told):
            sheet.write_string(number, column, cell)


def reason(row: Row, language: str) -> str:
    problems = (Problem(**problem) for problem in json.loads(row.problems))
    return "\n".join(sentence(language, problem, row.name, row.sheet, row.row_no) for problem in problems)
