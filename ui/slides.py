"""Let the user pick the indicators for slides."""

import streamlit as st

from indicators.catalogue import CATALOGUE, MAIN
from reports.kind import Kind
from reports.kinds import slides_kind
from ui.text import name, note, say


def picked() -> Kind | None:
    """Return the report type for the picked indicators; None where none is picked."""
    chosen = st.multiselect(
        say("slides.choose"),
        list(CATALOGUE),
        [one.id for one in MAIN],
        format_func=lambda one: name(CATALOGUE[one]),
        placeholder=say("slides.none"),
        key="slides-indicators",
    )
    if not chosen:
        note(say("slides.none"))
        return None
    return slides_kind(tuple(CATALOGUE[one] for one in chosen))
