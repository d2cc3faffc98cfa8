"""Logs with a row for each event of a case: the case is what its events say together."""

from tests.etl.corpus.entry import Entry, File, Taken
from tests.etl.corpus.writers.case_rows import HOA, ME, Cell
from tests.etl.corpus.writers.text_bytes import csv
from tests.etl.corpus.writers.xlsx import xlsx

# That a row is an event, when it was and what it was, is said by settings.
GRAIN = """
[grain]
row = "event"
at = ["Lúc"]
step = ["Bước"]
take = { received = "first" }
"""
A, B = "Xã Gia Hòa", "Thị trấn Me"
LOG: list[list[Cell]] = [
    ["Mã hồ sơ", "Đơn vị", "Bước", "Lúc", "Ngày tiếp nhận", "Hẹn trả", "Ngày kết thúc xử lý", "Trạng thái"],
    ["H42-1", A, "Tiếp nhận", "02/08/2021 08:00", "02/08/2021", "16/08/2021", None, "Đang xử lý"],
    ["H42-2", B, "Tiếp nhận", "03/08/2021 08:00", "03/08/2021", "17/08/2021", None, "Đang xử lý"],
    ["H42-1", A, "Ký duyệt", "13/08/2021 09:00", "02/08/2021", "16/08/2021", "13/08/2021", "Đã xử lý xong"],
]
BOTH = Taken(
    loaded=2,
    aside=2,  # the headings, and the first event of the case that has two
    facts={
        "code": ["H42-2", "H42-1"],
        "unit_id": [ME, HOA],
        "status": [4, 9],
        "finished_on": [None, "2021-08-13"],
    },
    kinds={1: "heading", 2: "event"},
)
ENTRIES = [
    Entry(("event_log",), "a log in a workbook", (File("log.xlsx", xlsx(LOG), BOTH),), more_settings=GRAIN),
    Entry(("event_log",), "in a CSV", (File("log.csv", csv(LOG), BOTH),), more_settings=GRAIN),
]
