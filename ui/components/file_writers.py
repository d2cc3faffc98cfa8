"""Hold who writes the files that components offer, so that drawing a page imports no file writer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from indicators.definition import Indicator
from presentation.table import Table
from ui.view import View

TableWriter = Callable[[Table, str], bytes]  # the table, the language


@dataclass(frozen=True)
class FileWriters:
    """Hold the writers: of tables by ending, and what draws the buttons of a chart's pictures.

    `draw_chart_buttons` takes the view, the indicator, the dimension ("unit" or "month") and a key.
    """

    tables: Mapping[str, TableWriter]
    draw_chart_buttons: Callable[[View, Indicator, str, str], None]


_installed: list[FileWriters] = []


def install_writers(writers: FileWriters) -> None:
    """Take the writers of this process; the frame does it before any page runs."""
    _installed[:] = [writers]


def installed_writers() -> FileWriters:
    """Return the writers of this process."""
    assert _installed, "the frame installs the writers of files before a page runs"
    return _installed[0]
