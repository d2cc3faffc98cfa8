"""Show how fresh and complete the data are: units that fell silent, rows of each source by unit and month."""

from typing import Any

import pandas as pd
import streamlit as st

from indicators.periods import ALL
from indicators.quality.freshness import KNOWN, completeness, freshness
from indicators.queries.freshness import TOTALS
from indicators.scope import Scope
from presentation.table import Column, Table
from ui import answers, messages
from ui.components import tables
from ui.components.table_notes import notes_of
from ui.palette import palette
from ui.text import FIGURE_SPACE, day, note, number, plain, say, section
from ui.view import View

_SHOWN = 13  # months on screen: a year and the month a year ago
_SHADE = 0x38  # how strong the fullest month is shaded, of 0xFF


def silent(view: View) -> None:
    """Print a sentence a unit, worst first; a single one for a source of which most units are silent."""
    section(say("fresh.title"), say("fresh.note"))
    found = answers.ask(freshness, _scope(view))
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
    table = _table(view, found)
    tables.downloads(table.name, lambda: table)


def _of_unit(row: Any) -> str:  # noqa: ANN401
    return say(
        "fresh.silent",
        unit=plain(row.name),
        what=say(f"fresh.what.{row.source}"),
        last=day(row.last),
        quiet=number(row.quiet),
        usual=number(row.usual),
    )


def _of_source(source: str, quiet: pd.DataFrame, all_units: int) -> str:
    what, last = say(f"source.{source}"), day(quiet["last"].max())
    return say("fresh.source_silent", what=what, count=number(len(quiet)), all=number(all_units), last=last)


def _table(view: View, found: pd.DataFrame) -> Table:
    rows = found.assign(
        words=[say(f"source.{source}") for source in found["source"]],
        state=[
            say(f"fresh.is_{'silent' if row.silent else 'usual' if row.gaps >= KNOWN else 'unknown'}")
            for row in found.itertuples()
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
    return Table("do-moi-theo-don-vi", say("fresh.all"), columns, rows, notes_of(view))


def calendar(view: View) -> None:
    """Draw one source, a row a unit, a column a month, newest first; files hold all sources and months."""
    section(say("filled.title"), say("filled.note"))
    found = answers.ask(completeness, _scope(view))
    if found.empty:
        messages.nothing()
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
    table = _whole(view, found)
    tables.downloads(table.name, lambda: table)


def _draw(part: pd.DataFrame, source: str) -> None:
    months = sorted(part["key"].unique(), reverse=True)
    if len(months) > _SHOWN:
        note(say("filled.first", shown=_SHOWN, count=len(months)))
    rows = part.pivot(index="unit_id", columns="key", values="rows").loc[part["unit_id"].unique()]
    expected = part.pivot(index="unit_id", columns="key", values="expected").loc[rows.index]
    names = part.drop_duplicates("unit_id").set_index("unit_id")["name"]
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


def _cell(count: int, expected: bool) -> str:
    if count:
        return number(count).rjust(5, FIGURE_SPACE)
    return say("filled.empty") if expected else "·".rjust(5, FIGURE_SPACE)


def _style(count: int, expected: bool, most: int) -> str:
    tokens = palette()
    if not count:
        return f"background-color:{tokens.low_bg};color:{tokens.low}" if expected else f"color:{tokens.muted}"
    return f"background-color:{tokens.accent}{int(_SHADE * count / most):02x};color:{tokens.text}"


def _whole(view: View, found: pd.DataFrame) -> Table:
    months = sorted(found["key"].unique())
    empty_months = found["rows"].eq(0) & found["expected"]
    cells = found.assign(
        text=found["rows"].astype(object).mask(empty_months, say("filled.empty")), lost=empty_months
    )
    cells["text"] = cells["text"].mask(found["rows"].eq(0) & ~found["expected"], None)
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
    return Table("so-dong-theo-thang", say("filled.title"), columns, wide, notes_of(view))


def _scope(view: View) -> Scope:
    return view.scope.at(ALL).of(None).on(None)
