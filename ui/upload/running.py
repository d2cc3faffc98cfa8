"""Hold the work under way where files are loaded: this user's own, else what is running in the home."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from etl.storage.archive import Kept
from ui.background_job import Job
from ui.upload.uploaded_files import PutIn
from warehouse.home import Home
from warehouse.snapshots import Snapshot


@dataclass
class TakeBack:
    """Describe a load to undo; `job` is None while the user is asked whether to."""

    load_no: int
    files: str
    job: Job[tuple[Snapshot, tuple[Kept, ...]]] | None = None


Work = PutIn | TakeBack
_KEY = "under_way"
_RUNNING: dict[
    Path, Work
] = {}  # the last work that changes a home: a page opened anew shows it while it runs


def now() -> Work | None:
    """Return the latest work of this session; a page that was loaded anew takes up what is running."""
    works = _works()
    running = _RUNNING.get(Home.chosen().path)
    if not works and running and running.job and not running.job.done:
        works.append(running)
    return works[-1] if works else None


def begin(work: Work) -> None:
    _works().append(work)


def changes_home(work: Work) -> None:
    """Show this work also to others who open the page while it runs."""
    _RUNNING[Home.chosen().path] = work


def end() -> None:
    """Return to what was shown before, if that still stands."""
    _works().pop()


def end_all() -> None:
    _works().clear()


def _works() -> list[Work]:
    if _KEY not in st.session_state:
        st.session_state[_KEY] = []
    works: list[Work] = st.session_state[_KEY]
    return works
