"""Writes the files of the corpus into a folder, to be looked at: python -m tests.etl.corpus FOLDER."""

import sys
from pathlib import Path

from tests.etl.corpus import ARCHIVES, CORPUS
from tests.etl.corpus.entry import Content, File


def write(file: File, folder: Path) -> Path:
    path = written(file.content, folder / file.name)
    if file.size:
        with path.open("r+b") as stretched:
            stretched.truncate(file.size)  # takes no room on the disk
    return path


def written(content: Content, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content())
    return path


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for name, entry in CORPUS.items():
        for file in entry.files:
            print(write(file, (folder / name).parent))
    for name, archive in ARCHIVES.items():
        print(written(archive.content, folder / name))
