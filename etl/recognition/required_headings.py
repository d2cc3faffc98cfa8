"""Find the header of a sheet, or say why the file cannot be loaded without one."""

from etl.formats.sheet import Sheet
from etl.problem import FileRefused, Problem
from etl.proposals import HeadingProposal
from etl.recognition import header as recognition
from etl.recognition import suggest
from etl.recognition.header import Header
from etl.settings import Settings
from etl.sources import SOURCES

_LOOKED_AT = 40  # rows


def find_header(sheet: Sheet, settings: Settings, first_header: Header | None) -> Header | None:
    """Return the sheet's header or None. `first_header`: the file's so far; a file has one source."""
    header = recognition.recognise_header(sheet.cells, settings)
    if header is None:
        return None
    problem = (
        recognition.repeated_heading_problem(header)
        if header.is_complete
        else recognition.missing_headings_problem(header, settings)
    )
    if problem:
        raise FileRefused(problem, sheet.name, _that_let_it_in(sheet, header, settings))
    if first_header and header.source is not first_header.source:
        raise FileRefused(Problem("two_sources", None, header.reason, first_header.reason), sheet.name)
    return header


def _that_let_it_in(sheet: Sheet, header: Header, settings: Settings) -> tuple[HeadingProposal, ...]:
    """Return the headings to confirm if the file can be loaded then; else asking would gain nothing."""
    found = suggest.propose_headings(sheet, header, settings)
    return found if set(header.missing) <= {proposal.column for proposal in found} else ()


def header_refusal(sheet: Sheet, settings: Settings) -> FileRefused:
    """Name the first row that could be a header, and what a header of each source has at least."""
    rows = sheet.cells.iloc[:_LOOKED_AT]
    widest = rows.iloc[int(rows.notna().sum(axis=1).argmax())].dropna()
    wanted = "; ".join(
        ", ".join((words.headings.get(column) or (column,))[0] for column in SOURCES[source].required_columns)
        for source, words in settings.sources.items()
    )
    problem = Problem("unrecognised", None, ", ".join(str(text) for text in widest[:20]), wanted)
    return FileRefused(problem, sheet.name, suggest.propose_missing_headings(sheet, settings))
