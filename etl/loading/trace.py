"""Trace a case through all files: every row that names it, what the row said, and what became of it."""

import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pandas as pd
from sqlalchemy import Connection, select

from etl.loading.draft import read_with_originals
from etl.loading.insert_file import insert_file
from etl.problem import FileRefused, Problem
from etl.reading import reject_origin
from etl.reading.read_file import ReadFile
from etl.row_account import RowAccount
from etl.settings import Settings
from etl.sources import SOURCES
from etl.sources.vocabulary import shown_headings
from etl.storage import archive, snapshot_settings
from etl.storage.archive import ArchivedFile
from etl.storage.errors import ArchiveUnreadable
from etl.storage.lock import Step, ignore_step
from etl.text import fold
from warehouse.connection import open_reader, open_writer
from warehouse.home import Home
from warehouse.snapshots import current_snapshot
from warehouse.tables import load_file

_ROWS_OF_A_CASE = 10_000  # in one file: more than anybody writes
_PLACE = ("sheet", "row_no", "key", "answers", "overall")


@dataclass
class Mention:
    """Describe one row. `became`: loaded | replaced | older | duplicate | rejected.

    `said`: cells by column, or by heading if rejected. `personal`: those of them that only an unmasked answer
    shows. `by`: the later row that took its place.
    """

    kept: ArchivedFile
    file: ReadFile
    sheet: str
    row_no: int
    said: dict[str, str]
    personal: frozenset[str]
    became: str
    problems: tuple[Problem, ...] = ()
    by: "Mention | None" = field(default=None, repr=False)


def trace(home: Home, settings: Settings, code: str, on_step: Step = ignore_step) -> list[Mention]:
    """Return the rows that name the case, in loading order. Files are read again, by the rules of a load."""
    story: list[Mention] = []
    standing: dict[str, Mention] = {}
    ids: Counter[int] = Counter()
    snapshot = current_snapshot(home)
    if snapshot is None:
        return []
    with (
        open_reader(snapshot) as serving,
        tempfile.TemporaryDirectory() as folder,
        open_writer(Path(folder) / "trace.duckdb") as connection,
    ):
        for kept in _files(serving):
            on_step("taken", kept.name)
            file = _understood(home, kept, settings, serving)
            rows = file.facts[file.facts[SOURCES[file.source].case_column] == code]
            first = _Firsts(serving, file)
            for number in rows.index:
                row = rows.loc[[number]]
                place, as_of = first.find_origin(str(row.at[number, "sheet"]), int(row.at[number, "row_no"]))
                ids[place] += 1
                known = replace(file, as_of=as_of)
                # Each row counts as a file of its own, numbered so that the order of loading is kept.
                mention = _mention(kept, known, row, place * _ROWS_OF_A_CASE + ids[place], connection)
                key = str(rows.at[number, SOURCES[file.source].table.primary_key.columns[0].name])
                if mention.became == "replaced":
                    standing[key].by = mention
                if mention.became in ("loaded", "replaced"):
                    standing[key] = mention
                story.append(mention)
            story += _rejected(kept, file, code, settings)
    return story


class _Firsts:
    """Find the file where a corrected row stood first: the row is judged by that file's age."""

    def __init__(self, connection: Connection, file: ReadFile) -> None:
        files = connection.execute(select(load_file.c.file_id, load_file.c.sha256, load_file.c.as_of)).all()
        by_hash = {reject_origin.short_hash(one.sha256): (one.file_id, one.as_of) for one in files}
        told = file.taken.origins.to_frame()
        self._own = by_hash[reject_origin.short_hash(file.sha256)][0], file.as_of
        self._first = {
            (row.sheet, row.row_no): by_hash[row.sha256] for row in told.itertuples() if row.sha256 in by_hash
        }

    def find_origin(self, sheet: str, row_no: int) -> tuple[int, date | None]:
        """Return number and age of the file."""
        return self._first.get((sheet, row_no), self._own)


def _files(connection: Connection) -> list[ArchivedFile]:
    sources = snapshot_settings.sources_by_hash(connection)
    order = snapshot_settings.read_load_order(connection)
    return [kept for kept in order if SOURCES[sources[kept.sha256]].case_column]


def _understood(
    home: Home, archived_file: ArchivedFile, settings: Settings, connection: Connection
) -> ReadFile:
    try:
        return read_with_originals(
            archive.archive_path(home, archived_file.sha256), archived_file, settings, connection
        )
    except FileRefused as refusal:
        raise ArchiveUnreadable(refusal) from refusal


def _mention(
    archived_file: ArchivedFile, file: ReadFile, row: pd.DataFrame, number: int, connection: Connection
) -> Mention:
    """Insert the row by itself, as if it were a file of its own: the account says what became of it."""
    alone = replace(file, taken=file.taken.reader_of_fact(row))
    told = row.iloc[0].dropna()
    columns = SOURCES[file.source].table.c
    return Mention(
        kept=archived_file,
        file=file,
        sheet=str(told["sheet"]),
        row_no=int(told["row_no"]),
        said={name: _text(told[name]) for name in told.index if name not in _PLACE},
        personal=frozenset(column.name for column in columns if column.info.get("personal")),
        became=_became(insert_file(connection, alone, number, archived_file)),
    )


def _became(account: RowAccount) -> str:
    if account.older:
        return "older"
    return "replaced" if account.replaced else "duplicate" if account.duplicate else "loaded"


def _rejected(
    archived_file: ArchivedFile, file: ReadFile, code: str, settings: Settings
) -> Iterator[Mention]:
    """Yield rejected rows with the code. They have their own headings; an unknown one may be personal."""
    shown = shown_headings(SOURCES[file.source], settings)
    for row in file.rejects.itertuples():
        cells: dict[str, str | None] = json.loads(row.cells)
        if code in {(cell or "").strip() for cell in cells.values()}:
            said = {heading: cell for heading, cell in cells.items() if cell}
            personal = frozenset(heading for heading in said if fold(heading) not in shown)
            problems = tuple(Problem(**problem) for problem in json.loads(row.problems))
            yield Mention(archived_file, file, row.sheet, row.row_no, said, personal, "rejected", problems)


def _text(value: object) -> str:
    if isinstance(value, pd.Timestamp):
        return f"{value:%d/%m/%Y %H:%M}".removesuffix(" 00:00")
    return str(value)
