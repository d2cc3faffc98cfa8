"""Show rates with the same mix of cases everywhere, beside the official ones; never assess by them."""

import pandas as pd

from indicators.change.same_mix import has_same_mix, same_mix_rates
from indicators.definition import Indicator
from presentation.chart import escape_text
from presentation.context import Context
from presentation.numbers import file_name
from presentation.table import Column, Table
from presentation.unit_names import LEVELS
from ui import answers, messages
from ui.components import charts
from ui.components.intervals import rate_layout
from ui.components.table_notes import build_table_notes
from ui.palette import palette
from ui.text import FIGURE_SPACE, indicator_name, measure_text, note, number, period, say, say_with_levels


def draw_sentence(context: Context, indicator: Indicator, min_n: int) -> None:
    """Say what the rate of the view's unit would be; silent for too few cases or nothing expected."""
    if context.unit is None or not has_same_mix(indicator):
        return
    found = answers.ask(same_mix_rates, indicator, context.scope)
    if context.unit not in found.index:
        return
    one = found.loc[context.unit]
    if one["n"] < min_n or pd.isna(one["rate"]):
        return
    words = {part: measure_text(indicator, one[part]) for part in ("rate", "low", "high", "expected")}
    of = {"mix": _mix(indicator), "kind": say(f"standing.of_{context.level}")}
    note(say_with_levels("same_mix.sentence", **words, **of))


def draw_rates_by_unit(context: Context, indicator: Indicator) -> str | None:
    """Draw communes and offices separately, the worst first; return the unit that was chosen."""
    found = answers.ask(same_mix_rates, indicator, context.scope)
    note(say_with_levels("same_mix.about", mix=_mix(indicator)))
    chosen, drawn = None, False
    for kind in LEVELS:
        rows = found[[context.names.level_of(unit) == kind for unit in found.index]].dropna(subset=["rate"])
        if len(rows) > 1:
            note(say(f"matrix.{kind}", count=len(rows)))
            worst_first = rows.sort_values("rate", ascending=indicator.higher_is_better)
            chosen = _draw(context, indicator, kind, worst_first) or chosen
            drawn = True
    if not drawn:
        messages.draw_empty_note()
    return chosen


def _draw(context: Context, indicator: Indicator, kind: str, rows: pd.DataFrame) -> str | None:
    words = [words for place in range(len(rows)) for words in _words(context, indicator, place, rows)]
    shape = rate_layout(len(rows), rows["low"].min(), 158, words)
    chosen = charts.draw_selectable_chart(
        _traces(context, indicator, rows),
        shape,
        f"same-mix-{kind}-{indicator.id}-{context.period.key}-{context.scope.map}",
        say("same_mix.alt", indicator=indicator_name(indicator)),
        lambda: _table(context, indicator, kind, rows),
    )
    return str(chosen[0]) if chosen else None


def _traces(context: Context, indicator: Indicator, rows: pd.DataFrame) -> list[charts.Parts]:
    """Return the limits as lines, the official rate hollow, the one with the same mix on top."""
    tokens, down = palette(), list(range(len(rows)))
    limits = {
        "x": [end for low, high in zip(rows["low"], rows["high"], strict=True) for end in (low, high, None)],
        "y": [end for place in down for end in (place, place, None)],
        "mode": "lines",
        "line": {"color": tokens.mid, "width": 7},
        "opacity": 0.55,
    }
    hollow = {"color": tokens.bg, "line": {"color": tokens.text, "width": 1.4}}
    official = {
        "x": list(rows["raw"]),
        "y": down,
        "mode": "markers",
        "marker": {"symbol": "diamond", "size": 9} | hollow,
    }
    tips = [_tip(context, indicator, str(unit), row) for unit, row in rows.iterrows()]
    points = {
        "x": list(rows["rate"]),
        "y": down,
        "mode": "markers",
        "marker": {"size": 11, "color": tokens.accent, "line": {"color": tokens.bg, "width": 1.5}},
        "customdata": [[unit, tip] for unit, tip in zip(rows.index, tips, strict=True)],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }
    silent = {"hoverinfo": "skip"}
    return [{"type": "scatter"} | trace for trace in (limits | silent, official | silent, points)]


def _words(context: Context, indicator: Indicator, place: int, rows: pd.DataFrame) -> list[charts.Parts]:
    row = rows.iloc[place]
    value = (
        f"<b>{measure_text(indicator, row['rate'])}</b>{FIGURE_SPACE}◇ {measure_text(indicator, row['raw'])}"
    )
    return [
        charts.bar_label(context.name_of(str(rows.index[place])), place, 15),
        charts.side_label(f"{value}{FIGURE_SPACE}n = {number(row['n'])}", y=place),
    ]


def _tip(context: Context, indicator: Indicator, unit: str, row: pd.Series) -> str:
    words = {part: measure_text(indicator, row[part]) for part in ("rate", "low", "high", "raw", "expected")}
    return say("same_mix.tip", unit=escape_text(context.name_of(unit)), **words)


def _table(context: Context, indicator: Indicator, kind: str, rows: pd.DataFrame) -> Table:
    shown = rows.assign(unit=[context.name_of(str(unit)) for unit in rows.index]).reset_index(drop=True)
    columns = (
        Column("unit", say("split.head.unit")),
        Column("raw", say("same_mix.official"), "number"),
        Column("rate", say("same_mix.title"), "number"),
        Column("low", say_with_levels("same_mix.low"), "number"),
        Column("high", say_with_levels("same_mix.high"), "number"),
        Column("expected", say("same_mix.expected"), "number", note=say("same_mix.expected_help")),
        Column("n", "n", "whole"),
    )
    title = f"{indicator_name(indicator)}, {say('same_mix.title')}, {period(context.period)}".replace(
        "\u00a0", " "
    )
    file = file_name(indicator.id, "cung-co-cau", kind, context.period.key)
    return Table(file, title, columns, shown, build_table_notes(context, indicator))


def _mix(indicator: Indicator) -> str:
    """Name what the mix is made of: thủ tục, loại văn bản, lĩnh vực."""
    return say(f"same_mix.of_{indicator.table.name}")
