"""Draw working days by procedure: small charts of one shape, each against its limit."""

import pandas as pd
import streamlit as st

from indicators.catalogue import CATALOGUE
from indicators.durations import Durations, busiest
from indicators.queries import Within
from indicators.queries.slices import OR_MORE
from presentation.numbers import file_name
from presentation.table import Column, Table
from ui import answers, large_type, messages, navigation
from ui.components import charts, selection, tables
from ui.components.table_notes import notes_of
from ui.palette import palette
from ui.text import note, number, period, plain, say, section
from ui.view import View

_SHOWN, _A_ROW = 6, 3
_ROWS = CATALOGUE["p90_days"]  # whose rows are the same cases
_LONGEST = 12  # working days beyond the limit or the ninetieth percentile: more stand together at the end


def days_by_procedure(view: View) -> None:
    section(say("durations.title"), say("durations.note"))
    shown = answers.ask(busiest, view.scope, _SHOWN)
    if not shown:
        messages.nothing()
        return
    for start in range(0, len(shown), _A_ROW):
        for column, one in zip(
            large_type.columns(_A_ROW, gap="small"), shown[start : start + _A_ROW], strict=False
        ):
            with column:
                _small(view, one)
    tables.downloads(_file(view), lambda: _table(view, answers.ask(busiest, view.scope)))


def _small(view: View, one: Durations) -> None:
    with st.container(border=True, gap="xxsmall", height="stretch"):
        st.markdown(f"**{plain(one.procedure)}**")
        limit = "no_limit" if one.allowed is None else "limit" if one.allowed else "same_day"
        note(
            say(
                "durations.reached",
                n=number(one.cases),
                median=number(one.median),
                p90=number(one.p90),
                limit=say(f"durations.{limit}", days=number(one.allowed)),
                longer=number(one.longer),
            )
        )
        _draw(view, one)
        of_all = selection.address(view, _ROWS, Within("procedure", one.procedure))
        navigation.link(say("durations.open", count=number(one.cases)), "indicator", **of_all)


def _draw(view: View, one: Durations) -> None:
    """Draw the chart; a bar, or a line of the table behind it, opens its cases."""
    bars, key = _bars(one), f"days-{one.procedure}-{view.period.key}-{view.unit}"
    alt = say("durations.alt", procedure=one.procedure)

    def opens(bar: int) -> None:
        selection.open_rows(view, _ROWS, Within("procedure_days", bars["customdata"][bar][0]))

    chosen = charts.draw_to_choose([bars], _shape(one), key, alt, lambda: _counts(view, one), opens)
    if chosen:
        selection.open_rows(view, _ROWS, Within("procedure_days", str(chosen[0])))


def _together(one: Durations) -> pd.Series:
    last = _last(one)
    return one.counts.groupby(one.counts.index.map(lambda day: min(day, last))).sum()


def _bars(one: Durations) -> charts.Parts:
    tokens, together = palette(), _together(one)
    beyond = one.allowed if one.allowed is not None else _last(one)
    return {
        "type": "bar",
        "x": list(together.index),
        "y": list(together),
        "width": 0.8,  # else Plotly takes the gap between days for the width, across the limit
        "marker": {"color": [tokens.low if day > beyond else tokens.mid for day in together.index]},
        "customdata": [
            [_group(one, day), say("durations.bar", days=_days(one, day), count=number(count))]
            for day, count in together.items()
        ],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _group(one: Durations, day: int) -> str:
    return f"{one.procedure}-{day}{OR_MORE if _beyond(one, day) else ''}"


def _days(one: Durations, day: int) -> str:
    return say("durations.from", days=number(day)) if _beyond(one, day) else number(day)


def _beyond(one: Durations, day: int) -> bool:
    """Tell whether the bar at the end of the chart holds cases that took longer than that."""
    return day == _last(one) and one.counts.index.max() > day


def _last(one: Durations) -> int:
    return max(one.allowed or 0, one.p90) + _LONGEST


def _shape(one: Durations) -> charts.Parts:
    limit = [] if one.allowed is None else [charts.line(x=one.allowed + 0.5, width=1.4)]
    return charts.layout(
        130,
        x={"showgrid": False, "range": [-0.6, _last(one) + 0.6], "nticks": 6},
        y={"visible": False},
        hovermode="x",  # a bar of one case is too low to be hit
        shapes=limit,
    )


def _table(view: View, every: list[Durations]) -> Table:
    rows = pd.DataFrame(
        [(one.procedure, one.cases, one.median, one.p90, one.allowed, one.longer) for one in every],
        columns=["procedure", "n", "median", "p90", "allowed", "longer"],
        dtype=object,
    )
    whole = ("n", "median", "p90", "allowed", "longer")
    columns = (
        Column("procedure", say("column.procedure")),
        *(Column(name, say(f"durations.{name}"), "whole") for name in whole),
    )
    title = f"{say('durations.title')}, {period(view.period)}".replace("\u00a0", " ")
    return Table(_file(view), title, columns, rows, notes_of(view))


def _file(view: View) -> str:
    return file_name("so-ngay-theo-thu-tuc", view.unit or "tat-ca", view.period.key)


def _counts(view: View, one: Durations) -> Table:
    """Count cases by working days, those beyond the end of the chart together as there."""
    together = _together(one)
    days = [_days(one, day) for day in together.index]
    rows = pd.DataFrame({"days": days, "count": list(together)})
    columns = (Column("days", say("column.working_days")), Column("count", say("durations.n"), "whole"))
    name = file_name("so-ngay", one.procedure, view.unit or "tat-ca", view.period.key)
    title = f"{say('durations.alt', procedure=one.procedure)}, {period(view.period)}".replace("\u00a0", " ")
    return Table(name, title, columns, rows, notes_of(view))
