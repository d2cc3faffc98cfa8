"""Generate statistics of documents by unit and month, as the system prints them; one number has a slip."""

from datetime import date

import numpy as np
import pandas as pd

from etl.sample import documents
from etl.sample.dirt import KEY
from etl.sample.world import World, day64

_SLIP = 3  # documents that the last month of one unit has too many
_SLIPPED = "Xã Gia Tân"
_FACT = ["direction", "unit_id", "number", "day"]


def build_month_totals(
    world: World, readable_rows: pd.DataFrame, first: date, last: date, export_day: date, has_slip: bool
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows of a month, one a unit, and a list of what is wrong in them.

    `readable_rows`: the documents that can be read in some list.
    """
    inside = readable_rows["day"].between(pd.Timestamp(first), pd.Timestamp(last))
    known = documents.documents_on_day(readable_rows[inside], day64(export_day))
    came, went = known["direction"] == "in", known["direction"] == "out"
    leader, agency = (known[name].fillna(False).astype(bool) for name in ("signed_leader", "signed_agency"))
    handled = known["handled"]
    counted = {
        "Tổng văn bản đến": came,
        "Đã xử lý đúng hạn": came & (handled == "on_time"),
        "Đã xử lý quá hạn": came & (handled == "late"),
        "Chưa xử lý trong hạn": came & (handled == "open"),
        "Chưa xử lý quá hạn": came & (handled == "overdue"),
        "Tổng văn bản đi": went,
        "Đi điện tử qua trục": went & known["sent_electronically"].fillna(False).astype(bool),
        "Ký số cá nhân lãnh đạo": went & leader,
        "Ký số cơ quan": went & agency,
        "Ký số đầy đủ": went & leader & agency,
        "Văn bản mật/giấy": went & known["secret"],
    }
    units = world.units.set_index("unit_id")
    sums = pd.DataFrame(counted).astype(int).groupby(known["unit_id"]).sum()
    rows = sums.reindex(units.index, fill_value=0)
    slipped = units.index[(units["name"] == _SLIPPED) & has_slip]
    rows.loc[slipped, "Tổng văn bản đến"] += _SLIP
    table = pd.DataFrame({KEY: units.index, "Đơn vị": units["name"].to_numpy()}).join(
        rows.reset_index(drop=True)
    )
    dirt = pd.DataFrame({"key": slipped, "kind": "total_differs", "rejected": False})
    return table.astype(object), dirt


def select_readable(rows: pd.DataFrame, keys: pd.Series, dirt: pd.DataFrame) -> pd.DataFrame:
    """Return the documents of a list that can be read; `keys`: those of its rows."""
    lost = dirt.loc[dirt["rejected"].astype(bool), "key"]
    return rows.loc[~np.isin(keys.to_numpy(dtype=str), lost.to_numpy(dtype=str)), _FACT]
