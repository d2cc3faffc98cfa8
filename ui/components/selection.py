"""Select the rows of an indicator that one bar or mark of a chart counts; the selection is in the address."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from indicators.definition import Indicator
from indicators.queries import Within, row_count, slices
from indicators.queries.slices import BANDS, EDGE, OR_MORE, PRINTED
from presentation.rows_in_words import word
from ui import answers, messages, navigation
from ui.text import day, language, number, plain, say
from ui.view import WHOLE, View

PARAMETERS = ("theo", "nhom")


def chosen(indicator: Indicator) -> Within | None:
    """Return the selection that the address names, or None; one that this indicator lacks ends the page."""
    by = st.query_params.get("theo")
    if by is None:
        if "nhom" in st.query_params:  # a group of nothing
            messages.not_found("part", st.query_params["nhom"])
        return None
    if by not in slices(indicator):
        messages.not_found("part", by)
    within = Within(by, st.query_params.get("nhom"))
    if by == PRINTED.by and within != PRINTED:  # printed totals are one part, without groups
        messages.not_found("part", str(within.group))
    return within


def key() -> str:
    """Return a part for the keys of charts: a chart's selection must not outlive what it led to."""
    return "-".join(st.query_params.get(name, "") for name in PARAMETERS)


def address(view: View, indicator: Indicator, within: Within) -> dict[str, str | None]:
    """Return the parameters of the page that lists these rows."""
    return {"don_vi": view.unit or WHOLE, "chi_so": indicator.id, "theo": within.by, "nhom": within.group}


def open_rows(view: View, indicator: Indicator, within: Within, **more: str | None) -> None:
    """Go to the rows; where they are open already, stay. `more` are other parameters of that page."""
    asked = address(view, indicator, within)
    if any(st.query_params.get(name) != value for name, value in asked.items()):
        navigation.go("indicator", **asked, **more)


def forget() -> None:
    for name in PARAMETERS:
        st.query_params.pop(name, None)


def told(view: View, more: Callable[[Within], None]) -> None:
    """Say under the header that only some rows are listed, how many, and link back to all.

    `draw_extra` draws other links.
    """
    within = chosen(view.indicator)
    if within is None:
        return
    count = answers.ask(row_count, view.indicator, view.scope, within)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(say("part.told", part=plain(label(within)), count=number(count)), width="content")
        navigation.link(say("part.all"), "indicator", don_vi=view.unit or WHOLE, chi_so=view.indicator.id)
        more(within)


def label(within: Within) -> str:
    """Name the selection: "Lĩnh vực: Đất đai"."""
    if within == PRINTED:
        return say("change.totals")
    return say("part.named", by=say(f"part.{within.by}"), group=_group(within))


def _group(within: Within) -> str:
    group = within.group
    if group is None:
        return say("split.empty")
    match within.by:
        case "days_late":
            return _days_late(group)
        case "band" if group in BANDS:
            return say(f"cases.band_{group}")
        case "answered":
            aspect, _, level = group.rpartition("-")
            return f"{word(language(), 'aspect', aspect)}, {word(language(), 'score', level)}"
        case "day":
            return _day(group)
        case "procedure_days":
            procedure, _, days = group.rpartition("-")
            more = days.endswith(OR_MORE)
            return say(
                f"part.took{'_or_more' if more else ''}", procedure=procedure, days=days.removesuffix(OR_MORE)
            )
    return str(word(language(), within.by, group))


def _days_late(group: str) -> str:
    if not group.removeprefix("-").isdecimal():
        return group
    days = int(group)
    side = "late" if days > 0 else "early" if days < 0 else "due"
    return say(f"part.{side}{'_edge' if abs(days) == EDGE else ''}", days=number(abs(days)))


def _day(group: str) -> str:
    try:
        return day(date.fromisoformat(group))
    except ValueError:
        return group
