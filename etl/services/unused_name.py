"""Find names for files that overwrite nothing."""

from itertools import count
from pathlib import Path

_LONGEST = 200  # bytes; file systems end at 255


def unused_path(folder: Path, name: str) -> Path:
    """Return a free path with this name in the folder, cut if it is too long, numbered if it is taken."""
    stem, ending = Path(name).stem, Path(name).suffix
    for number in count(1):
        end = ending if number == 1 else f"-{number}{ending}"
        cut = stem.encode()[: _LONGEST - len(end.encode())].decode("utf-8", "ignore")
        if not (place := folder / (cut + end)).exists():
            return place
    raise AssertionError("numbers do not end")
