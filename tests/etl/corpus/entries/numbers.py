"""Numbers as people and systems write them, words for states and answers, and cells that are neither."""

from tests.etl.corpus.entry import cases, one
from tests.etl.corpus.writers.case_rows import HEADINGS, HOA, Cell, case, table
from tests.etl.corpus.writers.text_bytes import csv
from tests.etl.corpus.writers.xlsx import xlsx

BOX: list[Cell] = ["Ngày", "Đơn vị", "Số lần mở hòm", "Số phiếu", "Rất hài lòng", "Tỷ lệ (%)"]
DAYS = [f"{day:02}/08/2021" for day in (2, 3, 4, 5, 6, 9, 10, 11)]


def tallies(*counts: Cell, opened: Cell = 1, share: Cell = None) -> list[list[Cell]]:
    """A day's tally of one commune for each number of slips."""
    return [
        BOX,
        *([day, "Xã Gia Hòa", opened, count, None, share] for day, count in zip(DAYS, counts, strict=False)),
    ]


def counted(name: str, covers: str, about: str, cells: list[Cell], slips: list[object], **more: object):
    return one(
        covers,
        about,
        name,
        xlsx(tallies(*cells)),
        cases(len(slips), source="box", facts={"slips": slips}, **more),
    )


def extra(heading: str, *cells: Cell) -> list[list[Cell]]:
    """Cases with one more column."""
    return [[*HEADINGS, heading], *([*case(f"H42-{n}"), cell] for n, cell in enumerate(cells, 1))]


def told(
    name: str, covers: str, about: str, heading: str, cells: list[Cell], column: str, says: list[object]
):
    """The column says this of each case."""
    return one(covers, about, name, xlsx(extra(heading, *cells)), cases(len(cells), facts={column: says}))


STATES: list[Cell] = ["Đã trả kết quả", "ĐÃ XỬ LÝ XONG", "đã giải quyết", "Hoàn thành", "10", 9, "Dừng xử lý"]
CHANNELS: list[Cell] = ["Trực tuyến", "trực tiếp", "BCCI", "Qua bưu chính", 2, "1", None]
ENTRIES = [
    counted(
        "thousands.xlsx",
        "thousands",
        "a point or a space between thousands, as text",
        ["1.234", "12.345.678", "1 234", "1\u00a0234", "7"],
        [1234, 12345678, 1234, 1234, 7],
    ),
    counted("plain.xlsx", "thousands", "numbers that are numbers", [1234, 7, 0, 3.0], [1234, 7, 0, 3]),
    counted(
        "zeros.xlsx",
        "thousands phone",
        "decimals that say nothing, as text",
        ["12,0", "7.0", "3,00"],
        [12, 7, 3],
    ),
    counted(
        "float_thousands.xlsx",
        "float_thousands",
        "1.234 that Excel took for a little more than one: a count is whole",
        [1.234, 7],
        [1234, 7],
    ),
    counted(
        "comma_thousands.xlsx",
        "float_thousands impossible",
        "1,234 may be a thousand or one: nobody can tell",
        ["1,234", "7"],
        [7],
        rejects={2: "whole"},
    ),
    counted(
        "cut_thousands.xlsx",
        "float_thousands impossible",
        "1.2 was 1.200 or is nothing: nobody can tell",
        [1.2, 7],
        [7],
        rejects={2: "whole"},
    ),
    counted(
        "blank.xlsx",
        "blank_zero",
        "a blank count is no nought: it was not told",
        [None, "0", 0],
        [None, 0, 0],
    ),
    counted(
        "no_numbers.xlsx",
        "impossible",
        "counts that are none",
        ["-1", "ba", "3 phiếu", "7"],
        [7],
        rejects={2: "whole", 3: "whole", 4: "whole"},
    ),
    one(
        "percent",
        "a percentage that somebody worked out is of no use and does no harm",
        "percent.xlsx",
        xlsx(tallies("7", "8", share="97,5%")),
        cases(2, source="box", facts={"slips": [7, 8]}),
    ),
    one(
        "percent",
        "stored as a part of one",
        "percent_part.xlsx",
        xlsx(tallies("7", share=0.975)),
        cases(1, source="box", facts={"slips": [7]}),
    ),
    counted(
        "percent_count.xlsx",
        "percent thousands impossible",
        "where a count has to be: it is none",
        ["97,5%", "97.5%", "97,5", "7"],
        [7],
        rejects={2: "whole", 3: "whole", 4: "whole"},
    ),
    one(
        "blank_zero other_source",
        "a box that was not opened, and one in which nothing was",
        "box_closed.xlsx",
        xlsx([BOX, [DAYS[0], "Xã Gia Hòa", 0, None], [DAYS[1], "Xã Gia Hòa", 1, 0]]),
        cases(2, source="box", facts={"opened": [False, True], "slips": [None, 0]}),
    ),
    one(
        "blank_zero other_source",
        "nobody said whether it was opened",
        "box_silent.xlsx",
        xlsx(tallies(7, opened=None)),
        cases(0, source="box", rejects={2: "empty"}),
    ),
    told(
        "phone.xlsx",
        "phone",
        "a telephone number that was a number once",
        "Số điện thoại",
        ["0900000001.0", "0900000002", 900000003.0],
        "phone",
        ["0900000001", "0900000002", "900000003"],
    ),
    one(
        "phone",
        "in a CSV",
        "phone.csv",
        csv(extra("Số điện thoại", "0900000001.0", "0900000002")),
        cases(2, facts={"phone": ["0900000001", "0900000002"]}),
    ),
    one(
        "phone",
        "codes that are numbers",
        "codes.xlsx",
        xlsx(table(case(101004113717), case("000123"))),
        cases(2, facts={"code": ["101004113717", "000123"]}),
    ),
    told(
        "supplements.xlsx",
        "thousands blank_zero",
        "how often something was asked for",
        "Số lần yêu cầu bổ sung",
        ["0", 2, "1.0", None],
        "supplements",
        [0, 2, 1, None],
    ),
    told(
        "apology.xlsx",
        "words",
        "yes and no",
        "Văn bản xin lỗi",
        ["Có", "không", "X", "Chưa", None, True],
        "apology",
        [True, False, True, False, None, True],
    ),
    told(
        "channel.xlsx",
        "words",
        "how a case came in",
        "Hình thức nộp",
        CHANNELS,
        "channel",
        ["online", "counter", "post", "post", "online", "counter", None],
    ),
    one(
        "words",
        "states in words and numbers",
        "states.xlsx",
        xlsx(table(*(case(f"H42-{n}", status=state) for n, state in enumerate(STATES, 1)))),
        cases(7, facts={"status": [10, 9, 9, 10, 10, 9, 8]}),
    ),
    one(
        "words impossible",
        "words that nobody has seen",
        "no_words.xlsx",
        xlsx(table(case("H42-1", status="Đang bay"), case("H42-2", status="11"), case("H42-3"))),
        cases(1, rejects={2: "word", 3: "word"}),
    ),
    one(
        "words",
        "no word for the state: told from the finished day, and said",
        "no_state.xlsx",
        xlsx(table(case("H42-1", status=None), case("H42-2", finished=None, status=None))),
        cases(2, facts={"status": [9, 4]}, remarks={2: "status_blank", 3: "status_blank"}),
    ),
    one(
        "impossible",
        "several things wrong in one row",
        "wrong_thrice.xlsx",
        xlsx(table(case(None, "Xã Gia Hoa", "x"), case("H42-2"))),
        cases(1, rejects={2: "empty day unit_unknown"}, facts={"unit_id": [HOA]}),
    ),
]
