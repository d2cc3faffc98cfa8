"""Draw working days by procedure: small charts of one shape, each against its limit."""

import pandas as pd
import streamlit as st

from indicators.catalogue import CATALOGUE
from indicators.durations import Durations, busiest_procedures
from indicators.queries import Slice
from indicators.queries.slices import OR_MORE
from presentation.context import Context
from presentation.numbers import file_name
from presentation.table import Column, Table
from ui import answers, large_type, messages, navigation
from ui.components import charts, selection, tables
from ui.components.table_notes import build_table_notes
from ui.palette import palette
from ui.text import escape_markdown, note, number, period, say, section

_SHOWN, _A_ROW = 6, 3
_ROWS = CATALOGUE["p90_days"]  # whose rows are the same cases
_LONGEST = 12  # working days beyond the limit or the ninetieth percentile: more stand together at the end


def draw_days_by_procedure(context: Context) -> None:
    section(say("durations.title"), say("durations.note"))
    shown = answers.ask(busiest_procedures, context.scope, _SHOWN)
    if not shown:
        messages.draw_empty_note()
        return
    for start in range(0, len(shown), _A_ROW):
        for column, one in zip(
            large_type.layout_columns(_A_ROW, gap="small"), shown[start : start + _A_ROW], strict=False
        ):
            with column:
                _small(context, one)
    tables.draw_downloads(
        _file(context), lambda: _table(context, answers.ask(busiest_procedures, context.scope))
    )


def _small(context: Context, durations: Durations) -> None:
    with st.container(border=True, gap="xxsmall", height="stretch"):
        st.markdown(f"**{escape_markdown(durations.procedure)}**")
        limit = "no_limit" if durations.allowed is None else "limit" if durations.allowed else "same_day"
        note(
            say(
                "durations.reached",
                n=number(durations.cases),
                median=number(durations.median),
                p90=number(durations.p90),
                limit=say(f"durations.{limit}", days=number(durations.allowed)),
                longer=number(durations.longer),
            )
        )
        _draw(context, durations)
        of_all = selection.slice_parameters(context, _ROWS, Slice("procedure", durations.procedure))
        navigation.draw_link(say("durations.open", count=number(durations.cases)), "indicator", **of_all)


def _draw(context: Context, durations: Durations) -> None:
    """Draw the chart; a bar, or a line of the table behind it, opens its cases."""
    bars, key = _bars(durations), f"days-{durations.procedure}-{context.period.key}-{context.unit}"
    alt = say("durations.alt", procedure=durations.procedure)

    def opens(bar: int) -> None:
        selection.open_rows(context, _ROWS, Slice("procedure_days", bars["customdata"][bar][0]))

    chosen = charts.draw_selectable_chart(
        [bars], _shape(durations), key, alt, lambda: _counts(context, durations), opens
    )
    if chosen:
        selection.open_rows(context, _ROWS, Slice("procedure_days", str(chosen[0])))


def _together(durations: Durations) -> pd.Series:
    last = _last(durations)
    return durations.counts.groupby(durations.counts.index.map(lambda day: min(day, last))).sum()


def _bars(durations: Durations) -> charts.Parts:
    tokens, together = palette(), _together(durations)
    beyond = durations.allowed if durations.allowed is not None else _last(durations)
    return {
        "type": "bar",
        "x": list(together.index),
        "y": list(together),
        "width": 0.8,  # else Plotly takes the gap between days for the width, across the limit
        "marker": {"color": [tokens.low if day > beyond else tokens.mid for day in together.index]},
        "customdata": [
            [_group(durations, day), say("durations.bar", days=_days(durations, day), count=number(count))]
            for day, count in together.items()
        ],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _group(durations: Durations, day: int) -> str:
    return f"{durations.procedure}-{day}{OR_MORE if _beyond(durations, day) else ''}"


def _days(durations: Durations, day: int) -> str:
    return say("durations.from", days=number(day)) if _beyond(durations, day) else number(day)


def _beyond(durations: Durations, day: int) -> bool:
    """Tell whether the bar at the end of the chart holds cases that took longer than that."""
    return day == _last(durations) and durations.counts.index.max() > day


def _last(durations: Durations) -> int:
    return max(durations.allowed or 0, durations.p90) + _LONGEST


def _shape(durations: Durations) -> charts.Parts:
    limit = [] if durations.allowed is None else [charts.line(x=durations.allowed + 0.5, width=1.4)]
    return charts.layout(
        130,
        x={"showgrid": False, "range": [-0.6, _last(durations) + 0.6], "nticks": 6},
        y={"visible": False},
        hovermode="x",  # a bar of one case is too low to be hit
        shapes=limit,
    )


def _table(context: Context, procedure_durations: list[Durations]) -> Table:
    rows = pd.DataFrame(
        [
            (one.procedure, one.cases, one.median, one.p90, one.allowed, one.longer)
            for one in procedure_durations
        ],
        columns=["procedure", "n", "median", "p90", "allowed", "longer"],
        dtype=object,
    )
    whole = ("n", "median", "p90", "allowed", "longer")
    columns = (
        Column("procedure", say("column.procedure")),
        *(Column(name, say(f"durations.{name}"), "whole") for name in whole),
    )
    title = f"{say('durations.title')}, {period(context.period)}".replace("\u00a0", " ")
    return Table(_file(context), title, columns, rows, build_table_notes(context))


def _file(context: Context) -> str:
    return file_name("so-ngay-theo-thu-tuc", context.unit or "tat-ca", context.period.key)


def _counts(context: Context, durations: Durations) -> Table:
    """Count cases by working days, those beyond the end of the chart together as there."""
    together = _together(durations)
    days = [_days(durations, day) for day in together.index]
    rows = pd.DataFrame({"days": days, "count": list(together)})
    columns = (Column("days", say("column.working_days")), Column("count", say("durations.n"), "whole"))
    name = file_name("so-ngay", durations.procedure, context.unit or "tat-ca", context.period.key)
    title = f"{say('durations.alt', procedure=durations.procedure)}, {period(context.period)}".replace(
        "\u00a0", " "
    )
    return Table(name, title, columns, rows, build_table_notes(context))
