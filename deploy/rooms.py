"""Read the rooms and their imports from the picture in docs/architecture.md.

`python deploy/rooms.py` prints the rooms that an installation needs. It runs before any package is installed.
"""

import re
from pathlib import Path

PICTURE = Path(__file__).parent.parent / "docs" / "architecture.md"
ENTRANCES = ("pages", "etl")  # what the dashboard draws, and what the nightly load runs
_LINE = re.compile(r"^ {4}(\w+)(?: --> ([\w &]+))?$", re.MULTILINE)


def read_imports() -> dict[str, set[str]]:
    """Return the rooms that each room may import from, in the order of the picture, the uppermost first."""
    _, _, after = PICTURE.read_text("utf-8").partition("```mermaid\n")
    picture, _, _ = after.partition("```")
    return {room: set(below.split(" & ")) if below else set() for room, below in _LINE.findall(picture)}


def list_needed_rooms(imports: dict[str, set[str]]) -> list[str]:
    """List the entrances and every room that they import, through others too."""
    needed = set(ENTRANCES)
    for room, below in imports.items():  # from above, so that one round finds all
        if room in needed:
            needed |= below
    return [room for room in imports if room in needed]


if __name__ == "__main__":
    print(*list_needed_rooms(read_imports()))
