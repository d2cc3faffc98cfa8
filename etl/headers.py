"""The header of a sheet, or why the file cannot be loaded for it."""

from etl import propose, recognise
from etl.problem import FileRefused, Problem
from etl.proposals import HeadingProposal
from etl.recognise import Header
from etl.settings import Settings
from etl.sheet import Sheet
from etl.sources import SOURCES

_LOOKED_AT = 40  # rows


def header_of(name: str, sheet: Sheet, settings: Settings, first: Header | None) -> Header | None:
    """None where the sheet has none. `first`: that of the file so far; one source a file."""
    header = recognise.recognise(sheet.cells, settings)
    if header is None:
        return None
    problem = recognise.twice(header) if header.complete else recognise.missing(header, settings)
    if problem:
        raise FileRefused(name, problem, sheet.name, _that_let_it_in(sheet, header, settings))
    if first and header.source is not first.source:
        raise FileRefused(name, Problem("two_sources", None, header.reason, first.reason), sheet.name)
    return header


def _that_let_it_in(sheet: Sheet, header: Header, settings: Settings) -> tuple[HeadingProposal, ...]:
    """What to confirm, where the file can be loaded then; else nothing would be gained by asking."""
    found = propose.headings(sheet, header, settings)
    return found if set(header.missing) <= {proposal.column for proposal in found} else ()


def unrecognised(name: str, sheet: Sheet, settings: Settings) -> FileRefused:
    """Names the first row that could be a header, and what a header of each source has at least."""
    rows = sheet.cells.iloc[:_LOOKED_AT]
    widest = rows.iloc[int(rows.notna().sum(axis=1).argmax())].dropna()
    wanted = "; ".join(
        ", ".join((words.headings.get(column) or (column,))[0] for column in SOURCES[source].required)
        for source, words in settings.sources.items()
    )
    problem = Problem("unrecognised", None, ", ".join(str(text) for text in widest[:20]), wanted)
    return FileRefused(name, problem, sheet.name, propose.all_missing(sheet, settings))
