"""Draw units × indicators: text from the server, colour only for a sure difference, a cell opens its rows."""

import pandas as pd
import streamlit as st

from indicators.assessment import Assessment
from indicators.catalogue import CATALOGUE
from indicators.definition import Indicator
from presentation.assessments import MARKS
from presentation.context import Context
from presentation.numbers import digits_of, file_name, lower_initial
from presentation.table import Column, Table
from presentation.unit_names import LEVELS
from ui import answers, navigation
from ui.address import WHOLE
from ui.components import tables, view_assessments
from ui.components.table_notes import build_table_notes
from ui.palette import palette
from ui.text import (
    FIGURE_SPACE,
    figure_text,
    indicator_name,
    note,
    number,
    period,
    say,
    say_with_levels,
    section,
    short_name,
)

SHOWN = tuple(
    CATALOGUE[one]
    for one in (
        "on_time_06a",
        "overdue_open",
        "p90_days",
        "online_share",
        "apology_share",
        "signed_full",
        "sent_electronically",
        "handled_on_time",
        "satisfied_5",
        "satisfied_3",
        "ballots_per_100",
        "box_opened",
    )
)
_ORDERS = ["worst", "name", *(indicator.id for indicator in SHOWN)]
_WIDTH = 5  # figures of "100,0"
_NAMES = {
    "commune": 150,
    "office": 262,
    "unallocated": 200,
}  # the longest names are not cut; a phone then pins no column
Cells = dict[str, Assessment]  # of one unit, by indicator
MatrixColumns = tuple[Indicator, ...]  # columns: an indicator of which no unit has a figure is left out


def draw_matrix(context: Context) -> None:
    section(say("matrix.title", period=period(context.period)), say_with_levels("matrix.note"))
    labels = {one: say("matrix.ordered", order=_order_label(one)) for one in _ORDERS}
    order = st.selectbox(
        say("matrix.order"),
        _ORDERS,
        format_func=labels.__getitem__,
        placeholder="",
        key="matrix_order",
        label_visibility="collapsed",
        width=380,
    )
    cells = _cells(context)
    for kind in LEVELS:
        units = [unit for unit in cells if context.names.level_of(unit) == kind]
        if units:
            _part(context, kind, _sorted(units, cells, str(order)), cells)
    table = _table(context, cells)
    tables.draw_downloads(table.name, lambda: table)


def _order_label(order: str) -> str:
    return (
        lower_initial(indicator_name(CATALOGUE[order]))
        if order in CATALOGUE
        else say(f"matrix.order_{order}")
    )


def _cells(context: Context) -> dict[str, Cells]:
    cells: dict[str, Cells] = {}
    measured = context.assess_units()
    for indicator in SHOWN:
        for shown in measured[indicator.id]:
            cells.setdefault(str(shown.unit_id), {})[indicator.id] = shown
    return cells


def _sorted(units: list[str], cells: dict[str, Cells], order: str) -> list[str]:
    """Sort units that come by name; sorting is stable, so that names settle what is equal."""
    if order == "name":
        return units
    if order == "worst":
        return sorted(units, key=lambda unit: _worst_first(cells[unit]))
    better = CATALOGUE[order].higher_is_better

    def worse_first(unit: str) -> tuple[bool, float]:
        value = cells[unit][order].figure.value
        return value is None, 0.0 if value is None else value if better else -value

    return sorted(units, key=worse_first)


def _worst_first(cells: Cells) -> tuple[bool, int, int]:
    """Return the sort key: most signals first, units without any figure last."""
    nothing = all(shown.figure.value is None for shown in cells.values())
    return nothing, -_count(cells, "low"), _count(cells, "high")


def _count(cells: Cells, signal: str) -> int:
    return sum(shown.signal == signal for shown in cells.values())


def _part(context: Context, kind: str, units: list[str], cells: dict[str, Cells]) -> None:
    note(say(f"matrix.{kind}", count=len(units)))
    asked = tuple(one for one in SHOWN if any(cells[unit][one.id].figure.value is not None for unit in units))
    whole = {indicator.id: context.assess_indicator(indicator) for indicator in SHOWN}
    rows = [_target_row(context, kind, asked), _row(context.organisation_setting("short"), whole, asked)]
    rows += [_row(context.name_of(unit), cells[unit], asked) for unit in units]
    heads = [say("matrix.unit"), "▼", *(short_name(indicator) for indicator in asked)]
    frame = pd.DataFrame(rows, columns=heads)
    styles = _styles(frame, units, cells, asked)
    event = st.dataframe(
        frame.style.apply(lambda _: styles, axis=None),
        hide_index=True,
        row_height=27,
        height="content",
        column_config=_config(heads, kind, cells[units[0]], asked),
        on_select="rerun",
        selection_mode="single-cell",
        placeholder="",
        key=f"matrix-{kind}-{context.period.key}-{context.calendar}-{context.scope.map}-{st.session_state.get('matrix_order')}-{_id()}",
    )
    _open(event.selection.cells, units, heads, asked)


def _id() -> str:
    serving = answers.snapshot()
    return serving.id if serving else ""


def _open(cells: list[tuple[int, str]], units: list[str], heads: list[str], columns: MatrixColumns) -> None:
    """Open what the chosen cell shows: a selection is a position and becomes an id in the same run."""
    for row, head in cells:
        # The first two rows are the targets and all units together.
        unit = WHOLE if row < 2 else units[row - 2]
        place = heads.index(head) - 2
        if place >= 0 and row > 0:
            navigation.open_page("indicator", don_vi=unit, chi_so=columns[place].id)
        if row > 0:
            navigation.open_page("unit", don_vi=unit)


def _target_row(context: Context, kind: str, columns: MatrixColumns) -> list[str]:
    row = [say("matrix.target"), ""]
    for indicator in columns:
        decided = context.target_of(indicator, kind)
        sign = "≥" if indicator.higher_is_better else "≤"
        row.append(f"{sign} {number(decided.value, 0)}" if decided else "–")
    return row


def _row(label: str, cells: Cells, columns: MatrixColumns) -> list[str]:
    low = _count(cells, "low")
    return [label, str(low or ""), *(_text(indicator, cells[indicator.id]) for indicator in columns)]


def _text(indicator: Indicator, assessment: Assessment) -> str:
    text = figure_text(indicator, assessment.figure)
    if assessment.figure.state == "missing":
        return text
    if not digits_of(indicator):
        text += FIGURE_SPACE * 2  # as if a decimal stood there
    mark = f" {MARKS[assessment.signal]}" if assessment.signal in ("low", "high") else ""
    return text.rjust(_WIDTH, FIGURE_SPACE) + mark


def _styles(
    frame: pd.DataFrame, units: list[str], cells: dict[str, Cells], columns: MatrixColumns
) -> pd.DataFrame:
    tokens = palette()
    styles = pd.DataFrame(f"color:{tokens.text}", frame.index, frame.columns)
    styles.iloc[:2] = f"background-color:{tokens.grid};color:{tokens.text}"
    tints = {
        "low": f"background-color:{tokens.low_bg};color:{tokens.low}",
        "high": f"background-color:{tokens.high_bg};color:{tokens.high}",
        "few": f"color:{tokens.muted}",
        "missing": f"color:{tokens.muted}",
    }
    for row, unit in enumerate(units, start=2):
        for place, indicator in enumerate(columns, start=2):
            signal = cells[unit][indicator.id].signal
            if signal in tints:
                styles.iloc[row, place] = tints[signal]
    return styles


def _config(heads: list[str], kind: str, unit_cells: Cells, columns: MatrixColumns) -> dict:
    text = st.column_config.TextColumn
    config = {
        heads[0]: text(width=_NAMES[kind], pinned=True),
        "▼": text(width=34, help=say("matrix.count_help")),
    }
    return config | {
        short_name(one): text(width=82, help=view_assessments.indicator_label(unit_cells[one.id]))
        for one in columns
    }


def _table(context: Context, cells: dict[str, Cells]) -> Table:
    """Build the matrix for download: values, and the words of those that have none."""
    columns = [Column("unit", say("matrix.unit"))]
    columns += [Column(one.id, indicator_name(one), "number" if digits_of(one) else "whole") for one in SHOWN]
    whole: Cells = {one.id: context.assess_indicator(one) for one in SHOWN}
    rows: list[list[object]] = []
    for unit, shown in [(None, whole), *cells.items()]:
        rows.append(
            [context.name_of(unit), *(view_assessments.value_or_word(shown[one.id]) for one in SHOWN)]
        )
    title = say("matrix.title", period=period(context.period))
    frame = pd.DataFrame(rows, columns=[column.name for column in columns], dtype=object)
    return Table(
        file_name("tong-quan", context.period.key), title, tuple(columns), frame, build_table_notes(context)
    )
