"""Explain the terms of the trade where they stand in a heading."""

import re
from functools import cache

from languages import load_phrases
from presentation.confidence_levels import level_fields

_SHORT = 3  # letters up to which a word is an abbreviation, and capitals tell it from others


def list_terms(language: str) -> list[tuple[str, str]]:
    """List each term with its meaning, in the order of the file."""
    return [(word, about) for word, about, _ in _terms(language)]


def explain_terms(language: str, *texts: str | None) -> str | None:
    """Return the meanings of the terms in these texts, for a help bubble; None where there is none."""
    text = " ".join(part for part in texts if part).replace("\u00a0", " ")
    known = [(word, about) for word, about, seen in _terms(language) if seen.search(text)]
    return "\n\n".join(f"**{word}**: {about}" for word, about in known) or None


@cache
def _terms(language: str) -> list[tuple[str, str, re.Pattern[str]]]:
    """Compile a pattern for each term; `seen` is its form in headings, where that is not the listed one."""
    terms, levels = [], level_fields(language)
    for term in load_phrases(language)["glossary"].values():
        word = term["word"].format(**levels)
        seen = term.get("seen", word).format(**levels)
        flags = 0 if len(seen) <= _SHORT or seen.isupper() else re.IGNORECASE
        pattern = re.compile(rf"(?<!\w){re.escape(seen)}(?!\w)", flags)
        terms.append((word, term["about"], pattern))
    return terms
