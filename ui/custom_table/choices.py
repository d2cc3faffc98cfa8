"""Draw the choices that make up a custom table: each shows the current value and changes it."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pandas as pd
import streamlit as st

from indicators.catalogue import CATALOGUE
from indicators.queries import Within, split, splits
from reports.custom_table.figures import Head
from reports.custom_table.spec import COLUMNS, DIMENSIONS, GROUPS, ROWS, SHOWN, Wanted
from reports.custom_table.wording import Words, group_words
from ui import answers
from ui.text import language, name, say
from ui.view import View

Put = Callable[[Wanted], None]
_EVERY, _NONE = "every", "none"  # of a filter: all rows; those that name no group


def choices(view: View, wanted: Wanted, heads: tuple[Head, ...], put: Put) -> None:
    """Draw all choices; `heads` are the columns that the table can be sorted by."""
    _several(
        "indicators",
        list(CATALOGUE),
        wanted.indicators,
        lambda one: name(CATALOGUE[one]),
        lambda chosen: put(_sortable(replace(wanted, indicators=chosen))),
        say("built.indicators_hint"),
    )
    dimensions = _dimensions(wanted)
    rows = [one for one in ROWS if one not in DIMENSIONS or one in dimensions]
    columns = [one for one in COLUMNS if one not in DIMENSIONS or one in dimensions]
    _one("rows", rows, wanted.rows, _worded("rows"), lambda one: put(replace(wanted, rows=one)))
    _one(
        "columns",
        columns,
        wanted.columns,
        _worded("columns"),
        lambda one: put(replace(wanted, columns=one, sort="")),
    )
    _units(view, wanted, put)
    _filters(view, wanted, dimensions, put)
    _order(view, wanted, heads, put)
    _one("shown", list(SHOWN), wanted.shown, _worded(""), lambda one: put(replace(wanted, shown=one)))


def _worded(group: str) -> Callable[[str], str]:
    return lambda one: say(f"built.{group}.{one}" if group else f"built.{one}")


def _sortable(wanted: Wanted) -> Wanted:
    """Drop the sort order by a column that no longer exists."""
    there = wanted.sort.partition("@")[0] in wanted.indicators
    return wanted if there else replace(wanted, sort="")


def _dimensions(wanted: Wanted) -> list[str]:
    """List the dimensions that any of the indicators has, and those that the table uses anyway."""
    known = {by for one in wanted.indicators for by in splits(CATALOGUE[one])} | set(wanted.divided_by)
    return [one for one in DIMENSIONS if one in known]


def _units(view: View, wanted: Wanted, put: Put) -> None:
    labels = {one: say(f"level.{one}") for one in GROUPS}
    labels |= {one: view.name_of(one) for one in [*view.shown["id"], *wanted.units] if one not in labels}
    _several(
        "units",
        list(labels),
        wanted.units,
        labels.__getitem__,
        lambda chosen: put(replace(wanted, units=chosen)),
        say("built.all_units"),
    )


def _filters(view: View, wanted: Wanted, dimensions: list[str], put: Put) -> None:
    count = len(wanted.where) + bool(wanted.least)
    label = say("built.filters_some", count=count) if count else say("built.filters_label")
    with st.popover(label, icon=":material/filter_alt:", key="built_filters", width="stretch"):
        for by in dimensions:
            _filter(view, wanted, by, put)
        st.session_state.built_least = wanted.least
        st.number_input(
            say("built.least_label"),
            min_value=0,
            step=5,
            key="built_least",
            help=say("built.least_help"),
            on_change=lambda: put(replace(wanted, least=int(st.session_state.built_least))),
        )


def _filter(view: View, wanted: Wanted, by: str, put: Put) -> None:
    own = next((one for one in wanted.where if one.by == by), None)
    groups = _groups(view, wanted, by)
    if own and own.group not in groups:
        groups.append(own.group)
    head = say(f"part.{by}")
    labels = {_EVERY: say("built.every")} | {_id(one): group_words(language(), by, one) for one in groups}

    def change(chosen: str) -> None:
        kept = [one for one in wanted.where if one.by != by]
        if chosen != _EVERY:
            kept.append(Within(by, None if chosen == _NONE else chosen.partition(":")[2]))
        put(replace(wanted, where=tuple(sorted(kept, key=lambda one: DIMENSIONS.index(one.by)))))

    chosen = _id(own.group) if own else _EVERY
    _one(f"part_{by}", list(labels), chosen, labels.__getitem__, change, head)


def _id(group: str | None) -> str:
    return _NONE if group is None else f"group:{group}"


def _groups(view: View, wanted: Wanted, by: str) -> list[str | None]:
    """List the groups that the first indicator with this dimension has in the whole of the period."""
    first = next((CATALOGUE[one] for one in wanted.indicators if by in splits(CATALOGUE[one])), None)
    if first is None:
        return []
    found = answers.ask(split, first, view.scope.of(None), by)["group"]
    named = sorted((str(one) for one in found if not pd.isna(one)), key=str.casefold)
    return [*named, *([None] if found.isna().any() else [])]


def _order(view: View, wanted: Wanted, heads: tuple[Head, ...], put: Put) -> None:
    words = Words(language(), view.names, wanted, view.scope.closes_on)
    labels = {"": say("built.usual_order")} | {head.key: words.head(head) for head in heads}
    labels.setdefault(wanted.sort, say("built.no_column"))
    _one("sort", list(labels), wanted.sort, labels.__getitem__, lambda one: put(replace(wanted, sort=one)))
    if wanted.sort:
        falling = "falling" if wanted.falling else "rising"
        _one(
            "order",
            ["falling", "rising"],
            falling,
            _worded(""),
            lambda one: put(replace(wanted, falling=one == "falling")),
        )


def _one(
    what: str,
    options: list[str],
    chosen: str,
    label: Callable[[str], str],
    change: Callable[[str], None],
    head: str | None = None,
) -> None:
    key = f"built_{what}"
    # The address decides: a widget would show its own last value, also on the way back.
    st.session_state[key] = chosen
    st.selectbox(
        head or say(f"built.{what}_label"),
        options,
        format_func=label,
        placeholder="",
        key=key,
        on_change=lambda: change(st.session_state[key]),
    )


def _several(
    what: str,
    options: list[str],
    chosen: Iterable[str],
    label: Callable[[str], str],
    change: Callable[[tuple[str, ...]], None],
    hint: str,
) -> None:
    key = f"built_{what}"
    st.session_state[key] = list(chosen)
    st.multiselect(
        say(f"built.{what}_label"),
        options,
        format_func=label,
        placeholder=hint,
        key=key,
        on_change=lambda: change(tuple(st.session_state[key])),
    )
