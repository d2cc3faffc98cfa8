"""Measure the script time of each page against an empty page plus its own queries run bare, in one run.

    REFORM_HOME=sample/home python benchmarks/pages.py [--repeat 5]

Cold: nothing cached. Warm: the second run of the same page. Times are medians in milliseconds; what counts is
the ratio, which does not depend on the machine.
"""

import argparse
import logging
import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import streamlit as st
from sqlalchemy import Engine, event
from streamlit.testing.v1 import AppTest

from warehouse.home import PROJECT, Home
from warehouse.snapshots import current

PAGES = sorted((PROJECT / "pages").rglob("*.py"))


def empty_page() -> None:
    import streamlit as st

    st.title("–")


def milliseconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - begun)


@contextmanager
def recorded() -> Iterator[list[tuple[str, object]]]:
    """Record every statement that is sent to any snapshot meanwhile."""
    sent: list[tuple[str, object]] = []

    def keep(connection, cursor, statement, parameters, context, many):
        if connection.dialect.name != "sqlite":  # the ledger's are no questions to the snapshot
            sent.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", keep)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", keep)


def bare(connection: duckdb.DuckDBPyConnection, statements: list[tuple[str, object]]) -> float:
    """Return the milliseconds that the same statements take on a plain DuckDB connection."""
    return milliseconds(lambda: [connection.execute(sql, given).fetchall() for sql, given in statements])


@contextmanager
def plain_duckdb() -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a copy of the snapshot: this process has the file itself open with another configuration."""
    snapshot = current(Home.chosen())
    assert snapshot, "nothing loaded: run `make sample` first"
    with TemporaryDirectory() as folder:
        copy = shutil.copy(snapshot.path, folder)
        with duckdb.connect(copy, read_only=True) as connection:
            yield connection


def opened(path: Path) -> AppTest:
    """Open the page in a new session, after the dashboard's first run, which every session has once."""
    app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=120).run()
    return app.switch_page(str(path.relative_to(PROJECT)))


def measure(path: Path, repeat: int, plain: duckdb.DuckDBPyConnection) -> tuple[float, float, float, int]:
    cold, warm, raw, count = [], [], [], 0
    app = opened(path)
    for _ in range(repeat):
        st.cache_data.clear()
        st.cache_resource.clear()
        with recorded() as statements:
            cold.append(milliseconds(app.run))
        assert not app.exception and not app.error, (path.name, app.exception, app.error)
        warm.append(milliseconds(app.run))
        raw.append(bare(plain, statements))
        count = len(statements)
    return statistics.median(cold), statistics.median(warm), statistics.median(raw), count


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--repeat", type=int, default=5)
    repeat = parser.parse_args().repeat
    logging.disable()  # Streamlit warns about each run without a browser
    AppTest.from_function(empty_page).run()  # the first run of a process pays for imports
    empty = statistics.median(milliseconds(AppTest.from_function(empty_page).run) for _ in range(repeat))
    print(f"empty page {empty:.0f} ms")
    print("page           queries  bare ms  cold ms  × base  warm ms × empty")
    with plain_duckdb() as plain:
        for path in PAGES:
            cold, warm, raw, count = measure(path, repeat, plain)
            by_base, by_empty = cold / (empty + raw), warm / empty
            times = f"{raw:8.0f} {cold:8.0f} {by_base:7.1f} {warm:8.0f} {by_empty:7.1f}"
            print(f"{path.stem:14} {count:7} {times}")


if __name__ == "__main__":
    main()
