"""Choose the two snapshots to compare, and say so where they cannot be compared."""

from dataclasses import dataclass
from datetime import date, datetime

import streamlit as st

from indicators.queries import settings_of
from ui import answers, messages
from ui.text import day, moment, say
from warehouse.home import Home
from warehouse.snapshots import Snapshot, list_snapshots
from warehouse.tables import schema_hash

PARAMETERS = ("ban_cu", "ban_moi", "chi_so", "don_vi", "thang")


@dataclass(frozen=True)
class SnapshotPair:
    """Hold the two snapshots that are compared."""

    older: Snapshot
    newer: Snapshot


def read_pair() -> SnapshotPair:
    """Read the two from the address: by default the one of this run and the one before it."""
    known, serving = _known(), answers.snapshot()
    assert serving is not None
    newer = _given("ban_moi", known, serving.id)
    earlier = [one for one in known if int(one) < int(newer)]
    older = _given("ban_cu", known, earlier[-1] if earlier else newer)
    return SnapshotPair(known[older], known[newer])


def draw_pair_choice(pair: SnapshotPair) -> None:
    """Offer other snapshots; end the page where the two cannot be compared."""
    known = _known()
    if len(known) == 1:
        st.info(say("compare.alone"), icon=":material/inbox:")
        st.stop()
    _offer(known, {"ban_cu": pair.older.id, "ban_moi": pair.newer.id})
    _stop_where_senseless(pair)


def _known() -> dict[str, Snapshot]:
    """Return all snapshots by id, oldest first, and the one of this run even if it was removed since."""
    serving = answers.snapshot()
    assert serving is not None
    both = {one.id: one for one in [serving, *list_snapshots(Home.locate())]}
    return dict(sorted(both.items(), key=lambda entry: int(entry[0])))


def _offer(snapshots: dict[str, Snapshot], selection: dict[str, str]) -> None:
    labels = {one: _label(snapshots[one]) for one in reversed(snapshots)}
    for place, (parameter, one) in zip(st.columns(2), selection.items(), strict=True):
        with place:
            _select(parameter, labels, one)
    # Written even where nothing is new: a link to the same page leaves the browser's address as it was.
    st.query_params.update(selection)


def _stop_where_senseless(pair: SnapshotPair) -> None:
    if int(pair.older.id) >= int(pair.newer.id):
        same = pair.older.id == pair.newer.id
        st.info(say("compare.same" if same else "compare.reversed"), icon=":material/inbox:")
        st.stop()
    for one in (pair.older, pair.newer):
        if answers.ask_snapshot(one, settings_of).get("schema") != schema_hash():
            st.warning(say("restated.other_schema", id=one.id), icon=":material/update:")
            st.stop()


def _label(snapshot: Snapshot) -> str:
    settings = answers.ask_snapshot(snapshot, settings_of)
    built = moment(datetime.fromisoformat(settings["built_at"]))
    closing = day(date.fromisoformat(settings["closing"]))
    return say("compare.snapshot", id=snapshot.id, built=built, closing=closing)


def _select(parameter: str, labels: dict[str, str], selection: str) -> None:
    """Draw the choice of one snapshot; another one has other differences, so the open sentence is closed."""
    key = f"choice_{parameter}"
    st.session_state[key] = selection

    def apply_choice() -> None:
        for name in PARAMETERS[2:]:
            st.query_params.pop(name, None)
        st.query_params[parameter] = st.session_state[key]

    head = say("compare.older" if parameter == "ban_cu" else "compare.newer")
    st.selectbox(
        head, list(labels), format_func=labels.__getitem__, placeholder="", key=key, on_change=apply_choice
    )


def _given(parameter: str, snapshots: dict[str, Snapshot], default: str) -> str:
    asked = st.query_params.get(parameter, default)
    if asked not in snapshots:
        messages.stop_not_found("snapshot", asked)
    return asked
