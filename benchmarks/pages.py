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
from warehouse.snapshots import current_snapshot

PAGES = sorted((PROJECT / "pages").rglob("*.py"))


def empty_page() -> None:
    import streamlit as st

    st.title("–")


def time_call(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - begun)


@contextmanager
def record_statements() -> Iterator[list[tuple[str, object]]]:
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


def time_statements(connection: duckdb.DuckDBPyConnection, statements: list[tuple[str, object]]) -> float:
    """Return the milliseconds that the same statements take on a plain DuckDB connection."""
    return time_call(lambda: [connection.execute(sql, given).fetchall() for sql, given in statements])


@contextmanager
def open_plain_duckdb() -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a copy of the snapshot: this process has the file itself open with another configuration."""
    snapshot = current_snapshot(Home.locate())
    assert snapshot, "nothing loaded: run `make sample` first"
    with TemporaryDirectory() as folder:
        copy = shutil.copy(snapshot.path, folder)
        with duckdb.connect(copy, read_only=True) as connection:
            yield connection


def open_app_page(path: Path) -> AppTest:
    """Open the page in a new session, after the dashboard's first run, which every session has once."""
    app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=120).run()
    return app.switch_page(str(path.relative_to(PROJECT)))


def measure_page(
    path: Path, repeat: int, plain: duckdb.DuckDBPyConnection
) -> tuple[float, float, float, int]:
    cold, warm, raw, count = [], [], [], 0
    app = open_app_page(path)
    for _ in range(repeat):
        st.cache_data.clear()
        st.cache_resource.clear()
        with record_statements() as statements:
            cold.append(time_call(app.run))
        assert not app.exception and not app.error, (path.name, app.exception, app.error)
        warm.append(time_call(app.run))
        raw.append(time_statements(plain, statements))
        count = len(statements)
    return statistics.median(cold), statistics.median(warm), statistics.median(raw), count


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--repeat", type=int, default=5)
    repeat = parser.parse_args().repeat
    logging.disable()  # Streamlit warns about each run without a browser
    AppTest.from_function(empty_page).run()  # the first run of a process pays for imports
    empty = statistics.median(time_call(AppTest.from_function(empty_page).run) for _ in range(repeat))
    print(f"empty page {empty:.0f} ms")
    print("page           queries  bare ms  cold ms  × base  warm ms × empty")
    with open_plain_duckdb() as plain:
        for path in PAGES:
            cold, warm, raw, count = measure_page(path, repeat, plain)
            by_base, by_empty = cold / (empty + raw), warm / empty
            times = f"{raw:8.0f} {cold:8.0f} {by_base:7.1f} {warm:8.0f} {by_empty:7.1f}"
            print(f"{path.stem:14} {count:7} {times}")


if __name__ == "__main__":
    main()
