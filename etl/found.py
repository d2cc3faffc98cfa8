"""Which files a person means who names files and folders."""

from collections.abc import Iterator
from pathlib import Path


def sources_in(path: Path) -> list[Path]:
    """The file itself; of a folder all files in it and in its folders, by name."""
    return sorted(_walked(path)) if path.is_dir() else [path]


def _walked(folder: Path) -> Iterator[Path]:
    """Not what systems leave beside files: .DS_Store, ~$name.xlsx while Excel has it open."""
    for path in folder.iterdir():
        if path.name.startswith((".", "~$")):
            continue
        if path.is_dir() and not path.is_symlink():  # a link may lead round in a circle
            yield from _walked(path)
        elif path.is_file():
            yield path
