"""Read what users have confirmed, beside the settings: headings of sources and names of units."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from etl.settings.csv_table import SettingsRow, read_table, text_cell
from etl.settings.sources import COLUMNS, SourceWords
from etl.text import fold

HEADINGS, UNIT_NAMES = "headings.csv", "unit_names.csv"
LEARNED = (HEADINGS, UNIT_NAMES)
HEADING_COLUMNS = {"source": text_cell, "column": text_cell, "heading": text_cell}
_Sources = Mapping[str, SourceWords]


def confirmed_files(folder: Path | None, name: str) -> list[Path]:
    """Return the file, where there is one: a home in which nobody has confirmed anything has none."""
    return [folder / name] if folder and (folder / name).exists() else []


def read_headings(folder: Path | None) -> list[SettingsRow]:
    return [row for path in confirmed_files(folder, HEADINGS) for row in read_table(path, HEADING_COLUMNS)]


def add_headings(sources: _Sources, rows: Sequence[SettingsRow]) -> dict[str, SourceWords]:
    """Return the sources with these headings added; SettingsInvalid where one means something else."""
    known = dict(sources)
    for row in rows:
        source, column, heading = (str(row.values[name]) for name in HEADING_COLUMNS)
        if source not in known:
            raise row.make_error("word_unknown", "source", ", ".join(known))
        words = known[source]
        if column not in COLUMNS[source] and column not in words.aspects:
            raise row.make_error(
                "word_unknown", "column", ", ".join([*sorted(COLUMNS[source]), *words.aspects])
            )
        _one_meaning(row, words, column, heading)
        kind = "aspects" if column in words.aspects else "headings"
        listed = getattr(words, kind)
        fresh = listed | {column: tuple(dict.fromkeys([*listed.get(column, ()), heading]))}
        known[source] = replace(words, **{kind: fresh})
    return known


def _one_meaning(row: SettingsRow, words: SourceWords, column: str, heading: str) -> None:
    for other, texts in (words.headings | words.aspects).items():
        if other != column and fold(heading) in map(fold, texts):
            raise row.make_error("heading_taken", "heading", other)
