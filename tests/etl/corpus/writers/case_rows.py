"""Rows of cases as short as they can be, from which the files of the corpus are drawn."""

from datetime import date, datetime

Cell = str | int | float | bool | date | datetime | None

HEADINGS: list[Cell] = [
    "STT",
    "Mã hồ sơ",
    "Đơn vị giải quyết",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Ngày kết thúc xử lý",
    "Trạng thái hồ sơ",
]
HOA, ME, LIEN_SON = "14467@start", "14464@start", "14473@start"


def case(
    code: Cell = "H42-1",
    unit: Cell = "Xã Gia Hòa",
    received: Cell = "02/08/2021",
    due: Cell = "16/08/2021",
    finished: Cell = "13/08/2021",
    status: Cell = "Đã trả kết quả",
    number: Cell = None,
) -> list[Cell]:
    """A case that was received on Monday 02/08/2021 and is finished on Friday of the next week, in time."""
    return [number, code, unit, received, due, finished, status]


def pending(code: Cell = "H42-1", unit: Cell = "Xã Gia Hòa", **changed: Cell) -> list[Cell]:
    return case(code, unit, **{"finished": None, "status": "Đang xử lý"} | changed)


def table(*rows: list[Cell]) -> list[list[Cell]]:
    return [HEADINGS, *rows]


TWO = table(
    case("H42-1", "Xã Gia Hòa", number=1),
    case("H42-2", "Thị trấn Me", "03/08/2021", "17/08/2021", "20/08/2021", number=2),
)
TWO_SAY: dict[str, list[object]] = {
    "code": ["H42-1", "H42-2"],
    "unit_id": [HOA, ME],
    "received_on": ["2021-08-02", "2021-08-03"],
    "due_on": ["2021-08-16", "2021-08-17"],
    "finished_on": ["2021-08-13", "2021-08-20"],
    "status": [10, 10],
    "late": [False, True],
}
