"""Where the table begins and what its columns are: titles, storeys, numbers, shifted and strange headings."""

from tests.etl.corpus.entry import Taken, cases, one, refused
from tests.etl.corpus.writers.case_rows import HEADINGS, HOA, ME, TWO, TWO_SAY, Cell, case, table
from tests.etl.corpus.writers.text_bytes import csv
from tests.etl.corpus.writers.xlsx import merged, xlsx

WIDE = len(HEADINGS)
NUMBERS: list[Cell] = [f"({number})" for number in range(1, WIDE + 1)]
SUMS: list[Cell] = ["A", "B", "1=2+3", "2", "3", "4", "5"]
UPPER: list[Cell] = ["STT", "Hồ sơ", None, "Thời gian", None, None, "Trạng thái hồ sơ"]
MIDDLE: list[Cell] = [None, "Thông tin chung", None, "Ngày", None, None, None]
LOWER: list[Cell] = [None, *HEADINGS[1:6], None]
TITLES: list[list[Cell]] = [
    ["UBND HUYỆN GIA VIỄN", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    [],
]
THREE = case("H42-3", "Xã Gia Hòa", number=3)
SHIFTED_HEADINGS: list[Cell] = [
    "STT",
    "Đơn vị tiếp nhận",
    "Lĩnh vực",
    "Tên thủ tục hành chính",
    "Mã hồ sơ",
    "Trạng thái",
    "Địa chỉ",
    "Chủ hồ sơ",
    "Ngày nhận",
    "Ngày hẹn trả",
    "Ngày kết thúc xử lý",
    "Đơn vị/cá nhân giải quyết",
]
# The writer of this list leaves out the state, the address and the last column, and shifts the rest left.
SHIFTED: list[Cell] = [1, "Xã Gia Hòa", "Hộ tịch", "Đăng ký khai sinh", "H42-1", "Nguyễn Văn Mẫu"]
DAYS: list[Cell] = ["02/08/2021", "16/08/2021", "13/08/2021"]
TWICE: list[Cell] = [*HEADINGS, "Ghi chú", "Ghi chú"]
TWELVE = range(1, 13)
SAY_THREE = {"code": ["H42-1", "H42-2", "H42-3"], "unit_id": [HOA, ME, HOA]}


def two(**more):
    return cases(2, facts=TWO_SAY, **more)


def renamed(old: str, new: str) -> list[Cell]:
    return [new if heading == old else heading for heading in HEADINGS]


def below(rows: int) -> list[list[Cell]]:
    """The table below so many rows of titles."""
    return [[f"Ghi chú {number}"] for number in range(1, rows + 1)] + TWO


ENTRIES = [
    one("title", "titles and a blank row above", "titles.xlsx", xlsx([*TITLES, *TWO]), two(aside=2)),
    one(
        "title",
        "a merged title over all columns",
        "title_merged.xlsx",
        xlsx([[], [], *TWO], adorn=merged({"A1:G2": "DANH SÁCH HỒ SƠ"})),
        two(aside=2, kinds={1: "title", 3: "heading"}),
    ),
    one("title", "the headings in row 39", "low.xlsx", xlsx(below(38)), two(aside=39)),
    one("blank_rows title", "blank rows first", "low_blank.xlsx", xlsx([[]] * 60 + TWO), two()),
    one(
        "storeys",
        "two storeys, the upper one merged over groups",
        "two_storeys.xlsx",
        xlsx(
            [UPPER, LOWER, *TWO[1:]],
            adorn=merged(
                {"B1:C1": "Hồ sơ", "D1:F1": "Thời gian", "A1:A2": "STT", "G1:G2": "Trạng thái hồ sơ"}
            ),
        ),
        two(aside=2, kinds={1: "heading", 2: "heading"}),
    ),
    one(
        "storeys",
        "three storeys",
        "three_storeys.xlsx",
        xlsx([UPPER, MIDDLE, LOWER, *TWO[1:]], adorn=merged({"A1:A3": "STT", "G1:G3": "Trạng thái hồ sơ"})),
        two(aside=3, kinds={1: "heading", 2: "heading", 3: "heading"}),
    ),
    one(
        "storeys numbering title",
        "titles, three storeys and numbers: as official forms are printed",
        "three_storeys_form.xlsx",
        xlsx([*TITLES, UPPER, MIDDLE, LOWER, NUMBERS, *TWO[1:]]),
        two(aside=5, kinds={1: "title", 3: "heading", 4: "heading", 5: "heading", 6: "numbering"}),
    ),
    one(
        "storeys",
        "two storeys whose lower one holds headings of other columns' groups",
        "two_storeys_whole.csv",
        csv([[None, "HỒ SƠ", None, "CÁC NGÀY", None, None, "KHÁC"], *TWO]),
        two(aside=2),
    ),
    one(
        "numbering",
        "(1) (2) (3)",
        "numbering.xlsx",
        xlsx([HEADINGS, NUMBERS, *TWO[1:]]),
        two(aside=2, kinds={2: "numbering"}),
    ),
    one(
        "numbering",
        "A B 1=2+3",
        "numbering_sums.xlsx",
        xlsx([HEADINGS, SUMS, *TWO[1:]]),
        two(aside=2, kinds={2: "numbering"}),
    ),
    one(
        "numbering",
        "bare numbers",
        "numbering_bare.xlsx",
        xlsx([HEADINGS, list(range(1, WIDE + 1)), *TWO[1:]]),
        two(aside=2, kinds={2: "numbering"}),
    ),
    one(
        "first_column",
        "an empty first column",
        "first_column.xlsx",
        xlsx([[None, *cells] for cells in TWO]),
        two(),
    ),
    one("first_column csv", "in a CSV", "first_column.csv", csv([[None, *cells] for cells in TWO]), two()),
    one(
        "first_column",
        "three of them",
        "first_columns.xlsx",
        xlsx([[None] * 3 + cells for cells in TWO]),
        two(),
    ),
    one(
        "first_column",
        "an empty one in the middle",
        "gap.xlsx",
        xlsx([[*c[:3], None, *c[3:]] for c in TWO]),
        two(),
    ),
    one(
        "page_break",
        "the headings once more",
        "page_break.xlsx",
        xlsx([*TWO, HEADINGS, THREE]),
        cases(3, aside=2, facts=SAY_THREE, kinds={1: "heading", 4: "heading"}),
    ),
    one(
        "page_break storeys numbering",
        "both storeys and the numbers once more, below a page's title",
        "page_break_storeys.xlsx",
        xlsx([UPPER, LOWER, NUMBERS, *TWO[1:], ["Trang 2"], UPPER, LOWER, NUMBERS, THREE]),
        cases(3, aside=7, facts=SAY_THREE),
    ),
    one(
        "heading_spelling",
        "capitals, spaces, colons, stars",
        "spelling.xlsx",
        xlsx([[f"  {str(heading).upper()} *:" for heading in HEADINGS], *TWO[1:]]),
        two(),
    ),
    one(
        "heading_spelling",
        "line breaks in the headings",
        "spelling_breaks.xlsx",
        xlsx([[str(heading).replace(" ", "\n") for heading in HEADINGS], *TWO[1:]]),
        two(),
    ),
    one(
        "heading_spelling",
        "the columns in another order",
        "order.xlsx",
        xlsx([list(reversed(cells)) for cells in TWO]),
        two(),
    ),
    one(
        "heading_spelling",
        "headings of another system",
        "other_system.xlsx",
        xlsx(
            [
                ["STT", "Số hồ sơ", "Phòng ban", "Ngày nhận", "Hẹn trả", "Ngày có kết quả", "Tình trạng"],
                *TWO[1:],
            ]
        ),
        two(),
    ),
    one(
        "shifted",
        "12 headings over 9 cells: the cells tell which columns they are, and it is said",
        "shifted.xlsx",
        xlsx(
            [SHIFTED_HEADINGS, *([*SHIFTED[:4], f"H42-{number}", *SHIFTED[5:], *DAYS] for number in TWELVE)]
        ),
        cases(
            12,
            says=("moved", "unsure"),
            facts={
                "code": [f"H42-{number}" for number in TWELVE],
                "unit_id": [HOA] * 12,
                "received_on": ["2021-08-02"] * 12,
                "due_on": ["2021-08-16"] * 12,
                "finished_on": ["2021-08-13"] * 12,
            },
        ),
    ),
    one(
        "heading_twice",
        "a needed one",
        "twice.xlsx",
        xlsx([[*HEADINGS, "Ngày hẹn trả"], [*case(), "x"]]),
        refused("heading_twice"),
    ),
    one("heading_twice", "one that nobody needs", "twice_harmless.xlsx", xlsx([TWICE, *TWO[1:]]), two()),
    one(
        "heading_unknown",
        "a needed one is missing",
        "missing.xlsx",
        xlsx([c[:4] + c[5:] for c in TWO]),
        refused("heading_missing"),
    ),
    one(
        "heading_unknown",
        "a needed one has a name that nobody has seen: it is not guessed",
        "unknown.xlsx",
        xlsx([renamed("Ngày kết thúc xử lý", "Ngày trả KQ"), *TWO[1:]]),
        refused("heading_missing"),
    ),
    one(
        "heading_unknown",
        "a column that is of no use is passed over",
        "unknown_harmless.xlsx",
        xlsx([[*HEADINGS, "Mã vạch"], *([*cells, "893"] for cells in TWO[1:])]),
        two(),
    ),
    one("heading_unknown", "no headings at all", "no_headings.xlsx", xlsx(TWO[1:]), refused("unrecognised")),
    one(
        "heading_unknown no_table",
        "only headings: a list in which nothing happened",
        "only_headings.xlsx",
        xlsx(table()),
        Taken(aside=1, kinds={1: "heading"}),
    ),
]
