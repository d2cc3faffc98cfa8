"""Move a file of the inbox to done/ or refused/, with its account as a text file beside it."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from etl.services.unused_name import unused_path
from warehouse.home import Home

Stamp = tuple[int, int]  # size, time of change


@dataclass(frozen=True)
class InboxVerdict:
    """Describe what became of an inbox file with this stamp. `reasons`: those of its rejected rows."""

    stamp: Stamp
    came_in: bool
    lines: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class MovedFile:
    """Hold where a file of the inbox lies now, and where its account does."""

    place: Path
    account: Path


def move_from_inbox(home: Home, path: Path, verdict: InboxVerdict, moment: datetime) -> MovedFile | None:
    """Move the file and write its account, overwriting nothing.

    None where the file was saved again meanwhile: it is another file now, and stays.
    """
    if read_stamp(path) != verdict.stamp:
        return None
    folder = (home.loaded_files if verdict.came_in else home.refused_files) / path.parent.relative_to(
        home.inbox
    )
    folder.mkdir(parents=True, exist_ok=True)
    place = unused_path(folder, f"{moment:%Y%m%d-%H%M%S} {path.name}")
    account = unused_path(folder, f"{place.name}.txt")
    try:
        # The account first: a file that lies there without one would tell nobody anything.
        account.write_text("\n".join((*verdict.lines, *verdict.reasons, "")), "utf-8")
        shutil.move(path, place)
    except OSError:
        account.unlink(missing_ok=True)
        raise
    return MovedFile(place, account)


def read_stamp(path: Path) -> Stamp | None:
    """Return the size and the time of change of a file, None where it is gone."""
    try:
        found = path.stat()
    except OSError:  # gone meanwhile
        return None
    return found.st_size, found.st_mtime_ns
