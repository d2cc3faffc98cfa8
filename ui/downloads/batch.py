"""Build the dossiers of all units in the background, show the progress, then offer them as one file."""

import streamlit as st

from presentation.context import Context
from reports.catalogue import batch_type
from reports.file_formats import FORMATS
from ui.background_job import Job
from ui.downloads.build import build_file
from ui.text import escape_markdown, note, number, say

_KEY, _LOOKS_EVERY = "batch", 0.5  # seconds between two looks


class DossierBatch:
    """Hold one run: what it is about, its job, and `at`: units done, units in all, the current one."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.at = (0, 0, "")
        self.kind = batch_type(self._step)
        self.job = Job(lambda _: build_file(self.kind.formats["zip"], context))

    def _step(self, done_count: int, total_count: int, unit: str) -> None:
        self.at = (done_count, total_count, unit)


def draw_dossier_batch(context: Context) -> None:
    with st.container(border=True, gap="small"):
        st.subheader(say("handed.dossiers"), anchor=False)
        note(say("handed.dossiers_about"))
        now: DossierBatch | None = st.session_state.get(_KEY)
        if now is None or now.context != context:
            st.button(say("handed.begin"), icon=":material/folder_zip:", on_click=_begin, args=(context,))
        elif not now.job.is_done:
            _progress(now)
        elif now.job.error:
            st.error(say("handed.broken"), icon=":material/error:")
        else:
            _take(context, now)


def _begin(context: Context) -> None:
    st.session_state[_KEY] = DossierBatch(context)


@st.fragment(run_every=_LOOKS_EVERY)
def _progress(dossier_batch: DossierBatch) -> None:
    """Show how many units are done; once the job has ended the whole page runs again."""
    if dossier_batch.job.is_done:
        st.rerun()
    done, of, unit = dossier_batch.at
    told = say("handed.at", done=number(done), of=number(of), unit=unit) if of else say("handed.starts")
    st.progress(done / of if of else 0.0, text=escape_markdown(told))


def _take(context: Context, dossier_batch: DossierBatch) -> None:
    st.download_button(
        say("handed.take", ending="ZIP"),
        dossier_batch.job.result,
        file_name=dossier_batch.kind.name(context.name_of(None), context.period.key, "zip"),
        mime=FORMATS["zip"].mime_type,
        key="handed-dossiers-zip",
        on_click="ignore",
        type="primary",
        icon=":material/download:",
    )
