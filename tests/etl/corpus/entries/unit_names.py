"""Names of units: the ways to write them, wrong ones, those that mean another unit in another year."""

from tests.etl.corpus.entry import cases, one
from tests.etl.corpus.writers.case_rows import HOA, LIEN_SON, ME, case, table
from tests.etl.corpus.writers.text_bytes import csv
from tests.etl.corpus.writers.xlsx import xlsx

COMMUNE = [
    "Xã Gia Hòa",
    "xã gia hoà",
    "Gia Hòa",
    "X. Gia Hoà",
    "X.Gia Hòa",
    "UBND xã Gia Hòa",
    "UBND Xã Gia Hòa - Gia Viễn",
    "Ủy ban nhân dân xã Gia Hòa",
    "Uỷ ban nhân dân xã Gia Hoà",
    "BPMC xã Gia Hòa",
    "Bộ phận TN&TKQ xã Gia Hòa",
    "Bộ phận Một cửa UBND xã Gia Hòa",
    "Xã Gia Hòa, huyện Gia Viễn, tỉnh Ninh Bình",
    "UBND huyện Gia Viễn - Xã Gia Hòa",
]
TOWN = [
    "Thị trấn Me",
    "TT Me",
    "TT. Me",
    "TT.Me",
    "Thị trấn Me - Gia Viễn",
    "UBND thị trấn Me",
    "THỊ TRẤN ME",
    "UBND TT Me",
]
OFFICES = {
    "Phòng TN&MT": "pb-tai-nguyen-moi-truong",
    "Phòng Tài nguyên và Môi trường huyện": "pb-tai-nguyen-moi-truong",
    "P. Tư pháp": "pb-tu-phap",
    "Phòng LĐTB&XH": "pb-lao-dong",
    "Phòng Văn hoá và Thông tin": "pb-van-hoa-thong-tin",
    "Văn phòng HĐND&UBND huyện": "pb-van-phong",
    "Thanh tra huyện": "pb-thanh-tra",
    "Phòng Nội vụ huyện Gia Viễn": "pb-noi-vu",
}
# One name or code, two units: who is meant hangs on the day.
BEFORE, BETWEEN, AFTER = "02/08/2021", "03/02/2025", "01/08/2025"
HOMONYMS = [
    ("Xã Gia Hưng", BEFORE, "14470@start"),
    ("Xã Gia Hưng", AFTER, "14482@2025-07-01"),
    ("Xã Gia Vân", BEFORE, "14479@start"),
    ("Xã Gia Vân", AFTER, "14488@2025-07-01"),
    ("Xã Gia Trấn", "30/06/2025", "14494@start"),
    ("Xã Gia Trấn", "01/07/2025", "14494@2025-07-01"),
    ("UBND xã Gia Phong", BEFORE, "14524@start"),
    ("UBND xã Gia Phong", AFTER, "14524@2025-07-01"),
    ("Xã Gia Viễn", AFTER, "14464@2025-07-01"),
    ("Thị trấn Thịnh Vượng", BETWEEN, "14464@2025-01-01"),
]
NOT_THEN = [
    ("Thị trấn Me", BETWEEN),
    ("Thị trấn Thịnh Vượng", BEFORE),
    ("Xã Gia Phú", AFTER),
    ("Xã Đại Hoàng", BETWEEN),
    ("Phòng Nội vụ", AFTER),
    ("Xã Gia Viễn", BEFORE),
]
CODES = [
    ("14482", BEFORE, "14482@start"),
    ("14482", AFTER, "14482@2025-07-01"),
    ("14488", BEFORE, "14488@start"),
    ("14488", AFTER, "14488@2025-07-01"),
    ("14464", BEFORE, ME),
    ("14464", BETWEEN, "14464@2025-01-01"),
    ("14464", AFTER, "14464@2025-07-01"),
]
WRONG = ["Xã Gia Hoa", "Xã Gia Thăng", "Xã Gia Thịn", "Xã Gia Than", "Xã Gia", "Xã"]


def named(names: list[str]):
    return table(*(case(f"H42-{number}", name) for number, name in enumerate(names, 1)))


def dated(rows: list[tuple[str, str, str]] | list[tuple[str, str]]):
    """Open cases of a unit, received on a day; nothing else is told."""
    return table(
        *(case(f"H42-{n}", row[0], row[1], None, None, "Đang xử lý") for n, row in enumerate(rows, 1))
    )


def all_wrong(number: int, key: str):
    return dict.fromkeys(range(2, number + 2), key)


ENTRIES = [
    one(
        "unit_variant tone",
        "a commune",
        "commune.xlsx",
        xlsx(named(COMMUNE)),
        cases(14, facts={"unit_id": [HOA] * 14}),
    ),
    one("unit_variant", "a town", "town.csv", csv(named(TOWN)), cases(8, facts={"unit_id": [ME] * 8})),
    one(
        "unit_variant",
        "offices",
        "offices.xlsx",
        xlsx(named([*OFFICES])),
        cases(8, facts={"unit_id": [*OFFICES.values()]}),
    ),
    one(
        "unit_misspelled",
        "a slip that is known, and the right name",
        "known_slip.xlsx",
        xlsx(named(["Xã Liễn Sơn", "Xã Liên Sơn"])),
        cases(2, facts={"unit_id": [LIEN_SON] * 2}),
    ),
    one(
        "unit_misspelled",
        "wrong by a letter: never guessed, each row is kept",
        "slips.xlsx",
        xlsx(named([*WRONG, "Xã Gia Hòa"])),
        cases(1, rejects=all_wrong(6, "unit_unknown"), facts={"unit_id": [HOA]}),
    ),
    one(
        "unit_misspelled",
        "without any sign over a letter: no exact name, so it is asked",
        "bare_letters.xlsx",
        xlsx(named(["Xa Gia Hoa", "Xã Gia Hòa"])),
        cases(1, rejects={2: "unit_unknown"}),
    ),
    one(
        "unit_homonym",
        "one name before and after 01/07/2025",
        "homonyms.xlsx",
        xlsx(dated(HOMONYMS)),
        cases(10, facts={"unit_id": [unit for _, _, unit in HOMONYMS]}),
    ),
    one(
        "unit_homonym",
        "a unit that was not there on the day",
        "not_then.xlsx",
        xlsx(dated(NOT_THEN)),
        cases(0, rejects=all_wrong(6, "unit_not_then")),
    ),
    one(
        "unit_homonym",
        "the day before and the day of a merger",
        "merger.csv",
        csv(dated([("Thị trấn Me", "31/12/2024", ME), ("Xã Tiến Thắng", "01/01/2025", "")])),
        cases(2, facts={"unit_id": [ME, "14506@2025-01-01"]}),
    ),
    one(
        "unit_homonym",
        "communes of another province with names that are here too",
        "other_province.xlsx",
        xlsx(
            dated(
                [
                    ("Xã Liên Sơn, tỉnh Hà Nam", BEFORE),
                    ("Xã Tiến Thắng - Lâm Đồng", BETWEEN),
                    ("Xã Gia Viễn, tỉnh Lâm Đồng", AFTER),
                ]
            )
        ),
        cases(0, rejects=all_wrong(3, "unit_unknown")),
    ),
    one(
        "unit_homonym",
        "the district written out settles it",
        "with_district.xlsx",
        xlsx(dated([("Xã Liên Sơn, huyện Gia Viễn, tỉnh Ninh Bình", BEFORE)])),
        cases(1, facts={"unit_id": [LIEN_SON]}),
    ),
    one(
        "unit_code",
        "codes in place of names, re-used since 2025",
        "codes_of_units.xlsx",
        xlsx(dated(CODES)),
        cases(7, facts={"unit_id": [unit for _, _, unit in CODES]}),
    ),
    one(
        "unit_code",
        "a code that nobody had on the day",
        "codes_not_then.xlsx",
        xlsx(dated([("14491", AFTER), ("14533", BEFORE)])),
        cases(0, rejects=all_wrong(2, "unit_not_then")),
    ),
    one(
        "unit_variant eth",
        "Ð in a name",
        "eth_unit.xlsx",
        xlsx(dated([("Xã Ðại Hoàng", AFTER)])),
        cases(1, facts={"unit_id": ["14500@2025-07-01"]}),
    ),
    one(
        "unit_variant",
        "a row without a unit",
        "no_unit.xlsx",
        xlsx(table(case("H42-1", None), case("H42-2"))),
        cases(1, rejects={2: "empty"}),
    ),
]
