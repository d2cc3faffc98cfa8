"""The corpus: small files with the dirt of real ones, each with what has to become of it.

Every expectation was decided by hand from the rules, none by running the code.
"""

from tests.corpus import (
    days,
    events,
    headings,
    letters,
    numbers,
    other_sources,
    packed,
    text_files,
    totals,
    units,
    unreadable,
    versions,
    workbooks_read,
)
from tests.corpus.entry import Archive, Entry

_KINDS = {
    "workbooks": workbooks_read,
    "texts": text_files,
    "letters": letters,
    "unreadable": unreadable,
    "headings": headings,
    "totals": totals,
    "days": days,
    "numbers": numbers,
    "units": units,
    "versions": versions,
    "events": events,
    "sources": other_sources,
}
CORPUS: dict[str, Entry] = {
    f"{kind}/{entry.id}": entry for kind, module in _KINDS.items() for entry in module.ENTRIES
}
ARCHIVES: dict[str, Archive] = {f"packed/{archive.file}": archive for archive in packed.ARCHIVES}
