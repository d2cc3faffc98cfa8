"""Show the rows behind a figure: on screen the first of them, in files all."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from indicators.definition import Indicator, Ratio
from indicators.queries import Slice, row_count, rows
from indicators.scope import Scope
from presentation import rows_in_words
from presentation.context import Context
from presentation.table import Column, Table
from ui import answers, messages, navigation
from ui.components import selection, tables
from ui.components.table_notes import build_table_notes
from ui.text import day, indicator_name, language, number, period, say, section

_FIRST = {  # what stands on screen beside the source; files hold every column
    "case_file": (
        "code",
        "state",
        "unit_id",
        "field",
        "received_on",
        "due_on",
        "finished_on",
        "working_days",
    ),
    "document": ("number", "unit_id", "day", "kind", "signer", "signed_leader", "signed_agency", "handled"),
    "ballot": ("key", "overall", "satisfied", "unit_id", "day", "field"),
    "answer": ("aspect", "score", "satisfied", "unit_id", "day"),
    "box_day": ("day", "opened", "reported", "slips", "unit_id"),
}


def draw_rows(context: Context, indicator: Indicator) -> None:
    """Draw the section: how many rows, which of them are shown, the table and its downloads.

    Only the rows that the address selects, where it selects some.
    """
    count = answers.ask(row_count, indicator, context.scope, selection.read_slice(indicator))
    section(say("rows.title"), say(f"rows.{indicator.kind}", count=number(count)))
    if not count:
        messages.draw_empty_note("empty.rows")
        return
    shown = _chosen_rows(context, indicator)
    build = _builder(context, indicator)
    chosen = tables.draw_table(
        _on_screen(context, indicator, build(shown), shown),
        build_full_table=_whole(indicator, context.scope, build),
        count=count if len(shown) == tables.SHOWN else len(shown),
        is_selectable=indicator.table.name == "case_file",
    )
    if chosen is not None and pd.notna(shown["code"].iloc[chosen]):  # a total is no case
        navigation.open_page("cases", ma=str(shown["code"].iloc[chosen]))


def statuses(settings: dict[str, str]) -> dict[int, str]:
    return rows_in_words.statuses(language(), settings)


def find_unmet_rows(
    connection: Any,  # noqa: ANN401
    indicator: Indicator,
    scope: Scope,
    row_slice: Slice | None = None,
) -> pd.DataFrame:
    """Return the rows that count in the denominator and add less than it to the numerator."""
    found = rows(connection, indicator, scope, None, row_slice)
    return found[found["numerator"] < found["denominator"]]


def _chosen_rows(context: Context, indicator: Indicator) -> pd.DataFrame:
    within = selection.read_slice(indicator)
    if not (isinstance(indicator, Ratio) and indicator.unit == "percent"):
        return answers.ask(rows, indicator, context.scope, tables.SHOWN, within)
    labels = {one: say(f"rows.{one}") for one in ("all", "unmet")}
    kind = st.segmented_control(
        say("rows.which"),
        list(labels),
        default="all",
        format_func=labels.__getitem__,
        key=f"which-{indicator.id}",
        label_visibility="collapsed",
    )
    if kind == "unmet":
        return answers.ask(find_unmet_rows, indicator, context.scope, within)
    return answers.ask(rows, indicator, context.scope, tables.SHOWN, within)


def _builder(context: Context, indicator: Indicator) -> Callable[[pd.DataFrame], Table]:
    """Return the builder of the table; all it needs is taken now, as files are built outside of a run."""
    within = selection.read_slice(indicator)
    title = say(
        "rows.file",
        indicator=indicator_name(indicator),
        unit=context.unit_name,
        period=period(context.period),
    )
    title = f"{title}, {selection.slice_label(within)}" if within else title
    return partial(
        rows_in_words.evidence_table,
        indicator,
        language=language(),
        title=title.replace("\u00a0", " "),
        names=context.units["name"].to_dict(),
        statuses=statuses(context.settings),
        notes=build_table_notes(context, indicator, selection.slice_label(within) if within else None),
    )


def _whole(indicator: Indicator, scope: Scope, build: Callable[[pd.DataFrame], Table]) -> tables.TableBuilder:
    serving, within = answers.snapshot(), selection.read_slice(indicator)
    assert serving is not None
    return lambda: build(answers.ask_uncached(serving, rows, indicator, scope, None, within))


def _on_screen(context: Context, indicator: Indicator, table: Table, raw_rows: pd.DataFrame) -> Table:
    """Pick a few columns, with the state of a case in words and the source as one column."""
    known = {column.name: column for column in table.columns}
    frame = table.rows.assign(source=[source_text(row) for row in raw_rows.itertuples()])
    if "status" in raw_rows.columns:
        frame["state"] = [case_state(context, row) for row in raw_rows.itertuples()]
    wanted = [one for one in _FIRST[indicator.table.name] if one in frame.columns]
    if "part" in frame.columns:
        wanted = ["part", "unit_id", "day", "code"]
    # Rolled up to a map, one unit has rows of several old units.
    if context.unit is not None and context.scope.map is None:
        wanted.remove("unit_id")
    if "first_day" in frame.columns:
        wanted += ["first_day", "last_day"]
    own = {"state": Column("state", say("column.state")), "source": Column("source", say("column.source"))}
    parts = [one for one in ("numerator", "denominator") if frame[one].notna().any()]
    columns = tuple((known | own)[one] for one in [*wanted, *parts, "source"])
    return Table(table.name, table.title, columns, frame, table.notes)


def source_text(row: Any) -> str:  # noqa: ANN401
    """Name the file, sheet and row that it was read from."""
    if pd.isna(row.row_no):
        return say("rows.no_source")
    return say("rows.source", file=row.file, sheet=row.sheet, row=int(row.row_no))


def case_state(context: Context, row: Any) -> str:  # noqa: ANN401
    """Return the state of a case as of the period's last day, with its mark: "▼ quá hạn"."""
    last = context.scope.last_day
    if pd.isna(row.status):
        return ""
    if not pd.isna(row.finished_on) and row.finished_on <= last:
        return say("case.late" if row.late else "case.in_time")
    if not pd.isna(row.due_on) and row.due_on < last and row.clock_runs:
        return say("case.overdue", day=day(row.due_on))
    return say("case.open")


def draw_unmet_rows(context: Context, indicator: Indicator, title: str) -> None:
    """List the rows that a rate misses, as a section of their own."""
    found = answers.ask(find_unmet_rows, indicator, context.scope)
    section(title, say("rows.lacking", count=number(len(found))))
    if found.empty:
        messages.draw_empty_note("empty.none_lacking")
        return
    whole = _builder(context, indicator)(found)
    tables.draw_table(
        _on_screen(context, indicator, whole, found.head(tables.SHOWN)),
        build_full_table=lambda: whole,
        count=len(found),
    )
