"""What was done to a home, a line each: loads, undos, rebuilds, roll-backs; plain text for an IT officer.

A published snapshot carries its own line, so that a process that dies before it has written the log loses
nothing: the next one catches up.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from etl.outcome import FileOutcome
from warehouse.home import Home


@dataclass(frozen=True)
class Deed:
    """`did`: load | undo | rebuild | rollback. `snapshot`: what it led to, None: nothing was published.

    `load_no`: the load that was made or undone. `copy_of`: the earlier snapshot that came to be served again.
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


def became(file: FileOutcome) -> dict[str, Any]:
    """A file as the log tells it: its account, or why it was refused."""
    if file.refused:
        problem = file.refused.problem
        return {"name": file.name, "refused": problem.key, "found": problem.found}
    assert file.account
    return {"name": file.name, "known": file.known, **asdict(file.account)}


def write(home: Home, line: str) -> None:
    cut_off = home.log.exists() and home.log.read_bytes()[-1:] not in (b"", b"\n")
    with home.log.open("a", encoding="utf-8") as log:
        log.write("\n" * cut_off + line + "\n")


def lines(home: Home) -> list[str]:
    """Oldest first. A last line that a full disk cut off is passed over."""
    if not home.log.exists():
        return []
    return [line for line in home.log.read_text("utf-8").splitlines() if line.endswith("}")]


def last_load(home: Home) -> int:
    """The highest number that a load ever had, of undone ones too: none comes again."""
    return max((json.loads(line)["load_no"] or 0 for line in lines(home)), default=0)


def catch_up(home: Home, line: str | None) -> None:
    """Write down what the served snapshot says led to it, where its maker did not come to it."""
    if line and line not in lines(home)[-100:]:
        write(home, line)
