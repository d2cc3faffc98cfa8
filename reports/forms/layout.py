"""Read the words of a form from settings/forms/ when the form is made, since they move no figure.

They are read here and not with the other settings: those are read at the load, by rooms that reports do
not see.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indicators.catalogue.form_06a import NUMBERS
from languages import say
from warehouse.home import PROJECT

FORM_06A = "form_06a.toml"
_FOLDER = "forms"
_TEXTS = ("code", "title", "measure", "ordinal", "field", "unit")


class LayoutWrong(ValueError):
    """Report that the file of a form cannot be used; `key` is the place in it, "" where it is no TOML."""

    def __init__(self, file: str, key: str) -> None:
        super().__init__(f"{file}: {key}")
        self.file, self.key = file, key

    def sentence(self, language: str) -> str:
        return say(language, "form_06a.layout_wrong", file=self.file, place=self.key or "TOML")


@dataclass(frozen=True)
class Layout:
    """Hold the words of a form; `field` and `unit` head the column of names, `headings` (3) to (13)."""

    code: str
    title: str
    measure: str
    ordinal: str
    field: str
    unit: str
    groups: tuple[tuple[str, int], ...]
    headings: tuple[str, ...]
    signatures: tuple[tuple[str, ...], ...]


def read_layout(folder: Path, language: str) -> Layout:
    """Read the layout from the folder of settings, or the program's where an older folder has none.

    Raises LayoutWrong where the file cannot be used.
    """
    path = folder / _FOLDER / FORM_06A
    path = path if path.is_file() else PROJECT / "settings" / _FOLDER / FORM_06A
    try:
        found = tomllib.loads(path.read_text("utf-8-sig")).get(language)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise LayoutWrong(path.name, "") from wrong
    if not isinstance(found, dict):
        raise LayoutWrong(path.name, language)
    layout = _layout(found, path.name)
    if len(layout.headings) != len(NUMBERS):
        raise LayoutWrong(path.name, "headings")
    if sum(columns for _, columns in layout.groups) != len(NUMBERS) + 2:
        raise LayoutWrong(path.name, "groups")
    return layout


def _layout(values: dict[str, Any], file: str) -> Layout:
    key = ""
    try:
        texts = {(key := one): str(values[key]) for one in _TEXTS}
        key = "groups"
        groups = tuple((str(text), int(columns)) for text, columns in values[key])
        key = "headings"
        headings = tuple(map(str, values[key]))
        key = "signatures"
        signatures = tuple(tuple(map(str, lines)) for lines in values[key])
    except (KeyError, TypeError, ValueError) as wrong:
        raise LayoutWrong(file, key) from wrong
    return Layout(**texts, groups=groups, headings=headings, signatures=signatures)
