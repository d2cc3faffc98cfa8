"""Undo a load: ask once, undo in the background, then say what is served."""

from dataclasses import dataclass
from datetime import date, datetime

import streamlit as st

from etl.loading.undo import undo
from etl.settings import Settings
from etl.storage.archive import ArchivedFile
from indicators.queries import settings_of
from ui import answers, menu
from ui.background_job import Job
from ui.text import day, escape_markdown, note, number, say
from ui.upload import progress, running
from warehouse.home import Home
from warehouse.snapshots import Snapshot

_WAIT = 60.0  # seconds, for a load that is running


@dataclass
class LoadUndo:
    """Describe a load to undo; `job` is None while the user is asked whether to."""

    load_no: int
    files: str
    job: Job[tuple[Snapshot, tuple[ArchivedFile, ...]]] | None = None


def draw_undo_button(load_no: int, files: str) -> None:
    """Draw the button; the page Nạp tệp then asks, wherever it stands."""
    if st.button(say("take_back.offer", number=load_no), icon=":material/undo:", key=f"undo-{load_no}"):
        running.begin_work(LoadUndo(load_no, files))
        st.switch_page(menu.script_path("upload"))


def draw_undo(work: LoadUndo, settings: Settings) -> None:
    if work.job is None:
        _ask(work, settings)
    elif not work.job.is_done:
        progress.draw_progress(work.job, say("take_back.working", number=work.load_no))
    elif progress.draw_failure(work.job):
        with st.container(horizontal=True):
            progress.draw_button("upload.again", lambda: _do(work, settings), is_primary=True)
            progress.draw_button("take_back.no", running.end_work)
    else:
        _done(work)


def _ask(work: LoadUndo, settings: Settings) -> None:
    with st.container(border=True):
        st.markdown(escape_markdown(say("take_back.ask", number=work.load_no, files=work.files)))
        note(say("take_back.what"))
        with st.container(horizontal=True):
            progress.draw_button("take_back.yes", lambda: _do(work, settings), is_primary=True)
            progress.draw_button("take_back.no", running.end_work)


def _do(work: LoadUndo, settings: Settings) -> None:
    home, now, by = Home.locate(), datetime.now().replace(microsecond=0), say("upload.loader")
    work.job = Job(
        lambda on_step: undo(
            home, settings, load_no=work.load_no, started_at=now, user_name=by, wait=_WAIT, on_step=on_step
        )
    )
    running.announce_work(work)


def _done(work: LoadUndo) -> None:
    assert work.job
    snapshot, gone = work.job.result
    served = answers.ask(settings_of)
    st.info(
        say("take_back.done", number=work.load_no, files=number(len(gone)), id=snapshot.id),
        icon=":material/undo:",
    )
    if "closing" in served:
        closing = day(date.fromisoformat(served["closing"]))
        st.markdown(say("take_back.served", id=snapshot.id, closing=closing))
    else:
        st.markdown(say("take_back.empty"))
    note(say("undo.again"))
    progress.draw_button("upload.more_files", running.end_all_work, is_primary=True)
