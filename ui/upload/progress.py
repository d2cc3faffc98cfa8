"""Show how far a load or an undo is, why it stopped, and the buttons below it."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from etl.storage.errors import AlreadyLoading, Stopped, why
from ui.background_job import Job
from ui.text import language, note, number, plain, say

_LOOKS_EVERY = 0.5  # seconds between two looks at a running load
_TOLD = ("waiting", "taken", "understood", "derived", "published")  # the steps that have words


@st.fragment(run_every=_LOOKS_EVERY)
def show(job: Job[Any], title: str) -> None:
    """Show the current step; once the job has ended the whole page runs again."""
    if job.done:
        st.rerun()
    steps = list(job.steps)
    with st.container(border=True, gap="xsmall"):
        st.markdown(f":material/progress_activity: **{title}**")
        note(say("upload.leave"))
        read = sum(step == "understood" for step, _ in steps)
        at = next(((step, about) for step, about in reversed(steps) if step in _TOLD), None)
        if at:
            note(plain(say(f"upload.step_{at[0]}", about=at[1], count=number(read))))


def failed(job: Job[Any]) -> bool:
    """Say why the job did not come to its end; return whether that is so."""
    if job.failed is None:
        return False
    st.error(plain(_reason(job.failed)), icon=":material/error:")
    return True


def button(key: str, act: Callable[[], None], *, primary: bool = False, **values: object) -> None:
    st.button(say(key, **values), type="primary" if primary else "secondary", on_click=act, key=key)


def _reason(failed: BaseException) -> str:
    if isinstance(failed, AlreadyLoading):
        return say("upload.busy", by=failed.values["by"], since=failed.values["since"])
    if isinstance(failed, Stopped):
        return failed.sentence(language())
    if isinstance(failed, OSError):
        place, reason = failed.filename or "–", why(language(), failed)
        return say("stopped.denied", place=place, reason=reason)
    return say("upload.broken")
