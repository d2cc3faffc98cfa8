"""Hold the workbook that is being written, with its cell formats and its words."""

from dataclasses import dataclass, field
from typing import Any

from xlsxwriter.format import Format

from languages import say
from languages.writing import number
from reports.spreadsheet.safe_workbook import SafeSheet, SafeWorkbook

_FORMATS: dict[str, dict[str, Any]] = {
    "text": {"indent": 1},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "whole": {"num_format": "#,##0"},
    "number": {"num_format": "#,##0.0"},
    "day": {"num_format": "dd/mm/yyyy", "align": "left"},
    "title": {"bold": True, "font_size": 14},
    "mark": {"bold": True, "font_color": "#A8350B"},
    "head": {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1, "bg_color": "#E3E8ED"},
    "muted": {"font_color": "#55616D"},
    "check": {"bold": True, "align": "center"},
}
_HEAD_HEIGHT = 46  # points: three lines


@dataclass
class ProofWorkbook:
    file: SafeWorkbook
    language: str
    sample: bool
    formats: dict[str, Format] = field(init=False)

    def __post_init__(self) -> None:
        self.formats = {name: self.file.add_format(look) for name, look in _FORMATS.items()}

    def say(self, key: str, **values: object) -> str:
        return say(self.language, key, **values)

    def number(self, value: float, digits: int = 0) -> str:
        return number(self.language, value, digits)

    def add_sheet(self, name: str, title: str, lines: tuple[str, ...] = ()) -> SafeSheet:
        """Add a sheet for A4 that begins with its title, the sample mark where it is due, and `lines`."""
        sheet = self.file.begin_sheet(name)
        sheet.hide_gridlines(2)
        sheet.write_string(0, 0, title, self.formats["title"])
        sheet.write_string(1, 0, self.say("file.sample") if self.sample else "", self.formats["mark"])
        for row, line in enumerate(lines, start=2):
            sheet.write_string(row, 0, line, self.formats["muted"])
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P/&N")
        return sheet

    @property
    def replaced_count(self) -> int:
        """Return how many characters no sheet could hold as they were."""
        return sum(sheet.replaced for sheet in self.file.worksheets())

    def write_headings(
        self, sheet: SafeSheet, row: int, names: list[str], widths: list[float], rows: int
    ) -> None:
        """Write headings that stay in sight and on all printed pages, with a filter over `rows` rows."""
        for place, (name, width) in enumerate(zip(names, widths, strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(row, place, name, self.formats["head"])
        sheet.set_row(row, _HEAD_HEIGHT)
        sheet.freeze_panes(row + 1, 0)
        sheet.repeat_rows(row)
        sheet.autofilter(row, 0, row + max(rows, 1), len(names) - 1)
