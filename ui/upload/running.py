"""Hold the work under way where files are loaded: this user's own, else what is running in the home."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from etl.storage.archive import ArchivedFile
from ui.background_job import Job
from ui.upload.uploaded_files import Upload
from warehouse.home import Home
from warehouse.snapshots import Snapshot


@dataclass
class LoadUndo:
    """Describe a load to undo; `job` is None while the user is asked whether to."""

    load_no: int
    files: str
    job: Job[tuple[Snapshot, tuple[ArchivedFile, ...]]] | None = None


Work = Upload | LoadUndo
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
