"""Move a file of the inbox to done/ or refused/, with its account as a text file beside it."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from etl.services.unused_name import unused
from warehouse.home import Home

Stamp = tuple[int, int]  # size, time of change


@dataclass(frozen=True)
class Verdict:
    """Describe what became of an inbox file with this stamp. `reasons`: those of its rejected rows."""

    stamp: Stamp
    came_in: bool
    lines: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class PutAway:
    """Hold where a file of the inbox lies now, and where its account does."""

    place: Path
    account: Path


def put_away(home: Home, path: Path, verdict: Verdict, moment: datetime) -> PutAway | None:
    """Move the file and write its account, overwriting nothing.

    None where the file was saved again meanwhile: it is another file now, and stays.
    """
    if stamp(path) != verdict.stamp:
        return None
    folder = (home.done if verdict.came_in else home.refused) / path.parent.relative_to(home.inbox)
    folder.mkdir(parents=True, exist_ok=True)
    place = unused(folder, f"{moment:%Y%m%d-%H%M%S} {path.name}")
    account = unused(folder, f"{place.name}.txt")
    try:
        # The account first: a file that lies there without one would tell nobody anything.
        account.write_text("\n".join((*verdict.lines, *verdict.reasons, "")), "utf-8")
        shutil.move(path, place)
    except OSError:
        account.unlink(missing_ok=True)
        raise
    return PutAway(place, account)


def stamp(path: Path) -> Stamp | None:
    """Return the size and the time of change of a file, None where it is gone."""
    try:
        found = path.stat()
    except OSError:  # gone meanwhile
        return None
    return found.st_size, found.st_mtime_ns
