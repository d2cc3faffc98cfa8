"""Draw tables to read and to download: text made on the server, XLSX and CSV built on request."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from presentation import table
from presentation.table import Column, Table
from ui import answers, glossary, large_type, messages, pinned_snapshot
from ui.components.file_writers import TableWriter, installed_writers
from ui.palette import palette
from ui.text import align_figures, language, note, number, say

SHOWN = 300  # rows on screen; files hold all
_ROW, _HEAD, _FEW, _WIDE = 27, 35, 12, 300
TableBuilder = Callable[[], Table]


def draw_table(
    table: Table,
    *,
    build_full_table: TableBuilder | None = None,
    count: int | None = None,
    hidden_columns: tuple[str, ...] = (),
    wide_columns: tuple[str, ...] = (),
    is_selectable: bool = False,
    visible_rows: int = _FEW,
    key_prefix: str = "",
) -> int | None:
    """Draw the table with its downloads; return the row number of the chosen cell, if any.

    `build_full_table` builds what files hold, `count` is its number of rows. `is_selectable` lets cells be
    chosen. `hidden_columns` are only in files. `wide_columns` hold sentences in few of their rows, by which
    the browser would not size them. `key_prefix` tells it from the same table elsewhere on the page.
    """
    if table.rows.empty:
        messages.draw_empty_note()
        return None
    columns = [column for column in table.columns if column.name not in hidden_columns]
    shown = table.rows.head(large_type.ROWS if pinned_snapshot.is_meeting() else SHOWN)
    if (count or len(table.rows)) > len(shown):
        note(say("table.first_rows", shown=number(len(shown)), count=number(count or len(table.rows))))
    chosen = _draw(
        f"{key_prefix}{table.name}",
        format_rows(shown, columns),
        _config(columns, wide_columns),
        is_selectable,
        visible_rows,
    )
    draw_downloads(table.name, build_full_table or (lambda: table), key_prefix)
    return chosen[0] if chosen else None


def draw_all_rows(
    table: Table, *, is_selectable: bool, visible_rows: int, key_prefix: str
) -> tuple[int, str | None] | None:
    """Draw all rows, without downloads; return the chosen cell: number of the row, heading of the column."""
    columns = list(table.columns)
    return _draw(
        f"{key_prefix}{table.name}",
        format_rows(table.rows, columns),
        _config(columns, ()),
        is_selectable,
        visible_rows,
    )


def format_rows(rows: pd.DataFrame, columns: list[Column]) -> pd.DataFrame:
    """Format the rows as text under their headings, as the reader's language writes them."""
    texts = {}
    for column in columns:
        found = table.cell_texts(language(), rows[column.name], column.kind)
        texts[column.heading] = align_figures(found) if table.is_numeric(column) else found
    return pd.DataFrame(texts, index=range(len(rows)))


def draw_downloads(name: str, build_full_table: TableBuilder, key_prefix: str = "") -> None:
    """Draw a quiet button a format; nothing is built before one of them is pressed."""
    serving, chosen = answers.snapshot(), language()
    key = f"{key_prefix}{name}-{serving.id if serving else ''}"
    bar = st.container(horizontal=True, gap="small", horizontal_alignment="right")
    writers = installed_writers()
    for ending, write in writers.tables.items():
        bar.download_button(
            say("handed.take", ending=ending.upper()),
            partial(_build, write, build_full_table, chosen),
            file_name=f"{name}.{ending}",
            mime=writers.mime_types[ending],
            key=f"{key}-{ending}",
            # A download changes nothing on the page, so the page does not run again.
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
        )


def _build(write: TableWriter, build_full_table: TableBuilder, language_code: str) -> bytes:
    return write(build_full_table(), language_code)


def _config(columns: list[Column], wide_columns: tuple[str, ...]) -> dict[str, Any]:
    return {
        column.heading: st.column_config.TextColumn(
            help=_help(column), width=_WIDE if column.name in wide_columns else None
        )
        for column in columns
        if _help(column) or column.name in wide_columns
    }


def _help(column: Column) -> str | None:
    return column.note or glossary.explain_terms(language(), column.heading)


def _draw(
    name: str, rows: pd.DataFrame, config: dict[str, Any], is_selectable: bool, visible_rows: int
) -> tuple[int, str | None] | None:
    """Draw the rows; return the chosen cell (in a meeting only the row)."""
    serving = answers.snapshot()
    # A selection is a position: with other rows it must not point at another one.
    key = f"table-{name}-{serving.id if serving else ''}-{_asked()}-{len(rows)}"
    if pinned_snapshot.is_meeting():
        row = large_type.draw_large_table(rows, key, is_selectable)
        return None if row is None else (row, None)
    event: Any = st.dataframe(
        _marked(rows),
        hide_index=True,
        row_height=_ROW,
        height="content" if len(rows) <= visible_rows else _HEAD + _ROW * visible_rows,
        column_config=config,
        placeholder="",
        key=key,
        on_select="rerun" if is_selectable else "ignore",
        selection_mode="single-cell",
    )
    chosen = event.selection.cells if is_selectable else []
    return chosen[0] if chosen else None


def _asked() -> str:
    """Return what in the address decides which rows those are, or is what a selection led to."""
    return "-".join(st.query_params.get(name, "") for name in ("ban_do", "theo", "nhom"))


def _marked(rows: pd.DataFrame) -> pd.DataFrame | Styler:
    """Colour the cells that begin with a mark in the colour of the mark."""
    tokens = palette()
    colours = {"▼": tokens.low, "▲": tokens.high, "◆": tokens.soon}
    marked = [name for name, cells in rows.items() if any(cell[:1] in colours for cell in cells)]
    if not marked:
        return rows  # the way through a style takes longer than all else on a page
    return rows.style.map(
        lambda cell: f"color:{colours[cell[0]]}" if cell[:1] in colours else "", subset=marked
    )
