"""Explain the map of a page: what is refused or left over, and why a unit has no figures there."""

from datetime import date

import pandas as pd
import streamlit as st

from indicators.queries import maps, merged_unit_names, unit_on_map, unmapped_units
from indicators.queries.settings import SHOWN
from indicators.wording import map_name, map_note, unmapped_reason
from presentation.context import Context
from ui import answers, navigation
from ui.address import THEN, WHOLE
from ui.text import day, escape_markdown, language, note, period, say


def map_label(choice: str) -> str:
    """Name a map choice: "Theo thời điểm của số liệu", "Quy về đơn vị từ 01/07/2025"."""
    if choice == THEN:
        return say("map.then_choice")
    return say("map.rolled_choice", day=day(date.fromisoformat(choice)))


def draw_map_note(context: Context) -> None:
    """Say in one sentence what a rolled-up map leaves over, or which old units the shown unit is made of."""
    map_on = context.scope.map
    if map_on is None or context.period.first >= map_on:
        return
    if context.unit is None:
        note(escape_markdown(map_note(language(), map_on, answers.ask(unmapped_units, context.scope))))
    elif context.unit in context.period_units.index and context.names.place_of(context.unit) == SHOWN:
        parts = ", ".join(answers.ask(merged_unit_names, context.scope))
        note(escape_markdown(say("map.made_of", day=day(map_on), units=parts)))


def stop_without_unit(context: Context, unit: str) -> None:
    """End the page, with ways out, for a unit that the period and map lack or cannot make up."""
    if unit not in context.period_units.index:
        st.error(_not_then(context, unit), icon=":material/search_off:")
        _ways_out(context, unit)
        st.stop()
    place = context.names.place_of(unit)
    if place == SHOWN:
        return
    (one,) = (
        one for one in answers.ask(unmapped_units, context.scope.with_unit(None)) if one.unit_id == unit
    )
    why = escape_markdown(unmapped_reason(language(), one))
    if place != "refused":
        st.info(say("map.this_unallocated", reason=why), icon=":material/call_split:")
        return
    begins = day(context.units.at[unit, "valid_from"])
    st.info(say("map.this_refused", reason=why, day=begins), icon=":material/block:")
    _ways_out(context, unit)
    st.stop()


def _not_then(context: Context, unit: str) -> str:
    return say(
        "map.not_then",
        unit=escape_markdown(str(context.units.at[unit, "name"])),
        validity=_validity(context, unit),
        period=period(context.period),
        map=map_name(language(), context.scope.map),
    )


def _validity(context: Context, unit: str) -> str:
    first, last = (context.units.at[unit, limit] for limit in ("valid_from", "valid_to"))
    kind = {(0, 0): "between", (0, 1): "from", (1, 0): "to"}.get((pd.isna(first), pd.isna(last)), "always")
    return say(f"map.validity_{kind}", first=day(first), last=day(last))


def _ways_out(context: Context, unit: str) -> None:
    """Offer the unit it became on this map, or the map on which it exists; and all units."""
    begins, now = context.units.at[unit, "valid_from"], answers.ask(unit_on_map, context.scope, unit)
    with st.container(horizontal=True):
        if now != unit and now in context.period_units.index:
            _way(say("map.to_unit", unit=context.name_of(now)), "don_vi", now)
        elif context.scope.map != begins and begins in answers.ask(maps) and begins > context.scope.last_day:
            _way(say("map.rolled_choice", day=day(begins)), "ban_do", begins.isoformat())
        _way(context.organisation_setting("short"), "don_vi", WHOLE)


def _way(words: str, parameter: str, value: str) -> None:
    st.button(
        escape_markdown(words),
        key=f"way-{parameter}",
        on_click=navigation.set_parameter,
        args=(parameter, value),
    )
