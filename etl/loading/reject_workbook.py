"""Write rejected rows as workbooks: their cells under their own headings, then the origin and the reason.

A sheet is made from one sheet of one file, with the titles that stood there, so that it is read as that was.
The command line writes the cells as they were. Elsewhere those that may name somebody are masked, and filled
again from the original when the workbook comes back (etl/reading/reject_originals.py).
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time
from io import BytesIO
from pathlib import Path

import xlsxwriter
from sqlalchemy import Connection, Row, func, select
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from etl.parsing.dates import DAY_FIRST, parse_stored_date
from etl.problem import Problem, problem_sentence
from etl.reading import reject_origin
from etl.reading.reject_originals import Originals
from etl.storage.snapshot_settings import is_sample
from languages import MAIN_LANGUAGE, say
from warehouse.tables import MASK, load_file, reject, set_aside

_LONGEST = 31  # signs in the name of a sheet
_DATES = {True: "dd/mm/yyyy", False: "dd/mm/yyyy hh:mm:ss"}  # a day alone, or with its time
_WIDTH, _OF_REASON = 18, 90  # of columns, in signs
_FORBIDDEN = str.maketrans("[]:*?/\\", "-------")


def write_rejects(connection: Connection, output_path: Path, language: str) -> dict[Path, int]:
    """Write the workbooks, one a source, and return how many rows each holds.

    FileExistsError where one of the files is there already.
    """
    counts = count_open_rejects(connection)
    written = {_place(output_path, source, len(counts)): source for source in counts}
    # All paths are checked before the first one is written: a refusal leaves no half of the workbooks.
    for path in written:
        if path.exists():
            raise FileExistsError(path)
    for path, source in written.items():
        path.write_bytes(build_reject_workbook(connection, source, language))
    return {path: counts[source] for path, source in written.items()}


def count_open_rejects(connection: Connection) -> dict[str, int]:
    """Count, for each source, the rows that were rejected and did not come back corrected."""
    statement = (
        select(load_file.c.source, func.count())
        .join(reject, reject.c.file_id == load_file.c.file_id)
        .where(reject.c.corrected_by.is_(None))
        .group_by(load_file.c.source)
        .order_by(func.min(load_file.c.file_id))
    )
    return {row[0]: row[1] for row in connection.execute(statement)}


def build_reject_workbook(
    connection: Connection, source: str, language: str, *, mask_personal: bool = False
) -> bytes:
    """Return a workbook of the open rejects of a source, to be corrected and loaded again."""
    mark = say(MAIN_LANGUAGE, "rejects.sample") if is_sample(connection) else ""
    titles = _titles(connection)
    apart: dict[tuple[int, str], list[Row]] = defaultdict(list)
    for row in _open(connection, source):
        apart[row.file_id, row.sheet].append(row)
    with BytesIO() as held:
        with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
            formats = {day: book.add_format({"num_format": shape}) for day, shape in _DATES.items()}
            for number, (where, rows) in enumerate(apart.items(), start=1):
                name = f"{number} {Path(rows[0].name).stem}".translate(_FORBIDDEN)[:_LONGEST].rstrip("'")
                above = [say(language, "rejects.file", file=rows[0].name), *titles.get(where, [])]
                listed = _Listed(
                    rows, [*above, *_of_dates(connection, rows[0], language)], mark, language, mask_personal
                )
                listed.fill(book.add_worksheet(name), formats)
        return held.getvalue()


def _open(connection: Connection, source: str) -> list[Row]:
    statement = (
        select(reject, load_file.c.name, load_file.c.sha256)
        .join(load_file, load_file.c.file_id == reject.c.file_id)
        .where(reject.c.corrected_by.is_(None), load_file.c.source == source)
        .order_by(reject.c.file_id, reject.c.sheet, reject.c.row_no)
    )
    return list(connection.execute(statement).all())


def _titles(connection: Connection) -> dict[tuple[int, str], list[str]]:
    """Return what a file says above its table: when it was printed, of which days its totals are."""
    titles: dict[tuple[int, str], list[str]] = defaultdict(list)
    named = select(set_aside).where(set_aside.c.kind == "title").order_by(set_aside.c.row_no)
    for row in connection.execute(named):
        titles[row.file_id, row.sheet].append(row.text or "")
    return titles


def _of_dates(connection: Connection, row: Row, language: str) -> list[str]:
    """Say how to write a date, where the file does not write the day first."""
    order = Originals(connection).find_date_order([reject_origin.short_hash(row.sha256)])
    return [say(language, f"rejects.{order.texts}")] if order and order != DAY_FIRST else []


def _place(output_path: Path, source: str, source_count: int) -> Path:
    return (
        output_path
        if source_count == 1
        else output_path.with_stem(f"{output_path.stem}-{say(MAIN_LANGUAGE, f'rejects_file.{source}')}")
    )


@dataclass(frozen=True)
class _Listed:
    """Hold the rows of one sheet. A sample mark stands above, so that sample rows stay sample rows."""

    rows: list[Row]
    above: list[str]
    mark: str
    language: str
    masked: bool

    def fill(self, sheet: Worksheet, formats: Mapping[bool, Format]) -> None:
        for number, title in enumerate(self.above):
            sheet.write_string(number, 0, title)
        sheet.write_string(0, 1, self.mark)
        cells = [self._cells(row) for row in self.rows]
        headings = list(dict.fromkeys(heading for told in cells for heading in told))
        last = [say(self.language, "rejects.origin"), say(self.language, "rejects.reason")]
        lines = [[*headings, *last]]
        for row, told in zip(self.rows, cells, strict=True):
            place = reject_origin.format_origin(row.sha256, row.sheet, row.row_no)
            lines.append([*(told.get(heading) or "" for heading in headings), place, self._reason(row)])
        sheet.freeze_panes(len(self.above) + 1, 0)
        sheet.set_column(0, len(headings), _WIDTH)
        sheet.set_column(len(headings) + 1, len(headings) + 1, _OF_REASON)
        for number, line in enumerate(lines, start=len(self.above)):
            for column, cell in enumerate(line):
                moment = parse_stored_date(cell)
                if moment:
                    sheet.write_datetime(number, column, moment, formats[moment.time() == time.min])
                else:
                    sheet.write_string(number, column, cell)

    def _cells(self, row: Row) -> dict[str, str | None]:
        cells: dict[str, str | None] = json.loads(row.cells)
        return {
            heading: MASK if cell and self._hides(row, heading) else cell for heading, cell in cells.items()
        }

    def _reason(self, row: Row) -> str:
        problems = (Problem(**problem) for problem in json.loads(row.problems))
        told = (
            replace(one, found=MASK) if one.found and one.column and self._hides(row, one.column) else one
            for one in problems
        )
        return "\n".join(
            problem_sentence(self.language, one, row.name, row.sheet, row.row_no) for one in told
        )

    def _hides(self, row: Row, heading: str) -> bool:
        return self.masked and heading not in json.loads(row.shown)
