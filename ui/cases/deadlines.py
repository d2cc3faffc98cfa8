"""Show cases by days: how early or late they end, how old the open ones are, which are due next."""

import pandas as pd

from indicators.catalogue import CATALOGUE
from indicators.queries import Slice, ageing, lateness
from indicators.queries.cases import open_cases
from indicators.queries.slices import EDGE, SOON
from presentation import rows_in_words
from presentation.context import Context
from presentation.numbers import file_name
from presentation.table import Column, Table
from ui import answers, messages, navigation
from ui.components import charts, rows, selection, tables
from ui.components.table_notes import build_table_notes
from ui.palette import palette
from ui.text import FIGURE_SPACE, day, language, number, period, say, section

_BAND_COLOURS = {"overdue_long": "low", "overdue": "low", "due_soon": "soon_fill"}


def draw_lateness_chart(context: Context) -> None:
    section(say("cases.lateness"), say("cases.lateness_note"))
    counted = answers.ask(lateness, context.scope)
    if counted.empty:
        messages.draw_empty_note()
        return
    chosen = _draw_lateness(
        counted, f"late-{context.period.key}-{context.unit}", lambda: _lateness(context, counted)
    )
    if chosen:
        selection.open_rows(context, CATALOGUE["on_time_06a"], Slice("days_late", chosen))


def _lateness(context: Context, day_counts: pd.DataFrame) -> Table:
    columns = (
        Column("days", say("cases.days_late"), "whole"),
        Column("count", say("cases.cases"), "whole"),
    )
    title = f"{say('cases.lateness')}, {period(context.period)}".replace("\u00a0", " ")
    name = file_name("som-muon", context.unit or "tat-ca", context.period.key)
    return Table(name, title, columns, day_counts, build_table_notes(context))


def _draw_lateness(day_counts: pd.DataFrame, key: str, build_table: tables.TableBuilder) -> str | None:
    tokens = palette()
    bar = {
        "type": "bar",
        "x": list(day_counts["days"]),
        "y": list(day_counts["count"]),
        "width": 0.8,  # of a day, also where the days beside it are empty
        "marker": {"color": [tokens.low if days > 0 else tokens.mid for days in day_counts["days"]]},
        "customdata": [
            [str(days), say("cases.count", count=number(count))]
            for days, count in zip(day_counts["days"], day_counts["count"], strict=True)
        ],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }
    texts = [say(f"cases.tick_{tick}") for tick in ("early_edge", "early", "due", "late", "late_edge")]
    shape = charts.layout(
        230,
        top=26,
        x={
            "tickvals": [-EDGE, -5, 0, 5, EDGE],
            "ticktext": texts,
            "showgrid": False,
            "range": [-EDGE - 1, EDGE + 1],
        },
        y={"nticks": 4, "tickformat": ",d"},
        hovermode="x",  # a bar of one case is too low to be hit
        shapes=[charts.line(x=0.5, width=1.4)],
        annotations=_lateness_words(day_counts),
    )
    chosen = charts.draw_selectable_chart([bar], shape, key, say("cases.lateness"), build_table)
    return str(chosen[0]) if chosen else None


def _lateness_words(day_counts: pd.DataFrame) -> list[charts.Parts]:
    """Print on both sides of the line how many cases ended in time and how many late."""
    tokens = palette()
    late = int(day_counts.loc[day_counts["days"] > 0, "count"].sum())
    in_time = int(day_counts["count"].sum()) - late
    place = {"x": 0.5, "y": 1, "yref": "paper", "yanchor": "bottom"}
    return [
        charts.label(text, xanchor=side, xshift=shift, font={"color": colour}, **place)
        for text, side, shift, colour in (
            (say("cases.in_time", count=number(in_time)), "right", -6, tokens.text),
            (say("cases.late", count=number(late)), "left", 6, tokens.low),
        )
    ]


def draw_open_cases_by_age(context: Context) -> None:
    section(say("cases.ageing"), say("cases.as_of", day=day(context.scope.last_day)))
    counted = answers.ask(ageing, context.scope)
    if not counted["count"].sum():
        messages.draw_empty_note("cases.none_open")
        return
    tokens = palette()
    labels = [say(f"cases.band_{band}") for band in counted["band"]]
    colours = [getattr(tokens, _BAND_COLOURS.get(band, "mid")) for band in counted["band"]]
    columns = (Column("label", say("cases.band")), Column("count", say("cases.cases"), "whole"))
    name = file_name("dang-giai-quyet", context.unit or "tat-ca", context.period.key)
    chosen = charts.draw_bars(
        labels,
        list(counted["count"]),
        colours,
        f"age-{context.period.key}-{context.unit}",
        say("cases.ageing"),
        lambda: Table(
            name, say("cases.ageing"), columns, counted.assign(label=labels), build_table_notes(context)
        ),
        list(counted["band"]),
    )
    if chosen:
        selection.open_rows(context, CATALOGUE["open_cases"], Slice("band", chosen))


def draw_overdue_and_due_soon(context: Context, visible_rows: int = 10) -> None:
    """List open cases that are overdue or due within days, the latest first; a cell opens its case."""
    section(say("cases.open_title"), say("cases.open_note", day=day(context.scope.last_day)))
    found = answers.ask(open_cases, context.scope, SOON)
    if found.empty:
        messages.draw_empty_note("cases.none_late")
        return
    shown = rows_in_words.translate_codes(
        found, language(), context.units["name"].to_dict(), rows.statuses(context.settings)
    )
    shown["left"] = [_left(int(days)) for days in found["days_left"]]
    names = ["code", "left", "field"] + ([] if context.unit and not context.scope.map else ["unit_id"])
    heads = {"left": say("cases.left")}
    columns = [Column(name, heads.get(name) or say(f"column.{name}")) for name in names]
    columns.append(Column("due_on", say("column.due_on"), "day"))
    name = file_name("qua-han-va-sap-den-han", context.unit or "tat-ca", context.period.key)
    table = Table(name, say("cases.open_title"), tuple(columns), shown, build_table_notes(context))
    chosen = tables.draw_table(table, is_selectable=True, visible_rows=visible_rows)
    if chosen is not None:
        navigation.open_page("cases", ma=str(found["code"].iloc[chosen]))


def _left(days: int) -> str:
    if days < 0:
        return say("cases.overdue_by", days=number(-days).rjust(2, FIGURE_SPACE))
    return say("cases.today") if days == 0 else say("cases.days_left", days=number(days))


def lateness_summary(context: Context, day_counts: pd.DataFrame | None = None) -> str:
    """Say how many cases ended, how many of them late, and how late half of those were at most."""
    counted = day_counts if day_counts is not None else answers.ask(lateness, context.scope)
    late = counted[counted["days"] > 0]
    total, over = int(counted["count"].sum()), int(late["count"].sum())
    if not total:
        return say("cases.nothing_ended")
    text = say(
        "cases.summary", total=number(total), late=number(over), share=number(100 * over / total, 1) + "%"
    )
    if not over:
        return text
    half = late[late["count"].cumsum() >= over / 2]["days"].iloc[0]
    return text + say("cases.half", days=number(int(half)))
