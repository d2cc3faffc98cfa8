"""One unit on a page: what is below its target, each indicator worst first, the rest as a table."""

import pandas as pd
import streamlit as st

from indicators.catalogue import CATALOGUE
from indicators.queries import figure
from indicators.queries.decided import SHOWN
from indicators.view import Measured
from reports.formats import file_name, initial
from reports.table import Column, Table
from ui import data, judged, splits, state, tables, trend
from ui.cards import changes
from ui.intervals import Bar, drawable
from ui.state import WHOLE, View
from ui.taken import notes_of
from ui.text import figure as figure_text
from ui.text import measure, name, note, period, say, section


def verdict(shown: list[Measured]) -> None:
    """The answer first: which indicators are below their targets beyond chance."""
    low = [one for one in shown if one.signal == "low"]
    with st.container(gap="xxsmall"):
        if low:
            names = ", ".join(initial(name(one.indicator)) for one in low)
            st.markdown(f":red[▼] **{say('unit.low', count=len(low))}** {names}.")
        elif all(one.place == SHOWN for one in shown):
            st.markdown(f"○ {say('unit.none_low')}")
        silent = [initial(name(one.indicator)) for one in shown if one.figure.state == "missing"]
        if silent:
            note(say("unit.silent", names=", ".join(silent)))


def rates(view: View, shown: list[Measured]) -> None:
    """Interval bars of all rates; a bar opens its indicator."""
    section(
        say("unit.rates"),
        say("unit.legend" if view.unit else "unit.legend_whole", whole=initial(view.own("short"))),
    )
    bars = [
        Bar(one.indicator.id, judged.named(one), one, _whole(view, one)) for one in shown if drawable(one)
    ]
    key, most = f"unit-{view.unit}-{view.period.key}", len(CATALOGUE)
    chosen = splits.draw(bars, key, most, lambda: table_of(view, shown)) if bars else None
    if chosen:
        state.go("indicator", don_vi=view.unit or WHOLE, chi_so=chosen)


def all_figures(view: View, shown: list[Measured]) -> None:
    """Every figure as a table; a cell opens the indicator with its rows."""
    section(say("unit.all_figures"), say("unit.open_hint"))
    chosen = tables.show(table_of(view, shown), opens=True, rows_high=len(shown))
    if chosen is not None:
        state.go("indicator", don_vi=view.unit or WHOLE, chi_so=shown[chosen].indicator.id)


def table_of(view: View, shown: list[Measured]) -> Table:
    rows = pd.DataFrame(
        {
            "indicator": [judged.named(one) for one in shown],
            "signal": [judged.mark_and_word(one) for one in shown],
            "value": [_value(one) for one in shown],
            "whole": [measure(one.indicator, _whole(view, one)) for one in shown],
            "target": [judged.aim(one) for one in shown],
            "changes": [changes(view, one) for one in shown],
            "n": [one.figure.n for one in shown],
        }
    )
    columns = (
        Column("indicator", say("column.indicator")),
        Column("signal", say("column.signal")),
        Column("value", say("column.figure")),
        *((Column("whole", view.own("short")),) if view.unit else ()),
        Column("target", say("column.target")),
        Column("changes", say("column.changes")),
        Column("n", "n", "whole"),
    )
    title = f"{view.name_of(view.unit)}, {period(view.period)}".replace("\u00a0", " ")
    file = file_name("don-vi", view.unit or "tat-ca", view.period.key)
    return Table(file, title, columns, rows, notes_of(view))


def chosen_trend(view: View, shown: list[Measured]) -> None:
    """The indicator that the address names, over its months, with the way to its rows."""
    one = next(one for one in shown if one.indicator is view.indicator)
    section(say("unit.trend", indicator=name(one.indicator)), judged.gap(one))
    trend.trend(view, one.indicator, one.target.value if one.target else None, f"trend-{view.unit}")
    state.link(say("unit.open_rows"), "indicator", don_vi=view.unit or WHOLE, chi_so=one.indicator.id)


def _whole(view: View, one: Measured) -> float | None:
    if view.unit is None:
        return None
    return data.ask(figure, one.indicator, view.scope.of(None)).value


def _value(one: Measured) -> str:
    if one.figure.state == "value":
        return measure(one.indicator, one.figure.value)
    return figure_text(one.indicator, one.figure)
