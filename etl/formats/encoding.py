"""Decode a text file: by its byte order mark, by what it declares, or by what gives Vietnamese words."""

import codecs
import re

from etl.formats import legacy_fonts
from etl.problem import FileRefused, Problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_DECLARED = re.compile(rb"""<[^>]{0,200}(?:charset|encoding)\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)
_TOP = 4096  # bytes, in which an encoding is declared
_ENOUGH = 0.5  # of the words with marks are Vietnamese: a text in CP1258


def decode_text(content: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding; text in an old font comes as its Western look-alikes."""
    known = _known(content)
    if known is None and _CONTROLS.search(content):
        raise FileRefused(Problem("not_a_table"))
    for encoding in (known, _declared(content), "utf-8"):
        decoded = encoding and _decoded(content, encoding)
        if encoding and decoded is not None:
            return decoded, encoding.upper()
        if encoding and encoding == known:
            raise _undecodable(content, encoding)
    return _guessed(content)


def _known(content: bytes) -> str | None:
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    return marked or _unmarked_utf16(content[:_TOP])


def _unmarked_utf16(top: bytes) -> str | None:
    """Detect unmarked UTF-16: half the bytes of letters, digits, separators are zero, all on one side."""
    even, odd = top[::2].count(0), top[1::2].count(0)
    if max(even, odd) * 4 < len(top) / 2 or min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _declared(content: bytes) -> str | None:
    """Return the encoding that a web page or an XML file declares."""
    found = content.lstrip()[:1] == b"<" and _DECLARED.search(content[:_TOP])
    if not found:
        return None
    try:
        return codecs.lookup(found[1].decode()).name
    except LookupError:
        return None


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeError, LookupError):  # LookupError: an encoding of Python's that is none of text
        return None


def _guessed(content: bytes) -> tuple[str, str]:
    composed = legacy_fonts.compose_text(content.decode("cp1258", "replace"))
    seen = legacy_fonts.measure_evidence(legacy_fonts.collect_words([composed]), str)
    if seen.share >= _ENOUGH:
        return composed, "CP1258"
    western = content.decode("cp1252", "replace")
    if legacy_fonts.detect_font([western]):
        return western, "CP1252"
    raise _undecodable(content, "utf-8")


def _undecodable(content: bytes, encoding: str) -> FileRefused:
    """Refuse the file and name the row of the first byte that does not fit."""
    row = content.count(b"\n", 0, _first_wrong(content, encoding)) + 1
    return FileRefused(Problem("encoding", None, str(row)))


def _first_wrong(content: bytes, encoding: str) -> int:
    try:
        content.decode(encoding)
    except UnicodeDecodeError as wrong:
        return wrong.start
    return 0
