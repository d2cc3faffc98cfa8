"""Find the Word templates: those of the home's settings first, then the program's."""

import unicodedata
from pathlib import Path

from warehouse.home import PROJECT

FOLDER, OWN, USUAL = "templates", "own", "van-ban"
OWN_FOLDER = f"settings/{FOLDER}/{OWN}"
PROGRAMS = PROJECT / "settings" / FOLDER
_LOCK = "~$"  # Word's own file beside one that is open


def template_of(settings: Path, kind: str = USUAL) -> Path:
    """Return a kind's own template, else the one of all documents; `kind` is how its files are called.

    An older folder of settings has no templates: then it is the program's.
    """
    names = (f"{kind}.docx", f"{USUAL}.docx")
    places = [folder / name for folder in (settings / FOLDER, PROGRAMS) for name in names]
    return next((place for place in places if place.is_file()), places[-1])


def own_templates(settings: Path) -> list[Path]:
    """List documents that the office laid out itself, by name; an empty folder means that it wants none."""
    folder = settings / FOLDER / OWN
    folder = folder if folder.is_dir() else PROGRAMS / OWN
    return sorted(one for one in folder.glob("*.docx") if not one.name.startswith(_LOCK))


def find_own_template(settings: Path, name: str) -> Path | None:
    """Find the office's own template that is called so, with or without .docx."""
    asked = _plain(name.removesuffix(".docx"))
    return next((one for one in own_templates(settings) if _plain(one.stem) == asked), None)


def title(template: Path) -> str:
    return unicodedata.normalize("NFC", template.stem)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().strip()
