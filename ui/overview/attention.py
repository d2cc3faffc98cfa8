"""List what needs a decision (Cần chú ý), one sentence a finding, each leading to its unit and rows."""

import streamlit as st

from indicators.assessment import entries_of, target_on_day, targets_by_level
from indicators.attention import AttentionEntry, TargetShortfall, Worsening
from indicators.catalogue import CATALOGUE
from indicators.fairness import target_signal
from indicators.figure import figure_from_row
from indicators.periods import Period, previous_period
from indicators.queries import find_responsible, history
from indicators.worsening import find_worsenings
from presentation import findings
from presentation.context import Context
from ui import answers, navigation
from ui.components import control_chart
from ui.text import escape_markdown, language, note, period, say

_LOOK_BACK = 8  # periods in which the beginning is looked for


def draw_attention(context: Context) -> None:
    found = attention_entries(context)
    with st.container(border=True, gap="small", key="attention"):
        if not found:
            st.subheader(say("attention.title"), anchor=False)
            note(say("attention.none"))
            return
        st.subheader(say("attention.count", count=len(found)), anchor=False)
        for finding in found:
            _line(context, finding)


def attention_entries(context: Context) -> list[AttentionEntry]:
    """Find units below a target or worse than they were, beyond chance, of all that were compared."""
    compared = [one for units in context.assess_units().values() for one in units]
    events = control_chart.events(context)
    return entries_of(
        compared,
        answers.ask(find_worsenings, tuple(CATALOGUE), context.scope.with_unit(None), context.min_n, events),
    )


def _line(context: Context, finding: AttentionEntry) -> None:
    left, right = st.columns([8, 3], gap="xxsmall", vertical_alignment="center")
    left.markdown(f":red[▼] {finding_sentence(context, finding)}")
    with right.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", wrap=False
    ):
        note(_who(context, finding))
        ids = {"don_vi": finding.unit_id, "chi_so": finding.indicator.id}
        navigation.draw_link(say("attention.open"), "unit", **ids)


def finding_sentence(context: Context, finding: AttentionEntry) -> str:
    unit = escape_markdown(context.name_of(finding.unit_id))
    text = findings.sentence(language(), unit, finding, context.scope.closes_on)
    return text if isinstance(finding, Worsening) else text + since_text(context, finding)


def since_text(context: Context, finding: TargetShortfall) -> str:
    """Return, in words, the first of the periods in a row that were surely low; only "." for a new one."""
    earlier = _earlier(context)
    if context.period.kind in ("all", "days") or not earlier:
        return "."
    indicator, scope = finding.indicator, context.scope
    unit = answers.ask(history, indicator, scope.with_unit(finding.unit_id), earlier)
    whole = answers.ask(history, indicator, scope.with_unit(None), earlier)
    level, first = context.names.level_of(finding.unit_id), None
    for place, shown in enumerate(earlier):
        figures = [figure_from_row(indicator, rows.iloc[place]) for rows in (unit, whole)]
        then = target_on_day(answers.ask(targets_by_level), indicator, level, shown.last)
        if not then or target_signal(indicator, figures[0], then.value, figures[1], context.min_n) != "low":
            break
        first = shown
    return say("attention.since", period=period(first)) if first else "."


def _earlier(context: Context) -> tuple[Period, ...]:
    found = (
        previous_period(context.period, context.scope.closes_on, step) for step in range(1, _LOOK_BACK + 1)
    )
    return tuple(shown for shown in found if shown)


def _who(context: Context, finding: AttentionEntry) -> str:
    days = dict.fromkeys((context.scope.last_day, context.scope.answering_day))
    asked = (answers.ask(find_responsible, finding.unit_id, finding.indicator.theme, day) for day in days)
    found = next(filter(None, asked), None)
    if found is None:
        return say("attention.nobody")
    return escape_markdown(f"{found.post}: {found.person}" if found.person else found.post)
