"""Whether what somebody typed fits a name: without diacritics, in any order of words."""

import unicodedata

from etl.fold import fold


def bare(text: str) -> str:
    """Lower case without diacritics: "Xã Gia Hòa" and "xa gia hoa" are the same."""
    apart = unicodedata.normalize("NFD", fold(text).replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def matches(asked: str, *names: str) -> bool:
    """Every word of `asked` stands somewhere in the names."""
    words, known = bare(asked).split(), bare(" ".join(names))
    return bool(words) and all(word in known for word in words)


def as_written(asked: str, name: str) -> bool:
    """Whether the name holds it with the same diacritics: the surer answer."""
    return fold(asked) in fold(name)
