"""The same names in every encoding and every way to compose a letter."""

import unicodedata

from tests.etl.corpus.entry import cases, one
from tests.etl.corpus.writers.case_rows import HOA, LIEN_SON, ME, Cell, case, table
from tests.etl.corpus.writers.text_bytes import csv, encoded
from tests.etl.corpus.writers.xlsx import xlsx

LETTERS = table(
    case("H42-1", "Xã Liên Sơn"),
    case("H42-2", "Xã Gia Vượng"),
    case("H42-3", "Thị trấn Me"),
    case("H42-4", "Văn phòng HĐND và UBND"),
    case("H42-5", "Phòng Lao động - Thương binh và Xã hội"),
)
LETTERS_SAY = {"unit_id": [LIEN_SON, "14491@start", ME, "pb-van-phong", "pb-lao-dong"], "status": [10] * 5}
SAID = ("delimited",)
CALLED = {HOA: ["Xã Gia Hòa", "Xã Gia Hoà", "XÃ GIA HÒA", "XÃ GIA HOÀ"]}


def spoken(**more):
    """The letters came out right: each unit is known, each state too."""
    return cases(5, facts=LETTERS_SAY, **more)


def shown_as(encoding: str) -> list[list[Cell]]:
    """What Excel shows of an old font's letters in another font: a sign for each byte."""
    return [
        [
            encoded(cell, encoding).decode("cp1252", "replace") if isinstance(cell, str) else cell
            for cell in row
        ]
        for row in LETTERS
    ]


def called(units: list[str]) -> list[list[Cell]]:
    return table(*(case(f"H42-{number}", unit) for number, unit in enumerate(units, 1)))


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


ETH = [
    name.replace("Đ", "\u00d0").replace("đ", "\u00f0") for name in ("Văn phòng HĐND và UBND", "Phòng LĐTBXH")
]
INVISIBLE = ["Xã\u00a0Gia Hòa", "Xã Gia\u200b Hòa", "\ufeffXã Gia Hòa", " Xã  Gia Hòa "]
ENTRIES = [
    one("utf8", "UTF-8 with a mark", "mark.csv", csv(LETTERS, encoding="utf-8-sig"), spoken(says=SAID)),
    one("utf8", "UTF-8 without", "utf8.csv", csv(LETTERS), spoken(says=SAID)),
    one(
        "utf16",
        "UTF-16, marked",
        "utf16_le.csv",
        csv(LETTERS, above="\ufeff", encoding="utf-16-le"),
        spoken(),
    ),
    one(
        "utf16",
        "the other end first",
        "utf16_be.csv",
        csv(LETTERS, above="\ufeff", encoding="utf-16-be"),
        spoken(),
    ),
    one("utf16", "without a mark", "utf16_le_bare.csv", csv(LETTERS, encoding="utf-16-le"), spoken()),
    one("utf16", "nor this one", "utf16_be_bare.csv", csv(LETTERS, encoding="utf-16-be"), spoken()),
    one("utf16 csv", "Unicode text of Excel", "unicode.txt", csv(LETTERS, "\t", "utf-16"), spoken()),
    one("cp1258", "Windows-1258", "cp1258.csv", csv(LETTERS, encoding="cp1258"), spoken(says=SAID)),
    one("cp1258 csv", "with commas", "cp1258_comma.csv", csv(LETTERS, ",", "cp1258"), spoken(says=SAID)),
    one("tcvn3", "TCVN3", "tcvn3.csv", csv(LETTERS, encoding="tcvn3"), spoken(says=SAID)),
    one("tcvn3 csv", "TCVN3 with tabs", "tcvn3.tsv", csv(LETTERS, "\t", "tcvn3"), spoken(says=SAID)),
    one("vni", "VNI", "vni.csv", csv(LETTERS, encoding="vni"), spoken(says=SAID)),
    one("vni csv", "VNI with commas", "vni_comma.csv", csv(LETTERS, ",", "vni"), spoken(says=SAID)),
    one("tcvn3", "a workbook in the font .VnTime", "tcvn3.xlsx", xlsx(shown_as("tcvn3")), spoken()),
    one("vni", "a workbook in the font VNI-Times", "vni.xlsx", xlsx(shown_as("vni")), spoken()),
    one("nfd", "letters of several signs", "nfd.csv", csv(LETTERS, form="NFD"), spoken()),
    one(
        "nfd",
        "in a workbook",
        "nfd.xlsx",
        xlsx([[c and decomposed(c) for c in row] for row in LETTERS]),
        spoken(),
    ),
    one(
        "nfd",
        "both ways in one file",
        "nfd_in_part.xlsx",
        xlsx(called(["Xã Gia Hòa", decomposed("Xã Gia Hòa"), decomposed("Xã Gia Hoà")])),
        cases(3, facts={"unit_id": [HOA] * 3}),
    ),
    one(
        "tone",
        "both ways to place a tone, in both cases",
        "tone.xlsx",
        xlsx(called(CALLED[HOA])),
        cases(4, facts={"unit_id": [HOA] * 4}),
    ),
    one(
        "tone",
        "uỷ and ủy, and a u that belongs to its q",
        "tone_u.xlsx",
        xlsx(called(["Uỷ ban nhân dân xã Gia Hoà", "ỦY BAN NHÂN DÂN XÃ GIA HÒA"])),
        cases(2, facts={"unit_id": [HOA] * 2}),
    ),
    one(
        "eth",
        "an Icelandic letter that looks like Đ",
        "eth.csv",
        csv(called(ETH)),
        cases(2, facts={"unit_id": ["pb-van-phong", "pb-lao-dong"]}),
    ),
    one(
        "eth heading_spelling",
        "in the headings too",
        "eth_headings.csv",
        csv([[str(cell).replace("Đ", "\u00d0") for cell in LETTERS[0]], *LETTERS[1:]]),
        spoken(),
    ),
    one(
        "unit_variant",
        "signs that nobody sees, spaces that do not break",
        "invisible.csv",
        csv(called(INVISIBLE)),
        cases(4, facts={"unit_id": [HOA] * 4}),
    ),
]
