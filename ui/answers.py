"""Ask the snapshot questions (the screen's only door to it), and cache the answers per snapshot."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import streamlit as st

from indicators.queries.memo import argument_key, attach_memory, shallow_copy
from warehouse.connection import open_reader
from warehouse.home import Home
from warehouse.snapshots import Snapshot, current_snapshot, find_snapshot, is_complete

Answer = TypeVar("Answer")


def choose_snapshot(snapshot_id: str | None = None) -> None:
    """Choose the snapshot of this run, so that no page mixes two: the one named, else the newest."""
    home = Home.locate()
    found = find_snapshot(home, snapshot_id) if snapshot_id else None
    st.session_state.snapshot = found if found and is_complete(found) else current_snapshot(home)
    st.session_state.answers = {}


def snapshot() -> Snapshot | None:
    """Return the snapshot of this run; None where nothing was loaded yet."""
    return st.session_state.get("snapshot")


def ask(question: Callable[..., Answer], *arguments: object, **named: object) -> Answer:
    """Answer the question, remembered for all sessions while the snapshot is the same."""
    serving = snapshot()
    assert serving is not None  # pages stop before this where nothing was loaded (ui.empty)
    return ask_snapshot(serving, question, *arguments, **named)


def ask_snapshot(
    served_snapshot: Snapshot, question: Callable[..., Answer], *arguments: object, **named: object
) -> Answer:
    """Answer the question from another snapshot than the one of this run, remembered alike."""
    key = (
        f"{question.__module__}.{question.__name__}",
        *map(argument_key, arguments),
        *map(argument_key, named.items()),
    )
    answer = partial(_answer, served_snapshot, question, *arguments, **named)
    return shallow_copy(_remembered(served_snapshot.id, str(served_snapshot.path), key, answer))


def ask_snapshot_pair(
    older_snapshot: Snapshot, newer_snapshot: Snapshot, question: Callable[..., Answer], *arguments: object
) -> Answer:
    """Answer a question about two snapshots, remembered as long."""
    return ask_snapshot(newer_snapshot, _both, older_snapshot, question, *arguments)


def _both(
    connection: Any,  # noqa: ANN401
    older_snapshot: Snapshot,
    question: Callable[..., Answer],
    *arguments: object,
) -> Answer:
    with open_reader(older_snapshot) as before:
        return question(before, connection, *arguments)


def ask_uncached(
    served_snapshot: Snapshot, question: Callable[..., Answer], *arguments: object, **named: object
) -> Answer:
    """Answer the question from a given snapshot without caching: for downloads built outside of a run."""
    with open_reader(served_snapshot) as connection:
        return question(connection, *arguments, **named)


# Not cache_data: it would pickle each answer, and an indicator holds column expressions.
@st.cache_resource(max_entries=4000, show_spinner=False)
def _remembered(
    snapshot_id: str,
    path: str,
    key: tuple[str, ...],
    _answer: Callable[[], Any],  # Streamlit does not hash what begins with an underscore: `key` stands for it
) -> Any:  # noqa: ANN401
    return _answer()


def _answer(
    served_snapshot: Snapshot, question: Callable[..., Answer], *arguments: object, **named: object
) -> Answer:
    of_run = st.session_state.get("answers", {})  # a download is built outside of a run
    with open_reader(served_snapshot) as connection:
        memory = of_run.setdefault(served_snapshot.id, {})
        return question(attach_memory(connection, memory), *arguments, **named)
