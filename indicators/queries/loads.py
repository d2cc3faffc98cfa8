"""Show how the facts came in: files, their accounts, rejected rows (never their cells), rows set aside."""

import pandas as pd
from sqlalchemy import Connection, func, select

from indicators.queries.scoping import fetch_frame
from warehouse.tables import load_file, reject, set_aside


def loads(connection: Connection) -> pd.DataFrame:
    """Return one row a file, newest first, with the terms of its account.

    `corrected`: how many of its rejected rows came back and were loaded.
    """
    came_back = (
        select(func.count()).where(
            reject.c.file_id == load_file.c.file_id, reject.c.corrected_by.is_not(None)
        )
    ).scalar_subquery()
    statement = select(load_file, came_back.label("corrected")).order_by(load_file.c.file_id.desc())
    return fetch_frame(connection, statement)


def rejects(connection: Connection) -> pd.DataFrame:
    """Return file, sheet, row_no, problems (JSON) of rows that did not come back corrected.

    The cells stay in the snapshot: they may name people.
    """
    statement = (
        select(load_file.c.name.label("file"), reject.c.sheet, reject.c.row_no, reject.c.problems)
        .join(load_file, load_file.c.file_id == reject.c.file_id)
        .where(reject.c.corrected_by.is_(None))
        .order_by(reject.c.file_id.desc(), reject.c.sheet, reject.c.row_no)
    )
    return fetch_frame(connection, statement)


def set_aside_rows(connection: Connection) -> pd.DataFrame:
    """Return file, sheet, row_no, kind: what was read and is no data."""
    statement = (
        select(load_file.c.name.label("file"), set_aside.c.sheet, set_aside.c.row_no, set_aside.c.kind)
        .join(load_file, load_file.c.file_id == set_aside.c.file_id)
        .order_by(set_aside.c.file_id.desc(), set_aside.c.sheet, set_aside.c.row_no)
    )
    return fetch_frame(connection, statement)
