"""One of two processes that load at the same time: HOME TIMES NAME; each file brings one case."""

import sys
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from etl.loading.load import load
from etl.settings import Settings
from tests.support.source_files import row, table, write_csv
from warehouse.home import PROJECT, Home


def main(home: str, times: str, name: str) -> None:
    settings = Settings.read(PROJECT / "settings")
    with TemporaryDirectory() as folder:
        for number in range(int(times)):
            case = f"{name}-{number}"
            file = write_csv(Path(folder) / f"{case}.csv", table("cases", row(Mã_hồ_sơ=case)))
            load([file], Home(Path(home)), settings, loaded_at=datetime(2021, 8, 31), wait=300)


if __name__ == "__main__":
    main(*sys.argv[1:])
