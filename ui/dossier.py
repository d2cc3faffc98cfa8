"""One unit on a page: what is below its target, each indicator worst first, the rest as a table."""

import pandas as pd
import streamlit as st

from indicators.catalogue import CATALOGUE
from indicators.fairness import is_rate
from indicators.queries import figure
from indicators.queries.decided import SHOWN
from indicators.view import Measured
from reports.formats import file_name, initial
from reports.table import Column, Table
from ui import control, data, judged, splits, standing, state, tables, trend
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
    chosen = splits.draw(bars, f"unit-{view.unit}-{view.period.key}", len(CATALOGUE)) if bars else None
    if chosen:
        state.go("indicator", don_vi=view.unit or WHOLE, chi_so=chosen)


def all_figures(view: View, shown: list[Measured]) -> None:
    """Every figure as a table; a cell opens the indicator with its rows."""
    like = standing.similar(view) if view.unit else ()
    names = ", ".join(view.name_of(unit) for unit in like)
    hint = say("unit.open_hint") + (f" {say('standing.similar_note', names=names)}" if like else "")
    section(say("unit.all_figures"), hint)
    judgements = [_icons(view, one) for one in shown]
    rows = pd.DataFrame(
        {
            "indicator": [judged.named(one) for one in shown],
            "signal": [judged.mark_and_word(one) for one in shown],
            "value": [_value(one) for one in shown],
            "rank": [standing.rank_words(standing.rank(view, one.indicator)) for one in shown],
            "whole": [measure(one.indicator, _whole(view, one)) for one in shown],
            "similar": [
                measure(one.indicator, standing.of_similar(view, one.indicator, like)) for one in shown
            ],
            "target": [judged.aim(one) for one in shown],
            "variation": [variation for variation, _ in judgements],
            "assurance": [assurance for _, assurance in judgements],
            "changes": [changes(view, one) for one in shown],
            "n": [one.figure.n for one in shown],
        }
    )
    columns = (
        Column("indicator", say("column.indicator")),
        Column("signal", say("column.signal")),
        Column("value", say("column.figure")),
        *(_beside(view) if view.unit else ()),
        Column("target", say("column.target")),
        Column("variation", say("column.variation"), note=say("control.variation_help")),
        Column("assurance", say("column.assurance"), note=say("control.assurance_help")),
        Column("changes", say("column.changes")),
        Column("n", "n", "whole"),
    )
    title = f"{view.name_of(view.unit)}, {period(view.period)}".replace("\u00a0", " ")
    file = file_name("don-vi", view.unit or "tat-ca", view.period.key)
    table = Table(file, title, columns, rows, notes_of(view))
    chosen = tables.show(table, opens=True, rows_high=len(rows))
    if chosen is not None:
        state.go("indicator", don_vi=view.unit or WHOLE, chi_so=shown[chosen].indicator.id)


def _beside(view: View) -> tuple[Column, ...]:
    """What the unit is laid beside."""
    return (
        Column("rank", say("column.rank"), note=say("standing.rank_help")),
        Column("whole", view.own("short")),
        Column("similar", say("column.similar"), note=say("standing.similar_help")),
    )


def _icons(view: View, one: Measured) -> tuple[str, str]:
    """Is it changing, and will it meet its target."""
    months = trend.months(view, one.indicator).dropna(subset=["value"])
    found = control.of_months(view, one.indicator, months)
    target = one.target.value if one.target else None
    changing, meeting = control.icons(one.indicator, found, target)
    return control.words(changing), control.words(meeting)


def chosen_trend(view: View, shown: list[Measured]) -> None:
    """The indicator that the address names, over its months, with the way to its rows."""
    one = next(one for one in shown if one.indicator is view.indicator)
    ranked = view.unit and is_rate(one.indicator)
    rank = f" {standing.rank_sentence(view, one.indicator)}" if ranked else ""
    section(say("unit.trend", indicator=name(one.indicator)), f"{judged.gap(one)}.{rank}")
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
