"""A reader in its own process: for each line on its input, prints what it sees in the current snapshot."""

import sys
from datetime import date
from pathlib import Path

from indicators.catalogue import CATALOGUE
from indicators.periods import ALL
from indicators.queries import figure, loads, settings_of
from indicators.scope import Scope
from warehouse.connection import open_reader
from warehouse.home import Home
from warehouse.snapshots import current_snapshot


def seen(home: Home) -> tuple[str, int, int]:
    """Snapshot, files, cases received."""
    snapshot = current_snapshot(home)
    assert snapshot
    with open_reader(snapshot) as connection:
        settings = settings_of(connection)
        if "closing" not in settings:  # every load was undone
            return snapshot.id, len(loads(connection)), 0
        closing = date.fromisoformat(settings["closing"])
        total = figure(connection, CATALOGUE["received_cases"], Scope(ALL, closing)).value
        return snapshot.id, len(loads(connection)), int(total or 0)


if __name__ == "__main__":
    watched = Home(Path(sys.argv[1]))
    for _ in sys.stdin:
        print(*seen(watched), flush=True)
