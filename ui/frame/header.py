"""Draw the line on top of every page: title, sample mark, period, closing date, snapshot."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st

import languages
from indicators.periods import CALENDARS
from indicators.wording import map_name
from languages import LANGUAGES
from ui import answers, glossary, large_type, navigation, pinned_snapshot
from ui.frame import hints, map_notes, meeting, period_choice, search
from ui.text import day, escape_markdown, language, moment, note, period, say
from ui.view import THEN, WHOLE, View


def draw_header(
    view: View,
    title: str,
    *,
    page: str = "",
    offers_units: bool = False,
    title_names_unit: bool = False,
    draw_extra: Callable[[], None] | None = None,
) -> None:
    """Draw the header; with `offers_units` the choice of a unit, `title_names_unit` where the title names it.

    `page` is the page's name in the menu, by which it has its hint; `draw_extra` draws its own choices.
    """
    large_type.set_type_size()
    meeting.draw_meeting_bar(view, page)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(escape_markdown(title), anchor=False, width="content")
        if view.is_sample:
            st.badge(say("header.sample"), color="yellow", icon=":material/science:")
        _period_and_mode(view)
        if offers_units:
            label = say("choice.other_unit") if title_names_unit else escape_markdown(view.name_of(view.unit))
            with st.popover(label, type="tertiary", icon=":material/apartment:", key="units"):
                _choose_unit(view)
        if draw_extra:
            draw_extra()
        search.draw_search_button(view)
        hints.draw_hint_button(page)
        if not pinned_snapshot.is_meeting():  # its bar says the same in larger type
            provenance = _provenance(view)
            note(provenance, width="content", help=_explained(provenance))
    hints.draw_hint(page)
    _told(view, offers_units)


def _told(view: View, offers_units: bool) -> None:
    """Say what the map or the period keeps a page from showing."""
    map_notes.draw_map_note(view)
    if offers_units and view.unit:
        map_notes.stop_without_unit(view, view.unit)
    if view.is_ahead:
        st.info(say("header.ahead_note", day=day(view.scope.closing)), icon=":material/event_upcoming:")
    elif not view.scope.is_closed:
        note(say("header.same_days", day=day(view.scope.closing)))


def _period_and_mode(view: View) -> None:
    label, icon = _period_label(view), ":material/calendar_month:"
    with st.popover(label, type="tertiary", icon=icon, key="period", help=_explained(label)):
        _choose_period(view)
        meeting.draw_meeting_button()


def _explained(text: str) -> str | None:
    return glossary.explain_terms(language(), text)


def _period_label(view: View) -> str:
    stage = "ahead" if view.is_ahead else "closed" if view.scope.is_closed else "open"
    text = say("header.period", period=period(view.period), closed=say(f"header.{stage}"))
    return f"{text}, {map_name(language(), view.scope.map)}" if view.scope.map else text


def _provenance(view: View) -> str:
    serving = answers.snapshot()
    assert serving is not None
    built = moment(datetime.fromisoformat(view.settings["built_at"]))
    return say("header.provenance", closing=day(view.scope.closing), snapshot=serving.id, built=built)


def _choose_period(view: View) -> None:
    kind = view.period.kind
    _select(
        "kind",
        period_choice.period_kinds(view),
        kind,
        lambda one: say(f"period_kind.{one}"),
        _kind_chooser(view),
    )
    if kind not in ("all", "days"):
        labels = {
            shown.key: period_choice.period_label(view, shown)
            for shown in period_choice.offered_periods(view, kind)
        }
        _select("ky", list(labels), view.period.key, labels.__getitem__)
        note(say("header.days", first=day(view.period.first), last=day(view.period.last)))
    maps = period_choice.offered_maps(view)
    if maps:
        _select("ban_do", [THEN, *maps], str(view.scope.map or THEN), map_notes.map_label)
    closes_on = view.settings["admin_closes_on"]
    _select("lich", list(CALENDARS), view.calendar, lambda one: say(f"calendar.{one}", day=closes_on))
    _select("ngon_ngu", list(LANGUAGES), language(), lambda one: languages.say(one, "language.name"))


def _choose_unit(view: View) -> None:
    names = {WHOLE: view.organisation_setting("short")} | {
        one: view.name_of(one) for one in view.period_units["id"]
    }
    if view.unit is not None:
        names.setdefault(view.unit, view.name_of(view.unit))
    _select("don_vi", list(names), view.unit or WHOLE, names.__getitem__)


def _kind_chooser(view: View) -> Callable[[str], None]:
    return lambda kind: period_choice.choose_kind(view, kind)


def _select(
    parameter: str,
    options: list[str],
    selection: str,
    label: Callable[[str], str],
    on_choice: Callable[[str], None] | None = None,
) -> None:
    """Draw a choice that shows what the address says and writes what is chosen back to it."""
    key = f"choice_{parameter}"
    # The address decides: a widget would show its own last value, also on the way back.
    st.session_state[key] = selection

    def apply_choice() -> None:
        value = st.session_state[key]
        (on_choice or (lambda one: navigation.set_parameter(parameter, one)))(value)

    labels = {option: label(option) for option in options}
    head = say(f"choice.{parameter}")
    st.selectbox(
        head, options, format_func=labels.__getitem__, placeholder="", key=key, on_change=apply_choice
    )
