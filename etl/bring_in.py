"""One understood file into the draft: its facts, its rows set aside and rejected, and its account."""

from sqlalchemy import Connection, Table, and_, delete, insert, select

from etl.account import Account
from etl.archive import Kept
from etl.assumed import as_json
from etl.merge import merge, stage
from etl.sources import SOURCES
from etl.understand import Understood
from warehouse.connection import append_all
from warehouse.tables import answer, check_result, flag, load_file, reject, set_aside

_KEPT = {set_aside: "aside", reject: "rejects", flag: "flags", check_result: "noted"}


def bring_in(connection: Connection, file: Understood, file_id: int, kept: Kept) -> Account:
    taken = file.taken
    merged = merge(connection, SOURCES[file.source].table, taken.facts, file_id, file.as_of)
    if len(taken.answers):
        _answers(connection, stage(connection, answer, taken.answers, file_id), merged.written)
    for table, name in _KEPT.items():
        append_all(connection, table, (rows.assign(file_id=file_id) for rows in getattr(taken, name)))
    connection.exec_driver_sql(f"DROP TABLE {merged.written.name}")
    account = Account(
        read=taken.rows,
        loaded=merged.loaded,
        replaced=merged.replaced,
        duplicate=merged.duplicate,
        aside=len(taken.aside),
        rejected=len(taken.rejects),
        older=merged.older,
        flagged=len(taken.flags),
    )
    assert account.closes, (file.name, account)
    connection.execute(insert(load_file), _entry(file, file_id, kept, account))
    return account


def _answers(connection: Connection, incoming: Table, ballots: Table) -> None:
    """The answers of the ballots that now stand, in the place of those that their older versions gave."""
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
