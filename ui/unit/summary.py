"""Show one unit: what is below its target, its rates worst first, one of them over time."""

import streamlit as st

from indicators.assessment import Assessment
from indicators.catalogue import CATALOGUE
from indicators.fairness import is_rate
from indicators.queries.settings import SHOWN
from presentation.context import Context
from presentation.numbers import lower_initial
from ui import navigation
from ui.address import WHOLE, read_indicator
from ui.components import splits, view_assessments
from ui.components.intervals import IntervalBar, has_interval
from ui.indicator import trend
from ui.text import escape_markdown, indicator_name, note, say, say_with_levels, section
from ui.unit import figures_table, ranking


def draw_verdict(unit_assessments: list[Assessment]) -> None:
    """Give the answer first: which indicators are below their targets beyond chance."""
    low = [one for one in unit_assessments if one.signal == "low"]
    with st.container(gap="xxsmall"):
        if low:
            names = ", ".join(lower_initial(indicator_name(one.indicator)) for one in low)
            st.markdown(f":red[▼] **{say('unit.low', count=len(low))}** {names}.")
        elif all(one.place == SHOWN for one in unit_assessments):
            st.markdown(f"○ {say('unit.none_low')}")
        silent = [
            lower_initial(indicator_name(one.indicator))
            for one in unit_assessments
            if one.figure.state == "missing"
        ]
        if silent:
            note(say("unit.silent", names=", ".join(silent)))


def draw_rates(context: Context, unit_assessments: list[Assessment]) -> None:
    """Draw interval bars of all rates; a bar opens its indicator."""
    section(
        say("unit.rates"),
        say_with_levels(
            "unit.legend" if context.unit else "unit.legend_whole",
            whole=escape_markdown(lower_initial(context.organisation_setting("short"))),
        ),
    )
    bars = [
        IntervalBar(
            one.indicator.id,
            view_assessments.indicator_label(one),
            one,
            view_assessments.overall_value(context, one),
        )
        for one in unit_assessments
        if has_interval(one)
    ]
    key, most = f"unit-{context.unit}-{context.period.key}", len(CATALOGUE)
    chosen = (
        splits.draw_groups(
            bars, key, most, lambda: figures_table.build_figures_table(context, unit_assessments)
        )
        if bars
        else None
    )
    if chosen:
        navigation.open_page("indicator", don_vi=context.unit or WHOLE, chi_so=chosen)


def draw_indicator_trend(context: Context, unit_assessments: list[Assessment]) -> None:
    """Draw the indicator that the address names over its months, with a link to its rows."""
    named = read_indicator()
    one = next(one for one in unit_assessments if one.indicator is named)
    ranked = context.unit and is_rate(one.indicator)
    rank = f" {ranking.rank_sentence(context, one.indicator)}" if ranked else ""
    section(
        say("unit.trend", indicator=indicator_name(one.indicator)), f"{view_assessments.gap_text(one)}.{rank}"
    )
    trend.draw_trend(
        context, one.indicator, one.target.value if one.target else None, f"trend-{context.unit}"
    )
    navigation.draw_link(
        say("unit.open_rows"), "indicator", don_vi=context.unit or WHOLE, chi_so=one.indicator.id
    )
