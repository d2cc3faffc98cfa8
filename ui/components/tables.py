"""Draw tables to read and to download: text made on the server, XLSX and CSV built on request."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from presentation import table
from presentation.table import Column, Table
from reports.spreadsheet.table_csv import csv_bytes
from reports.spreadsheet.table_xlsx import xlsx
from ui import answers, glossary, large_type, messages, pinned
from ui.palette import palette
from ui.text import aligned, language, note, number, say

SHOWN = 300  # rows on screen; files hold all
_ROW, _HEAD, _FEW, _WIDE = 27, 35, 12, 300
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Build = Callable[[], Table]


def show(
    table: Table,
    *,
    whole: Build | None = None,
    count: int | None = None,
    hidden: tuple[str, ...] = (),
    wide: tuple[str, ...] = (),
    opens: bool = False,
    rows_high: int = _FEW,
    place: str = "",
) -> int | None:
    """Draw the table with its downloads; return the row number of the chosen cell, if any.

    `build_full_table` builds what files hold, `count` is its number of rows. `is_selectable` lets cells be
    chosen. `hidden_columns` are only in files. `wide_columns` hold sentences in few of their rows, by which
    the browser would not size them. `key_prefix` tells it from the same table elsewhere on the page.
    """
    if table.rows.empty:
        messages.nothing()
        return None
    columns = [column for column in table.columns if column.name not in hidden]
    shown = table.rows.head(large_type.ROWS if pinned.meeting() else SHOWN)
    if (count or len(table.rows)) > len(shown):
        note(say("table.first_rows", shown=number(len(shown)), count=number(count or len(table.rows))))
    chosen = _draw(f"{place}{table.name}", prepared(shown, columns), _config(columns, wide), opens, rows_high)
    downloads(table.name, whole or (lambda: table), place)
    return chosen[0] if chosen else None


def whole(table: Table, *, opens: bool, rows_high: int, place: str) -> tuple[int, str | None] | None:
    """Draw all rows, without downloads; return the chosen cell: number of the row, heading of the column."""
    columns = list(table.columns)
    return _draw(
        f"{place}{table.name}", prepared(table.rows, columns), _config(columns, ()), opens, rows_high
    )


def prepared(rows: pd.DataFrame, columns: list[Column]) -> pd.DataFrame:
    """Format the rows as text under their headings, as the reader's language writes them."""
    texts = {}
    for column in columns:
        found = table.texts(language(), rows[column.name], column.kind)
        texts[column.heading] = aligned(found) if table.numeric(column) else found
    return pd.DataFrame(texts, index=range(len(rows)))


def downloads(name: str, whole: Build, place: str = "") -> None:
    """Draw two quiet buttons; nothing is built before one of them is pressed."""
    serving, chosen = answers.snapshot(), language()
    key = f"{place}{name}-{serving.id if serving else ''}"
    bar = st.container(horizontal=True, gap="small", horizontal_alignment="right")
    for label, ending, mime, build in (
        ("table.xlsx", "xlsx", XLSX, xlsx),
        ("table.csv", "csv", "text/csv", csv_bytes),
    ):
        bar.download_button(
            say(label),
            partial(_build, build, whole, chosen),
            file_name=f"{name}.{ending}",
            mime=mime,
            key=f"{key}-{ending}",
            # A download changes nothing on the page, so the page does not run again.
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
        )


def _build(build: Callable[[Table, str], bytes], whole: Build, chosen: str) -> bytes:
    return build(whole(), chosen)


def _config(columns: list[Column], wide: tuple[str, ...]) -> dict[str, Any]:
    return {
        column.heading: st.column_config.TextColumn(
            help=_help(column), width=_WIDE if column.name in wide else None
        )
        for column in columns
        if _help(column) or column.name in wide
    }


def _help(column: Column) -> str | None:
    return column.note or glossary.explained(language(), column.heading)


def _draw(
    name: str, rows: pd.DataFrame, config: dict[str, Any], opens: bool, rows_high: int
) -> tuple[int, str | None] | None:
    """Draw the rows; return the chosen cell (in a meeting only the row)."""
    serving = answers.snapshot()
    # A selection is a position: with other rows it must not point at another one.
    key = f"table-{name}-{serving.id if serving else ''}-{_asked()}-{len(rows)}"
    if pinned.meeting():
        row = large_type.table(rows, key, opens)
        return None if row is None else (row, None)
    event: Any = st.dataframe(
        _marked(rows),
        hide_index=True,
        row_height=_ROW,
        height="content" if len(rows) <= rows_high else _HEAD + _ROW * rows_high,
        column_config=config,
        placeholder="",
        key=key,
        on_select="rerun" if opens else "ignore",
        selection_mode="single-cell",
    )
    chosen = event.selection.cells if opens else []
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
