"""Texts in fonts from before Unicode are converted by evidence of the whole file; no other is touched."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from etl.assumptions import Assumption
from etl.formats.detect import read_source_workbook
from etl.formats.legacy_fonts import _TCVN3, FONTS, from_tcvn3, from_vni
from tests.etl.formats.test_detect import rows
from tests.support.source_files import write_xls, write_xlsx

# As such files have them, with what they say; typed letter by letter from the charts of the two fonts.
PAIRS = [
    ("Céng hoµ x· héi chñ nghÜa", "Coäng hoaø xaõ hoäi chuû nghóa", "Cộng hoà xã hội chủ nghĩa"),
    ("Thñ tôc ®¨ng ký khai sinh", "Thuû tuïc ñaêng kyù khai sinh", "Thủ tục đăng ký khai sinh"),
    ("Gi¶i quyÕt tr­íc h¹n", "Giaûi quyeát tröôùc haïn", "Giải quyết trước hạn"),
    ("ThÞ trÊn ThÞnh V­îng", "Thò traán Thònh Vöôïng", "Thị trấn Thịnh Vượng"),
]  # fmt: skip
REAL_WORDS = [
    "Xã", "Gia", "Hòa", "Thị", "trấn", "Me", "Nguyễn", "Thuý", "Quỳnh", "khuỷu", "ngoằn", "quyết", "giếng",
    "mét", "sô", "thô", "Ngô",
]  # fmt: skip
OTHER = [
    "forêt", "où", "Noël", "café", "naïve", "Loïc", "garçon", "élève", "déjà", "São", "Müller", "coûte",
    "né", "façade",
]  # fmt: skip


@pytest.mark.parametrize(("tcvn3", "vni", "unicode"), PAIRS)
def test_both_fonts_are_known_letter_by_letter(tcvn3, vni, unicode):
    assert (from_tcvn3(tcvn3), from_vni(vni)) == (unicode, unicode)


def test_every_letter_of_the_alphabet_is_in_both_fonts():
    marked = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ"
    assert len(set(marked)) == 67
    assert set(_TCVN3.values()) >= set(map(ord, marked))
    tones = {"ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ù": "\u0301", "ï": "\u0323"}
    for sign, tone in tones.items():
        for letter, base in zip("aeouyôö", "aeouyơư", strict=True):
            if (letter, sign) != ("y", "ï"):
                assert from_vni(letter + sign) == unicodedata.normalize("NFC", base + tone)


@pytest.mark.parametrize("font", [0, 1])
@pytest.mark.parametrize("kind", ["xlsx", "xls", "html", "utf-8", "cp1252"])
def test_a_file_of_any_kind_in_an_old_font(tmp_path, font, kind):
    lines = [[pair[font], "2021"] for pair in PAIRS]
    if kind in ("xlsx", "xls"):
        write = write_xlsx if kind == "xlsx" else write_xls
        content = write(tmp_path / "a", lines).read_bytes()
    elif kind == "html":
        cells = "".join(f"<tr><td>{text}<td>{year}" for text, year in lines)
        content = f"<meta charset=windows-1252><table>{cells}</table>".encode("cp1252")
    else:
        content = "\n".join(";".join(line) for line in lines).encode(kind)
    book = read_source_workbook(content)
    assert rows(book.sheets[0]) == {n: {1: pair[2], 2: "2021"} for n, pair in enumerate(PAIRS, 1)}
    [said] = [one for one in book.assumed if one.key == "old_font"]
    assert said.found.startswith(list(FONTS)[font])


def texts(path):
    [sheet] = read_source_workbook(path.read_bytes()).sheets
    return [cell for cells in rows(sheet).values() for cell in cells.values()]


@hypothesis_settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(REAL_WORDS + OTHER + ["on time", "H-2021"]), min_size=1, max_size=12))
def test_text_that_is_fine_stays_as_it_is(words):
    line = ";".join(["x", *words])
    book = read_source_workbook(line.encode())
    [cells] = rows(book.sheets[0]).values()
    assert list(cells.values()) == line.split(";")
    assert [one.key for one in book.assumed] == ["delimited"]


def test_a_single_word_is_no_evidence(tmp_path):
    """mét is một in TCVN3, and a word."""
    assert texts(write_xlsx(tmp_path / "a", [["mét", "x·"]])) == ["mét", "x·"]


def test_a_file_in_unicode_with_some_rows_in_an_old_font_is_not_converted(tmp_path):
    mixed = [[pair[2]] for pair in PAIRS] + [[PAIRS[0][0]]]
    random.Random(3).shuffle(mixed)
    assert texts(write_xlsx(tmp_path / "a", mixed)) == [cell for [cell] in mixed]


def test_decomposed_text_is_composed_and_it_is_said(tmp_path):
    apart = [[unicodedata.normalize("NFD", pair[2])] for pair in PAIRS]
    path = write_xlsx(tmp_path / "a", apart)
    assert texts(path) == [pair[2] for pair in PAIRS]
    assert read_source_workbook(path.read_bytes()).assumed == (Assumption("composed"),)


def test_cp1258_is_decoded_and_composed():
    content = "\n".join(pair[2] for pair in PAIRS)
    raw = unicodedata.normalize("NFD", content)
    marks = {"â": "a\u0302", "ê": "e\u0302", "ô": "o\u0302", "ă": "a\u0306", "ơ": "o\u031b", "ư": "u\u031b"}
    for whole, apart in marks.items():
        raw = raw.replace(apart, whole)
    # A dot below goes before the circumflex in NFD; CP1258 has whole vowels with the tone after.
    for vowel, letter in (("a", "â"), ("e", "ê"), ("o", "ô")):
        raw = raw.replace(f"{vowel}\u0323\u0302", f"{letter}\u0323")
    book = read_source_workbook(raw.encode("cp1258"))
    assert [cells[1] for cells in rows(book.sheets[0]).values()] == [pair[2] for pair in PAIRS]
    assert book.assumed[0].found.startswith("CP1258")
