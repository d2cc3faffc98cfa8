"""Enlarge type for a room, when a meeting looks at the screen.

Streamlit's theme has one size of type for the whole server, so the size is set where its own sizes, all of
them in rem, come from: the root of the page. Charts and tables are painted and do not follow; they are asked.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui import pinned_snapshot
from ui.text import escape_markdown, note, say

_TYPE = "<style>:root { font-size: 20px }</style>"  # 15 px otherwise (.streamlit/config.toml)
GROWTH = 1.3
ROWS, COLUMNS = 12, 5  # of a table that a room can read at 1024 × 768


def set_type_size() -> None:
    if pinned_snapshot.is_meeting():
        st.html(_TYPE)


def scale_size(size: int) -> int:
    """Scale a size in pixels (of type, height or margin of a chart) to the current type."""
    return round(size * GROWTH) if pinned_snapshot.is_meeting() else size


def layout_columns(widths: int | Sequence[int], **options: Any) -> list[DeltaGenerator]:  # noqa: ANN401
    """Return st.columns, in a meeting stacked: half of a projector is too narrow for large type."""
    if not pinned_snapshot.is_meeting():
        return st.columns(widths, **options)
    count = widths if isinstance(widths, int) else len(widths)
    return [st.container() for _ in range(count)]


def draw_large_table(rows: pd.DataFrame, key: str, is_selectable: bool) -> int | None:
    """Draw the first rows as plain text, which grows; a list beside it opens one, also by the keyboard."""
    shown = rows.iloc[:ROWS, :COLUMNS]
    # Unlike a dataframe it reads Markdown: a cell of a file could name a picture on the internet.
    st.table(
        shown.map(escape_markdown)
        .rename(columns=escape_markdown)
        .set_index(escape_markdown(shown.columns[0]))
    )
    if rows.shape[1] > COLUMNS:
        note(say("meeting.more_columns", names=escape_markdown(", ".join(rows.columns[COLUMNS:]))))
    if not is_selectable:
        return None
    labels = [str(cell) for cell in shown.iloc[:, 0]]
    return st.selectbox(
        say("meeting.open_row"),
        range(len(labels)),
        index=None,
        format_func=labels.__getitem__,
        placeholder=say("meeting.open_row_hint"),
        key=f"open-{key}",
    )
