"""Show how far a load or an undo is, why it stopped, and the buttons below it."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from etl.storage.errors import AlreadyLoading, OperationStopped, describe_fault
from ui.background_job import Job
from ui.text import escape_markdown, language, note, number, say

_LOOKS_EVERY = 0.5  # seconds between two looks at a running load
_TOLD = ("waiting", "taken", "understood", "derived", "published")  # the steps that have words


@st.fragment(run_every=_LOOKS_EVERY)
def draw_progress(job: Job[Any], title: str) -> None:
    """Show the current step; once the job has ended the whole page runs again."""
    if job.is_done:
        st.rerun()
    steps = list(job.steps)
    with st.container(border=True, gap="xsmall"):
        st.markdown(f":material/progress_activity: **{title}**")
        note(say("upload.leave"))
        read = sum(step == "understood" for step, _ in steps)
        at = next(((step, about) for step, about in reversed(steps) if step in _TOLD), None)
        if at:
            note(escape_markdown(say(f"upload.step_{at[0]}", about=at[1], count=number(read))))


def draw_failure(job: Job[Any]) -> bool:
    """Say why the job did not come to its end; return whether that is so."""
    if job.error is None:
        return False
    st.error(escape_markdown(_reason(job.error)), icon=":material/error:")
    return True


def draw_button(
    key: str, on_click: Callable[[], None], *, is_primary: bool = False, **values: object
) -> None:
    st.button(say(key, **values), type="primary" if is_primary else "secondary", on_click=on_click, key=key)


def _reason(error: BaseException) -> str:
    if isinstance(error, AlreadyLoading):
        return say("upload.busy", by=error.values["by"], since=error.values["since"])
    if isinstance(error, OperationStopped):
        return error.sentence(language())
    if isinstance(error, OSError):
        place, reason = error.filename or "–", describe_fault(language(), error)
        return say("stopped.denied", place=place, reason=reason)
    return say("upload.broken")
