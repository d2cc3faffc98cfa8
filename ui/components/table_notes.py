"""Write the notes of a page's tables: the view it shows, and the files that its figures come from."""

from indicators.definition import Indicator, PerHundred
from indicators.queries import loads, unmapped_units
from presentation.notes import Provenance, notes
from presentation.table import Notes
from ui import answers
from ui.components import quality
from ui.text import language
from ui.view import View

_SOURCES = {
    "case_file": ("cases",),
    "document": ("documents",),
    "ballot": ("ballots_5", "ballots_3"),
    "answer": ("ballots_5",),
    "box_day": ("box",),
}


def build_table_notes(view: View, indicator: Indicator | None = None, filters: str | None = None) -> Notes:
    serving = answers.snapshot()
    assert serving is not None
    taken = Provenance(
        language(),
        view.organisation_setting("name"),
        view.period,
        view.calendar,
        view.scope.closing,
        view.name_of(view.unit),
        serving.id,
        view.is_sample,
        _files(indicator),
        view.scope.map,
        tuple(answers.ask(unmapped_units, view.scope.with_unit(None))) if view.scope.map else (),
        quality.remarks(view, indicator) if indicator else None,
    )
    return notes(taken, indicator, filters)


def _files(indicator: Indicator | None) -> tuple[str, ...]:
    """Return the names of the files of the indicator's sources, oldest first; of all sources without one."""
    loaded = answers.ask(loads)
    if indicator:
        tables = [indicator.table.name] + (["case_file"] if isinstance(indicator, PerHundred) else [])
        wanted = [source for table in tables for source in _SOURCES[table]]
        loaded = loaded[loaded["source"].isin(wanted)]
    return tuple(loaded["name"][::-1])
