"""Characters that a file cannot hold are seen as what they are; all others stay."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.model.characters import visible_text

VIETNAMESE = "Ủy ban nhân dân xã Gia Lạc: 1.234,5 – “ổn” ▼ ế"


@pytest.mark.parametrize(
    ("text", "shown", "count"),
    [
        (VIETNAMESE, VIETNAMESE, 0),
        ("một\thai\nba", "một\thai\nba", 0),
        ("một\r\nhai", "một\nhai", 0),
        ("một\rhai", "một␍hai", 1),
        ("a\x00b\x1bc", "a␀b␛c", 2),
        ("\x7f\x85", "␡�", 2),
        ("a\ud800b\udfff", "a�b�", 2),
        ("\ufdd0\uffff\U0010fffe", "���", 3),
        ("abc\u202etxt.exe", "abc‹U+202E›txt.exe", 1),
        ("\u200e\u200f\u2066\u2069", "‹U+200E›‹U+200F›‹U+2066›‹U+2069›", 4),
        ("漢字 😀", "漢字 😀", 0),
        ("", "", 0),
    ],
)
def test_what_stands_for_what(text, shown, count):
    assert visible_text(text) == (shown, count)


def test_letters_that_a_font_lacks_are_written_by_their_numbers():
    font = frozenset(map(ord, "abc ‹›U+�"))
    assert visible_text("a漢b\x00c\ud800\n\t", font) == ("a‹U+6F22›b‹U+0000›c�\n\t", 3)


def forbidden(letter):
    """As Unicode itself has it, not by our list."""
    number, kind = ord(letter), unicodedata.category(letter)
    no_character = number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF
    turning = unicodedata.bidirectional(letter) in (
        "LRE",
        "RLE",
        "PDF",
        "LRO",
        "RLO",
        "LRI",
        "RLI",
        "FSI",
        "PDI",
    )
    return kind == "Cs" or (kind == "Cc" and letter not in "\t\n") or no_character or turning


def test_every_character_that_is_forbidden_goes_and_no_other():
    changed = {number for number in range(sys.maxunicode + 1) if visible_text(chr(number))[1]}
    expected = {number for number in range(sys.maxunicode + 1) if forbidden(chr(number))}
    assert changed == expected | {0x200E, 0x200F}


@given(st.text(st.characters(exclude_categories=())))
def test_nothing_is_left_to_replace(text):
    assert visible_text(visible_text(text)[0])[1] == 0
