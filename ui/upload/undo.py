"""Undo a load: ask once, undo in the background, then say what is served."""

from datetime import date, datetime

import streamlit as st

from etl.loading.undo import undo
from etl.settings import Settings
from indicators.queries import settings_of
from ui import answers, menu
from ui.background_job import Job
from ui.text import day, note, number, plain, say
from ui.upload import progress, running
from ui.upload.running import TakeBack
from warehouse.home import Home

_WAIT = 60.0  # seconds, for a load that is running


def offer(load_no: int, files: str) -> None:
    """Draw the button; the page Nạp tệp then asks, wherever it stands."""
    if st.button(say("take_back.offer", number=load_no), icon=":material/undo:", key=f"undo-{load_no}"):
        running.begin(TakeBack(load_no, files))
        st.switch_page(menu.script("upload"))


def show(work: TakeBack, settings: Settings) -> None:
    if work.job is None:
        _ask(work, settings)
    elif not work.job.done:
        progress.show(work.job, say("take_back.working", number=work.load_no))
    elif progress.failed(work.job):
        with st.container(horizontal=True):
            progress.button("upload.again", lambda: _do(work, settings), primary=True)
            progress.button("take_back.no", running.end)
    else:
        _done(work)


def _ask(work: TakeBack, settings: Settings) -> None:
    with st.container(border=True):
        st.markdown(plain(say("take_back.ask", number=work.load_no, files=work.files)))
        note(say("take_back.what"))
        with st.container(horizontal=True):
            progress.button("take_back.yes", lambda: _do(work, settings), primary=True)
            progress.button("take_back.no", running.end)


def _do(work: TakeBack, settings: Settings) -> None:
    home, now, by = Home.chosen(), datetime.now().replace(microsecond=0), say("upload.loader")
    work.job = Job(
        lambda on_step: undo(home, settings, load_no=work.load_no, at=now, by=by, wait=_WAIT, on_step=on_step)
    )
    running.changes_home(work)


def _done(work: TakeBack) -> None:
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
    progress.button("upload.more_files", running.end_all, primary=True)
