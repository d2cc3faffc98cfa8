"""Write true values as the cells of an export: words of the office, dates in one of the usual forms."""

import numpy as np
import pandas as pd

from etl.sample.dirt import KEY
from etl.sample.world import Words, World, keep_where, object_array

YES_NO = {True: "Có", False: "Không"}
_CHANNEL = {"online": "Trực tuyến", "counter": "Trực tiếp", "post": "Bưu chính công ích"}
_BALLOT_CHANNEL = {"paper": "Phiếu giấy", "kiosk": "Kiosk", "qr": "Mã QR", "online": "Trực tuyến"}
_DIRECTION = {"out": "Đi", "in": "Đến"}
_HANDLED = {
    "on_time": "Đúng hạn",
    "late": "Quá hạn",
    "open": "Chưa xử lý, trong hạn",
    "overdue": "Chưa xử lý, quá hạn",
}
_LEVELS_3 = {3: "Rất hài lòng", 2: "Hài lòng", 1: "Không hài lòng", 0: "Không hợp lệ"}
_ASPECTS = {
    "access": "Tiếp cận dịch vụ",
    "procedure": "Thủ tục hành chính",
    "staff": "Công chức",
    "result": "Kết quả",
    "feedback": "Góp ý, phản ánh",
}
_COUNTS = {
    "Số phiếu": "slips",
    "Rất hài lòng": "very_satisfied",
    "Hài lòng": "satisfied",
    "Không hài lòng": "not_satisfied",
    "Không hợp lệ": "invalid",
    "Số ý kiến góp ý": "suggestions",
}
# How a day stands in a cell: as text in three ways, or as a day of the spreadsheet program.
TIMES = ("%d/%m/%Y %H:%M", "excel", "%d/%m/%Y %H:%M:%S")
_SELDOM = ("short", "%d/%m/%Y %H:%M:%S", "excel")
_SELDOM_SHARE = 0.03


def case_cells(world: World, cases: pd.DataFrame, form: str, chance: np.random.Generator) -> pd.DataFrame:
    plain = "excel" if form == "excel" else "%d/%m/%Y"
    return _frame(
        {
            KEY: cases["code"],
            "section": "Lĩnh vực: " + cases["field"],
            "Mã hồ sơ": cases["code"],
            "Tên thủ tục hành chính": cases["procedure"],
            "Mã TTHC": cases["procedure_code"],
            "Tên lĩnh vực": cases["field"],
            "Đơn vị giải quyết": _unit_names(world, cases),
            "Hình thức nộp": cases["channel"].map(_CHANNEL),
            "Mức độ DVC": cases["level"],
            "Ngày tiếp nhận": _some_otherwise(cases["received_at"], form, chance),
            "Ngày hẹn trả": _some_otherwise(cases["due_on"], plain, chance),
            "Ngày kết thúc xử lý": _some_otherwise(cases["finished_at"], form, chance),
            "Ngày trả kết quả": day_cells(cases["returned_on"], plain),
            "Trạng thái hồ sơ": cases["status"].map(world.statuses),
            "Số lần yêu cầu bổ sung": cases["supplements"],
            "Văn bản xin lỗi": cases["apology"].astype(object).map(YES_NO),
            "Thanh toán trực tuyến": cases["paid_online"].astype(object).map(YES_NO),
            "Cán bộ xử lý hiện tại": cases["officer"],
            "Chủ hồ sơ": cases["applicant"],
            "Số điện thoại": cases["phone"],
            "Địa chỉ": cases["address"],
        }
    )


def document_cells(world: World, documents: pd.DataFrame, form: str) -> pd.DataFrame:
    signs = ("sent_electronically", "signed_leader", "signed_agency")
    sent, leader, agency = (documents[name].astype(object).map(YES_NO) for name in signs)
    return _frame(
        {
            KEY: documents["direction"] + "|" + documents["unit_id"] + "|" + documents["number"],
            "Số ký hiệu": documents["number"],
            "Ngày văn bản": day_cells(documents["day"], form),
            "Đơn vị": _unit_names(world, documents),
            "Loại văn bản": documents["kind"],
            "Văn bản đi/đến": documents["direction"].map(_DIRECTION),
            "Độ mật": documents["secret"].map({True: "Mật", False: "Thường"}),
            "Gửi điện tử": sent,
            "Lãnh đạo ký số": leader,
            "Cơ quan ký số": agency,
            "Người ký": documents["signer"],
            "Người xử lý": documents["handler"],
            "Tình trạng xử lý": documents["handled"].map(_HANDLED),
        }
    )


def ballot_5_cells(world: World, ballots: pd.DataFrame, form: str) -> pd.DataFrame:
    return _frame(
        {
            KEY: ballots["code"],
            "Mã phiếu": ballots["code"],
            "Ngày": day_cells(ballots["day"], form),
            "Đơn vị": _unit_names(world, ballots),
            "Mã hồ sơ": ballots["case_code"],
            "Lĩnh vực": ballots["field"],
            "Kênh": ballots["channel"].map(_BALLOT_CHANNEL),
            **{heading: ballots[aspect] for aspect, heading in _ASPECTS.items()},
            "Hài lòng chung": ballots["overall"],
            "Ý kiến khác": ballots["comment"],
        }
    )


def ballot_3_cells(world: World, ballots: pd.DataFrame) -> pd.DataFrame:
    return _frame(
        {
            KEY: ballots["code"],
            "Mã phiếu": ballots["code"],
            "Ngày": day_cells(ballots["day"], "%d/%m/%Y"),
            "Đơn vị": _unit_names(world, ballots),
            "Quầy": "Quầy số " + ballots["counter"].astype(str),
            "Lĩnh vực": ballots["field"],
            "Mức độ hài lòng": ballots["overall"].map(_LEVELS_3),
            "Ý kiến khác": ballots["comment"],
        }
    )


def box_cells(world: World, box: pd.DataFrame) -> pd.DataFrame:
    day = pd.Series(day_cells(box["day"], "%d/%m/%Y"), box.index).astype(str)
    return _frame(
        {
            KEY: box["unit_id"] + "|" + day,
            "Ngày": day,
            "Đơn vị": _unit_names(world, box),
            "Số lần mở hòm": box["opened"].astype(int),
            "Người mở": box["opener"],
            **{heading: box[column] for heading, column in _COUNTS.items()},
            "Nội dung": box["comment"],
        }
    )


def day_cells(column: pd.Series, form: str) -> Words:
    """Write the days, with or without their time, in one form; None where there is none."""
    there = column.notna().to_numpy()
    if form == "excel":
        written = column.astype(object).to_numpy(dtype=object)
    elif form == "short":
        parts = [column.dt.day, column.dt.month, column.dt.year]
        texts = [part.fillna(0).astype(int).astype(str) for part in parts]
        written = object_array(texts[0] + "/" + texts[1] + "/" + texts[2])
    else:
        written = object_array(column.dt.strftime(form))
    return keep_where(there, written)


def _some_otherwise(column: pd.Series, form: str, chance: np.random.Generator) -> Words:
    """Write most days in the form of the file, a few as somebody typed them by hand."""
    written = day_cells(column, form)
    otherwise = np.flatnonzero(chance.random(len(column)) < _SELDOM_SHARE)
    for turn, seldom in enumerate(_SELDOM):
        rows = otherwise[turn :: len(_SELDOM)]
        written[rows] = day_cells(column.iloc[rows], seldom)
    return written


def _unit_names(world: World, frame: pd.DataFrame) -> pd.Series:
    return frame["unit_id"].map(dict(zip(world.units["unit_id"], world.units["name"], strict=True)))


def _frame(columns: dict[str, pd.Series | Words]) -> pd.DataFrame:
    cells = {name: _plain(pd.Series(column).astype(object)) for name, column in columns.items()}
    return pd.DataFrame(cells, dtype=object)


def _plain(column: pd.Series) -> Words:
    """Keep only text, whole numbers, days and None."""
    return keep_where(column.notna().to_numpy(), column.to_numpy(dtype=object))
