"""Log what was done to a home, a line each, in plain text: loads, undos, rebuilds, roll-backs.

A published snapshot carries its own line, so that a process that dies before it has written the log loses
nothing: the next one adds it. The reader is an IT officer.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from warehouse.home import Home


@dataclass(frozen=True)
class LogEntry:
    """Represent one line of the log. `did`: load | undo | rebuild | rollback.

    `snapshot`: what it led to, None: nothing was published. `load_no`: the load that was made or undone.
    `copy_of`: the earlier snapshot that came to be served again.
    """

    did: str
    at: datetime
    by: str
    snapshot: str | None
    load_no: int | None = None
    copy_of: str | None = None
    files: tuple[dict[str, Any], ...] = ()

    @property
    def line(self) -> str:
        return json.dumps(asdict(self), default=lambda at: at.isoformat(" "), ensure_ascii=False)


def write(home: Home, line: str) -> None:
    # A line that a full disk cut off would swallow this one.
    cut_off = home.log.exists() and home.log.read_bytes()[-1:] not in (b"", b"\n")
    with home.log.open("a", encoding="utf-8") as log:
        log.write("\n" * cut_off + line + "\n")


def read_lines(home: Home) -> list[str]:
    """Return the lines, oldest first; skip a last line that a full disk cut off."""
    if not home.log.exists():
        return []
    return [line for line in home.log.read_text("utf-8").splitlines() if line.endswith("}")]


def last_load_number(home: Home) -> int:
    """Return the highest number that a load ever had, undone ones included: no number is used twice."""
    return max((json.loads(line)["load_no"] or 0 for line in read_lines(home)), default=0)


def add_missing_line(home: Home, line: str | None) -> None:
    """Write the line of the served snapshot if the process that published it did not get to it."""
    if line and line not in read_lines(home)[-100:]:
        write(home, line)
