"""Build the dossiers of all units in the background, show the progress, then offer them as one file."""

import streamlit as st

from reports.catalogue import batch
from reports.context import Asked
from ui.background_job import Job
from ui.downloads.build import asked_of, built
from ui.text import note, number, plain, say
from ui.view import View

_KEY, _LOOKS_EVERY = "batch", 0.5  # seconds between two looks


class Batch:
    """Hold one run: the request, its job, and `at`: units done, units in all, name of the current one."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.at = (0, 0, "")
        self.kind = batch(self._step)
        self.job = Job(lambda _: built(self.kind.formats["zip"], asked))

    def _step(self, done: int, of: int, unit: str) -> None:
        self.at = (done, of, unit)


def dossiers(view: View) -> None:
    with st.container(border=True, gap="small"):
        st.subheader(say("handed.dossiers"), anchor=False)
        note(say("handed.dossiers_about"))
        now: Batch | None = st.session_state.get(_KEY)
        if now is None or now.asked != asked_of(view):
            st.button(say("handed.begin"), icon=":material/folder_zip:", on_click=_begin, args=(view,))
        elif not now.job.done:
            _progress(now)
        elif now.job.failed:
            st.error(say("handed.broken"), icon=":material/error:")
        else:
            _take(view, now)


def _begin(view: View) -> None:
    st.session_state[_KEY] = Batch(asked_of(view))


@st.fragment(run_every=_LOOKS_EVERY)
def _progress(now: Batch) -> None:
    """Show how many units are done; once the job has ended the whole page runs again."""
    if now.job.done:
        st.rerun()
    done, of, unit = now.at
    told = say("handed.at", done=number(done), of=number(of), unit=unit) if of else say("handed.starts")
    st.progress(done / of if of else 0.0, text=plain(told))


def _take(view: View, now: Batch) -> None:
    st.download_button(
        say("handed.take", ending="ZIP"),
        now.job.result,
        file_name=now.kind.name(view.name_of(None), view.period.key, "zip"),
        mime="application/zip",
        key="handed-dossiers-zip",
        on_click="ignore",
        type="primary",
        icon=":material/download:",
    )
