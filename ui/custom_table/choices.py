"""Draw the choices that make up a custom table: each shows the current value and changes it."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pandas as pd
import streamlit as st

from indicators.catalogue import CATALOGUE
from indicators.queries import Slice, split, split_dimensions
from presentation.context import Context
from presentation.custom_table.figures import ColumnHead
from presentation.custom_table.spec import COLUMNS, DIMENSIONS, GROUPS, ROWS, SHOWN, TableSpec
from presentation.custom_table.wording import TableWords, group_words
from ui import answers
from ui.text import indicator_name, language, say

OnSpecChange = Callable[[TableSpec], None]
_EVERY, _NONE = "every", "none"  # of a filter: all rows; those that name no group


def draw_choices(
    context: Context, spec: TableSpec, heads: tuple[ColumnHead, ...], on_change: OnSpecChange
) -> None:
    """Draw all choices; `heads` are the columns that the table can be sorted by."""
    _several(
        "indicators",
        list(CATALOGUE),
        spec.indicators,
        lambda one: indicator_name(CATALOGUE[one]),
        lambda chosen: on_change(_sortable(replace(spec, indicators=chosen))),
        say("built.indicators_hint"),
    )
    dimensions = _dimensions(spec)
    rows = [one for one in ROWS if one not in DIMENSIONS or one in dimensions]
    columns = [one for one in COLUMNS if one not in DIMENSIONS or one in dimensions]
    _one("rows", rows, spec.rows, _worded("rows"), lambda one: on_change(replace(spec, rows=one)))
    _one(
        "columns",
        columns,
        spec.columns,
        _worded("columns"),
        lambda one: on_change(replace(spec, columns=one, sort="")),
    )
    _units(context, spec, on_change)
    _filters(context, spec, dimensions, on_change)
    _order(context, spec, heads, on_change)
    _one("shown", list(SHOWN), spec.shown, _worded(""), lambda one: on_change(replace(spec, shown=one)))


def _worded(group: str) -> Callable[[str], str]:
    return lambda one: say(f"built.{group}.{one}" if group else f"built.{one}")


def _sortable(spec: TableSpec) -> TableSpec:
    """Drop the sort order by a column that no longer exists."""
    there = spec.sort.partition("@")[0] in spec.indicators
    return spec if there else replace(spec, sort="")


def _dimensions(spec: TableSpec) -> list[str]:
    """List the dimensions that any of the indicators has, and those that the table uses anyway."""
    known = {by for one in spec.indicators for by in split_dimensions(CATALOGUE[one])} | set(
        spec.split_dimensions
    )
    return [one for one in DIMENSIONS if one in known]


def _units(context: Context, spec: TableSpec, on_change: OnSpecChange) -> None:
    labels = {one: say(f"level.{one}") for one in GROUPS}
    labels |= {
        one: context.name_of(one) for one in [*context.period_units["id"], *spec.units] if one not in labels
    }
    _several(
        "units",
        list(labels),
        spec.units,
        labels.__getitem__,
        lambda chosen: on_change(replace(spec, units=chosen)),
        say("built.all_units"),
    )


def _filters(context: Context, spec: TableSpec, dimensions: list[str], on_change: OnSpecChange) -> None:
    count = len(spec.where) + bool(spec.least)
    label = say("built.filters_some", count=count) if count else say("built.filters_label")
    with st.popover(label, icon=":material/filter_alt:", key="built_filters", width="stretch"):
        for by in dimensions:
            _filter(context, spec, by, on_change)
        st.session_state.built_least = spec.least
        st.number_input(
            say("built.least_label"),
            min_value=0,
            step=5,
            key="built_least",
            help=say("built.least_help"),
            on_change=lambda: on_change(replace(spec, least=int(st.session_state.built_least))),
        )


def _filter(context: Context, spec: TableSpec, dimension: str, on_change: OnSpecChange) -> None:
    own = next((one for one in spec.where if one.by == dimension), None)
    groups = _groups(context, spec, dimension)
    if own and own.group not in groups:
        groups.append(own.group)
    head = say(f"part.{dimension}")
    labels = {_EVERY: say("built.every")} | {
        _id(one): group_words(language(), dimension, one) for one in groups
    }

    def change(option: str) -> None:
        kept = [one for one in spec.where if one.by != dimension]
        if option != _EVERY:
            kept.append(Slice(dimension, None if option == _NONE else option.partition(":")[2]))
        on_change(replace(spec, where=tuple(sorted(kept, key=lambda one: DIMENSIONS.index(one.by)))))

    chosen = _id(own.group) if own else _EVERY
    _one(f"part_{dimension}", list(labels), chosen, labels.__getitem__, change, head)


def _id(group: str | None) -> str:
    return _NONE if group is None else f"group:{group}"


def _groups(context: Context, spec: TableSpec, dimension: str) -> list[str | None]:
    """List the groups that the first indicator with this dimension has in the whole of the period."""
    first = next(
        (CATALOGUE[one] for one in spec.indicators if dimension in split_dimensions(CATALOGUE[one])), None
    )
    if first is None:
        return []
    found = answers.ask(split, first, context.scope.with_unit(None), dimension)["group"]
    named = sorted((str(one) for one in found if not pd.isna(one)), key=str.casefold)
    return [*named, *([None] if found.isna().any() else [])]


def _order(context: Context, spec: TableSpec, heads: tuple[ColumnHead, ...], on_change: OnSpecChange) -> None:
    words = TableWords(language(), context.names, spec, context.scope.closes_on)
    labels = {"": say("built.usual_order")} | {head.key: words.heading(head) for head in heads}
    labels.setdefault(spec.sort, say("built.no_column"))
    _one("sort", list(labels), spec.sort, labels.__getitem__, lambda one: on_change(replace(spec, sort=one)))
    if spec.sort:
        falling = "falling" if spec.falling else "rising"
        _one(
            "order",
            ["falling", "rising"],
            falling,
            _worded(""),
            lambda one: on_change(replace(spec, falling=one == "falling")),
        )


def _one(
    field: str,
    options: list[str],
    selection: str,
    label: Callable[[str], str],
    on_change: Callable[[str], None],
    head: str | None = None,
) -> None:
    key = f"built_{field}"
    # The address decides: a widget would show its own last value, also on the way back.
    st.session_state[key] = selection
    st.selectbox(
        head or say(f"built.{field}_label"),
        options,
        format_func=label,
        placeholder="",
        key=key,
        on_change=lambda: on_change(st.session_state[key]),
    )


def _several(
    field: str,
    options: list[str],
    selection: Iterable[str],
    label: Callable[[str], str],
    on_change: Callable[[tuple[str, ...]], None],
    hint: str,
) -> None:
    key = f"built_{field}"
    st.session_state[key] = list(selection)
    st.multiselect(
        say(f"built.{field}_label"),
        options,
        format_func=label,
        placeholder=hint,
        key=key,
        on_change=lambda: on_change(tuple(st.session_state[key])),
    )
