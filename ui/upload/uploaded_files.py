"""Hold the files that a user uploaded in the home, until they are loaded or left."""

import shutil
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from typing import Literal
from unicodedata import normalize

from streamlit.runtime.uploaded_file_manager import UploadedFile

from etl.parsing.dates import Answer
from ui.background_job import Job
from ui.upload.load_summary import LoadSummary
from warehouse.home import Home

_DAY = 24 * 60 * 60
_LONGEST = 60  # letters of a name: no file system takes fewer than 255 bytes


@dataclass
class Upload:
    """Hold uploaded files on their way: first they are looked at, then they are loaded."""

    folder: Path
    paths: list[Path]
    job: Job[LoadSummary]
    stage: Literal["looking", "publishing"] = "looking"
    dates: dict[str, Answer] = field(default_factory=dict)  # by name of the file
    refusals: list[str] = field(default_factory=list)  # of answers, in sentences


def plan_paths(home: Home, files: list[UploadedFile]) -> tuple[Path, list[Path]]:
    """Plan a folder for this user's files and a path in it for each; two files may have the same name.

    In the home: what the files hold does not leave the place where all data is.
    """
    folder = home.uploads / token_hex(8)
    return folder, [folder / str(place) / _name(file.name) for place, file in enumerate(files)]


def write_files(files: list[UploadedFile], paths: list[Path]) -> None:
    for file, path in zip(files, paths, strict=True):
        path.parent.mkdir(parents=True)
        path.write_bytes(file.getbuffer())


def delete_folder(folder: Path) -> None:
    """Delete the folder: what was loaded is in the archive; the rest is nobody's business any more."""
    shutil.rmtree(folder, ignore_errors=True)


def delete_leftovers(home: Home) -> None:
    """Delete the files of users who went away without a word."""
    with suppress(OSError):  # another user's page may be at it too
        for folder in home.uploads.iterdir():
            if time.time() - folder.stat().st_mtime > _DAY:
                delete_folder(folder)


def _name(name: str) -> str:
    """Clean a file's name of folders and unprintable signs; shorten long ones before their ending."""
    whole = "".join(sign for sign in normalize("NFC", name) if sign.isprintable())
    path = Path(whole.replace("\\", "/").rpartition("/")[2].lstrip("."))
    return path.stem[:_LONGEST] + path.suffix[:_LONGEST] or "–"
