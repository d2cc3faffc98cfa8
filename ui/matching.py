"""Match what somebody typed with names: without diacritics, in any order of words."""

import re
import unicodedata

from etl.fold import fold

_WORD, _FIGURE = re.compile(r"\w+"), re.compile(r"\d")


def bare(text: str) -> str:
    """Return lower case without diacritics: "Xã Gia Hòa" and "xa gia hoa" are the same."""
    apart = unicodedata.normalize("NFD", fold(text).replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def matches(asked: str, *names: str) -> bool:
    """Tell whether the words of `query` begin words of the names; one with a digit may be inside (a code)."""
    words, known = bare(asked).split(), bare(" ".join(names))
    begun = [known[found.start() :] for found in _WORD.finditer(known)]
    return bool(words) and all(
        word in known if _FIGURE.search(word) else any(rest.startswith(word) for rest in begun)
        for word in words
    )


def as_written(asked: str, name: str) -> bool:
    """Tell whether the name holds the query with the same diacritics: the surer answer."""
    return fold(asked) in fold(name)
