"""Build what the settings say to a column's parser: its words and the days that the calendar knows."""

from collections.abc import Mapping
from datetime import date

from etl.parsing.cells import CODE, SCORE, ColumnVocabulary
from etl.parsing.dates import DateOrder
from etl.settings import Settings
from etl.sources.definition import Field, Source
from etl.text import fold

Words = Mapping[str, tuple[str, ...]]


def build_vocabulary(source: Source, field: Field, settings: Settings, order: DateOrder) -> ColumnVocabulary:
    listed = settings.sources[source.name].words
    words: Words = listed.get(field.column, {})
    if field.parser is CODE:
        words = _statuses(words, settings)
    elif field.parser is SCORE:
        words = _levels(listed.get("overall", {}), source.scale)
    first = date(settings.organisation.first_year, 1, 1)
    last = date(settings.organisation.last_year, 12, 31)
    meaning = {fold(text): value for value, texts in words.items() for text in texts}
    return ColumnVocabulary(
        first, last, meaning, ", ".join(texts[0] for texts in words.values() if texts), order
    )


def _statuses(words: Words, settings: Settings) -> Words:
    """Return national names and words seen in files; a state that the status table lacks is unknown."""
    return {
        str(code): (*status.name.values(), *words.get(str(code), ()))
        for code, status in settings.statuses.items()
    }


def _levels(words: Words, scale: int) -> Words:
    """Let figures mean themselves, unless settings say what they mean (some scales run the other way)."""
    if any(text.isdecimal() for value, texts in words.items() if value != "invalid" for text in texts):
        return words
    return {str(level): (*words.get(str(level), ()), str(level)) for level in range(1, scale + 1)} | {
        "invalid": words.get("invalid", ())
    }


def shown_headings(source: Source, settings: Settings) -> set[str]:
    """Return the headings, folded, under which nothing personal stands."""
    columns, headings = source.table.c, settings.sources[source.name].headings
    hidden = {column.name for column in columns if column.info.get("personal")}
    return {fold(text) for column, texts in headings.items() if column not in hidden for text in texts}
