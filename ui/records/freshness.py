"""Show how fresh and complete the data are: units that fell silent, rows of each source by unit and month."""

from typing import Any

import pandas as pd
import streamlit as st

from indicators.periods import ALL
from indicators.quality.freshness import KNOWN, completeness, freshness
from indicators.queries.freshness import TOTALS
from indicators.scope import Scope
from presentation.context import Context
from presentation.table import Column, Table
from ui import answers, messages
from ui.components import tables
from ui.components.table_notes import build_table_notes
from ui.palette import palette
from ui.text import FIGURE_SPACE, day, escape_markdown, note, number, say, section

_SHOWN = 13  # months on screen: a year and the month a year ago
_SHADE = 0x38  # how strong the fullest month is shaded, of 0xFF


def draw_silent_units(context: Context) -> None:
    """Print a sentence a unit, worst first; a single one for a source of which most units are silent."""
    section(say("fresh.title"), say("fresh.note"))
    found = answers.ask(freshness, _scope(context))
    lines = []
    for source, part in found.groupby("source", sort=False):
        quiet = part[part["silent"]]
        if 2 * len(quiet) > len(part):
            lines.append((float(quiet["worse"].max()), _of_source(str(source), quiet, len(part))))
        else:
            lines += [(float(row.worse), _of_unit(row)) for row in quiet.itertuples()]
    for _, line in sorted(lines, key=lambda entry: -entry[0]):
        st.markdown(line)
    if not lines:
        note(say("fresh.none"))
    table = _table(context, found)
    tables.draw_downloads(table.name, lambda: table)


def _of_unit(row: Any) -> str:  # noqa: ANN401
    return say(
        "fresh.silent",
        unit=escape_markdown(row.name),
        what=say(f"fresh.what.{row.source}"),
        last=day(row.last),
        quiet=number(row.quiet),
        usual=number(row.usual),
    )


def _of_source(source: str, silent_units: pd.DataFrame, unit_count: int) -> str:
    what, last = say(f"source.{source}"), day(silent_units["last"].max())
    return say(
        "fresh.source_silent", what=what, count=number(len(silent_units)), all=number(unit_count), last=last
    )


def _table(context: Context, unit_rows: pd.DataFrame) -> Table:
    rows = unit_rows.assign(
        words=[say(f"source.{source}") for source in unit_rows["source"]],
        state=[
            say(f"fresh.is_{'silent' if row.silent else 'usual' if row.gaps >= KNOWN else 'unknown'}")
            for row in unit_rows.itertuples()
        ],
    )
    columns = (
        Column("name", say("fresh.unit")),
        Column("words", say("filled.source")),
        Column("last", say("fresh.last"), "day"),
        Column("quiet", say("fresh.quiet"), "whole"),
        Column("usual", say("fresh.usual"), "whole"),
        Column("state", say("fresh.state")),
    )
    return Table("do-moi-theo-don-vi", say("fresh.all"), columns, rows, build_table_notes(context))


def draw_row_calendar(context: Context) -> None:
    """Draw one source, a row a unit, a column a month, newest first; files hold all sources and months."""
    section(say("filled.title"), say("filled.note"))
    found = answers.ask(completeness, _scope(context))
    if found.empty:
        messages.draw_empty_note()
        return
    sources = list(found["source"].unique())
    source = st.segmented_control(
        say("filled.source"),
        sources,
        default=sources[0],
        format_func=lambda one: say(f"source.{one}"),
        key="filled_source",
        label_visibility="collapsed",
        required=True,
    )
    if source in TOTALS:
        note(say("filled.totals_note"))
    _draw(found[found["source"] == source], str(source))
    table = _whole(context, found)
    tables.draw_downloads(table.name, lambda: table)


def _draw(source_rows: pd.DataFrame, source: str) -> None:
    months = sorted(source_rows["key"].unique(), reverse=True)
    if len(months) > _SHOWN:
        note(say("filled.first", shown=_SHOWN, count=len(months)))
    rows = source_rows.pivot(index="unit_id", columns="key", values="rows").loc[
        source_rows["unit_id"].unique()
    ]
    expected = source_rows.pivot(index="unit_id", columns="key", values="expected").loc[rows.index]
    names = source_rows.drop_duplicates("unit_id").set_index("unit_id")["name"]
    heads = {key: f"{key[5:]}/{key[:4]}" for key in months[:_SHOWN]}
    frame = pd.DataFrame({say("fresh.unit"): names.loc[rows.index]})
    styles = pd.DataFrame({say("fresh.unit"): f"color:{palette().text}"}, index=rows.index)
    for key, head in heads.items():
        cells = list(zip(rows[key], expected[key], rows.max(axis=1), strict=True))
        frame[head] = [_cell(count, wanted) for count, wanted, _ in cells]
        styles[head] = [_style(count, wanted, most) for count, wanted, most in cells]
    serving = answers.snapshot()
    text = st.column_config.TextColumn
    st.dataframe(
        frame.style.apply(lambda _: styles, axis=None),
        hide_index=True,
        row_height=27,
        height="content",
        column_config={say("fresh.unit"): text(width=150, pinned=True)}
        | {head: text(width=82) for head in heads.values()},
        placeholder="",
        key=f"filled-{source}-{serving.id if serving else ''}",
    )


def _cell(count: int, is_expected: bool) -> str:
    if count:
        return number(count).rjust(5, FIGURE_SPACE)
    return say("filled.empty") if is_expected else "·".rjust(5, FIGURE_SPACE)


def _style(count: int, is_expected: bool, largest_count: int) -> str:
    tokens = palette()
    if not count:
        return (
            f"background-color:{tokens.low_bg};color:{tokens.low}" if is_expected else f"color:{tokens.muted}"
        )
    return f"background-color:{tokens.accent}{int(_SHADE * count / largest_count):02x};color:{tokens.text}"


def _whole(context: Context, month_rows: pd.DataFrame) -> Table:
    months = sorted(month_rows["key"].unique())
    empty_months = month_rows["rows"].eq(0) & month_rows["expected"]
    cells = month_rows.assign(
        text=month_rows["rows"].astype(object).mask(empty_months, say("filled.empty")), lost=empty_months
    )
    cells["text"] = cells["text"].mask(month_rows["rows"].eq(0) & ~month_rows["expected"], None)
    by = ["source", "unit_id", "name"]
    wide = cells.pivot(index=by, columns="key", values="text").reset_index()
    wide["lost"] = cells.groupby(by)["lost"].sum().reindex(pd.MultiIndex.from_frame(wide[by])).to_numpy()
    wide["words"] = [say(f"source.{source}") for source in wide["source"]]
    columns = (
        Column("name", say("fresh.unit")),
        Column("words", say("filled.source")),
        *(Column(key, f"{key[5:]}/{key[:4]}", "whole") for key in months),
        Column("lost", say("filled.months_empty"), "whole"),
    )
    return Table("so-dong-theo-thang", say("filled.title"), columns, wide, build_table_notes(context))


def _scope(context: Context) -> Scope:
    return context.scope.with_period(ALL).with_unit(None).with_map(None)
