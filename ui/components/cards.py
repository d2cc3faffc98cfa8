"""Draw a card: one figure in five lines, always five, so that cards align."""

import pandas as pd
import streamlit as st

from indicators.assessment import Assessment
from indicators.figure import Figure
from indicators.monthly import monthly_figures
from presentation import assessments
from presentation.context import Context
from ui import answers, navigation, pinned_snapshot
from ui.address import WHOLE
from ui.components import view_assessments
from ui.glossary import explain_terms
from ui.palette import BADGES, palette
from ui.text import figure_text, indicator_name, language, note, say, short_measure_text

WIDE, _HIGH, _EDGE = 72, 34, 4


def sparkline_svg(values: pd.Series, target: float | None) -> str:
    """Draw the line, target dashed, last point marked; without values an empty picture of the same size."""
    known = values.dropna()
    content = _content(values, known, target) if len(known) > 1 else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{_HIGH}" fill="none" '
        f'stroke="{palette().accent}">{content}</svg>'
    )


def _content(values: pd.Series, known_values: pd.Series, target: float | None) -> str:
    ends = [*known_values, *([target] if target is not None else [])]
    low, high = min(ends), max(ends)

    def x_of(place: int) -> float:
        return _EDGE + place * (WIDE - 2 * _EDGE) / (len(values) - 1)

    def y_of(value: float) -> float:
        return _HIGH - _EDGE - (value - low) / ((high - low) or 1) * (_HIGH - 2 * _EDGE)

    points = [(x_of(place), y_of(value)) for place, value in enumerate(values) if value == value]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashes = 'stroke-dasharray="3 3" opacity=".55"'
    aim = f'<path d="M{_EDGE} {y_of(target):.1f}H{WIDE - _EDGE}" {dashes}/>' if target is not None else ""
    x, y = points[-1]
    dot = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" fill="{palette().accent}" stroke="none"/>'
    return f'{aim}<polyline points="{line}" stroke-width="1.6"/>{dot}'


_A_ROW, _LARGE = 4, 2  # the second one in large type


def draw_cards(context: Context, cards: list[Assessment]) -> None:
    a_row = _LARGE if pinned_snapshot.is_meeting() else _A_ROW
    for start in range(0, len(cards), a_row):
        row = cards[start : start + a_row]
        for column, shown in zip(st.columns(a_row, gap="small"), row, strict=False):
            with column:
                draw_card(context, shown)


def draw_card(context: Context, assessment: Assessment) -> None:
    indicator = assessment.indicator
    with st.container(border=True, gap="xxsmall", height="stretch"):
        st.markdown(
            f"**{indicator_name(indicator)}**", help=explain_terms(language(), indicator_name(indicator))
        )
        with st.container(
            horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", wrap=False
        ):
            st.metric(
                indicator_name(indicator), _value(assessment), label_visibility="collapsed", width="content"
            )
            months = answers.ask(monthly_figures, indicator, context.scope)
            line = sparkline_svg(months["value"], assessment.target.value if assessment.target else None)
            st.image(line, width=WIDE, alt=say("chart.trend_alt", indicator=indicator_name(indicator)))
        with st.container(
            horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", wrap=False
        ):
            st.badge(view_assessments.mark_and_word(assessment), color=BADGES.get(assessment.signal, "gray"))  # type: ignore[arg-type]
            navigation.draw_link(
                say("card.open"), "indicator", don_vi=context.unit or WHOLE, chi_so=indicator.id
            )
        note(f"{view_assessments.gap_text(assessment)}  \n{changes_text(context, assessment)}")


def _value(assessment: Assessment) -> str:
    if assessment.figure.state != "value":
        return figure_text(assessment.indicator, assessment.figure)
    return short_measure_text(assessment.indicator, assessment.figure.value)


def changes_text(context: Context, assessment: Assessment) -> str:
    """Return "Quý trước +0,1; cùng kỳ +0,4", without colour: a change alone is no judgement."""
    kind = context.period.kind
    if kind == "all":
        return say("card.no_change")
    before = say(f"card.before_{kind}", change=change_text(assessment, assessment.previous))
    if kind in ("year", "nine"):
        return before
    return before + "; " + say("card.year_before", change=change_text(assessment, assessment.year_before))


def change_text(assessment: Assessment, earlier_figure: Figure | None) -> str:
    return assessments.change_text(language(), assessment, earlier_figure)
