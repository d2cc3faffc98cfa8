"""Writes the files of the corpus into a folder, to be looked at: python -m tests.corpus FOLDER."""

import sys
from pathlib import Path

from tests.corpus import CORPUS
from tests.corpus.entry import File


def write(file: File, folder: Path) -> Path:
    path = folder / file.name
    path.write_bytes(file.content())
    if file.size:
        with path.open("r+b") as stretched:
            stretched.truncate(file.size)  # takes no room on the disk
    return path


if __name__ == "__main__":
    for name, entry in CORPUS.items():
        place = Path(sys.argv[1]) / Path(name).parent
        place.mkdir(parents=True, exist_ok=True)
        for one in entry.files:
            print(write(one, place))
