"""Write the notes of a page's tables: the view it shows, and the files that its figures come from."""

import pandas as pd

from indicators.definition import Indicator, PerHundred
from presentation.context import Context
from presentation.table import Notes
from ui.components import quality

_SOURCES = {
    "case_file": ("cases",),
    "document": ("documents",),
    "ballot": ("ballots_5", "ballots_3"),
    "answer": ("ballots_5",),
    "box_day": ("box",),
}


def build_table_notes(
    context: Context, indicator: Indicator | None = None, filters: str | None = None
) -> Notes:
    if indicator is None:
        return context.notes(None, filters)
    return context.notes(indicator, filters, _files(context, indicator), quality.remarks(context, indicator))


def _files(context: Context, indicator: Indicator) -> pd.DataFrame:
    """Return the files of the indicator's sources."""
    tables = [indicator.table.name] + (["case_file"] if isinstance(indicator, PerHundred) else [])
    sources = [source for table in tables for source in _SOURCES[table]]
    return context.files[context.files["source"].isin(sources)]
