"""Show a message in place of something that is not there."""

from typing import NoReturn

import streamlit as st

from ui import answers, menu
from ui.text import escape_markdown, language, say
from warehouse.home import Home
from warehouse.snapshots import damaged_snapshots
from warehouse.tables import schema_hash


def draw_empty_note(key: str = "empty.block") -> None:
    """Print one sentence in place of a block: what is missing and what to do."""
    st.info(say(key), icon=":material/inbox:")


def stop_not_found(kind: str, value: str) -> NoReturn:
    """End the page for a wrong id in the address: say so, never fall back to everything."""
    st.error(say(f"wrong.{kind}", asked=escape_markdown(value)), icon=":material/search_off:")
    st.stop()


def stop_without_data() -> None:
    if answers.snapshot() is None:
        _stop_empty()


def stop_without_files(settings: dict[str, str]) -> None:
    """End the page where every load was undone: such a snapshot has no closing date."""
    if "closing" not in settings:
        _stop_empty()


def warn_of_damage() -> None:
    """Warn of snapshots that should be served and cannot be."""
    for snapshot in damaged_snapshots(Home.locate()):
        st.warning(say("load_list.damaged", id=snapshot.id), icon=":material/warning:")


def _stop_empty() -> NoReturn:
    warn_of_damage()
    st.info(say("empty.no_data"), icon=":material/inbox:")
    st.page_link(
        menu.script_path("upload"), label=say("empty.to_upload"), query_params={"ngon_ngu": language()}
    )
    st.stop()


def stop_with_old_snapshot(settings: dict[str, str]) -> None:
    """End the page where another version of the program made the tables; the archive can rebuild them."""
    if settings.get("schema") != schema_hash():
        st.warning(say("empty.old_snapshot"), icon=":material/update:")
        st.code(say("empty.rebuild"), language=None)
        st.stop()
