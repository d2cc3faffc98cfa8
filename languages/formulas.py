"""Keep as text, by an apostrophe, what a spreadsheet program would run as a formula; and undo it.

A text that such an apostrophe could stand before already gets one more, so that the way back is exact.
"""

import re

# A formula begins with = + - @, in letters of full width too; programs look behind white space.
_DANGEROUS = re.compile(r"'*[\s\u200b\ufeff]*[=+\-@＝＋－＠]|'*[\t\r\n]")
_KEPT = re.compile(rf"'(?={_DANGEROUS.pattern})")


def escape_formula(text: str) -> str:
    return "'" + text if _DANGEROUS.match(text) else text


def unescape_formula(text: str) -> str:
    """Return the text that was kept, without the apostrophe."""
    return text[1:] if text[:1] == "'" and _KEPT.match(text) else text
