"""Tell a case's story in words: each row that names it, with its cells in the words of the office."""

import re
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Boolean

from etl.loading.trace import Mention
from etl.problem import Problem, problem_sentence
from etl.settings import Settings
from etl.sources import SOURCES
from languages import has_phrase, say
from languages.writing import NOTHING, word
from warehouse.tables import MASK

_UNSAID = ("received_at", "finished_at")  # their days are said
# A moment as a spreadsheet's own cell of dates comes out of the reader.
_MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?: (\d\d:\d\d)(?::\d\d(?:\.\d+)?)?)?")


def mention_lines(mention: Mention, settings: Settings, show_personal: bool, language: str) -> Iterator[str]:
    """Say where the row stands, what became of it, and what it said."""
    kept = mention.kept
    yield say(
        language,
        "trace.row",
        file=kept.name,
        sheet=mention.sheet,
        row=mention.row_no,
        load=kept.load_no,
        at=f"{kept.loaded_at:%d/%m/%Y %H:%M}",
        by=word(language, "loader", kept.loader or None) or NOTHING,
        source=say(language, f"source.{mention.file.source}"),
        as_of=f"{mention.file.as_of:%d/%m/%Y}" if mention.file.as_of else NOTHING,
    )
    yield "  " + say(language, f"trace.{mention.became}")
    if mention.by:
        later = mention.by
        place = {"file": later.kept.name, "sheet": later.sheet, "row": later.row_no}
        yield "  " + say(language, "trace.by", **place)
    for problem in mention.problems:
        yield "  " + _reason(problem, mention, show_personal, language)
    yield "  " + "; ".join(_cells(mention, settings, show_personal, language))


def _reason(problem: Problem, mention: Mention, show_personal: bool, language: str) -> str:
    if problem.column in mention.personal and not show_personal:
        problem = replace(problem, found=MASK)
    return problem_sentence(language, problem, mention.kept.name, mention.sheet, mention.row_no)


def _cells(mention: Mention, settings: Settings, show_personal: bool, language: str) -> Iterator[str]:
    """Name a fact's columns in the words of the office; of a rejected row show all cells, by heading."""
    for name, cell in mention.said.items():
        masked = name in mention.personal and not show_personal
        if mention.became == "rejected":
            yield f"{name}: {MASK if masked else _day(cell)}"
        elif has_phrase(language, f"column.{name}") and name not in _UNSAID:
            shown = MASK if masked else _worded(mention, name, cell, settings, language)
            yield f"{say(language, f'column.{name}')}: {shown}"


def _worded(mention: Mention, name: str, cell: str, settings: Settings, language: str) -> str:
    if name == "unit_id":
        return next((unit.name for unit in settings.units if unit.id == cell), cell)
    if name == "status":
        return settings.statuses[int(cell)].name[language]
    columns = SOURCES[mention.file.source].table.c
    said = cell == "True" if isinstance(columns[name].type, Boolean) else cell
    return str(word(language, name, said))


def _day(cell: str) -> str:
    found = _MOMENT.fullmatch(cell)
    if not found:
        return cell
    year, month, day, hour = found.groups()
    return f"{day}/{month}/{year}" + (f" {hour}" if hour and hour != "00:00" else "")
