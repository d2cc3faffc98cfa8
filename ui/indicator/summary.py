"""Show one indicator: its figure with its parts, its meaning, its target."""

import streamlit as st

from indicators.assessment import Measured
from indicators.catalogue import CATALOGUE
from indicators.change.same_mix import has_same_mix
from indicators.definition import Indicator
from indicators.fairness import is_rate
from indicators.queries import splits, total_days
from ui import answers, navigation
from ui.components import cards, quality, selection, view_assessments
from ui.components import splits as drawn
from ui.indicator import funnel, same_mix, trend
from ui.palette import BADGES
from ui.text import day, figure, measure, name, note, number, plain, say, section
from ui.view import View


def choice(view: View) -> None:
    """Let the user choose another indicator of the same unit and period."""

    def changed() -> None:
        selection.forget()  # another indicator is divided otherwise
        navigation.choose("chi_so", st.session_state.choice_chi_so)

    labels = {one: name(indicator) for one, indicator in CATALOGUE.items()}
    st.session_state.choice_chi_so = view.indicator.id
    with st.popover(say("choice.other_indicator"), type="tertiary", icon=":material/swap_horiz:"):
        st.selectbox(
            say("choice.chi_so"),
            list(CATALOGUE),
            format_func=labels.__getitem__,
            placeholder="",
            key="choice_chi_so",
            on_change=changed,
        )


def figure_block(view: View, shown: Measured) -> None:
    """Show the official figure, what it was made of, what it is assessed by."""
    indicator = shown.indicator
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.metric(name(indicator), _value(shown), label_visibility="collapsed", width="content")
        st.badge(view_assessments.mark_and_word(shown), color=BADGES.get(shown.signal, "gray"))  # type: ignore[arg-type]
    st.markdown(_made_of(view, shown))
    note(f"{view_assessments.gap(shown)} · {cards.changes(view, shown)}")
    same_mix.sentence(view, indicator, view.min_n)
    quality.beside(view, indicator)
    note(say(f"indicator.{indicator.id}.about"))
    if shown.target:
        note(say("indicator_page.target_basis", basis=plain(shown.target.basis)))
    if not shown.in_force:
        st.markdown(say("indicator_page.not_in_force", day=day(indicator.since)))


def history(view: View, shown: Measured) -> None:
    section(say("indicator_page.trend"))
    target = shown.target.value if shown.target else None
    trend.trend(view, shown.indicator, target, f"trend-{shown.indicator.id}-{view.unit}")


def divided(view: View, indicator: Indicator) -> None:
    """Split the figure by unit, when all are looked at, and by the dimension that is chosen."""
    if view.unit is None:
        section(say("split.title", indicator=name(indicator), by=say("split.unit")), say("split.unit_note"))
        chosen = _units(view, indicator)
        if chosen:
            navigation.go("indicator", don_vi=chosen, chi_so=indicator.id)
    dimensions = splits(indicator)
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
    drawn.by(view, indicator, dimension or dimensions[0])


def _units(view: View, indicator: Indicator) -> str | None:
    """Draw units as intervals, as a funnel, or with the same mix; return the unit that was chosen."""
    if not is_rate(indicator):
        return drawn.by_unit(view, indicator)
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
        return same_mix.by_unit(view, indicator)
    if way == "funnel":
        note(say("funnel.kind"))
        return funnel.by_unit(view, indicator, "commune")
    return drawn.by_unit(view, indicator)


def _value(shown: Measured) -> str:
    if shown.figure.state != "value":
        return figure(shown.indicator, shown.figure)
    return measure(shown.indicator, shown.figure.value)


def _made_of(view: View, shown: Measured) -> str:
    made, kind = shown.figure, shown.figure.kind
    if made.state == "total_wider":
        spans = answers.ask(total_days, shown.indicator, view.scope)
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
