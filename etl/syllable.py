"""Recognise Vietnamese syllables, the evidence by which an old font is told from Unicode."""

import re
import unicodedata

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
