"""Hold who writes the files that components offer, so that drawing a page imports no file writer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from indicators.definition import Indicator
from presentation.context import Context
from presentation.table import Table

TableWriter = Callable[[Table, str], bytes]  # the table, the language


@dataclass(frozen=True)
class FileWriters:
    """Hold the writers of tables and the MIME types of files by ending, and what draws a chart's buttons.

    `draw_chart_buttons` takes the view, the indicator, the dimension ("unit" or "month") and a key.
    """

    tables: Mapping[str, TableWriter]
    mime_types: Mapping[str, str]
    draw_chart_buttons: Callable[[Context, Indicator, str, str], None]


_installed: list[FileWriters] = []


def install_writers(writers: FileWriters) -> None:
    """Take the writers of this process; the frame does it before any page runs."""
    _installed[:] = [writers]


def installed_writers() -> FileWriters:
    """Return the writers of this process."""
    assert _installed, "the frame installs the writers of files before a page runs"
    return _installed[0]
