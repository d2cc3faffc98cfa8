"""List the files that a person means who names files and folders."""

from collections.abc import Iterator
from pathlib import Path


def sources_in(path: Path) -> list[Path]:
    """Return the file itself, or all files in a folder and its subfolders, by name."""
    return sorted(_walked(path)) if path.is_dir() else [path]


def _walked(folder: Path) -> Iterator[Path]:
    """Yield files, but not what systems leave beside them: .DS_Store, ~$name.xlsx while Excel has it open."""
    for path in folder.iterdir():
        if path.name.startswith((".", "~$")):
            continue
        if path.is_dir() and not path.is_symlink():  # a link may lead round in a circle
            yield from _walked(path)
        elif path.is_file():
            yield path
