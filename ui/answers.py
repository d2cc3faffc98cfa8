"""Ask the snapshot questions (the screen's only door to it), and cache the answers per snapshot."""

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from indicators.queries.memo import named, remembering, unshared
from warehouse.connection import reader
from warehouse.home import Home
from warehouse.snapshots import Snapshot, current, find, whole

Answer = TypeVar("Answer")


def begin(asked: str | None = None) -> None:
    """Choose the snapshot of this run, so that no page mixes two: the one named, else the newest."""
    home = Home.chosen()
    found = find(home, asked) if asked else None
    st.session_state.snapshot = found if found and whole(found) else current(home)
    st.session_state.answers = {}


def snapshot() -> Snapshot | None:
    """Return the snapshot of this run; None where nothing was loaded yet."""
    return st.session_state.get("snapshot")


def ask(question: Callable[..., Answer], *arguments: object) -> Answer:
    """Answer the question, remembered for all sessions while the snapshot is the same."""
    serving = snapshot()
    assert serving is not None  # pages stop before this where nothing was loaded (ui.empty)
    return ask_of(serving, question, *arguments)


def ask_of(serving: Snapshot, question: Callable[..., Answer], *arguments: object) -> Answer:
    """Answer the question from another snapshot than the one of this run, remembered alike."""
    key = (f"{question.__module__}.{question.__name__}", *map(named, arguments))
    return unshared(_remembered(serving.id, str(serving.path), key, serving, question, arguments))


def ask_both(older: Snapshot, newer: Snapshot, question: Callable[..., Answer], *arguments: object) -> Answer:
    """Answer a question about two snapshots, remembered as long."""
    return ask_of(newer, _both, older, question, *arguments)


def _both(
    newer: Any,  # noqa: ANN401
    older: Snapshot,
    question: Callable[..., Answer],
    *arguments: object,
) -> Answer:
    with reader(older) as before:
        return question(before, newer, *arguments)


def fresh(serving: Snapshot, question: Callable[..., Answer], *arguments: object, **named: object) -> Answer:
    """Answer the question from a given snapshot without caching: for downloads built outside of a run."""
    with reader(serving) as connection:
        return question(connection, *arguments, **named)


# Not cache_data: it would pickle each answer, and an indicator holds column expressions.
@st.cache_resource(max_entries=4000, show_spinner=False)
def _remembered(
    snapshot_id: str,
    path: str,
    key: tuple[str, ...],
    # Streamlit does not hash what begins with an underscore: `key` stands for these.
    _serving: Snapshot,
    _question: Callable[..., Any],
    _arguments: tuple[object, ...],
) -> Any:  # noqa: ANN401
    of_run = st.session_state.get("answers", {})  # a download is built outside of a run
    with reader(_serving) as connection:
        return _question(remembering(connection, of_run.setdefault(snapshot_id, {})), *_arguments)
