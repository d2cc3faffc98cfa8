"""Vietnamese as it was written before Unicode: the tables of TCVN3 (.VnTime), VNI and Windows-1258.

Written down here from the standards, apart from the tables of the product, so that one checks the other.
"""

import unicodedata

_TCVN3 = dict(
    zip(
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        bytes.fromhex(
            "a1a2a3a4a5a6a7a8a9aaabacadae"
            "b5b6b7b8b9bbbcbdbec6c7c8c9cacb"
            "cccecfd0d1d2d3d4d5d6"
            "d7d8dcddde"
            "dfe1e2e3e4e5e6e7e8e9eaebecedee"
            "eff1f2f3f4f5f6f7f8f9"
            "fafbfcfdfe"
        ),
        strict=True,
    )
)

_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT = "\u0300\u0309\u0303\u0301\u0323"
_HAT, _BREVE, _HORN = "\u0302\u0306\u031b"
# After a letter VNI writes one sign for what stands over it and for its tone.
_VNI_SIGNS = {
    "": {_GRAVE: 0xF8, _HOOK: 0xFB, _TILDE: 0xF5, _ACUTE: 0xF9, _DOT: 0xEF},
    _HAT: {"": 0xE2, _GRAVE: 0xE0, _HOOK: 0xE5, _TILDE: 0xE3, _ACUTE: 0xE1, _DOT: 0xE4},
    _BREVE: {"": 0xEA, _GRAVE: 0xE8, _HOOK: 0xFA, _TILDE: 0xFC, _ACUTE: 0xE9, _DOT: 0xEB},
}
_VNI_WHOLE = {"ì": 0xEC, "í": 0xED, "ỉ": 0xE6, "ĩ": 0xF3, "ị": 0xF2, "ỵ": 0xEE, "đ": 0xF1}
_VNI_HORNED = {"o": 0xF4, "u": 0xF6}
_LOWER = 0x20  # between a capital and its small letter, in every sign of VNI


def tcvn3(text: str) -> bytes:
    """Capitals with a tone have no place in this table: offices wrote small letters in a font of capitals."""
    small = "".join(letter if letter in _TCVN3 else _small(letter) for letter in text)
    return bytes(_TCVN3.get(letter) or ord(letter) for letter in small)


def _small(letter: str) -> str:
    return letter.lower() if ord(letter) > 127 else letter


def vni(text: str) -> bytes:
    return b"".join(_vni(letter) for letter in unicodedata.normalize("NFC", text))


def _vni(letter: str) -> bytes:
    capital, small = letter != letter.lower(), letter.lower()
    if small in _VNI_WHOLE:
        return bytes([_VNI_WHOLE[small] - (_LOWER if capital else 0)])
    base, *marks = unicodedata.normalize("NFD", small)
    if not marks:
        return letter.encode("ascii")
    tone = next((mark for mark in marks if mark in _VNI_SIGNS[""]), "")
    over = next((mark for mark in marks if mark in (_HAT, _BREVE)), "")
    horned = _VNI_HORNED[base] if _HORN in marks else ord(base)
    signs = [horned] + ([_VNI_SIGNS[over][tone]] if over or tone else [])
    return bytes(sign - (_LOWER if capital else 0) for sign in signs)


def cp1258(text: str) -> bytes:
    """Letters are whole, the five tones are signs of their own behind them."""
    return b"".join(_cp1258(letter) for letter in unicodedata.normalize("NFC", text))


def _cp1258(letter: str) -> bytes:
    base, *marks = unicodedata.normalize("NFD", letter)
    tones = [mark for mark in marks if mark in _VNI_SIGNS[""]]
    whole = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark not in tones))
    return (whole + "".join(tones)).encode("cp1258")
