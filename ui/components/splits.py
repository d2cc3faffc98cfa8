"""Split a figure by unit, field, procedure, channel, signer, kind or aspect, with a table to download."""

import pandas as pd
import streamlit as st

from indicators.assessment import Measured
from indicators.definition import Indicator
from indicators.queries import Within, counted_totals
from languages.writing import word
from presentation.numbers import digits_of, file_name
from presentation.table import Column, Table
from ui import answers, messages
from ui.components import charts, selection, tables, view_assessments
from ui.components.intervals import Bar, drawable, intervals, worst_first
from ui.components.table_notes import notes_of
from ui.palette import colour
from ui.text import language, name, note, parts, period, plain, say, section
from ui.view import LEVELS, View

_MOST = 15  # bars on screen; the table holds all


def by_unit(view: View, indicator: Indicator, most: int = 40) -> str | None:
    """Draw communes and offices separately; return the unit that was chosen."""
    shown = view_assessments.units(view, indicator)
    _remark(shown)
    chosen = None
    for kind in LEVELS:
        named = [(view.name_of(one.unit_id), one) for one in shown if view.level_of(one.unit_id) == kind]
        if named:
            note(say(f"matrix.{kind}", count=len(named)))
            bars = [Bar(str(one.unit_id), label, one) for label, one in named]
            key = f"units-{kind}-{indicator.id}-{view.period.key}"
            chosen = draw(bars, key, most, _behind(view, indicator, "unit", named, kind)) or chosen
    return chosen


def of_units(view: View, indicator: Indicator) -> Table:
    """Build the table of all units, whether a chart draws them or not."""
    named = [(view.name_of(one.unit_id), one) for one in view_assessments.units(view, indicator)]
    return split_table(view, indicator, "unit", named)


def by(view: View, indicator: Indicator, dimension: str, most: int = _MOST) -> None:
    """Draw one section: the groups worst first, under the name of the dimension; a bar opens its rows."""
    section(say("split.title", indicator=name(indicator), by=say(f"split.{dimension}")), say("split.note"))
    groups = view_assessments.groups(view, indicator, dimension)
    named = [(_label(dimension, group), one) for group, one in groups]
    bars = [
        Bar("" if pd.isna(group) else str(group), label, one)
        for (group, _), (label, one) in zip(groups, named, strict=True)
    ]
    _remark([one for _, one in named])
    totals = answers.ask(counted_totals, indicator, view.scope)
    if totals:
        note(say("totals.not_divided", count=totals))
    if dimension == "signer":
        _never(named)
    key = f"split-{dimension}-{indicator.id}-{view.period.key}-{view.unit}-{selection.key()}"
    chosen = draw(bars, key, most, _behind(view, indicator, dimension, named))
    if chosen is not None:
        selection.open_rows(view, indicator, Within(dimension, chosen or None))


def _remark(shown: list[Measured]) -> None:
    if shown and not shown[0].in_force:
        note(view_assessments.named(shown[0]) + ".")


def draw(bars: list[Bar], key: str, most: int, behind: tables.Build) -> str | None:
    """Draw intervals for rates, plain bars for counts and days; name those without a figure in a sentence."""
    rates = worst_first([bar for bar in bars if drawable(bar.shown)])
    others = [bar for bar in bars if not drawable(bar.shown) and bar.shown.figure.value]
    silent = [bar.label for bar in bars if bar.shown.figure.state == "missing"]
    refused = [bar.label for bar in bars if bar.shown.figure.state == "refused"]
    chosen = None
    if len(rates) > most:
        note(say("split.first", shown=most, count=len(rates)))
    if rates:
        chosen = intervals(rates[:most], key, say("split.alt"), behind)
    if others and not rates:
        chosen = _plain(others, key, most, behind)
    if not rates and not others:
        messages.nothing()
    if silent and len(silent) < len(bars):
        note(say("split.silent", names=", ".join(silent)))
    wider = [bar.label for bar in bars if bar.shown.figure.state == "total_wider"]
    if wider:
        note(say("totals.wider_names", names=", ".join(wider)))
    if refused:
        note(say("map.refused_names", names=", ".join(refused)))
    return chosen


def _plain(bars: list[Bar], key: str, most: int, behind: tables.Build) -> str | None:
    largest = sorted(bars, key=lambda bar: -(bar.shown.figure.value or 0))[:most]
    values = [bar.shown.figure.value or 0 for bar in largest]
    labels, ids = [bar.label for bar in largest], [bar.id for bar in largest]
    return charts.bars(labels, values, [colour("none")] * len(largest), key, say("split.alt"), behind, ids)


def _never(named: list[tuple[str, Measured]]) -> None:
    """Name those who met it in no row at all: few rows allow no conclusion, but the fact is told."""
    none = [f"{label} ({parts(one.figure)})" for label, one in named if one.figure.numerator == 0]
    if none:
        st.markdown(say("split.never", names=plain(", ".join(none))))


def _label(dimension: str, group: object) -> str:
    return say("split.empty") if pd.isna(group) else str(word(language(), dimension, group))


def _behind(
    view: View, indicator: Indicator, dimension: str, named: list[tuple[str, Measured]], part_of: str = ""
) -> tables.Build:
    return lambda: split_table(view, indicator, dimension, named, part_of)


def split_table(
    view: View, indicator: Indicator, dimension: str, named: list[tuple[str, Measured]], part_of: str = ""
) -> Table:
    """Build the table; `file_part` names the file, where a level of units has a table of its own."""
    rows = pd.DataFrame(
        {
            "group": [label for label, _ in named],
            "value": [view_assessments.value_or_word(one) for _, one in named],
            "numerator": [one.figure.numerator for _, one in named],
            "denominator": [one.figure.denominator for _, one in named],
            "n": [one.figure.n for _, one in named],
            "target": [one.target.value if one.target else None for _, one in named],
            "signal": [view_assessments.mark_and_word(one) for _, one in named],
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
    place = view.name_of(None if dimension == "unit" else view.unit)
    head = view_assessments.named(named[0][1]) if named else name(indicator)
    title = f"{head}, {place}, {period(view.period)}"
    file = file_name(indicator.id, part_of or dimension, view.unit or "tat-ca", view.period.key)
    return Table(file, title.replace("\u00a0", " "), columns, rows, notes_of(view, indicator))
