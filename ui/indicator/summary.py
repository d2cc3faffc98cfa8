"""Show one indicator: its figure with its parts, its meaning, its target."""

import streamlit as st

from indicators.assessment import Assessment
from indicators.catalogue import CATALOGUE
from indicators.change.same_mix import has_same_mix
from indicators.definition import Indicator
from indicators.fairness import is_rate
from indicators.queries import split_dimensions, total_days
from presentation.context import Context
from ui import answers, navigation
from ui.address import read_indicator
from ui.components import cards, quality, selection, view_assessments
from ui.components import splits as drawn
from ui.indicator import funnel, same_mix, trend
from ui.palette import BADGES
from ui.text import (
    day,
    escape_markdown,
    figure_text,
    indicator_name,
    measure_text,
    note,
    number,
    say,
    section,
)


def draw_indicator_choice(context: Context) -> None:
    """Let the user choose another indicator of the same unit and period."""

    def apply_choice() -> None:
        selection.forget_slice()  # another indicator is divided otherwise
        navigation.set_parameter("chi_so", st.session_state.choice_chi_so)

    labels = {one: indicator_name(indicator) for one, indicator in CATALOGUE.items()}
    st.session_state.choice_chi_so = read_indicator().id
    with st.popover(say("choice.other_indicator"), type="tertiary", icon=":material/swap_horiz:"):
        st.selectbox(
            say("choice.chi_so"),
            list(CATALOGUE),
            format_func=labels.__getitem__,
            placeholder="",
            key="choice_chi_so",
            on_change=apply_choice,
        )


def draw_figure(context: Context, assessment: Assessment) -> None:
    """Show the official figure, what it was made of, what it is assessed by."""
    indicator = assessment.indicator
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.metric(
            indicator_name(indicator), _value(assessment), label_visibility="collapsed", width="content"
        )
        st.badge(view_assessments.mark_and_word(assessment), color=BADGES.get(assessment.signal, "gray"))  # type: ignore[arg-type]
    st.markdown(_made_of(context, assessment))
    note(f"{view_assessments.gap_text(assessment)} · {cards.changes_text(context, assessment)}")
    same_mix.draw_sentence(context, indicator, context.min_n)
    quality.draw_remarks(context, indicator)
    note(say(f"indicator.{indicator.id}.about"))
    if assessment.target:
        note(say("indicator_page.target_basis", basis=escape_markdown(assessment.target.basis)))
    if not assessment.in_force:
        st.markdown(say("indicator_page.not_in_force", day=day(indicator.since)))


def draw_history(context: Context, assessment: Assessment) -> None:
    section(say("indicator_page.trend"))
    target = assessment.target.value if assessment.target else None
    trend.draw_trend(context, assessment.indicator, target, f"trend-{assessment.indicator.id}-{context.unit}")


def draw_splits(context: Context, indicator: Indicator) -> None:
    """Split the figure by unit, when all are looked at, and by the dimension that is chosen."""
    if context.unit is None:
        section(
            say("split.title", indicator=indicator_name(indicator), by=say("split.unit")),
            say("split.unit_note"),
        )
        chosen = _units(context, indicator)
        if chosen:
            navigation.open_page("indicator", don_vi=chosen, chi_so=indicator.id)
    dimensions = split_dimensions(indicator)
    if not dimensions:
        return
    labels = {one: say(f"split.head.{one}") for one in dimensions}
    dimension = st.segmented_control(
        say("indicator_page.divide"),
        list(dimensions),
        default=dimensions[0],
        format_func=labels.__getitem__,
        key=f"by-{indicator.id}",
    )
    drawn.draw_split(context, indicator, dimension or dimensions[0])


def _units(context: Context, indicator: Indicator) -> str | None:
    """Draw units as intervals, as a funnel, or with the same mix; return the unit that was chosen."""
    if not is_rate(indicator):
        return drawn.draw_units(context, indicator)
    ways = ("intervals", "funnel", *(("same_mix",) if has_same_mix(indicator) else ()))
    way = st.segmented_control(
        say("funnel.way"),
        ways,
        default=ways[0],
        format_func=lambda one: say(f"funnel.{one}"),
        key="units_as",
        label_visibility="collapsed",
        required=True,
    )
    if way == "same_mix":
        return same_mix.draw_rates_by_unit(context, indicator)
    if way == "funnel":
        note(say("funnel.kind"))
        return funnel.draw_funnel(context, indicator, "commune")
    return drawn.draw_units(context, indicator)


def _value(assessment: Assessment) -> str:
    if assessment.figure.state != "value":
        return figure_text(assessment.indicator, assessment.figure)
    return measure_text(assessment.indicator, assessment.figure.value)


def _made_of(context: Context, assessment: Assessment) -> str:
    made, kind = assessment.figure, assessment.figure.kind
    if made.state == "total_wider":
        spans = answers.ask(total_days, assessment.indicator, context.scope)
        days = (say("totals.days", first=day(first), last=day(last)) for first, last in spans)
        return say("totals.wider", days="; ".join(days))
    if made.state == "missing":
        return say("indicator_page.missing")
    return say(
        f"indicator_page.made_{kind}",
        numerator=number(made.numerator),
        denominator=number(made.denominator),
        n=number(made.n),
    )
