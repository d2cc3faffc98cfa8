"""Profile the script of one page on the sample: where its time goes, as a tree of calls.

    REFORM_HOME=sample/home python -m benchmarks.profile_page signing      # make profile PAGE=signing

Two trees are printed: with nothing cached, and the same page once more.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from pyinstrument import Profiler
from streamlit.navigation.page import Page
from streamlit.testing.v1 import AppTest

from ui.menu import PAGES, script_path
from warehouse.home import PROJECT


@contextmanager
def profile_runs() -> Iterator[list[Profiler]]:
    """Profile each run of a script meanwhile, in the thread in which it runs."""
    profilers: list[Profiler] = []
    run = Page.run

    def run_profiled(page: Page) -> None:
        # The frame is run like a page, and runs the page in its turn.
        if profilers and profilers[-1].is_running:
            return run(page)
        profilers.append(Profiler(async_mode="disabled"))
        with profilers[-1]:
            return run(page)

    Page.run = run_profiled
    try:
        yield profilers
    finally:
        Page.run = run


def main(page: str) -> None:
    app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=120).run()
    st.cache_resource.clear()
    with profile_runs() as profilers:
        app.switch_page(script_path(page)).run()
        app.run()
    assert not app.exception, app.exception
    for title, profiler in zip(("cold", "warm"), profilers, strict=True):
        print(f"{page}, {title}", profiler.output_text(unicode=True, color=sys.stdout.isatty()))


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in PAGES:
        sys.exit(f"Which page? One of: {', '.join(PAGES)}")
    main(sys.argv[1])
