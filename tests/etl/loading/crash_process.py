"""A change in a process of its own that kills itself at a step: STEP HOME load FILE… | undo | rollback ID."""

import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from etl.loading.load import load
from etl.loading.undo import rollback, undo
from etl.settings import Settings
from warehouse.home import PROJECT, Home


def main(step: str, home: str, what: str, *about: str) -> None:
    def kill(reached: str, about: str) -> None:
        if reached == step:
            os.kill(os.getpid(), signal.SIGKILL)

    settings, place, at = Settings.read(PROJECT / "settings"), Home(Path(home)), datetime(2021, 8, 31)
    if what == "load":
        load([Path(file) for file in about], place, settings, loaded_at=at, on_step=kill)
    elif what == "undo":
        undo(place, settings, started_at=at, on_step=kill)
    else:
        rollback(place, about[0], started_at=at, on_step=kill)


if __name__ == "__main__":
    main(*sys.argv[1:])
