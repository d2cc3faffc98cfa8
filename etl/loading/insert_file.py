"""Insert a file that was read into the draft: facts, rows set aside, rejects, and the file's account."""

from collections.abc import Iterable

import pandas as pd
from sqlalchemy import Connection, Table, and_, delete, insert, select, tuple_

from etl.assumptions import as_json
from etl.loading.corrected_rows import Batch, Returned
from etl.loading.merge import Merged, merge, stage
from etl.reading.file_reader import Intake
from etl.reading.read_file import Understood
from etl.row_account import Account
from etl.sources import SOURCES
from etl.storage.archive import Kept
from warehouse.connection import append, append_all
from warehouse.tables import alike, answer, check_result, flag, load_file, reject, set_aside


def bring_in(connection: Connection, file: Understood, file_id: int, kept: Kept) -> Account:
    taken = file.taken
    returned = Returned(connection, taken) if len(taken.origins) else None
    merged = [_join(connection, file, batch) for batch in _batches(file, file_id, returned)]
    account = Account(
        read=taken.rows,
        loaded=sum(one.loaded for one in merged),
        replaced=sum(one.replaced for one in merged),
        duplicate=sum(one.duplicate for one in merged),
        aside=len(taken.aside),
        rejected=len(taken.rejects),
        older=sum(one.older for one in merged),
        flagged=len(taken.flags),
    )
    assert account.closes, (file.name, account)
    _keep(connection, taken, file_id, returned)
    connection.execute(insert(load_file), _entry(file, file_id, kept, account))
    return account


def _batches(file: Understood, file_id: int, returned: Returned | None) -> Iterable[Batch]:
    if returned:
        return returned.batches(file_id, file.as_of)
    return [Batch(file_id, file.as_of, file.taken.facts, file.taken.answers)]


def _join(connection: Connection, file: Understood, batch: Batch) -> Merged:
    merged = merge(connection, SOURCES[file.source].table, batch.facts, batch.file_id, batch.as_of)
    if len(batch.answers):
        _answers(connection, stage(connection, answer, batch.answers, batch.file_id), merged.written)
    connection.exec_driver_sql(f"DROP TABLE {merged.written.name}")
    return merged


def _keep(connection: Connection, taken: Intake, file_id: int, returned: Returned | None) -> None:
    """Store rows that became no facts, and the remarks and check results about those that did."""
    append_all(connection, set_aside, (rows.assign(file_id=file_id) for rows in taken.aside))
    for table, packed in ((flag, taken.flags), (check_result, taken.noted)):
        if returned is None:
            append_all(connection, table, (rows.assign(file_id=file_id) for rows in packed))
        elif len(packed):
            placed = returned.placed(packed.joined(), file_id)
            _forget(connection, table, placed)
            append(connection, table, placed)
    if returned:
        append(connection, reject, returned.settle(file_id))
        return
    append_all(connection, reject, (rows.assign(file_id=file_id) for rows in taken.rejects))
    seen = getattr(taken.finish, "seen", {})
    if len(taken.rejects) and seen:
        alike_ones = {"file_id": file_id, "said": list(seen), "times": list(seen.values())}
        append(connection, alike, pd.DataFrame(alike_ones))


def _forget(connection: Connection, table: Table, placed: pd.DataFrame) -> None:
    """Delete what was said about these rows when they came back before."""
    place = tuple_(table.c.file_id, table.c.sheet, table.c.row_no)
    here = list(placed[["file_id", "sheet", "row_no"]].itertuples(index=False, name=None))
    connection.execute(delete(table).where(place.in_(here)))


def _answers(connection: Connection, incoming: Table, ballots: Table) -> None:
    """Replace the answers of older versions of these ballots by those of the ballots that now stand."""
    connection.execute(delete(answer).where(answer.c.key.in_(select(ballots.c.key))))
    # Of a ballot that stands twice in the file only the last one's answers are its answers.
    own = and_(*(incoming.c[name] == ballots.c[name] for name in ("key", "sheet", "row_no")))
    names = [column.name for column in answer.c]
    standing = select(*(incoming.c[name] for name in names)).join(ballots, own)
    connection.execute(insert(answer).from_select(names, standing))


def _entry(file: Understood, file_id: int, kept: Kept, account: Account) -> dict[str, object]:
    return {
        "file_id": file_id,
        "name": file.name,
        "sha256": file.sha256,
        "source": file.source,
        "reason": file.reason,
        "load_no": kept.load_no,
        "loader": kept.loader,
        "loaded_at": kept.loaded_at,
        "dates": kept.dates,
        "closing": kept.closing,
        "sample": file.sample,
        "as_of": file.as_of,
        "as_of_basis": file.as_of_basis,
        "assumed": as_json(file.assumed),
        "rows_read": account.read,
        "loaded": account.loaded,
        "replaced": account.replaced,
        "older": account.older,
        "duplicate": account.duplicate,
        "aside": account.aside,
        "rejected": account.rejected,
        "flagged": account.flagged,
    }
