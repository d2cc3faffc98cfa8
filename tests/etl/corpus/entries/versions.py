"""Files loaded one after the other: later states, older files, the same again, corrected rows."""

from tests.etl.corpus.entry import Entry, File, Taken, cases
from tests.etl.corpus.writers.case_rows import HEADINGS, Cell, case, pending, table
from tests.etl.corpus.writers.text_bytes import csv
from tests.etl.corpus.writers.xlsx import xlsx

Row = list[Cell]
OPEN, DONE = pending("H42-1"), case("H42-1")
BOX: Row = ["Ngày", "Đơn vị", "Số lần mở hòm", "Số phiếu"]
BALLOTS: Row = ["Ngày", "Đơn vị", "Mức độ hài lòng"]
BALLOT: Row = ["02/08/2021", "Xã Gia Hòa", "Hài lòng"]
OPEN_STANDS = {"H42-1": {"status": 4, "finished_on": None}}
DONE_STANDS = {"H42-1": {"status": 10, "finished_on": "2021-08-13"}}


def printed(day: str, *rows: Row) -> list[Row]:
    """The day on which the list was printed stands above it."""
    return [["Danh sách hồ sơ", f"Ngày xuất dữ liệu: {day}"], *table(*rows)]


def history(covers: str, about: str, *files: File, **stands: object) -> Entry:
    return Entry(tuple(covers.split()), about, files, **stands)


def first(name: str, content, number: int = 1, **more: object) -> File:
    return File(name, content, cases(number, **more))


ENTRIES = [
    history(
        "version",
        "a case comes back finished: its last event makes the file newer",
        first("state_1.xlsx", xlsx(table(OPEN))),
        File("state_2.xlsx", xlsx(table(DONE)), Taken(replaced=1, aside=1)),
        stands=DONE_STANDS,
    ),
    history(
        "older version",
        "the older list is loaded last: what is newer stays",
        first("later_1.xlsx", xlsx(printed("31/08/2021", DONE)), aside=2),
        File("later_2.xlsx", xlsx(printed("10/08/2021", OPEN)), Taken(replaced=1, older=1, aside=2)),
        stands=DONE_STANDS,
    ),
    history(
        "older",
        "an older list still tells of cases that the newer one leaves out",
        first("left_out_1.csv", csv(printed("31/08/2021", DONE)), aside=2),
        File("left_out_2.csv", csv(printed("10/08/2021", OPEN, case("H42-2"))),
             Taken(loaded=1, replaced=1, older=1, aside=2)),
        stands=DONE_STANDS | {"H42-2": {"status": 10}},
    ),
    history(
        "version",
        "the printed day goes before the events: a corrected list with earlier events is newer",
        first("printed_1.xlsx", xlsx(printed("31/08/2021", DONE)), aside=2),
        File("printed_2.xlsx", xlsx(printed("01/09/2021", OPEN)), Taken(replaced=1, aside=2)),
        stands=OPEN_STANDS,
    ),
    history(
        "version",
        "three states of a case",
        first("thrice_1.csv", csv(table(OPEN))),
        File("thrice_2.csv", csv(table(case("H42-1", status="Đã xử lý xong"))), Taken(replaced=1, aside=1)),
        File("thrice_3.csv", csv(printed("31/08/2021", DONE)), Taken(replaced=1, aside=2)),
        stands=DONE_STANDS,
    ),
    history(
        "version",
        "one list holds two states of a case: the lower row is the newer one",
        first("within.xlsx", xlsx(table(OPEN, DONE)), replaced=1, older=1),
        stands=DONE_STANDS,
    ),
    history(
        "same",
        "a row that stands twice is one case",
        first("row_twice.xlsx", xlsx(table(DONE, DONE)), duplicate=1),
    ),
    history(
        "same",
        "the same file twice changes nothing",
        first("twice_1.xlsx", xlsx(table(DONE, case("H42-2"))), 2),
        File("twice_2.xlsx", xlsx(table(DONE, case("H42-2"))), Taken(duplicate=2, aside=1)),
        stands=DONE_STANDS,
    ),
    history(
        "same csv",
        "the same rows as another kind of file change nothing",
        first("kinds_1.xlsx", xlsx(table(DONE))),
        File("kinds_2.csv", csv(table(DONE), encoding="utf-8-sig"), Taken(duplicate=1, aside=1)),
    ),
    history(
        "same older",
        "an older file that says the same changes nothing",
        first("same_older_1.xlsx", xlsx(printed("31/08/2021", DONE)), aside=2),
        File("same_older_2.xlsx", xlsx(printed("10/08/2021", DONE)), Taken(duplicate=1, aside=2)),
    ),
    history(
        "corrected",
        "a rejected row comes back corrected",
        File("wrong.xlsx", xlsx(table(DONE, case("H42-2", "Xã Gia Hoa"))),
             cases(1, rejects={3: "unit_unknown"})),
        File("corrected.xlsx", xlsx([HEADINGS, case("H42-2", "Xã Gia Hòa")]), Taken(loaded=1, aside=1)),
        stands=DONE_STANDS | {"H42-2": {"unit_id": "14467@start"}},
    ),
    history(
        "corrected",
        "and the whole list comes back corrected",
        File("wrong_list.xlsx", xlsx(table(DONE, case("H42-2", received="x"))), cases(1, rejects={3: "day"})),
        File("corrected_list.xlsx", xlsx(table(DONE, case("H42-2"))), Taken(loaded=1, duplicate=1, aside=1)),
    ),
    history(
        "version other_source",
        "a tally that is corrected",
        first("box_1.xlsx", xlsx([BOX, ["02/08/2021", "Xã Gia Hòa", 1, 3]]), source="box"),
        File("box_2.xlsx", xlsx([BOX, ["02/08/2021", "Xã Gia Hòa", 1, 5], ["03/08/2021", "Gia Hòa", 1, 0]]),
             Taken(source="box", loaded=1, replaced=1, aside=1)),
    ),
    history(
        "same other_source",
        "ballots without a code that say the same are as many ballots; the same file again adds none",
        first("ballots_1.csv", csv([BALLOTS, BALLOT, BALLOT]), 2, source="ballots_3"),
        File("ballots_2.csv", csv([BALLOTS, BALLOT, BALLOT, BALLOT]),
             Taken(source="ballots_3", loaded=1, duplicate=2, aside=1)),
    ),
]  # fmt: skip
