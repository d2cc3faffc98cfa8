"""Rows that are no data below the headings: sections, totals, signatures; and data that looks like them."""

from tests.etl.corpus.entry import Taken, cases, one
from tests.etl.corpus.writers.case_rows import HEADINGS, HOA, TWO, TWO_SAY, Cell, case, table
from tests.etl.corpus.writers.text_bytes import csv
from tests.etl.corpus.writers.xlsx import merged, xlsx

NOTHING: list[Cell] = [None] * 4
BOX: list[Cell] = ["STT", "Ngày", "Đơn vị", "Số lần mở hòm", "Số phiếu"]
POSTS: list[Cell] = [None, "Người lập biểu", *NOTHING[:3], "Thủ trưởng đơn vị"]
SIGNS: list[Cell] = [None, "(Ký, ghi rõ họ tên)", *NOTHING[:3], "(Ký tên, đóng dấu)"]
NAMES: list[Cell] = [None, "Nguyễn Văn Mẫu", *NOTHING[:3], "Đinh Văn Mẫu"]
PLACE: list[Cell] = [*NOTHING, "Gia Viễn, ngày 31 tháng 8 năm 2021"]


def two(*below: list[Cell], **kinds: str):
    """What becomes of the two cases and rows below them."""
    told = {int(row.strip("r")): kind for row, kind in kinds.items()}
    return cases(2, aside=1 + len(below), facts=TWO_SAY, kinds=told)


def ends(name: str, covers: str, about: str, *below: list[Cell], **kinds: str):
    """The two cases with these rows below them."""
    return one(covers, about, name, xlsx([*TWO, *below]), two(*below, **kinds))


SECTIONS = [HEADINGS, ["I", "Lĩnh vực Hộ tịch"], TWO[1], ["II", "Lĩnh vực Đất đai"], TWO[2]]
LEVELS = [HEADINGS, ["Sở ban ngành"], ["Huyện, thị xã, thành phố"], TWO[1], ["Xã, phường, thị trấn"], TWO[2]]
COUNTED = [HEADINGS, ["I", "Lĩnh vực: Hộ tịch", "1 hồ sơ"], TWO[1], TWO[2]]
ENTRIES = [
    ends("total.xlsx", "total", "in capitals", ["TỔNG CỘNG", 2], r4="total"),
    ends(
        "total_words.xlsx",
        "total",
        "other words",
        ["Tổng số", 2],
        ["Cộng", 2],
        ["Tổng", 2],
        r4="total",
        r6="total",
    ),
    ends("total_second.xlsx", "total", "in the second column", [None, "Tổng cộng:", "2 hồ sơ"], r4="total"),
    ends(
        "total_far.xlsx",
        "total",
        "beside many cells",
        ["Tổng cộng", None, None, "2", "2", "2", "0"],
        r4="total",
    ),
    ends(
        "of_which.xlsx",
        "section total",
        "what it is made of",
        ["Tổng cộng", 2],
        ["Trong đó: đúng hạn", 1],
        r4="total",
    ),
    one(
        "total",
        "above the data",
        "total_first.xlsx",
        xlsx([HEADINGS, ["Toàn huyện", 2], *TWO[1:]]),
        cases(2, aside=2, facts=TWO_SAY, kinds={2: "total"}),
    ),
    one(
        "total",
        "merged over four columns",
        "total_merged.xlsx",
        xlsx([*TWO, [None] * 4 + ["2", "2"]], adorn=merged({"A4:D4": "Tổng cộng"})),
        cases(2, aside=2, facts=TWO_SAY, kinds={4: "total"}),
    ),
    one(
        "total other_source",
        "in the column of days",
        "total_box.xlsx",
        xlsx([BOX, [1, "02/08/2021", "Xã Gia Hòa", 1, 3], [None, "Tổng cộng", None, 1, 3]]),
        cases(1, source="box", aside=2, kinds={3: "total"}),
    ),
    one(
        "total",
        "a code that begins like a total is data",
        "total_code.xlsx",
        xlsx(table(case("Tổng 1"))),
        cases(1, facts={"code": ["Tổng 1"]}),
    ),
    one(
        "section",
        "numbered",
        "sections.xlsx",
        xlsx(SECTIONS),
        cases(2, aside=3, facts=TWO_SAY, kinds={2: "section", 4: "section"}),
    ),
    one(
        "section",
        "levels of government",
        "levels.xlsx",
        xlsx(LEVELS),
        cases(2, aside=4, facts=TWO_SAY, kinds={2: "section", 5: "section"}),
    ),
    one(
        "section",
        "with a count",
        "sections_counted.csv",
        csv(COUNTED),
        cases(2, aside=2, facts=TWO_SAY, kinds={2: "section"}),
    ),
    one(
        "section",
        "merged over all columns",
        "sections_merged.xlsx",
        xlsx([HEADINGS, [], *TWO[1:]], adorn=merged({"A2:G2": "Lĩnh vực: Hộ tịch"})),
        cases(2, aside=2, facts=TWO_SAY, kinds={2: "section"}),
    ),
    one(
        "pseudo_unit section",
        "a level named like a unit, with nothing else, is a section",
        "level_row.xlsx",
        xlsx([HEADINGS, [None, None, "Cấp xã"], *TWO[1:]]),
        cases(2, aside=2, facts=TWO_SAY, kinds={2: "section"}),
    ),
    one(
        "pseudo_unit",
        "cases of a unit that is none are rejected, never put elsewhere",
        "pseudo_unit.xlsx",
        xlsx(table(case("H42-1", "Cấp xã"), case("H42-2", "account không dùng"), case("H42-3"))),
        cases(1, rejects={2: "unit_unknown", 3: "unit_unknown"}, facts={"unit_id": [HOA]}),
    ),
    ends(
        "signature.xlsx",
        "signature",
        "two posts and names",
        POSTS,
        SIGNS,
        NAMES,
        r4="signature",
        r6="signature",
    ),
    ends(
        "signature_place.xlsx",
        "signature",
        "place and date first",
        PLACE,
        POSTS,
        NAMES,
        r4="signature",
        r6="signature",
    ),
    ends(
        "signature_total.xlsx",
        "signature total",
        "below a total and blank rows",
        ["Tổng cộng", 2],
        PLACE,
        [*NOTHING, "TM. ỦY BAN NHÂN DÂN"],
        [*NOTHING, "KT. CHỦ TỊCH"],
        [*NOTHING, "PHÓ CHỦ TỊCH"],
        [*NOTHING, "Đinh Văn Mẫu"],
        r4="total",
        r5="signature",
        r9="signature",
    ),
    ends(
        "addressees.xlsx",
        "signature",
        "addressees on the left",
        ["Nơi nhận:"],
        ["- Như trên;"],
        ["- Lưu: VT."],
        r4="signature",
        r6="signature",
    ),
    ends(
        "notes.xlsx", "signature", "notes of several cells", ["Ghi chú:", "số liệu tạm tính"], r4="signature"
    ),
    one(
        "signature",
        "a person's case is no signature",
        "not_a_signature.xlsx",
        xlsx(
            [[*HEADINGS, "Chủ hồ sơ"], [*case(), "Chủ tịch Công đoàn Mẫu"], [*case("H42-2"), "Kế toán Mẫu"]]
        ),
        cases(2, facts={"code": ["H42-1", "H42-2"]}),
    ),
    one(
        "blank_rows",
        "blank rows between data, and spaces that look like nothing",
        "blank_rows.xlsx",
        xlsx([HEADINGS, [], TWO[1], [" ", None, "  "], [], TWO[2]]),
        cases(2, facts=TWO_SAY),
    ),
    one(
        "section blank_rows",
        "a row of which only the unit is left is no case: it cannot be loaded and is not lost",
        "half_a_row.xlsx",
        xlsx([*TWO, [3, None, "Xã Gia Hòa", "02/08/2021", "16/08/2021"]]),
        Taken(loaded=2, aside=1, rejects={4: "empty"}, facts=TWO_SAY),
    ),
]
