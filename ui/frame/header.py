"""Draw the line on top of every page: title, sample mark, period, closing date, snapshot."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st

import languages
from indicators.periods import CALENDARS
from indicators.wording import map_name
from languages import LANGUAGES
from presentation.context import Context
from ui import answers, glossary, large_type, navigation, pinned_snapshot
from ui.address import THEN, WHOLE
from ui.frame import hints, map_notes, meeting, period_choice, search
from ui.text import day, escape_markdown, language, moment, note, period, say


def draw_header(
    context: Context,
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
    meeting.draw_meeting_bar(context, page)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(escape_markdown(title), anchor=False, width="content")
        if context.is_sample:
            st.badge(say("header.sample"), color="yellow", icon=":material/science:")
        _period_and_mode(context)
        if offers_units:
            label = say("choice.other_unit") if title_names_unit else escape_markdown(context.unit_name)
            with st.popover(label, type="tertiary", icon=":material/apartment:", key="units"):
                _choose_unit(context)
        if draw_extra:
            draw_extra()
        search.draw_search_button(context)
        hints.draw_hint_button(page)
        if not pinned_snapshot.is_meeting():  # its bar says the same in larger type
            provenance = _provenance(context)
            note(provenance, width="content", help=_explained(provenance))
    hints.draw_hint(page)
    _told(context, offers_units)


def _told(context: Context, offers_units: bool) -> None:
    """Say what the map or the period keeps a page from showing."""
    map_notes.draw_map_note(context)
    if offers_units and context.unit:
        map_notes.stop_without_unit(context, context.unit)
    if context.is_ahead:
        st.info(say("header.ahead_note", day=day(context.scope.closing)), icon=":material/event_upcoming:")
    elif not context.scope.is_closed:
        note(say("header.same_days", day=day(context.scope.closing)))


def _period_and_mode(context: Context) -> None:
    label, icon = _period_label(context), ":material/calendar_month:"
    with st.popover(label, type="tertiary", icon=icon, key="period", help=_explained(label)):
        _choose_period(context)
        meeting.draw_meeting_button()


def _explained(text: str) -> str | None:
    return glossary.explain_terms(language(), text)


def _period_label(context: Context) -> str:
    stage = "ahead" if context.is_ahead else "closed" if context.scope.is_closed else "open"
    text = say("header.period", period=period(context.period), closed=say(f"header.{stage}"))
    return f"{text}, {map_name(language(), context.scope.map)}" if context.scope.map else text


def _provenance(context: Context) -> str:
    serving = answers.snapshot()
    assert serving is not None
    built = moment(datetime.fromisoformat(context.settings["built_at"]))
    return say("header.provenance", closing=day(context.scope.closing), snapshot=serving.id, built=built)


def _choose_period(context: Context) -> None:
    kind = context.period.kind
    _select(
        "kind",
        period_choice.period_kinds(context),
        kind,
        lambda one: say(f"period_kind.{one}"),
        _kind_chooser(context),
    )
    if kind not in ("all", "days"):
        labels = {
            shown.key: period_choice.period_label(context, shown)
            for shown in period_choice.offered_periods(context, kind)
        }
        _select("ky", list(labels), context.period.key, labels.__getitem__)
        note(say("header.days", first=day(context.period.first), last=day(context.period.last)))
    maps = period_choice.offered_maps(context)
    if maps:
        _select("ban_do", [THEN, *maps], str(context.scope.map or THEN), map_notes.map_label)
    closes_on = context.settings["admin_closes_on"]
    _select("lich", list(CALENDARS), context.calendar, lambda one: say(f"calendar.{one}", day=closes_on))
    _select("ngon_ngu", list(LANGUAGES), language(), lambda one: languages.say(one, "language.name"))


def _choose_unit(context: Context) -> None:
    names = {WHOLE: context.organisation_setting("short")} | {
        one: context.name_of(one) for one in context.period_units["id"]
    }
    if context.unit is not None:
        names.setdefault(context.unit, context.unit_name)
    _select("don_vi", list(names), context.unit or WHOLE, names.__getitem__)


def _kind_chooser(context: Context) -> Callable[[str], None]:
    return lambda kind: period_choice.choose_kind(context, kind)


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
