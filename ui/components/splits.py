"""Split a figure by unit, field, procedure, channel, signer, kind or aspect, with a table to download."""

import pandas as pd
import streamlit as st

from indicators.assessment import Assessment
from indicators.definition import Indicator
from indicators.queries import Slice, total_row_count
from languages.writing import word
from presentation.context import Context
from presentation.numbers import digits_of, file_name
from presentation.table import Column, Table
from presentation.unit_names import LEVELS
from ui import answers, messages
from ui.components import charts, selection, tables, view_assessments
from ui.components.intervals import IntervalBar, draw_interval_bars, has_interval, sort_worst_first
from ui.components.table_notes import build_table_notes
from ui.palette import colour
from ui.text import (
    escape_markdown,
    indicator_name,
    language,
    note,
    parts_text,
    period,
    say,
    say_with_levels,
    section,
)

_MOST = 15  # bars on screen; the table holds all


def draw_units(context: Context, indicator: Indicator, bar_limit: int = 40) -> str | None:
    """Draw communes and offices separately; return the unit that was chosen."""
    shown = context.assess_units((indicator,))[indicator.id]
    _remark(shown)
    chosen = None
    for kind in LEVELS:
        named = [
            (context.name_of(one.unit_id), one)
            for one in shown
            if context.names.level_of(one.unit_id) == kind
        ]
        if named:
            note(say(f"matrix.{kind}", count=len(named)))
            bars = [IntervalBar(str(one.unit_id), label, one) for label, one in named]
            key = f"units-{kind}-{indicator.id}-{context.period.key}"
            chosen = (
                draw_groups(bars, key, bar_limit, _behind(context, indicator, "unit", named, kind)) or chosen
            )
    return chosen


def build_units_table(context: Context, indicator: Indicator) -> Table:
    """Build the table of all units, whether a chart draws them or not."""
    named = [(context.name_of(one.unit_id), one) for one in context.assess_units((indicator,))[indicator.id]]
    return build_split_table(context, indicator, "unit", named)


def draw_split(context: Context, indicator: Indicator, dimension: str, bar_limit: int = _MOST) -> None:
    """Draw one section: the groups worst first, under the name of the dimension; a bar opens its rows."""
    section(
        say("split.title", indicator=indicator_name(indicator), by=say(f"split.{dimension}")),
        say_with_levels("split.note"),
    )
    groups = view_assessments.assess_groups(context, indicator, dimension)
    named = [(_label(dimension, group), one) for group, one in groups]
    bars = [
        IntervalBar("" if pd.isna(group) else str(group), label, one)
        for (group, _), (label, one) in zip(groups, named, strict=True)
    ]
    _remark([one for _, one in named])
    totals = answers.ask(total_row_count, indicator, context.scope)
    if totals:
        note(say("totals.not_divided", count=totals))
    if dimension == "signer":
        _never(named)
    key = f"split-{dimension}-{indicator.id}-{context.period.key}-{context.unit}-{selection.slice_key()}"
    chosen = draw_groups(bars, key, bar_limit, _behind(context, indicator, dimension, named))
    if chosen is not None:
        selection.open_rows(context, indicator, Slice(dimension, chosen or None))


def _remark(group_assessments: list[Assessment]) -> None:
    if group_assessments and not group_assessments[0].in_force:
        note(view_assessments.indicator_label(group_assessments[0]) + ".")


def draw_groups(
    bars: list[IntervalBar], key: str, bar_limit: int, build_table: tables.TableBuilder
) -> str | None:
    """Draw intervals for rates, plain bars for counts and days; name those without a figure in a sentence."""
    rates = sort_worst_first([bar for bar in bars if has_interval(bar.shown)])
    others = [bar for bar in bars if not has_interval(bar.shown) and bar.shown.figure.value]
    silent = [bar.label for bar in bars if bar.shown.figure.state == "missing"]
    refused = [bar.label for bar in bars if bar.shown.figure.state == "refused"]
    chosen = None
    if len(rates) > bar_limit:
        note(say("split.first", shown=bar_limit, count=len(rates)))
    if rates:
        chosen = draw_interval_bars(rates[:bar_limit], key, say("split.alt"), build_table)
    if others and not rates:
        chosen = _plain(others, key, bar_limit, build_table)
    if not rates and not others:
        messages.draw_empty_note()
    if silent and len(silent) < len(bars):
        note(say("split.silent", names=", ".join(silent)))
    wider = [bar.label for bar in bars if bar.shown.figure.state == "total_wider"]
    if wider:
        note(say("totals.wider_names", names=", ".join(wider)))
    if refused:
        note(say("map.refused_names", names=", ".join(refused)))
    return chosen


def _plain(bars: list[IntervalBar], key: str, bar_limit: int, build_table: tables.TableBuilder) -> str | None:
    largest = sorted(bars, key=lambda bar: -(bar.shown.figure.value or 0))[:bar_limit]
    values = [bar.shown.figure.value or 0 for bar in largest]
    labels, ids = [bar.label for bar in largest], [bar.id for bar in largest]
    return charts.draw_bars(
        labels, values, [colour("none")] * len(largest), key, say("split.alt"), build_table, ids
    )


def _never(groups: list[tuple[str, Assessment]]) -> None:
    """Name those who met it in no row at all: few rows allow no conclusion, but the fact is told."""
    none = [f"{label} ({parts_text(one.figure)})" for label, one in groups if one.figure.numerator == 0]
    if none:
        st.markdown(say("split.never", names=escape_markdown(", ".join(none))))


def _label(dimension: str, group: object) -> str:
    return say("split.empty") if pd.isna(group) else str(word(language(), dimension, group))


def _behind(
    context: Context,
    indicator: Indicator,
    dimension: str,
    groups: list[tuple[str, Assessment]],
    file_part: str = "",
) -> tables.TableBuilder:
    return lambda: build_split_table(context, indicator, dimension, groups, file_part)


def build_split_table(
    context: Context,
    indicator: Indicator,
    dimension: str,
    groups: list[tuple[str, Assessment]],
    file_part: str = "",
) -> Table:
    """Build the table; `file_part` names the file, where a level of units has a table of its own."""
    rows = pd.DataFrame(
        {
            "group": [label for label, _ in groups],
            "value": [view_assessments.value_or_word(one) for _, one in groups],
            "numerator": [one.figure.numerator for _, one in groups],
            "denominator": [one.figure.denominator for _, one in groups],
            "n": [one.figure.n for _, one in groups],
            "target": [one.target.value if one.target else None for _, one in groups],
            "signal": [view_assessments.mark_and_word(one) for _, one in groups],
        },
        dtype=object,
    )
    digits = "number" if digits_of(indicator) else "whole"
    columns = (
        Column("group", say(f"split.head.{dimension}")),
        Column("value", say("column.value", unit=say(f"measure.{indicator.unit}")), digits),
        Column("numerator", say("column.numerator"), "whole"),
        Column("denominator", say("column.denominator"), "whole"),
        Column("n", "n", "whole"),
        Column("target", say("column.target"), digits),
        Column("signal", say("column.signal")),
    )
    place = context.name_of(None if dimension == "unit" else context.unit)
    head = view_assessments.indicator_label(groups[0][1]) if groups else indicator_name(indicator)
    title = f"{head}, {place}, {period(context.period)}"
    file = file_name(indicator.id, file_part or dimension, context.unit or "tat-ca", context.period.key)
    return Table(file, title.replace("\u00a0", " "), columns, rows, build_table_notes(context, indicator))
