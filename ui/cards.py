"""Draw a card: one figure in five lines, always five, so that cards align."""

import streamlit as st

from indicators.figure import Figure
from indicators.monthly import monthly
from indicators.view import Measured
from reports import wording
from ui import data, frozen, judged, navigation
from ui.glossary import explained
from ui.palette import BADGES
from ui.sparkline import WIDE, svg
from ui.state import WHOLE, View
from ui.text import brief, figure, language, name, note, say

_A_ROW, _LARGE = 4, 2  # the second one in large type


def grid(view: View, cards: list[Measured]) -> None:
    a_row = _LARGE if frozen.meeting() else _A_ROW
    for start in range(0, len(cards), a_row):
        row = cards[start : start + a_row]
        for column, shown in zip(st.columns(a_row, gap="small"), row, strict=False):
            with column:
                card(view, shown)


def card(view: View, shown: Measured) -> None:
    indicator = shown.indicator
    with st.container(border=True, gap="xxsmall", height="stretch"):
        st.markdown(f"**{name(indicator)}**", help=explained(language(), name(indicator)))
        with st.container(
            horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", wrap=False
        ):
            st.metric(name(indicator), _value(shown), label_visibility="collapsed", width="content")
            months = data.ask(monthly, indicator, view.scope)
            line = svg(months["value"], shown.target.value if shown.target else None)
            st.image(line, width=WIDE, alt=say("chart.trend_alt", indicator=name(indicator)))
        with st.container(
            horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", wrap=False
        ):
            st.badge(judged.mark_and_word(shown), color=BADGES.get(shown.signal, "gray"))  # type: ignore[arg-type]
            navigation.link(say("card.open"), "indicator", don_vi=view.unit or WHOLE, chi_so=indicator.id)
        note(f"{judged.gap(shown)}  \n{changes(view, shown)}")


def _value(shown: Measured) -> str:
    if shown.figure.state != "value":
        return figure(shown.indicator, shown.figure)
    return brief(shown.indicator, shown.figure.value)


def changes(view: View, shown: Measured) -> str:
    """Return "Quý trước +0,1; cùng kỳ +0,4", without colour: a change alone is no judgement."""
    kind = view.period.kind
    if kind == "all":
        return say("card.no_change")
    before = say(f"card.before_{kind}", change=change(shown, shown.previous))
    if kind in ("year", "nine"):
        return before
    return before + "; " + say("card.year_before", change=change(shown, shown.year_before))


def change(shown: Measured, before: Figure | None) -> str:
    return wording.change(language(), shown, before)
