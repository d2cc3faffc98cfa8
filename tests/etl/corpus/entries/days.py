"""Days in every way that files write them; which of day and month is first is decided for a whole file."""

from datetime import date, datetime

from tests.etl.corpus.entry import cases, one, refused
from tests.etl.corpus.writers.case_rows import Cell, case, pending, table
from tests.etl.corpus.writers.text_bytes import csv
from tests.etl.corpus.writers.xlsx import xlsx

DAY, DUE, END = "2021-08-02", "2021-08-16", "2021-08-13"
SAME = {"received_on": [DAY], "due_on": [DUE], "finished_on": [END]}


def written(
    name: str, covers: str, about: str, received: Cell, due: Cell, finished: Cell, **more: list[object]
):
    """One case whose three days are written like this, and mean what they always mean."""
    row = case("H42-1", received=received, due=due, finished=finished)
    return one(covers, about, name, xlsx(table(row)), cases(1, facts=SAME | more))


def days_of(*days: tuple[Cell, Cell, Cell]) -> list[list[Cell]]:
    return table(*(case(f"H42-{number}", "Xã Gia Hòa", *three) for number, three in enumerate(days, 1)))


def received(name: str, covers: str, about: str, cells: list[Cell], says: list[str], **more: object):
    """Open cases that were received on these days."""
    rows = table(*(pending(f"H42-{n}", received=cell, due="31/12/2021") for n, cell in enumerate(cells, 1)))
    return one(covers, about, name, xlsx(rows), cases(len(cells), facts={"received_at": says}, **more))


# Excel set to American order took 02/08 for 8 February and could make nothing of 13/08, which stayed text.
SWAPPED = days_of(
    (date(2021, 2, 8), "16/08/2021", "13/08/2021"),
    (date(2021, 3, 8), "17/08/2021", date(2021, 10, 8)),
    (date(2021, 4, 8), "18/08/2021", "20/08/2021"),
    (date(2021, 5, 8), "19/08/2021", date(2021, 6, 8)),
    (date(2021, 6, 8), "20/08/2021", date(2021, 9, 8)),
    (date(2021, 9, 8), "23/08/2021", "24/08/2021"),
)
SWAPPED_BACK = {
    "received_on": [f"2021-08-{day:02}" for day in (2, 3, 4, 5, 6, 9)],
    "finished_on": [f"2021-08-{day:02}" for day in (13, 10, 20, 6, 9, 24)],
}
MONTH_FIRST = days_of(("08/02/2021", "08/16/2021", "08/13/2021"), ("08/03/2021", "08/17/2021", "08/20/2021"))
BOTH_ORDERS = days_of(("13/08/2021", "16/08/2021", "15/08/2021"), ("08/13/2021", "08/16/2021", "08/14/2021"))
NEITHER = days_of(("02/08/2021", "05/08/2021", "04/08/2021"), ("03/08/2021", "06/08/2021", "05/08/2021"))
TWO_DAYS = {"received_on": ["2021-08-02", "2021-08-03"], "due_on": ["2021-08-16", "2021-08-17"]}
PLACEHOLDERS = table(
    pending("H42-1", finished="01/01/1900"),
    pending("H42-2", finished="00/01/1900"),
    pending("H42-3", finished="1900-01-00"),
    pending("H42-4", due="01/01/1900 00:00:00"),
)
NO_DUE = ["2021-08-16"] * 3 + [None]

ENTRIES = [
    written("slashes.xlsx", "day_text", "two digits", "02/08/2021", "16/08/2021", "13/08/2021"),
    written("short.xlsx", "day_text", "one digit where one is enough", "2/8/2021", "16/8/2021", "13/8/2021"),
    written("short_in_part.xlsx", "day_text", "one digit in part", "02/8/2021", "16/08/2021", "13/8/2021"),
    written("dashes.xlsx", "day_text", "dashes", "02-08-2021", "16-08-2021", "13-8-2021"),
    written("dots.xlsx", "day_text", "dots", "02.08.2021", "16.08.2021", "13.8.2021"),
    written("iso.xlsx", "day_text", "the year first", "2021-08-02", "2021-08-16", "2021-08-13"),
    written("spaces.xlsx", "day_text", "spaces around", " 02/08/2021", "16/08/2021 ", "\u00a013/08/2021"),
    written("two_digits.xlsx", "day_two_digits", "years of two digits", "02/08/21", "16/08/21", "13/08/21"),
    written("two_digits_short.xlsx", "day_two_digits", "and single digits", "2/8/21", "16/8/21", "13/8/21"),
    written("real.xlsx", "day_excel", "real days", date(2021, 8, 2), date(2021, 8, 16), date(2021, 8, 13)),
    written("numbers.xlsx", "day_excel", "Excel's numbers in cells without a look", 44410, 44424, 44421),
    written("numbers_text.xlsx", "day_excel", "its numbers as text", "44410", "44424", "44421"),
    written(
        "numbers_time.xlsx",
        "day_excel day_time",
        "with a time",
        44410.25,
        44424,
        44421.75,
        received_at=["2021-08-02 06:00:00"],
    ),
    written("mixed.xlsx", "day_mixed", "text, real days, numbers", "02/08/2021", date(2021, 8, 16), 44421),
    written(
        "mixed_iso.xlsx",
        "day_mixed",
        "two orders that cannot be mistaken",
        "2021-08-02",
        "16/08/2021",
        date(2021, 8, 13),
    ),
    written(
        "real_time.xlsx",
        "day_time day_excel",
        "real days with a time",
        datetime(2021, 8, 2, 8, 30, 15),
        date(2021, 8, 16),
        datetime(2021, 8, 13, 16, 0),
        received_at=["2021-08-02 08:30:15"],
    ),
    received(
        "times.xlsx",
        "day_time",
        "times in every way",
        [
            "02/08/2021 08:30",
            "02/08/2021 08:30:15",
            "2/8/2021 8:30",
            "08:30 02/08/2021",
            "08:30:15, 02/08/2021",
        ],
        [
            "2021-08-02 08:30:00",
            "2021-08-02 08:30:15",
            "2021-08-02 08:30:00",
            "2021-08-02 08:30:00",
            "2021-08-02 08:30:15",
        ],
    ),
    received(
        "zones.xlsx",
        "day_time",
        "a zone is cut and never converted, fractions of a second too",
        ["2021-08-02T08:30:00+07:00", "2021-08-02T23:30:00Z", "2021-08-02 08:30:15.250"],
        ["2021-08-02 08:30:00", "2021-08-02 23:30:00", "2021-08-02 08:30:15"],
    ),
    one(
        "month_first",
        "every day has the month first, and two show it",
        "month_first.csv",
        csv(MONTH_FIRST),
        cases(2, facts=TWO_DAYS, says=("dates_month_first",)),
    ),
    one(
        "month_first xlsx",
        "in a workbook",
        "month_first.xlsx",
        xlsx(MONTH_FIRST),
        cases(2, facts=TWO_DAYS, says=("dates_month_first",)),
    ),
    one(
        "month_first",
        "one column says 13/08, another row 08/13: nobody can tell",
        "both_orders.csv",
        csv(BOTH_ORDERS),
        refused("dates_ambiguous"),
    ),
    one(
        "month_first",
        "no day tells: the order of the country",
        "neither.csv",
        csv(NEITHER),
        cases(2, facts={"received_on": ["2021-08-02", "2021-08-03"], "due_on": ["2021-08-05", "2021-08-06"]}),
    ),
    one(
        "month_first day_mixed",
        "real days that Excel swapped beside text that it left",
        "swapped_in_part.xlsx",
        xlsx(SWAPPED),
        cases(6, facts=SWAPPED_BACK, says=("dates_swapped",)),
    ),
    one(
        "day_1900",
        "a day of 1900 where there is none: empty, with a remark",
        "placeholders.xlsx",
        xlsx(PLACEHOLDERS),
        cases(
            4,
            facts={"finished_on": [None] * 4, "due_on": NO_DUE},
            remarks=dict.fromkeys(range(2, 6), "day_placeholder"),
        ),
    ),
    one(
        "day_1900 day_excel",
        "as Excel's numbers 0 and 1",
        "placeholder_numbers.xlsx",
        xlsx(table(pending("H42-1", finished=0), pending("H42-2", finished=1))),
        cases(2, facts={"finished_on": [None] * 2}, remarks=dict.fromkeys((2, 3), "day_placeholder")),
    ),
    one(
        "day_1900",
        "where a day has to be, it is missing",
        "placeholder_received.xlsx",
        xlsx(table(case("H42-1", received="01/01/1900"), case("H42-2"))),
        cases(1, rejects={2: "day_placeholder"}),
    ),
    one(
        "impossible",
        "days that are none, in a file that has good ones",
        "no_days.xlsx",
        xlsx(table(case("H42-1", received="31/02/2021"), case("H42-2", due="hôm qua"), case("H42-3"))),
        cases(1, rejects={2: "day", 3: "day"}, facts={"code": ["H42-3"]}),
    ),
    one(
        "impossible",
        "years of which nobody made a calendar",
        "far_days.xlsx",
        xlsx(table(case("H42-1", due="16/08/2031"), case("H42-2", received="02/08/2012"), case("H42-3"))),
        cases(1, rejects={2: "day_outside", 3: "day_outside"}),
    ),
    one(
        "impossible",
        "finished before it was received",
        "backwards.xlsx",
        xlsx(table(case("H42-1", finished="30/07/2021"), case("H42-2"))),
        cases(1, rejects={2: "finished_before_received"}),
    ),
    one(
        "impossible",
        "an earlier hour of the same day is no contradiction",
        "same_day.xlsx",
        xlsx(table(case("H42-1", received="02/08/2021 14:00", finished="02/08/2021 09:00"))),
        cases(1, facts={"finished_on": [DAY], "late": [False]}),
    ),
    one(
        "impossible",
        "a state that the days deny",
        "states.xlsx",
        xlsx(table(case("H42-1", finished=None), case("H42-2", status="Đang xử lý"), case("H42-3"))),
        cases(1, rejects={2: "finished_missing", 3: "finished_open"}),
    ),
    one(
        "day_text",
        "due on the day itself is in time, whatever the hour",
        "due_hour.xlsx",
        xlsx(table(case("H42-1", due="16/08/2021 10:35", finished="16/08/2021 16:00"))),
        cases(1, facts={"late": [False]}),
    ),
    one(
        "day_text",
        "a case without a due day",
        "no_due.xlsx",
        xlsx(table(case("H42-1", due=None))),
        cases(1, facts={"due_on": [None], "late": [False]}),
    ),
]
