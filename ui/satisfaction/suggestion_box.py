"""Show the suggestion box by day in four states: with slips, opened and empty, not opened, not reported."""

from datetime import date
from typing import Any

import pandas as pd

from indicators.catalogue import CATALOGUE
from indicators.queries import Slice, box_days
from presentation.context import Context
from presentation.numbers import file_name
from presentation.table import Column, Table
from ui import answers, messages, navigation
from ui.address import THEN
from ui.components import charts, selection, tables
from ui.components.table_notes import build_table_notes
from ui.palette import palette
from ui.text import day, note, number, period, say, section

STATES = ("slips", "empty", "closed", "missing")
_MARKS = {"slips": "●", "empty": "○", "closed": "▼", "missing": "–"}


def draw_box_calendar(context: Context) -> None:
    section(say("box.title"), say("box.note"))
    days = answers.ask(box_days, context.scope)
    if days.empty:
        messages.draw_empty_note()
        return
    note(_sentence(days))
    if context.unit is None:
        _by_unit(context, days, "shown_as")
        return
    if days["unit_id"].nunique() > 1:  # on a map: the boxes of the old units
        _by_unit(context, days, "unit_id")
        return
    _one_unit(context, days)


def _sentence(days: pd.DataFrame) -> str:
    count = days["state"].value_counts()
    words = [f"{_MARKS[one]} {say(f'box.{one}', count=number(count.get(one, 0)))}" for one in STATES]
    return " · ".join(words)


def _by_unit(context: Context, days: pd.DataFrame, unit_column: str) -> None:
    """Draw a table with a row a unit, the worst first: how many days it has of each state."""
    counts = days.pivot_table(index=unit_column, columns="state", values="day", aggfunc="count", fill_value=0)
    counts = counts.reindex(columns=list(STATES), fill_value=0)
    counts = counts.sort_values(["closed", "missing"], ascending=False, kind="stable").reset_index()
    ids = [str(one) for one in counts[unit_column]]
    counts["unit_id"] = [context.name_of(one) for one in ids]
    counts["share"] = 100 * (counts["slips"] + counts["empty"]) / counts[list(STATES)].sum(axis=1)
    columns = [Column("unit_id", say("column.unit_id"))]
    columns += [Column(one, f"{_MARKS[one]} {say(f'box.head.{one}')}", "whole") for one in STATES]
    columns.append(Column("share", say("box.head.share"), "number"))
    name = file_name("hom-thu-don-vi", context.period.key)
    chosen = tables.draw_table(
        Table(name, say("box.title"), tuple(columns), counts, build_table_notes(context)), is_selectable=True
    )
    if chosen is not None:
        then = THEN if unit_column == "unit_id" else None  # an old unit stands on no later map
        navigation.open_page("indicator", don_vi=ids[chosen], chi_so="box_opened", ban_do=then)


def _one_unit(context: Context, days: pd.DataFrame) -> None:
    """Draw a square a day, a row a week; the mark says the state, colour only repeats it."""
    weekday = pd.to_datetime(days["day"]).dt.day_of_week
    mondays = (pd.to_datetime(days["day"]) - pd.to_timedelta(weekday, unit="D")).dt.date
    weeks = {monday: place for place, monday in enumerate(sorted(set(mondays)))}
    marks = _day_marks(days, [weeks[monday] for monday in mondays], list(weekday))
    shape = charts.layout(190, x=_week_axis(weeks), y=_weekday_axis(int(weekday.max())))
    key = f"box-{context.unit}-{context.period.key}"
    chosen = charts.draw_selectable_chart([marks], shape, key, say("box.alt"), lambda: _table(context, days))
    if chosen:
        selection.open_rows(context, CATALOGUE["box_opened"], Slice("day", str(chosen[0])))


def _day_marks(days: pd.DataFrame, weeks: list[int], weekdays: list[int]) -> dict[str, Any]:
    tokens = palette()
    colours = {"slips": tokens.accent, "empty": tokens.accent, "closed": tokens.low, "missing": tokens.muted}
    slips = [
        "" if pd.isna(count) else say("box.slips_of_day", count=number(count)) for count in days["slips"]
    ]
    told = zip(days["day"], days["state"], slips, strict=True)
    return {
        "type": "scatter",
        "x": weeks,
        "y": weekdays,
        "mode": "markers+text",
        # Letters alone cannot be chosen: a square that is not seen lies under each.
        "marker": {"symbol": "square", "size": 18, "opacity": 0},
        "selected": {"marker": {"opacity": 0}},
        "unselected": {"marker": {"opacity": 0}},
        "text": [_MARKS[state] for state in days["state"]],
        "textfont": {"size": 15, "color": [colours[state] for state in days["state"]]},
        "customdata": [
            [f"{when:%Y-%m-%d}", f"{day(when)}: {say(f'box.head.{state}')} {extra}"]
            for when, state, extra in told
        ],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _week_axis(weeks: dict[date, int]) -> dict[str, Any]:
    shown = list(weeks)[:: -(-len(weeks) // 4)]
    return {
        "tickvals": [weeks[one] for one in shown],
        "ticktext": [f"{one:%d/%m}" for one in shown],
        "tickangle": 0,
        "showgrid": False,
        "range": [-0.7, len(weeks) - 0.3],
    }


def _weekday_axis(last_weekday: int) -> dict[str, Any]:
    return {
        "tickvals": list(range(last_weekday + 1)),
        "ticktext": [say(f"box.weekday_{place}") for place in range(last_weekday + 1)],
        "range": [last_weekday + 0.6, -0.6],
        "showgrid": False,
    }


def _table(context: Context, days: pd.DataFrame) -> Table:
    rows = days.assign(
        unit=days["unit_id"].map(context.name_of), words=[say(f"box.head.{state}") for state in days["state"]]
    )
    columns = (
        Column("unit", say("column.unit_id")),
        Column("day", say("column.day"), "day"),
        Column("words", say("column.state")),
        Column("slips", say("column.slips"), "whole"),
    )
    title = f"{say('box.title')}, {period(context.period)}".replace("\u00a0", " ")
    return Table(
        file_name("hom-thu", context.unit or "tat-ca", context.period.key),
        title,
        columns,
        rows,
        build_table_notes(context),
    )
