"""Write numbers, days and coded values as each language does; every room prints through here."""

import math
from datetime import date

from languages import has_phrase, say

NOTHING = "–"
MINUS = "\u2212"


def is_empty(value: object) -> bool:
    """Tell whether the value is None, NaN or pandas' NaT, each of which is no value."""
    return value is None or value != value


def number(language: str, value: float | None, digits: int = 1, sign: bool = False) -> str:
    """Write 1.234,5 in Vietnamese, 1,234.5 in English; a real minus; a dash when there is none."""
    if value is None or math.isnan(value):
        return NOTHING
    value = round(value, digits) + 0.0  # + 0.0: no "−0,0"
    whole, _, rest = f"{abs(value):,.{digits}f}".partition(".")
    text = whole.replace(",", say(language, "format.thousands"))
    if rest:
        text += say(language, "format.point") + rest
    return (MINUS if value < 0 else "+" if sign and value > 0 else "") + text


def day(language: str, value: date | None) -> str:
    if value is None or is_empty(value):
        return NOTHING
    return value.strftime(say(language, "format.day"))


def word(language: str, column: str, value: object) -> object:
    """Return the word for a coded value; free values are their own word."""
    if is_empty(value):
        return None
    if value is True or value is False:
        return say(language, "value.yes" if value else "value.no")
    key = f"value.{column}.{value}"
    return say(language, key) if has_phrase(language, key) else value
