"""Loading in the browser: files in, what each was taken for, then publish or leave it."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from etl.load import load
from etl.outcome import Outcome
from etl.settings import Settings
from ui import data, result
from ui.header import header
from ui.jobs import Job
from ui.put_in import PutIn, forget, kept
from ui.state import view
from ui.text import language, note, number, plain, say
from warehouse.home import PROJECT, Home

_LOOKS_EVERY = 0.5  # seconds between two looks at a running load


def head() -> None:
    """The usual header; where nothing was loaded yet there is no view to tell of."""
    if data.snapshot():
        header(view(), say("upload.title"))
    else:
        st.title(say("upload.title"), anchor=False)
    note(say("upload.note"))


def upload() -> None:
    """Choose, look, publish, result: one step at a time."""
    chosen = st.file_uploader(say("upload.choose"), accept_multiple_files=True, key="files")
    files = kept(chosen)
    if files is None:
        return
    if files.running:
        _progress(files.running)
    elif files.publishing:
        _published(files)
    elif files.looking:
        _looked(files)
    else:
        _button("upload.look", len(files.paths), lambda: _look(files))


def _looked(files: PutIn) -> None:
    outcome = _outcome(files.looking)
    if outcome is None:
        return
    result.files(outcome, _settings())
    if any(file.brought and not file.known for file in outcome.files):
        _button("upload.publish", sum(file.brought for file in outcome.files), lambda: _publish(files))
    else:
        st.warning(say("upload.nothing"), icon=":material/block:")


def _published(files: PutIn) -> None:
    outcome = _outcome(files.publishing)
    if outcome is None:
        return
    result.published(outcome)
    result.files(outcome, _settings())
    forget(files)


def _look(files: PutIn) -> None:
    files.looking = _load(files, publish=False)


def _publish(files: PutIn) -> None:
    files.publishing = _load(files, publish=True)


def _load(files: PutIn, publish: bool) -> Job:
    paths, home, settings = files.paths, Home.chosen(), _settings()
    now = datetime.now().replace(microsecond=0)
    return Job(
        lambda on_step: load(paths, home, settings, loaded_at=now, publish=publish, on_step=on_step)
    ).start()


def _settings() -> Settings:
    return Settings.read(PROJECT / "settings")


def _outcome(job: Job | None) -> Outcome | None:
    """None, and the reason on the page, where the load could not come to its end."""
    if job and job.failed:
        st.error(plain(job.failed.sentence(language())), icon=":material/error:")
    return job.outcome if job else None


def _button(key: str, count: int, act: Callable[[], None]) -> None:
    st.button(say(key, count=number(count)), type="primary", on_click=act, key=key)


@st.fragment(run_every=_LOOKS_EVERY)
def _progress(job: Job) -> None:
    """What is being read; once it is done the whole page runs again."""
    if job.done:
        st.rerun()
    with st.container(border=True):
        st.markdown(say("upload.working"))
        note(say("upload.read", count=number(len(job.files)), last=plain(job.files[-1] if job.files else "–")))
