"""Explain the terms of the trade where they stand in a heading."""

import re
from functools import cache

from languages import load_phrases

_SHORT = 3  # letters up to which a word is an abbreviation, and capitals tell it from others


def list_terms(language: str) -> list[tuple[str, str]]:
    """List each term with its meaning, in the order of the file."""
    return [(one["word"], one["about"]) for one in load_phrases(language)["glossary"].values()]


def explain_terms(language: str, *texts: str | None) -> str | None:
    """Return the meanings of the terms in these texts, for a help bubble; None where there is none."""
    text = " ".join(part for part in texts if part).replace("\u00a0", " ")
    known = [(word, about) for word, about, seen in _patterns(language) if seen.search(text)]
    return "\n\n".join(f"**{word}**: {about}" for word, about in known) or None


@cache
def _patterns(language: str) -> list[tuple[str, str, re.Pattern[str]]]:
    """Compile a pattern for each term; `seen` is its form in headings, where that is not the listed one."""
    found = []
    for one in load_phrases(language)["glossary"].values():
        seen = one.get("seen", one["word"])
        flags = 0 if len(seen) <= _SHORT or seen.isupper() else re.IGNORECASE
        found.append((one["word"], one["about"], re.compile(rf"(?<!\w){re.escape(seen)}(?!\w)", flags)))
    return found
