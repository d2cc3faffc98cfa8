"""Hold the work under way where files are loaded: this user's own, else what is running in the home."""

from pathlib import Path
from typing import Any, Protocol

import streamlit as st

from ui.background_job import Job
from warehouse.home import Home


class Work(Protocol):
    """Describe work that changes a home; `job` is None until it has begun."""

    @property
    def job(self) -> Job[Any] | None:
        """Return what runs in the background."""


_KEY = "under_way"
_RUNNING: dict[
    Path, Work
] = {}  # the last work that changes a home: a page opened anew shows it while it runs


def current_work() -> Work | None:
    """Return the latest work of this session; a page that was loaded anew takes up what is running."""
    works = _works()
    running = _RUNNING.get(Home.locate().path)
    if not works and running and running.job and not running.job.is_done:
        works.append(running)
    return works[-1] if works else None


def begin_work(work: Work) -> None:
    _works().append(work)


def announce_work(work: Work) -> None:
    """Show this work also to others who open the page while it runs."""
    _RUNNING[Home.locate().path] = work


def end_work() -> None:
    """Return to what was shown before, if that still stands."""
    _works().pop()


def end_all_work() -> None:
    _works().clear()


def _works() -> list[Work]:
    if _KEY not in st.session_state:
        st.session_state[_KEY] = []
    works: list[Work] = st.session_state[_KEY]
    return works
