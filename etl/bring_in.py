"""One understood file into the draft: its facts, its rows set aside and rejected, and its account."""

import pandas as pd
from sqlalchemy import Connection, insert

from etl.account import Account
from etl.archive import Kept
from etl.assumed import as_json
from etl.merge import merge, replace
from etl.sources import SOURCES
from etl.understand import Understood
from warehouse.connection import append
from warehouse.tables import answer, check_result, flag, load_file, reject, set_aside


def bring_in(connection: Connection, file: Understood, file_id: int, kept: Kept) -> Account:
    merged = merge(connection, SOURCES[file.source].table, file.facts, file_id, file.as_of)
    if not file.answers.empty:
        counted = file.answers[file.answers["key"].isin(merged.written)]
        # Of a ballot that stands twice in the file only the last one's answers are its answers.
        latest = counted.merge(_places(file.facts), on=["key", "sheet", "row_no"])
        replace(connection, answer, latest.assign(file_id=file_id), merged.written)
    for table, rows in ((set_aside, file.aside), (reject, file.rejects), (flag, file.flags)):
        append(connection, table, rows.assign(file_id=file_id))
    append(connection, check_result, file.noted.assign(file_id=file_id))
    account = Account(
        read=file.rows_read,
        loaded=merged.loaded,
        replaced=merged.replaced,
        duplicate=merged.duplicate,
        aside=len(file.aside),
        rejected=len(file.rejects),
        older=merged.older,
        flagged=len(file.flags),
    )
    assert account.closes, (file.name, account)
    connection.execute(insert(load_file), _entry(file, file_id, kept, account))
    return account


def _places(facts: pd.DataFrame) -> pd.DataFrame:
    return facts.drop_duplicates("key", keep="last")[["key", "sheet", "row_no"]]


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
