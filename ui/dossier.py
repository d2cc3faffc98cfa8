"""Show one unit: what is below its target, its rates worst first, one of them over time."""

import streamlit as st

from indicators.catalogue import CATALOGUE
from indicators.fairness import is_rate
from indicators.queries.decided import SHOWN
from indicators.view import Measured
from reports.formats import initial
from ui import all_figures, judged, navigation, splits, standing, trend
from ui.intervals import Bar, drawable
from ui.state import WHOLE, View
from ui.text import name, note, plain, say, section


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
        Bar(one.indicator.id, judged.named(one), one, judged.whole(view, one))
        for one in shown
        if drawable(one)
    ]
    key, most = f"unit-{view.unit}-{view.period.key}", len(CATALOGUE)
    chosen = splits.draw(bars, key, most, lambda: all_figures.table_of(view, shown)) if bars else None
    if chosen:
        navigation.go("indicator", don_vi=view.unit or WHOLE, chi_so=chosen)


def chosen_trend(view: View, shown: list[Measured]) -> None:
    """Draw the indicator that the address names over its months, with a link to its rows."""
    one = next(one for one in shown if one.indicator is view.indicator)
    ranked = view.unit and is_rate(one.indicator)
    rank = f" {standing.rank_sentence(view, one.indicator)}" if ranked else ""
    section(say("unit.trend", indicator=name(one.indicator)), f"{judged.gap(one)}.{rank}")
    trend.trend(view, one.indicator, one.target.value if one.target else None, f"trend-{view.unit}")
    navigation.link(say("unit.open_rows"), "indicator", don_vi=view.unit or WHOLE, chi_so=one.indicator.id)
