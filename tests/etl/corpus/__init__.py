"""The corpus: small files with the dirt of real ones, each with what has to become of it.

Every expectation was decided by hand from the rules, none by running the code.
"""

from tests.etl.corpus.entries import (
    archives,
    days,
    encodings,
    event_logs,
    headings,
    numbers,
    other_sources,
    refusals,
    row_kinds,
    text_files,
    unit_names,
    versions,
    workbooks,
)
from tests.etl.corpus.entry import Archive, Entry

_KINDS = {
    "workbooks": workbooks,
    "texts": text_files,
    "letters": encodings,
    "unreadable": refusals,
    "headings": headings,
    "totals": row_kinds,
    "days": days,
    "numbers": numbers,
    "units": unit_names,
    "versions": versions,
    "events": event_logs,
    "sources": other_sources,
}
CORPUS: dict[str, Entry] = {
    f"{kind}/{entry.id}": entry for kind, module in _KINDS.items() for entry in module.ENTRIES
}
ARCHIVES: dict[str, Archive] = {f"packed/{archive.file}": archive for archive in archives.ARCHIVES}
