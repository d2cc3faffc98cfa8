"""Select the rows of an indicator that one bar or mark of a chart counts; the selection is in the address."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from indicators.definition import Indicator
from indicators.queries import Slice, row_count, slice_names
from indicators.queries.slices import BANDS, EDGE, OR_MORE, PRINTED
from presentation.context import Context
from presentation.rows_in_words import word
from ui import answers, messages, navigation
from ui.address import WHOLE, read_indicator
from ui.text import day, escape_markdown, language, number, say

PARAMETERS = ("theo", "nhom")


def read_slice(indicator: Indicator) -> Slice | None:
    """Return the selection that the address names, or None; one that this indicator lacks ends the page."""
    by = st.query_params.get("theo")
    if by is None:
        if "nhom" in st.query_params:  # a group of nothing
            messages.stop_not_found("part", st.query_params["nhom"])
        return None
    if by not in slice_names(indicator):
        messages.stop_not_found("part", by)
    within = Slice(by, st.query_params.get("nhom"))
    if by == PRINTED.by and within != PRINTED:  # printed totals are one part, without groups
        messages.stop_not_found("part", str(within.group))
    return within


def slice_key() -> str:
    """Return a part for the keys of charts: a chart's selection must not outlive what it led to."""
    return "-".join(st.query_params.get(name, "") for name in PARAMETERS)


def slice_parameters(context: Context, indicator: Indicator, row_slice: Slice) -> dict[str, str | None]:
    """Return the parameters of the page that lists these rows."""
    return {
        "don_vi": context.unit or WHOLE,
        "chi_so": indicator.id,
        "theo": row_slice.by,
        "nhom": row_slice.group,
    }


def open_rows(context: Context, indicator: Indicator, row_slice: Slice, **more: str | None) -> None:
    """Go to the rows; where they are open already, stay. `more` are other parameters of that page."""
    asked = slice_parameters(context, indicator, row_slice)
    if any(st.query_params.get(name) != value for name, value in asked.items()):
        navigation.open_page("indicator", **asked, **more)


def forget_slice() -> None:
    for name in PARAMETERS:
        st.query_params.pop(name, None)


def draw_slice_note(context: Context, draw_extra: Callable[[Slice], None]) -> None:
    """Say under the header that only some rows are listed, how many, and link back to all.

    `draw_extra` draws other links.
    """
    indicator = read_indicator()
    within = read_slice(indicator)
    if within is None:
        return
    count = answers.ask(row_count, indicator, context.scope, within)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(
            say("part.told", part=escape_markdown(slice_label(within)), count=number(count)), width="content"
        )
        navigation.draw_link(say("part.all"), "indicator", don_vi=context.unit or WHOLE, chi_so=indicator.id)
        draw_extra(within)


def slice_label(row_slice: Slice) -> str:
    """Name the selection: "Lĩnh vực: Đất đai"."""
    if row_slice == PRINTED:
        return say("change.totals")
    return say("part.named", by=say(f"part.{row_slice.by}"), group=_group(row_slice))


def _group(row_slice: Slice) -> str:
    group = row_slice.group
    if group is None:
        return say("split.empty")
    match row_slice.by:
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
    return str(word(language(), row_slice.by, group))


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
