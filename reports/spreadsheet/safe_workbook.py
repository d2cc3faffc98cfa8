"""Write text in a workbook as text, never as a formula or a link, and count replaced characters.

Excel reads _x0041_ as A: what looks like such an escape is escaped.
"""

import re
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.model.characters import replaced_note, visible_text

_LONGEST_NAME = 31
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_FORBIDDEN = str.maketrans("[]:*?/\\", "-------")
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class SafeSheet(Worksheet):
    """Write text safely; `replaced` counts the characters that the sheet could not hold as they were."""

    replaced = 0

    def write_string(self, row: int, col: int, string: str, cell_format: Format | None = None) -> int:
        shown, count = visible_text(string)
        self.replaced += count
        return super().write_string(row, col, shown, cell_format)

    @staticmethod
    def _escape_control_characters(data: object) -> object:
        """Escape the underscore of each escape.

        Where two escapes share theirs (_x005F_x0041_) the library's own way takes one alone.
        """
        return _ESCAPE.sub("_x005F_", data) if isinstance(data, str) else data


class SafeWorkbook(xlsxwriter.Workbook):
    """Write a workbook row by row, so that it needs little memory."""

    worksheet_class = SafeSheet

    def __init__(self, file: BytesIO) -> None:
        super().__init__(file, _OPTIONS)

    def begin_sheet(self, name: str) -> SafeSheet:
        """Add a sheet by that name, or by as much of it as a sheet's name can be."""
        sheet: SafeSheet = self.add_worksheet(_free(name, {one.name.lower() for one in self.worksheets()}))
        return sheet


def _free(name: str, used_names: set[str]) -> str:
    """Return a name that no sheet has yet, without regard to case; Excel keeps History for itself."""
    plain = visible_text(name)[0].translate(_FORBIDDEN).translate({ord(sign): " " for sign in "\t\n"})
    plain = plain.strip("' ") or "-"
    shown, number = _cut(plain, ""), 1
    while shown.lower() in used_names | {"history"}:
        number += 1
        shown = _cut(plain, f" ({number})")
    return shown


def _cut(name: str, end: str) -> str:
    """Cut a name to the letters Excel allows; those beyond U+FFFF count twice."""
    while len(f"{name}{end}".encode("utf-16-le")) > 2 * _LONGEST_NAME:
        name = name[:-1]
    return name.rstrip("' ") + end


def write_replaced_note(sheet: SafeSheet, row: int, language: str, count: int) -> None:
    """Write the count of replaced characters at the end, where it is known."""
    for label, text in replaced_note(language, count):
        sheet.write_string(row, 0, f"{label}: {text}")
