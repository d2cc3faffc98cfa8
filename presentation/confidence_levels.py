"""Name the levels of confidence in sentences, so that a level is a number in one place only."""

from indicators.fairness.limits import DRAWN, JUDGED
from presentation.numbers import target_text


def level_fields(language: str) -> dict[str, str]:
    """Return the fields of a sentence about limits: `limit` is judged by, `interval` is drawn."""
    return {
        name: target_text(language, round(100 * level, 3), percent=True)
        for name, level in (("limit", JUDGED), ("interval", DRAWN))
    }
