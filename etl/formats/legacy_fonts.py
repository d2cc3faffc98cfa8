"""Convert text typed in a font from before Unicode (TCVN3: .VnTime; VNI: VNI-Times) into Unicode.

Such a font draws Vietnamese letters in place of Western ones, so that the text reads "X· Gia Hßa" in any
other font. A whole file is converted or none of it, by evidence: most of its words with diacritics must be
no Vietnamese as they stand, and Vietnamese after the conversion.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

_ONSET = "(?:b|c|ch|d|đ|gh?|gi|h|kh?|l|m|nh?|ngh?|ph?|qu|r|s|th?|tr|v|x)"
_NUCLEUS = "(?:oo|oă|oe|oa|uyê|uya|uy|uâ|uê|uơ|uô|ua|ươ|ưa|iê|yê|ia|ya|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y)"
_CODA = "(?:ch|nh|ng|c|m|n|p|t|i|y|o|u)"
_SYLLABLE = re.compile(f"{_ONSET}?{_NUCLEUS}{_CODA}?")
_STOPPED = re.compile(".*(?:ch|c|p|t)")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_STOPS_ALLOW = {"", "\u0301", "\u0323"}  # before c, ch, p, t only sắc and nặng are said


def is_syllable(word: str) -> bool:
    """Tell whether the word can be read as one Vietnamese syllable, with its diacritics.

    >>> [is_syllable(word) for word in ("Nguyễn", "trấn", "Hßa", "forêt")]
    [True, True, False, False]
    """
    if not (word.islower() or word.istitle() or word.isupper()):
        return False
    apart = unicodedata.normalize("NFD", word.lower())
    tones = _TONES.findall(apart)
    bare = unicodedata.normalize("NFC", _TONES.sub("", apart))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    return not _STOPPED.fullmatch(bare) or "".join(tones) in _STOPS_ALLOW


# U+00AD, the invisible hyphen, is ư.
_TCVN3_SIGNS = "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ"
_TCVN3_LETTERS = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_TCVN3 = str.maketrans(_TCVN3_SIGNS, _TCVN3_LETTERS)

_VNI_MARKS = dict(
    zip("øùûõï", "\u0300\u0301\u0309\u0303\u0323", strict=True),
)
_VNI_MARKS |= {"â": "\u0302", "ê": "\u0306"}
_VNI_MARKS |= dict(zip("àáåãä", (f"\u0302{_VNI_MARKS[tone]}" for tone in "øùûõï"), strict=True))
_VNI_MARKS |= dict(zip("èéúüë", (f"\u0306{_VNI_MARKS[tone]}" for tone in "øùûõï"), strict=True))
_VNI_MARKS |= {sign.upper(): mark for sign, mark in _VNI_MARKS.items()}
_VNI_LETTERS = str.maketrans("ñôöæóòîÑÔÖÆÓÒÎ", "đơưỉĩịỵĐƠƯỈĨỊỴ")
_VNI_MARKED = re.compile(f"(?<=[aeiouyôöAEIOUYÔÖ])[{''.join(_VNI_MARKS)}]")

_SIGN = re.compile("[^\x00-\x7f]")
_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~]*[^\x00-\x7f\s][^\s\d!-/:-@\[-`{-~]*")  # with a sign beyond ASCII
_FEWEST = 3  # different words, without which nothing is concluded
_MOST = 5_000  # different words, from which enough is known
_AS_IT_STANDS, _CONVERTED = (
    0.4,
    0.75,
)  # shares of words that are Vietnamese, before at most and after at least


@dataclass(frozen=True)
class FontEvidence:
    """Hold how many of `words` different words with a character beyond ASCII are Vietnamese `syllables`."""

    syllables: int
    words: int

    @property
    def share(self) -> float:
        """Return the share of Vietnamese syllables among the words, 0 where there are no words."""
        return self.syllables / self.words if self.words else 0.0

    def __str__(self) -> str:
        return f"{self.syllables}/{self.words}"


def from_tcvn3(text: str) -> str:
    """Convert TCVN3 text into Unicode.

    >>> from_tcvn3("X· Gia Hßa")
    'Xã Gia Hòa'
    """
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """Convert VNI text into Unicode.

    >>> from_vni("Xaõ Gia Höng")
    'Xã Gia Hưng'
    """
    marked = _VNI_MARKED.sub(lambda sign: _VNI_MARKS[sign.group()], text)
    return compose_text(marked.translate(_VNI_LETTERS))


def compose_text(text: str) -> str:
    """Join each letter and its diacritics into one character (NFC)."""
    return unicodedata.normalize("NFC", text)


FONTS: dict[str, Callable[[str], str]] = {"TCVN3 (.VnTime, ABC)": from_tcvn3, "VNI (VNI-Times)": from_vni}


def detect_font(texts: Iterable[str]) -> tuple[str, FontEvidence] | None:
    """Return the old font of a file with these texts and the evidence; None where they are fine as is."""
    words = collect_words(texts)
    if len(words) < _FEWEST or measure_evidence(words, str).share > _AS_IT_STANDS:
        return None
    font = max(FONTS, key=lambda one: measure_evidence(words, FONTS[one]).share)
    seen = measure_evidence(words, FONTS[font])
    return (font, seen) if seen.share >= _CONVERTED else None


def collect_words(texts: Iterable[str]) -> list[str]:
    """Return the different words with a character beyond ASCII, at most 5,000 of them."""
    words = (word for text in texts if _SIGN.search(text) for word in _WORD.findall(text))
    return list(dict.fromkeys(islice(words, _MOST * 20)))[:_MOST]


def measure_evidence(words: Iterable[str], convert: Callable[[str], str]) -> FontEvidence:
    """Count how many of the words are Vietnamese syllables once `convert` has been applied to them."""
    judged = [is_syllable(convert(word)) for word in words]
    return FontEvidence(sum(judged), len(judged))
