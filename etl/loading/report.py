"""Report on a load in lines of text: one account for each file, then what was published."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from itertools import islice

from etl.assumptions import assumption_sentence
from etl.loading.result import FileOutcome, LoadOutcome
from etl.problem import Problem, problem_sentence
from etl.reading.read_file import ReadFile
from etl.settings import Settings
from etl.sources import SOURCES
from etl.sources.vocabulary import shown_headings
from etl.text import fold
from languages import say
from warehouse.tables import MASK

_FEW = 5  # faults and names of a file on the screen: all of them are in the workbook of rejects


def outcome_lines(
    outcome: LoadOutcome, settings: Settings, should_publish: bool, language: str
) -> Iterator[str]:
    """Yield the whole report on a load; `should_publish`: the load was not only to check."""
    for file in outcome.files:
        yield from file_lines(file, language)
        yield from ("  " + line for line in _rejected(file, settings, language))
    for snapshot in outcome.damaged:
        yield say(language, "undo.damaged", id=snapshot.id)
    if outcome.snapshot and outcome.closing:
        closing = outcome.closing.strftime("%d/%m/%Y")
        yield say(language, "outcome.published", id=outcome.snapshot.id, closing=closing)
    else:
        yield say(language, "outcome.not_published" if should_publish else "outcome.checked")
    if any(file.account and file.account.rejected for file in outcome.files):
        yield say(language, "outcome.see_rejects" if outcome.snapshot else "outcome.see_rejects_later")


def file_lines(file: FileOutcome, language: str) -> Iterator[str]:
    """Yield the account of a file, what it was read as, and what was assumed; or why it was refused."""
    if file.refused:
        yield problem_sentence(language, file.refused.problem, file.refused.file, file.refused.sheet, None)
        return
    assert file.account
    yield say(language, "outcome.account", file=file.name, **asdict(file.account))
    if file.known:
        yield "  " + say(language, "outcome.known", file=file.name)
    elif file.understood:
        yield from ("  " + line for line in _understood(file.understood, language))
    for count, key in ((file.account.older, "older"), (file.account.flagged, "flagged")):
        if count:
            yield "  " + say(language, f"outcome.{key}", count=count)


def _understood(file: ReadFile, language: str) -> Iterator[str]:
    source = say(language, f"source.{file.source}")
    yield say(language, "outcome.recognised", source=source, reason=file.reason)
    day = file.as_of.strftime("%d/%m/%Y") if file.as_of else "–"
    yield say(language, "outcome.as_of", day=day, basis=say(language, f"outcome.basis.{file.as_of_basis}"))
    yield from (assumption_sentence(language, assumed) for assumed in file.assumed)


def reject_reasons(file: FileOutcome, settings: Settings, language: str) -> Iterator[str]:
    """Yield a sentence for each fault of its rejected rows; cells of personal columns are masked."""
    for problem, sheet, row in _faults(file, settings):
        yield problem_sentence(language, problem, file.name, sheet, row)


def _rejected(file: FileOutcome, settings: Settings, language: str) -> Iterator[str]:
    """Yield the first faults, a repeated one once with its count; then the names that mean no unit."""
    places: dict[Problem, list[tuple[str, int]]] = {}
    for problem, sheet, row in _faults(file, settings):
        places.setdefault(problem, []).append((sheet, row))
    for problem, (first, *others) in islice(places.items(), _FEW):
        line = problem_sentence(language, problem, file.name, *first)
        yield f"{line} {say(language, 'upload.as_well', count=len(others))}" if others else line
    left = sum(map(len, islice(places.values(), _FEW, None)))
    if left:
        yield say(language, "upload.more", count=left)
    names = file.understood.unknown_units if file.understood else ()
    if names:
        told = [say(language, "outcome.unknown_unit", name=one.name, rows=one.rows) for one in names[:_FEW]]
        told += ["…"] if len(names) > _FEW else []
        yield say(language, "outcome.unknown_units", names=", ".join(told))


def _faults(file: FileOutcome, settings: Settings) -> Iterator[tuple[Problem, str, int]]:
    """Yield each fault of the rejected rows with its sheet and row."""
    if not file.understood:
        return
    shown = shown_headings(SOURCES[file.understood.source], settings)
    for row in file.understood.rejects.itertuples():
        for problem in (Problem(**one) for one in json.loads(row.problems)):
            if problem.column and problem.found and fold(problem.column) not in shown:
                problem = replace(problem, found=MASK)
            yield problem, row.sheet, row.row_no
