"""Show one unit: what is below its target, its rates worst first, one of them over time."""

import streamlit as st

from indicators.assessment import Measured
from indicators.catalogue import CATALOGUE
from indicators.fairness import is_rate
from indicators.queries.settings import SHOWN
from presentation.numbers import initial
from ui import navigation
from ui.components import splits, view_assessments
from ui.components.intervals import Bar, drawable
from ui.indicator import trend
from ui.text import name, note, plain, say, section
from ui.unit import figures_table, ranking
from ui.view import WHOLE, View


def verdict(shown: list[Measured]) -> None:
    """Give the answer first: which indicators are below their targets beyond chance."""
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
    """Draw interval bars of all rates; a bar opens its indicator."""
    section(
        say("unit.rates"),
        say("unit.legend" if view.unit else "unit.legend_whole", whole=plain(initial(view.own("short")))),
    )
    bars = [
        Bar(one.indicator.id, view_assessments.named(one), one, view_assessments.whole(view, one))
        for one in shown
        if drawable(one)
    ]
    key, most = f"unit-{view.unit}-{view.period.key}", len(CATALOGUE)
    chosen = splits.draw(bars, key, most, lambda: figures_table.table_of(view, shown)) if bars else None
    if chosen:
        navigation.go("indicator", don_vi=view.unit or WHOLE, chi_so=chosen)


def chosen_trend(view: View, shown: list[Measured]) -> None:
    """Draw the indicator that the address names over its months, with a link to its rows."""
    one = next(one for one in shown if one.indicator is view.indicator)
    ranked = view.unit and is_rate(one.indicator)
    rank = f" {ranking.rank_sentence(view, one.indicator)}" if ranked else ""
    section(say("unit.trend", indicator=name(one.indicator)), f"{view_assessments.gap(one)}.{rank}")
    trend.trend(view, one.indicator, one.target.value if one.target else None, f"trend-{view.unit}")
    navigation.link(say("unit.open_rows"), "indicator", don_vi=view.unit or WHOLE, chi_so=one.indicator.id)
