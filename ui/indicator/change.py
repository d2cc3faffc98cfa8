"""Explain a change (Vì sao thay đổi) against an earlier period: its parts, and the way to their rows."""

import streamlit as st

from indicators.change.explanation import (
    AGAINST,
    ChangeExplanation,
    Contribution,
    Grouping,
    comparison_period,
    explain_change,
)
from indicators.definition import Count, Indicator, Percentile
from indicators.periods import Period
from indicators.queries import Slice
from indicators.queries.change_cells import TOTAL, mix_of
from indicators.queries.slices import PRINTED
from presentation import change
from presentation.chart import escape_text
from presentation.context import Context
from presentation.numbers import file_name
from presentation.table import Table
from ui import answers, large_type, navigation
from ui.address import read_indicator
from ui.components import charts, selection, tables
from ui.components.table_notes import build_table_notes
from ui.palette import palette
from ui.text import escape_markdown, indicator_name, language, note, number, period, say, section

COMPARED = "so_voi"
_IN_ADDRESS = {"ky-truoc": "previous", "cung-ky": "year_before"}
_MOST = 6  # bars; the table holds all
_HIGH = 38


def draw_change_section(context: Context, indicator: Indicator) -> None:
    against = _choice(context)
    earlier = comparison_period(context.scope, against)
    if earlier is None:
        note(say("change.no_period"))
        return
    found = answers.ask(explain_change, indicator, context.scope, earlier)
    if found.parts is None:
        note(_reason(context, indicator, found, earlier))
        return
    names = {one: context.name_of(one) for one in {part.unit for part in found.parts}}
    _say(indicator, found, period(earlier), names)
    table = _table(context, indicator, found, names, against, earlier)
    if table.rows.empty:
        note(say("change.undivided"))
        return
    note(say("change.about_count" if isinstance(indicator, Count) else "change.about_ratio"))
    _bars(context, indicator, found, names, table)


def _say(
    indicator: Indicator, explanation: ChangeExplanation, earlier_period: str, names: dict[str, str]
) -> None:
    """Print the change first, then one line a cause."""
    causes = change.causes_of(language(), indicator, explanation, names)
    with st.container(gap="xxsmall"):
        st.markdown(
            escape_markdown(change.opening_clause(language(), indicator, explanation, earlier_period, names))
            + (":" if causes else ".")
        )
        for cause in causes:
            st.markdown(f"- {escape_markdown(cause)}")


def _choice(context: Context) -> str:
    """Let the user choose the previous period or a year before (nine months: only a year); in the address."""
    section(say("change.title"))
    key = {against: parameter for parameter, against in _IN_ADDRESS.items()}
    options = list(AGAINST) if context.period.kind not in ("nine", "year") else ["previous"]
    asked = _IN_ADDRESS.get(st.query_params.get(COMPARED, ""), options[0])
    asked = asked if asked in options else options[0]
    st.session_state.choice_so_voi = asked

    def apply_choice() -> None:
        navigation.set_parameter(COMPARED, key[st.session_state.choice_so_voi or asked])

    labels = {one: say(f"change.compared.{one}") for one in options}
    if len(options) > 1:
        st.segmented_control(
            say("change.against"),
            options,
            format_func=labels.__getitem__,
            key="choice_so_voi",
            on_change=apply_choice,
        )
    return asked


def _reason(
    context: Context, indicator: Indicator, explanation: ChangeExplanation, earlier_period: Period
) -> str:
    if isinstance(indicator, Percentile):
        return say("change.percentile")
    if explanation.after.state != "value":
        return say("change.no_figure_now")
    return say("change.no_figure", period=period(earlier_period))


def _bars(
    context: Context,
    indicator: Indicator,
    explanation: ChangeExplanation,
    names: dict[str, str],
    table: Table,
) -> None:
    """Draw groups and units side by side, the largest parts first; a bar opens its rows."""
    kinds: list[Grouping] = [by for by in ("group", "unit") if len(explanation.contributions(by)) > 1]
    for by, place in zip(kinds, large_type.layout_columns(len(kinds), gap="medium"), strict=True):
        with place:
            st.markdown(f"**{change.heading_of(language(), indicator, by)}**")
            most = [one for one in explanation.contributions(by) if one.part.total][:_MOST]
            own = _of_kind(indicator, table, by)
            if most:
                _draw(context, indicator, by, most, names, own)
            else:
                tables.draw_table(own)


def _of_kind(indicator: Indicator, table: Table, grouping: Grouping) -> Table:
    """Keep the lines of the table that are about groups, or about units."""
    rows = table.rows[table.rows["by"] == grouping].reset_index(drop=True)
    columns = tuple(column for column in table.columns if column.name != "who")
    title = f"{table.title}, {change.heading_of(language(), indicator, grouping)}"
    return Table(file_name(table.name, grouping), title, columns, rows, table.notes)


def _draw(
    context: Context,
    indicator: Indicator,
    grouping: Grouping,
    contributions: list[Contribution],
    names: dict[str, str],
    table: Table,
) -> None:
    labels = [change.name_of(language(), indicator, grouping, one, names) for one in contributions]
    chosen = charts.draw_selectable_chart(
        [_bar(indicator, contributions, labels)],
        _shape(indicator, contributions, labels),
        f"{table.name}-{selection.slice_key()}",
        say("change.alt", who=change.heading_of(language(), indicator, grouping)),
        lambda: table,
        open_row=lambda row: _open(context, indicator, grouping, str(table.rows["id"].iloc[row])),
    )
    if chosen:
        _open(context, indicator, grouping, str(chosen[0]))


def _sizes(indicator: Indicator, contributions: list[Contribution]) -> tuple[list[float], list[str]]:
    sizes = [float(one.part.total) for one in contributions]
    return sizes, [number(size, indicator.digits, sign=True) for size in sizes]


def _bar(indicator: Indicator, contributions: list[Contribution], labels: list[str]) -> charts.Parts:
    sizes, texts = _sizes(indicator, contributions)
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(contributions))),
        "x": sizes,
        "width": 0.3,
        "marker": {"color": palette().mid},
        "customdata": [
            [one.name, f"{escape_text(label)}: {text}, n {number(one.n_before)} → {number(one.n_after)}"]
            for one, label, text in zip(contributions, labels, texts, strict=True)
        ],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _shape(indicator: Indicator, contributions: list[Contribution], labels: list[str]) -> charts.Parts:
    sizes, texts = _sizes(indicator, contributions)
    return charts.layout(
        _HIGH * len(contributions) + 12,
        left=0,
        right=64,
        top=4,
        bottom=4,
        x={"visible": False, "range": [min(0, *sizes), max(0, *sizes)]},
        y={"range": [len(contributions) - 0.5, -0.95], "showticklabels": False, "showgrid": False},
        shapes=[charts.line(x=0, width=1)],
        annotations=[
            words
            for place, (label, text) in enumerate(zip(labels, texts, strict=True))
            for words in (charts.bar_label(label, place, 15), charts.side_label(f"<b>{text}</b>", y=place))
        ],
    )


def _open(context: Context, indicator: Indicator, grouping: str, key: str) -> None:
    """Open a unit's own figure, or the rows of a group."""
    mix = mix_of(indicator)
    if grouping == "unit" or mix is None:
        # This call does not return: a switch of page ends the run.
        navigation.open_page("indicator", don_vi=key, chi_so=indicator.id, **_compared())
    selection.open_rows(
        context, indicator, PRINTED if key == TOTAL else Slice(mix, key or None), **_compared()
    )


def _compared() -> dict[str, str | None]:
    return {COMPARED: st.query_params.get(COMPARED)}


def _table(
    context: Context,
    indicator: Indicator,
    explanation: ChangeExplanation,
    names: dict[str, str],
    comparison: str,
    earlier_period: Period,
) -> Table:
    unit = context.unit_name
    title = f"{say('change.title')}: {indicator_name(indicator)}, {unit}, {period(context.period)}"
    file = file_name(
        say("change.file"), indicator.id, context.unit or "tat-ca", context.period.key, comparison
    )
    filters = f"{say('change.against')} {period(earlier_period)}".replace("\u00a0", " ")
    notes = build_table_notes(context, indicator, filters)
    return change.change_table(
        language(), indicator, explanation, names, file, title.replace("\u00a0", " "), notes
    )


def draw_earlier_link(context: Context, row_slice: Slice) -> None:
    """Draw a link from the note on listed rows to the same rows of the compared period."""
    indicator = read_indicator()
    if row_slice.by not in (mix_of(indicator), PRINTED):
        return
    earlier = comparison_period(context.scope, _IN_ADDRESS.get(st.query_params.get(COMPARED, ""), AGAINST[0]))
    if earlier:
        way = say("change.other_period", period=period(earlier))
        ids = selection.slice_parameters(context, indicator, row_slice)
        navigation.draw_link(way, "indicator", **ids, **_compared(), ky=earlier.key)
