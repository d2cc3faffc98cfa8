"""A load in its own process that kills itself at a named step: python load_killed_at.py STEP HOME FILE…"""

import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from etl.load import load
from etl.settings import Settings
from warehouse.home import PROJECT, Home


def main(step: str, home: str, *files: str) -> None:
    def kill(reached: str, about: str) -> None:
        if reached == step:
            os.kill(os.getpid(), signal.SIGKILL)

    settings = Settings.read(PROJECT / "settings")
    load(
        [Path(file) for file in files],
        Home(Path(home)),
        settings,
        loaded_at=datetime(2021, 8, 31),
        on_step=kill,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
