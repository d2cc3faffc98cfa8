"""A figure split by unit, field, procedure, channel, signer, kind or aspect, with its table to take away."""

import pandas as pd
import streamlit as st

from indicators.definition import Indicator
from indicators.queries import counted_totals
from indicators.view import Measured
from languages.writing import word
from reports.formats import digits_of, file_name
from reports.table import Column, Table
from ui import charts, data, empty, judged, tables
from ui.intervals import Bar, drawable, intervals, worst_first
from ui.palette import colour
from ui.state import LEVELS, View
from ui.taken import notes_of
from ui.text import language, name, note, parts, period, plain, say, section

_MOST = 15  # bars on screen; the table holds all


def by_unit(view: View, indicator: Indicator, most: int = 40) -> str | None:
    """Communes and offices apart; returns the unit that was chosen."""
    shown = judged.units(view, indicator)
    _remark(shown)
    chosen = None
    for kind in LEVELS:
        part = [one for one in shown if view.level_of(one.unit_id) == kind]
        if part:
            note(say(f"matrix.{kind}", count=len(part)))
            bars = [Bar(str(one.unit_id), view.name_of(one.unit_id), one) for one in part]
            chosen = draw(bars, f"units-{kind}-{indicator.id}-{view.period.key}", most) or chosen
    take_units_away(view, indicator)
    return chosen


def take_units_away(view: View, indicator: Indicator) -> None:
    """What the charts of units show, as files."""
    named = [(view.name_of(one.unit_id), one) for one in judged.units(view, indicator)]
    _downloads(view, indicator, "unit", named)


def by(view: View, indicator: Indicator, dimension: str, most: int = _MOST) -> None:
    """One section: the groups worst first, under the name of the dimension."""
    section(say("split.title", indicator=name(indicator), by=say(f"split.{dimension}")), say("split.note"))
    named = [(_label(dimension, group), one) for group, one in judged.groups(view, indicator, dimension)]
    bars = [Bar(label, label, one) for label, one in named]
    _remark([one for _, one in named])
    totals = data.ask(counted_totals, indicator, view.scope)
    if totals:
        note(say("totals.not_divided", count=totals))
    if dimension == "signer":
        _never(named)
    draw(bars, f"split-{dimension}-{indicator.id}-{view.period.key}-{view.unit}", most)
    _downloads(view, indicator, dimension, named)


def _remark(shown: list[Measured]) -> None:
    if shown and not shown[0].in_force:
        note(judged.named(shown[0]) + ".")


def draw(bars: list[Bar], key: str, most: int) -> str | None:
    """Intervals for rates, plain bars for counts and days; those without a figure in one sentence."""
    rates = worst_first([bar for bar in bars if drawable(bar.shown)])
    others = [bar for bar in bars if not drawable(bar.shown) and bar.shown.figure.value]
    silent = [bar.label for bar in bars if bar.shown.figure.state == "missing"]
    refused = [bar.label for bar in bars if bar.shown.figure.state == "refused"]
    chosen = None
    if len(rates) > most:
        note(say("split.first", shown=most, count=len(rates)))
    if rates:
        chosen = intervals(rates[:most], key, say("split.alt"))
    if others and not rates:
        _plain(others, key, most)
    if not rates and not others:
        empty.nothing()
    if silent and len(silent) < len(bars):
        note(say("split.silent", names=", ".join(silent)))
    wider = [bar.label for bar in bars if bar.shown.figure.state == "total_wider"]
    if wider:
        note(say("totals.wider_names", names=", ".join(wider)))
    if refused:
        note(say("map.refused_names", names=", ".join(refused)))
    return chosen


def _plain(bars: list[Bar], key: str, most: int) -> None:
    largest = sorted(bars, key=lambda bar: -(bar.shown.figure.value or 0))[:most]
    values = [bar.shown.figure.value or 0 for bar in largest]
    charts.bars(
        [bar.label for bar in largest], values, [colour("none")] * len(largest), key, say("split.alt")
    )


def _never(named: list[tuple[str, Measured]]) -> None:
    """Who met it in no row at all: few rows allow no conclusion, but the fact is told."""
    none = [f"{label} ({parts(one.figure)})" for label, one in named if one.figure.numerator == 0]
    if none:
        st.markdown(say("split.never", names=plain(", ".join(none))))


def _label(dimension: str, group: object) -> str:
    return say("split.empty") if pd.isna(group) else str(word(language(), dimension, group))


def _downloads(view: View, indicator: Indicator, dimension: str, named: list[tuple[str, Measured]]) -> None:
    table = split_table(view, indicator, dimension, named)
    tables.downloads(table.name, lambda: table)


def split_table(view: View, indicator: Indicator, dimension: str, named: list[tuple[str, Measured]]) -> Table:
    rows = pd.DataFrame(
        {
            "group": [label for label, _ in named],
            "value": [judged.value_or_word(one) for _, one in named],
            "numerator": [one.figure.numerator for _, one in named],
            "denominator": [one.figure.denominator for _, one in named],
            "n": [one.figure.n for _, one in named],
            "target": [one.target.value if one.target else None for _, one in named],
            "signal": [judged.mark_and_word(one) for _, one in named],
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
    head = judged.named(named[0][1]) if named else name(indicator)
    title = f"{head}, {place}, {period(view.period)}"
    file = file_name(indicator.id, dimension, view.unit or "tat-ca", view.period.key)
    return Table(file, title.replace("\u00a0", " "), columns, rows, notes_of(view, indicator))
