"""List what needs a decision (Cần chú ý), one sentence a finding, each leading to its unit and rows."""

import streamlit as st

from indicators.assessment import decided_targets, entries_of, in_force
from indicators.attention import Finding, Told, Worsening
from indicators.catalogue import CATALOGUE
from indicators.fairness import signal
from indicators.periods import Period, previous
from indicators.queries import as_figure, history, responsible
from indicators.worsening import worsened
from presentation import findings
from ui import answers, navigation
from ui.components import control_chart, view_assessments
from ui.text import language, note, period, plain, say
from ui.view import View

_LOOK_BACK = 8  # periods in which the beginning is looked for


def attention(view: View) -> None:
    found = entries(view)
    with st.container(border=True, gap="small", key="attention"):
        if not found:
            st.subheader(say("attention.title"), anchor=False)
            note(say("attention.none"))
            return
        st.subheader(say("attention.count", count=len(found)), anchor=False)
        for finding in found:
            _line(view, finding)


def entries(view: View) -> list[Told]:
    """Find units below a target or worse than they were, beyond chance, of all that were compared."""
    compared = [one for units in view_assessments.every_unit(view).values() for one in units]
    events = control_chart.events(view)
    return entries_of(
        compared, answers.ask(worsened, tuple(CATALOGUE), view.scope.of(None), view.min_n, events)
    )


def _line(view: View, finding: Told) -> None:
    left, right = st.columns([8, 3], gap="xxsmall", vertical_alignment="center")
    left.markdown(f":red[▼] {sentence(view, finding)}")
    with right.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", wrap=False
    ):
        note(_who(view, finding))
        ids = {"don_vi": finding.unit_id, "chi_so": finding.indicator.id}
        navigation.link(say("attention.open"), "unit", **ids)


def sentence(view: View, finding: Told) -> str:
    unit = plain(view.name_of(finding.unit_id))
    text = findings.sentence(language(), unit, finding, view.scope.closes_on)
    return text if isinstance(finding, Worsening) else text + since(view, finding)


def since(view: View, finding: Finding) -> str:
    """Return, in words, the first of the periods in a row that were surely low; only "." for a new one."""
    earlier = _earlier(view)
    if view.period.kind in ("all", "days") or not earlier:
        return "."
    indicator, scope = finding.indicator, view.scope
    unit = answers.ask(history, indicator, scope.of(finding.unit_id), earlier)
    whole = answers.ask(history, indicator, scope.of(None), earlier)
    level, first = view.level_of(finding.unit_id), None
    for place, shown in enumerate(earlier):
        figures = [as_figure(indicator, rows.iloc[place]) for rows in (unit, whole)]
        then = in_force(answers.ask(decided_targets), indicator, level, shown.last)
        if not then or signal(indicator, figures[0], then.value, figures[1], view.min_n) != "low":
            break
        first = shown
    return say("attention.since", period=period(first)) if first else "."


def _earlier(view: View) -> tuple[Period, ...]:
    found = (previous(view.period, view.scope.closes_on, step) for step in range(1, _LOOK_BACK + 1))
    return tuple(shown for shown in found if shown)


def _who(view: View, finding: Told) -> str:
    days = dict.fromkeys((view.scope.last_day, view.scope.answering_day))
    asked = (answers.ask(responsible, finding.unit_id, finding.indicator.theme, day) for day in days)
    found = next(filter(None, asked), None)
    if found is None:
        return say("attention.nobody")
    return plain(f"{found.post}: {found.person}" if found.person else found.post)
