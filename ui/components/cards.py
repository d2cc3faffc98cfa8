"""Draw a card: one figure in five lines, always five, so that cards align."""

import pandas as pd
import streamlit as st

from indicators.assessment import Measured
from indicators.figure import Figure
from indicators.monthly import monthly
from presentation import assessments
from ui import answers, navigation, pinned
from ui.components import view_assessments
from ui.glossary import explained
from ui.palette import BADGES, palette
from ui.text import brief, figure, language, name, note, say
from ui.view import WHOLE, View

WIDE, _HIGH, _EDGE = 72, 34, 4


def svg(values: pd.Series, target: float | None) -> str:
    """Draw the line, target dashed, last point marked; without values an empty picture of the same size."""
    known = values.dropna()
    content = _content(values, known, target) if len(known) > 1 else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{_HIGH}" fill="none" '
        f'stroke="{palette().accent}">{content}</svg>'
    )


def _content(values: pd.Series, known: pd.Series, target: float | None) -> str:
    ends = [*known, *([target] if target is not None else [])]
    low, high = min(ends), max(ends)

    def across(place: int) -> float:
        return _EDGE + place * (WIDE - 2 * _EDGE) / (len(values) - 1)

    def down(value: float) -> float:
        return _HIGH - _EDGE - (value - low) / ((high - low) or 1) * (_HIGH - 2 * _EDGE)

    points = [(across(place), down(value)) for place, value in enumerate(values) if value == value]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashes = 'stroke-dasharray="3 3" opacity=".55"'
    aim = f'<path d="M{_EDGE} {down(target):.1f}H{WIDE - _EDGE}" {dashes}/>' if target is not None else ""
    x, y = points[-1]
    dot = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" fill="{palette().accent}" stroke="none"/>'
    return f'{aim}<polyline points="{line}" stroke-width="1.6"/>{dot}'


_A_ROW, _LARGE = 4, 2  # the second one in large type


def grid(view: View, cards: list[Measured]) -> None:
    a_row = _LARGE if pinned.meeting() else _A_ROW
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
            months = answers.ask(monthly, indicator, view.scope)
            line = svg(months["value"], shown.target.value if shown.target else None)
            st.image(line, width=WIDE, alt=say("chart.trend_alt", indicator=name(indicator)))
        with st.container(
            horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", wrap=False
        ):
            st.badge(view_assessments.mark_and_word(shown), color=BADGES.get(shown.signal, "gray"))  # type: ignore[arg-type]
            navigation.link(say("card.open"), "indicator", don_vi=view.unit or WHOLE, chi_so=indicator.id)
        note(f"{view_assessments.gap(shown)}  \n{changes(view, shown)}")


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
    return assessments.change(language(), shown, before)
