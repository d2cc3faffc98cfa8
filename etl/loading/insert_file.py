"""Insert a file that was read into the draft: facts, rows set aside, rejects, and the file's account."""

from collections.abc import Iterable

import pandas as pd
from sqlalchemy import Connection, Table, and_, delete, insert, select, tuple_

from etl.assumptions import assumptions_to_json
from etl.loading.corrected_rows import CorrectedRows, FactBatch
from etl.loading.merge import MergeResult, fill_staging_table, merge
from etl.reading.file_reader import FileReader
from etl.reading.read_file import ReadFile
from etl.row_account import RowAccount
from etl.sources import SOURCES
from etl.storage.archive import ArchivedFile
from warehouse.connection import append_frames, append_rows
from warehouse.tables import alike, answer, check_result, flag, load_file, reject, set_aside


def insert_file(
    connection: Connection, file: ReadFile, file_id: int, archived_file: ArchivedFile
) -> RowAccount:
    taken = file.taken
    returned = CorrectedRows(connection, taken) if len(taken.origins) else None
    merged = [_join(connection, file, batch) for batch in _batches(file, file_id, returned)]
    account = RowAccount(
        read=taken.rows,
        loaded=sum(one.loaded for one in merged),
        replaced=sum(one.replaced for one in merged),
        duplicate=sum(one.duplicate for one in merged),
        aside=len(taken.aside),
        rejected=len(taken.rejects),
        older=sum(one.older for one in merged),
        flagged=len(taken.flags),
    )
    assert account.is_balanced, (file.name, account)
    _keep(connection, taken, file_id, returned)
    connection.execute(insert(load_file), _entry(file, file_id, archived_file, account))
    return account


def _batches(file: ReadFile, file_id: int, corrected_rows: CorrectedRows | None) -> Iterable[FactBatch]:
    if corrected_rows:
        return corrected_rows.split_batches(file_id, file.as_of)
    return [FactBatch(file_id, file.as_of, file.taken.facts, file.taken.answers)]


def _join(connection: Connection, file: ReadFile, batch: FactBatch) -> MergeResult:
    merged = merge(connection, SOURCES[file.source], batch.facts, batch.file_id, batch.as_of)
    if len(batch.answers):
        _answers(
            connection, fill_staging_table(connection, answer, batch.answers, batch.file_id), merged.written
        )
    connection.exec_driver_sql(f"DROP TABLE {merged.written.name}")
    return merged


def _keep(
    connection: Connection, file_reader: FileReader, file_id: int, corrected_rows: CorrectedRows | None
) -> None:
    """Store rows that became no facts, and the remarks and check results about those that did."""
    append_frames(connection, set_aside, (rows.assign(file_id=file_id) for rows in file_reader.aside))
    for table, packed in ((flag, file_reader.flags), (check_result, file_reader.noted)):
        if corrected_rows is None:
            append_frames(connection, table, (rows.assign(file_id=file_id) for rows in packed))
        elif len(packed):
            placed = corrected_rows.place_rows(packed.to_frame(), file_id)
            _forget(connection, table, placed)
            append_rows(connection, table, placed)
    if corrected_rows:
        append_rows(connection, reject, corrected_rows.settle_rejects(file_id))
        return
    append_frames(connection, reject, (rows.assign(file_id=file_id) for rows in file_reader.rejects))
    times = file_reader.numbering.times
    if len(file_reader.rejects) and times:
        alike_ones = {"file_id": file_id, "said": list(times), "times": list(times.values())}
        append_rows(connection, alike, pd.DataFrame(alike_ones))


def _forget(connection: Connection, table: Table, rows: pd.DataFrame) -> None:
    """Delete what was said about these rows when they came back before."""
    place = tuple_(table.c.file_id, table.c.sheet, table.c.row_no)
    here = list(rows[["file_id", "sheet", "row_no"]].itertuples(index=False, name=None))
    connection.execute(delete(table).where(place.in_(here)))


def _answers(connection: Connection, incoming_table: Table, ballots: Table) -> None:
    """Replace the answers of older versions of these ballots by those of the ballots that now stand."""
    connection.execute(delete(answer).where(answer.c.key.in_(select(ballots.c.key))))
    # Of a ballot that stands twice in the file only the last one's answers are its answers.
    own = and_(*(incoming_table.c[name] == ballots.c[name] for name in ("key", "sheet", "row_no")))
    names = [column.name for column in answer.c]
    standing = select(*(incoming_table.c[name] for name in names)).join(ballots, own)
    connection.execute(insert(answer).from_select(names, standing))


def _entry(
    file: ReadFile, file_id: int, archived_file: ArchivedFile, account: RowAccount
) -> dict[str, object]:
    return {
        "file_id": file_id,
        "name": file.name,
        "sha256": file.sha256,
        "source": file.source,
        "reason": file.reason,
        "load_no": archived_file.load_no,
        "loader": archived_file.loader,
        "loaded_at": archived_file.loaded_at,
        "dates": archived_file.dates,
        "closing": archived_file.closing,
        "sample": file.sample,
        "as_of": file.as_of,
        "as_of_basis": file.as_of_basis,
        "assumed": assumptions_to_json(file.assumed),
        "rows_read": account.read,
        "loaded": account.loaded,
        "replaced": account.replaced,
        "older": account.older,
        "duplicate": account.duplicate,
        "aside": account.aside,
        "rejected": account.rejected,
        "flagged": account.flagged,
    }
